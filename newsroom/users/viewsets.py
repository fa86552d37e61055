"""Accounts and groups in the admin: nothing is deleted, and nobody lifts himself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, Group
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.views import groups, users

from newsroom.core.refusals import forbidden

from .admin_forms import StaffCreationForm, StaffEditForm
from .models import User
from .tasks import send_invitation


def may_edit_account(actor: User | AnonymousUser, account: User) -> bool:
    """A superuser's account is kept by superusers only."""
    return actor.is_superuser or not account.is_superuser


class AccountPolicy(ModelPermissionPolicy):
    """Rights on accounts: no one deletes, and superusers' accounts are out of reach."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """As granted, except that nobody may delete."""
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: User, actions: Any) -> bool:
        """As granted, except that nobody may delete."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: User, action: str, instance: User) -> bool:
        """As granted, except on a superuser's account."""
        return self.user_has_permission(user, action) and may_edit_account(user, instance)


class GroupPolicy(ModelPermissionPolicy):
    """Rights on groups: what a role may do is decided by `sync_roles`, or by a superuser."""

    def user_has_permission(self, user: User, action: str) -> bool:
        """Superusers only: a right to edit groups is a right to every right."""
        return user.is_active and user.is_superuser

    def user_has_any_permission(self, user: User, actions: Any) -> bool:
        """Superusers only."""
        return self.user_has_permission(user, "change")


class AccountIndexView(users.IndexView):
    """The list of accounts."""

    page_title = gettext_lazy("Accounts")
    add_item_label = gettext_lazy("Add an account")

    def get_delete_url(self, instance: User) -> None:
        """No way to delete."""

    def get_edit_url(self, instance: User) -> str | None:
        """No link to an account out of reach."""
        return super().get_edit_url(instance) if may_edit_account(self.request.user, instance) else None


class AccountCreateView(users.CreateView):
    """A new account."""

    page_title = gettext_lazy("Add an account")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who is at work."""
        return {**super().get_form_kwargs(), "actor": self.request.user}

    def save_instance(self) -> User:
        """Store the account and invite its owner."""
        with transaction.atomic():
            account = super().save_instance()
            transaction.on_commit(lambda: send_invitation.enqueue(account.pk))
        tell_what_waits(self.request, self.form)
        return account


class AccountEditView(users.EditView):
    """An existing account."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Offer no deletion."""
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """403 for an account out of reach."""
        if not may_edit_account(request.user, self.object):
            return forbidden(request, _("Only a superuser changes a superuser's account."))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who is at work."""
        return {**super().get_form_kwargs(), "actor": self.request.user}

    def save_instance(self) -> User:
        """Store the account and its roles together."""
        with transaction.atomic():
            account = super().save_instance()
        tell_what_waits(self.request, self.form)
        return account


class AccountDeleteView(users.DeleteView):
    """There is none: an account is deactivated, so that its credits and its log stay."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Always 403."""
        return forbidden(request, _("Accounts are not deleted. Deactivate the account instead: its credits stay."))


def tell_what_waits(request: HttpRequest, form: Any) -> None:
    """Say which roles wait for a second person."""
    for grant in form.waiting:
        messages.warning(
            request,
            _("The role %(role)s waits for a second person to confirm it.") % {"role": grant.group.name},
        )


class StaffViewSet(users.UserViewSet):
    """Accounts."""

    menu_label = gettext_lazy("Accounts")
    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    delete_view_class = AccountDeleteView
    copy_view_enabled = False

    @cached_property
    def permission_policy(self) -> AccountPolicy:
        """The rules of this module."""
        return AccountPolicy(User)

    def get_form_class(self, for_update: bool = False) -> type:
        """The forms of this project."""
        return StaffEditForm if for_update else StaffCreationForm


class StaffGroupViewSet(groups.GroupViewSet):
    """Groups, for superusers."""

    @cached_property
    def permission_policy(self) -> GroupPolicy:
        """The rules of this module."""
        return GroupPolicy(Group)
