"""The review: a workflow task that four eyes must pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from newsroom.editorial.enums import ReviewAction
from newsroom.editorial.forms import ReturnForm, ScheduleForm, publish_time
from newsroom.editorial.locks import ReviewLock
from newsroom.editorial.models.records import Submission
from newsroom.editorial.models.schedule import open_slot_of
from newsroom.editorial.review import people_behind, record_approval, record_submission
from newsroom.editorial.slots import open_slot

if TYPE_CHECKING:
    from newsroom.editorial.models.page import EditorialPage
    from newsroom.users.models import User


class ReviewTask(AbstractGroupApprovalTask):
    """Review by an editor who is neither the submitter nor anyone who changed the text since.

    Superusers get no exception. Wagtail's own forms, views and reports work on it unchanged.
    """

    lock_class = ReviewLock

    class Meta:
        verbose_name = gettext_lazy("editorial review")
        verbose_name_plural = gettext_lazy("editorial reviews")

    @classmethod
    def get_description(cls) -> str:
        return _("An editor who neither submitted nor changed the text approves or returns it")

    def is_reviewer(self, user: User) -> bool:
        """Whether ``user`` belongs to the reviewing groups (or is a superuser)."""
        return bool(user.is_active and (user.is_superuser or self._user_in_groups(user)))

    def may_decide(self, page: EditorialPage, user: User) -> bool:
        """Whether ``user`` may approve or return the text that lies before the reviewers."""
        task_state = page.current_workflow_task_state
        if task_state is None or not self.is_reviewer(user):
            return False
        return user.pk not in people_behind(task_state)

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self.is_reviewer(user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not self.is_reviewer(user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return False

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        if not self.may_decide(obj, user):
            return []
        decisions = [(ReviewAction.APPROVE.value, str(ReviewAction.APPROVE.label), False)]
        if open_slot_of(obj) is not None:
            decisions = [(ReviewAction.APPROVE.value, _("Approve for its time"), False)]
        elif not obj.live:
            # A change of a public text has no time of its own: it is seen as soon as it is approved.
            decisions.append((ReviewAction.SCHEDULE.value, str(ReviewAction.SCHEDULE.label), True))
        return [*decisions, (ReviewAction.RETURN.value, str(ReviewAction.RETURN.label), True)]

    def get_form_for_action(self, action: str) -> type:
        forms = {ReviewAction.RETURN.value: ReturnForm, ReviewAction.SCHEDULE.value: ScheduleForm}
        return forms.get(action) or super().get_form_for_action(action)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        if not self.is_reviewer(user):
            return TaskState.objects.none()
        own = Submission.objects.filter(person=user).values("task_state_id")
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).exclude(pk__in=own)

    @transaction.atomic
    def start(self, workflow_state: Any, user: Any = None) -> Any:
        task_state = super().start(workflow_state, user=user)
        record_submission(task_state, user)
        return task_state

    @transaction.atomic
    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Approve or return; the only door through which a decision is taken.

        Raises:
            PermissionDenied: ``user`` is no reviewer, stands behind the text, or names a time that has passed.
            BadRequest: a return without a reason, or no readable time.
        """
        # Two editors who decide at the same moment take turns; the second finds that nothing waits any more.
        page = Page.objects.select_for_update(no_key=True).get(pk=task_state.workflow_state.object_id).specific
        if page.current_workflow_task_state != task_state:
            raise PermissionDenied(_("This release does not wait for a review."))
        if not self.may_decide(page, user):
            raise PermissionDenied(_("Another editor must decide on this text."))
        if action_name == ReviewAction.APPROVE:
            record_approval(task_state, user)
        elif action_name == ReviewAction.SCHEDULE:
            record_approval(task_state, user)
            open_slot(page, publish_time(kwargs.pop("publish_at", None)), user=user)
            action_name = ReviewAction.APPROVE.value
        elif action_name == ReviewAction.RETURN and not (kwargs.get("comment") or "").strip():
            raise BadRequest(_("A release is returned with a reason."))
        return super().on_action(task_state, user, action_name, **kwargs)
