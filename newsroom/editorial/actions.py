"""The ways a page becomes public. Each is one object or function: check, do, log, announce.

Nothing else in the project makes a page live; ``EditorialPage.save()`` refuses the rest.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Page

from newsroom.editorial import embargo, emergency, ledger, notices, outbox
from newsroom.editorial.enums import EntitlementKind, SlotOutcome
from newsroom.editorial.models import Approval, EditorialPage, Entitlement, ForcePublish, NotEntitled
from newsroom.editorial.models.schedule import open_slot_of

if TYPE_CHECKING:
    from wagtail.models import Revision

    from newsroom.users.models import User


class PublishEntitledRevision(PublishPageRevisionAction):
    """Make a revision public on the strength of an entitlement for exactly its content.

    Args:
        revision: the revision whose text goes live.
        entitlement: the newest entitlement of the page.
        user: the person named in the log.
        now: the time of publication; tests and backfills pass it in.
        log_action: name of the log action, if other than ``wagtail.publish``.
    """

    def __init__(
        self,
        revision: Revision,
        entitlement: Entitlement,
        *,
        user: User,
        now: datetime | None = None,
        log_action: str | bool = True,
    ) -> None:
        super().__init__(revision, user=user, log_action=log_action)
        self.entitlement = entitlement
        self.now = now or timezone.now()

    def check(self, skip_permission_checks: bool = False) -> None:
        """Refuse whatever the entitlement does not cover; there is no way to skip this.

        Raises:
            NotEntitled: the entitlement is another page's, is outdated, or covers another text.
            Embargoed: it is too early.
        """
        current = self.object.current_entitlement
        if current is None or current.pk != self.entitlement.pk:
            raise NotEntitled(_("This approval is not the newest of this page."))
        if self.object.fingerprint() != self.entitlement.fingerprint:
            raise NotEntitled(_("The text differs from the one that was approved."))
        embargo.refuse_while_embargoed(self.object)

    @transaction.atomic
    def execute(self, skip_permission_checks: bool = False) -> None:
        Page.objects.select_for_update(no_key=True).get(pk=self.object.pk)
        self.check()
        self.object.prepare_publication(self.entitlement, self.now)
        super().execute()
        self.object.after_publication(self.entitlement, self.now)
        embargo.lift(self.object, self.now)
        ledger.record_publication(self.object, self.entitlement)


@transaction.atomic
def publish_approval(approval: Approval, *, user: User, now: datetime | None = None) -> EditorialPage:
    """Publish exactly the text that ``approval`` covers, and return the public page.

    Raises:
        NotEntitled: the stored revision no longer holds that text.
    """
    entitlement = Entitlement.objects.create(
        page_id=approval.page_id,
        kind=EntitlementKind.APPROVAL,
        fingerprint=approval.fingerprint,
        approval=approval,
        person=approval.person,
    )
    action = PublishEntitledRevision(approval.revision, entitlement, user=user, now=now)
    action.execute()
    return action.object


@transaction.atomic
def publish_import(
    page: EditorialPage,
    *,
    user: User,
    batch: str,
    source_hash: str = "",
    now: datetime | None = None,
    log_action: str = "newsroom.import",
) -> EditorialPage:
    """Make a saved page public as part of an import, and return the public page.

    The page keeps the publication time it brings along. Nothing is sent out.

    Args:
        page: a saved page; its newest revision (made here if there is none) goes live.
        user: the person who runs the import.
        batch: identifier of the import run; compulsory.
        source_hash: SHA-256 of the source, where there is one.

    Raises:
        PermissionDenied: the page lies before the reviewers.
    """
    if page.workflow_in_progress:
        raise PermissionDenied(_("A text under review is not published by an import."))
    revision = page.latest_revision or page.save_revision(user=user, clean=False)
    entitlement = Entitlement.objects.create(
        page_id=page.pk,
        kind=EntitlementKind.IMPORT,
        fingerprint=revision.as_object().fingerprint(),
        person=user,
        batch=batch,
        source_hash=source_hash,
    )
    action = PublishEntitledRevision(revision, entitlement, user=user, now=now, log_action=log_action)
    action.execute()
    return action.object


@transaction.atomic
def publish_emergency(
    page: EditorialPage, *, user: User, reason: str, fingerprint: str, now: datetime | None = None
) -> EditorialPage:
    """Publish exactly the newest text of ``page`` on the word of one editor, and return the public page.

    A review in progress ends, a slot too. The publication stays open until another editor
    clears it (:func:`newsroom.editorial.emergency.clear`).

    Args:
        page: a draft, a submitted text, or a public page with a change.
        user: the duty editor.
        reason: why it cannot wait; compulsory.
        fingerprint: that of the text which ``user`` read.

    Raises:
        BadRequest: no reason.
        PermissionDenied: no right, an embargo, the text has changed since, or it is public already.
        ValidationError: the text is not whole.
    """
    moment = now or timezone.now()
    # Whoever decides at the same time comes before or after, and sees what was done.
    stored = Page.objects.select_for_update(no_key=True).get(pk=page.pk).specific
    embargo.refuse_while_embargoed(stored)
    if not emergency.may_force(user, stored):
        raise PermissionDenied(_("You may not publish this release in an emergency."))
    if not reason.strip():
        raise BadRequest(_("An emergency publication needs a reason."))
    newest, revision = stored.get_latest_revision_as_object(), stored.latest_revision
    if newest.fingerprint() != fingerprint:
        raise PermissionDenied(_("The text has changed since you opened it. Reload it and read it again."))
    if stored.live and stored.fingerprint() == fingerprint:
        raise PermissionDenied(_("This text is public already."))
    if problems := newest.publication_problems():
        raise ValidationError(problems)
    authors = emergency.authors_of_newest_text(stored)
    _end_what_waits(stored, user, moment)
    reporter = None if stored.was_ever_public else emergency.reporter_of(stored)
    if reporter is not None and newest.credit_submitter(reporter):
        revision = newest.save_revision(user=user, clean=False)
    force = ForcePublish.objects.create(
        page_id=stored.pk,
        revision=revision,
        content=newest.canonical_content(),
        fingerprint=newest.fingerprint(),
        person=user,
        reason=reason.strip(),
        authors=authors,
        created_at=moment,
    )
    entitlement = Entitlement.objects.create(
        page_id=stored.pk, kind=EntitlementKind.FORCE, fingerprint=force.fingerprint, force=force, person=user
    )
    action = PublishEntitledRevision(revision, entitlement, user=user, now=moment, log_action=False)
    action.execute()
    log(
        instance=action.object,
        action="newsroom.emergency",
        user=user,
        data={"reason": force.reason, "authors": authors},
        revision=revision,
        content_changed=True,
    )
    emergency.announce(force)
    outbox.enqueue("verify_public", after=notices.FIRST_LOOK, page=stored.pk, published_at=moment.isoformat())
    return action.object


def _end_what_waits(page: EditorialPage, user: User, now: datetime) -> None:
    """End the review and the slot of a text that goes out by another way."""
    state = page.current_workflow_state
    if state is not None:
        state.cancel(user=user)
    slot = open_slot_of(page)
    if slot is not None:
        slot.end(SlotOutcome.CANCELLED, now)


def submit(page: EditorialPage, *, user: User) -> Any:
    """Bring the newest text of ``page`` before the reviewers; returns the workflow state.

    A returned release continues its workflow, any other starts one. Like the button
    in the editor, for scripts and tests.

    Raises:
        PermissionDenied: ``user`` may not edit or submit the page.
    """
    page = page.get_latest_revision_as_object()
    tester = page.permissions_for_user(user)
    if not (tester.can_edit() and tester.can_submit_for_moderation()):
        raise PermissionDenied(_("You may not submit this release."))
    state = page.current_workflow_state
    if state is not None:
        state.resume(user)
        return state
    return page.get_workflow().start(page, user)


def decide(page: EditorialPage, action: str, *, user: User, reason: str = "") -> None:
    """Approve or return the text that lies before the reviewers, as the editor's buttons do.

    Raises:
        PermissionDenied: nothing lies there, or ``user`` may not decide.
        BadRequest: a return without a reason.
    """
    task_state = page.current_workflow_task_state
    if task_state is None:
        raise PermissionDenied(_("This release does not wait for a review."))
    task_state.task.specific.on_action(task_state, user, action, comment=reason)
