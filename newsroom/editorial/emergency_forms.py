"""Forms of an emergency publication and of its clearing."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm
from django import forms
from django.utils.translation import gettext_lazy as _


class EmergencyForm(forms.Form):
    """Why it cannot wait for a second person; bound to the text that was shown."""

    reason = forms.CharField(
        label=_("Why can it not wait for another editor?"),
        help_text=_("Kept for good, and shown to every editor."),
        widget=forms.Textarea({"rows": 3}),
        min_length=10,
        max_length=1000,
    )
    has_read = forms.BooleanField(label=_("I have read the whole text and answer for it alone"))
    fingerprint = forms.CharField(widget=forms.HiddenInput)


class PasswordForm(ReauthenticateForm):
    """The password once more: an unattended screen must not publish alone. Failures count as failed sign-ins."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Your password")
        self.fields["password"].help_text = _("Asked again, because what follows cannot be undone.")
        self.fields["password"].widget = forms.PasswordInput({"autocomplete": "current-password"})


class ClearingForm(forms.Form):
    """What the second editor wants to add."""

    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea({"rows": 2}), max_length=1000)
