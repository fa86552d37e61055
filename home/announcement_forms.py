"""The form that puts a release above all pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.announcements import LONGEST
from home.models import AnnouncementLevel
from newsroom.editorial.forms import MOMENT_FORMATS

USUAL = timedelta(hours=24)


def _moment_field(**options: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT_FORMATS[0]),
        input_formats=MOMENT_FORMATS,
        **options,
    )


def _in_a_day() -> Any:
    return timezone.localtime(timezone.now() + USUAL)


class AnnouncementForm(forms.Form):
    """How urgent, from when, until when."""

    level = forms.ChoiceField(
        label=_("Level"),
        choices=AnnouncementLevel.choices,
        widget=forms.RadioSelect,
        help_text=_("The word stands before the title. An emergency is read out at once by screen readers."),
    )
    starts_at = _moment_field(label=_("From"), required=False, help_text=_("Empty: at once. Time of the newsroom."))
    ends_at = _moment_field(
        label=_("Until"), initial=_in_a_day, help_text=_("At most seven days. It can be taken off at any time.")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start, in the past, or more than :data:`LONGEST` after the start."""
        cleaned: dict[str, Any] = super().clean() or {}
        now = timezone.now()
        start, end = max(cleaned.get("starts_at") or now, now), cleaned.get("ends_at")
        if end is not None and not start < end <= start + LONGEST:
            self.add_error("ends_at", _("It must end after its start, and within seven days."))
        return cleaned
