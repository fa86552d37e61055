"""The form that proposes a withdrawal. Apart from the others: models import those, and a page chooser needs models."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from newsroom.editorial.enums import WithdrawalKind
from newsroom.editorial.models.withdrawal import WithdrawalRequest


class WithdrawalForm(forms.ModelForm):
    """What happens to the release, why, and what readers are told."""

    kind = forms.ChoiceField(label=_("What happens"), choices=WithdrawalKind.choices, widget=forms.RadioSelect)
    replacement = forms.ModelChoiceField(
        label=_("Replaced by"), queryset=Page.objects.live(), required=False, widget=AdminPageChooser
    )

    class Meta:
        model = WithdrawalRequest
        fields = ("kind", "reason", "public_text", "effective_at", "replacement")
        widgets = {
            "public_text": forms.Textarea({"rows": 3}),
            "effective_at": forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        }

    def clean_effective_at(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["effective_at"]
        if moment is not None and moment <= timezone.now():
            raise forms.ValidationError(_("This time has passed already."))
        return moment
