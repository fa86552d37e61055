"""Forms of the sign-in pages."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import NameEmailForm

from .tasks import send_password_reset


class StaffLoginForm(LoginForm):
    """User name and password; the session always ends by its own clock, so there is no "remember me"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        self.fields["login"].label = _("User name")
        self.fields["login"].widget.attrs.update(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "placeholder": ""}
        )
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs["placeholder"] = ""


class StaffResetPasswordForm(ResetPasswordForm):
    """Ask for a reset link; takes the same time whether the address belongs to an account or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Email address of your account")
        self.fields["email"].widget.attrs["placeholder"] = ""

    def clean_email(self) -> str:
        """The address as typed; nothing is looked up here."""
        self.users: list[Any] = []
        return self.cleaned_data["email"].strip().lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Hand the address to a background task, which looks it up and writes the mail."""
        email = self.cleaned_data["email"]
        send_password_reset.enqueue(email)
        return email


class StaffNameForm(NameEmailForm):
    """One's own name and address; many Indonesians have one name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_name"].required = False
