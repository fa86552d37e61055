"""Submissions and approvals: who stands behind the text that lies before the reviewers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState

from newsroom.editorial import outbox
from newsroom.editorial.enums import SubmissionWay
from newsroom.editorial.models.records import Approval, Submission
from newsroom.editorial.models.schedule import open_slot_of

if TYPE_CHECKING:
    from newsroom.editorial.models.page import EditorialPage
    from newsroom.users.models import User


def submissions_of(task_state: TaskState) -> Any:
    """Return the submissions of one round of review, oldest first."""
    return Submission.objects.filter(task_state_id=task_state.pk).order_by("pk")


def people_behind(task_state: TaskState) -> set[int]:
    """Return the ids of the submitter and of everybody who changed the text since."""
    return set(submissions_of(task_state).values_list("person_id", flat=True))


def submitter_of(task_state: TaskState) -> int | None:
    """Return the id of the person who submitted the text in this round."""
    return submissions_of(task_state).filter(way=SubmissionWay.SUBMIT).values_list("person_id", flat=True).first()


def record_submission(task_state: TaskState, user: User | None) -> Submission:
    """Record that ``user`` brought the newest text of the page before the reviewers.

    The submitter's credit becomes part of that text, so the reviewers see and approve it.

    Raises:
        PermissionDenied: there is no person to stand behind the text.
    """
    if user is None:
        raise PermissionDenied(_("A submission needs a person who stands behind it."))
    page = task_state.workflow_state.content_object.specific.get_latest_revision_as_object()
    if page.credit_submitter(user):
        task_state.revision = page.save_revision(user=user, clean=False)
        task_state.save(update_fields=["revision"])
    return _record(Submission, page, task_state.revision, user, task_state=task_state)


def note_change_in_review(page: EditorialPage, revision: Revision, user: User | None) -> Submission | None:
    """Record a real change of a text under review; the one who made it now stands behind it too.

    A save of the same words (autosave, say) is no change. Returns the new record, if any.
    """
    task_state = page.current_workflow_task_state
    if task_state is None:
        return None
    newest = submissions_of(task_state).last()
    if newest is None or user is None or newest.fingerprint == page.fingerprint():
        return None
    return _record(Submission, page, revision, user, task_state=task_state, way=SubmissionWay.EDIT)


def restart_review_if_scheduled(page: EditorialPage, user: User | None) -> None:
    """Bring a changed text before the reviewers again, where it waits for its time.

    The approval is void, the slot stays; both people behind the approved text are told.
    """
    if user is None or page.live or page.workflow_in_progress or open_slot_of(page) is None:
        return
    approval = Approval.objects.filter(page_id=page.pk).select_related("submission").order_by("-pk").first()
    if approval is None or approval.fingerprint == page.fingerprint():
        return
    people = [approval.person_id, approval.submission.person_id]
    outbox.enqueue("notice", subject="approval_void", page=page.pk, people=people, changed_by=user.pk)
    page.get_workflow().start(page, user)


def record_approval(task_state: TaskState, user: User) -> Approval:
    """Record that ``user`` approves exactly the newest text of the page.

    Raises:
        PermissionDenied: the newest text is not the one that lies before the reviewers,
            or ``user`` is among the people behind it.
    """
    # The row lock lets no other save slip in between this check and the publication.
    locked = Page.objects.select_for_update(no_key=True).get(pk=task_state.workflow_state.object_id)
    submission = submissions_of(task_state).last()
    revision = locked.latest_revision
    page = revision.as_object()
    if submission is None or page.fingerprint() != submission.fingerprint:
        raise PermissionDenied(_("The text has changed since it was submitted."))
    if user.pk in people_behind(task_state):
        raise PermissionDenied(_("Another editor must decide on this text."))
    return _record(Approval, page, revision, user, submission=submission)


def _record(model: Any, page: EditorialPage, revision: Revision, person: User, **fields: Any) -> Any:
    return model.objects.create(
        page_id=page.pk,
        revision=revision,
        content=page.canonical_content(),
        fingerprint=page.fingerprint(),
        person=person,
        **fields,
    )
