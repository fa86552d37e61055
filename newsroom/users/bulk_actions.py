"""Actions on several accounts at once, under the same rules as the form of one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from . import roles
from .admin_forms import RoleForm
from .models import User
from .viewsets import forbidden, may_edit_account


class AssignRole(AssignRoleBulkAction):
    """Give a role to several accounts; an editor role waits for a second person."""

    form_class = RoleForm

    def check_perm(self, obj: User) -> bool:
        """Not to oneself, and not to an account out of reach."""
        return super().check_perm(obj) and obj.pk != self.request.user.pk and may_edit_account(self.request.user, obj)

    def get_execution_context(self) -> dict[str, Any]:
        """Say who is at work."""
        return {**super().get_execution_context(), "actor": self.request.user}

    @classmethod
    def execute_action(cls, objects: list[User], role: Any = None, actor: Any = None, **kwargs: Any) -> tuple[int, int]:
        """Add the role to what each account has."""
        for account in objects:
            roles.set_roles(actor, account, [*account.groups.all(), role])
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Say when the role still waits."""
        if roles.needs_second_person(self.cleaned_form.cleaned_data["role"]):
            return _("The role waits for a second person to confirm it.")
        return super().get_success_message(num_parent_objects, num_child_objects)


class SetActiveState(SetActiveStateBulkAction):
    """Activate or deactivate several accounts."""

    def check_perm(self, obj: User) -> bool:
        """Not an account out of reach."""
        return super().check_perm(obj) and may_edit_account(self.request.user, obj)


class RefuseDelete(DeleteBulkAction):
    """Takes the place of Wagtail's deletion of accounts."""

    display_name = DeleteBulkAction.display_name

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Always 403."""
        return forbidden(request, _("Accounts are not deleted. Deactivate the account instead: its credits stay."))
