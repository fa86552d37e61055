"""The forms with which the administrator keeps accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from . import roles
from .models import RoleGrant, User


class StaffFormMixin(forms.ModelForm):
    """What holds for new and for existing accounts.

    Set `actor` (the person at the form) before use. Roles are not written by the form itself but
    by `roles.set_roles`, so that an editor role waits for a second person.
    """

    actor: User
    waiting: list[RoleGrant]

    # People choose their own passwords, by a link that is mailed to them.
    password_enabled = False

    def prepare(self) -> None:
        """Adapt the inherited fields."""
        self.waiting = []
        # Many Indonesians have one name.
        self.fields["last_name"].required = False
        self.fields["groups"].help_text = _(
            "Roles that approve and publish, or manage accounts, take effect when a second person has confirmed them."
        )
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].label = _("Superuser")
            self.fields["is_superuser"].help_text = _("For emergencies only. The rules of the newsroom bind it too.")
            self.fields["is_superuser"].disabled = not self.actor.is_superuser

    def _save_m2m(self) -> None:
        """Leave groups to `save_roles`."""

    def save_roles(self, user: User) -> None:
        """Give and take roles as the form says."""
        if "groups" in self.cleaned_data:
            self.waiting = roles.set_roles(self.actor, user, self.cleaned_data["groups"])


class StaffCreationForm(StaffFormMixin, UserCreationForm):
    """A new account; its owner is invited by mail to choose a password."""

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.prepare()

    def save(self, commit: bool = True) -> User:
        """Store the account without a usable password, then its roles."""
        self.instance.set_unusable_password()
        user = super().save(commit=commit)
        self.save_roles(user)
        return user


class StaffEditForm(StaffFormMixin, UserEditForm):
    """An existing account."""

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.prepare()
        if actor.pk == self.instance.pk:
            self.fields["groups"].disabled = True
            self.fields["groups"].help_text = _("Nobody changes the own roles.")
        if self.address_is_protected():
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _(
                "The holder of an editor role changes the address on the own account page: "
                "whoever has the address has the account."
            )

    def address_is_protected(self) -> bool:
        """True where a new address would hand an editor's account to whoever entered it."""
        return self.actor != self.instance and not self.actor.is_superuser and roles.holds_editor_role(self.instance)

    def clean(self) -> dict[str, Any]:
        """Refuse what a forged request may try; a disabled field keeps its value by itself."""
        cleaned = super().clean() or self.cleaned_data
        if self.actor.pk == self.instance.pk:
            posted = set(self.data.getlist(self.add_prefix("groups"))) if hasattr(self.data, "getlist") else set()
            current = {str(key) for key in self.instance.groups.values_list("pk", flat=True)}
            if posted and posted != current:
                self.add_error("groups", ValidationError(gettext("Nobody changes the own roles.")))
        if self.data.get(self.add_prefix("is_superuser")) and not self.instance.is_superuser:
            self._refuse_superuser()
        return cleaned

    def _refuse_superuser(self) -> None:
        if not self.actor.is_superuser or self.actor.pk == self.instance.pk:
            self.add_error(None, ValidationError(gettext("Only a superuser makes another account a superuser.")))

    def save(self, commit: bool = True) -> User:
        """Store the account, then its roles."""
        user = super().save(commit=commit)
        if self.actor.pk != user.pk:
            self.save_roles(user)
        return user


class RoleForm(forms.Form):
    """The role that several accounts get at once."""

    role = forms.ModelChoiceField(label=_("Role"), queryset=Group.objects.order_by("name"))
