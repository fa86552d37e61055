"""Forms of the review and of the clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm

# What a browser's field for day and time sends.
MOMENT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


class ReturnForm(TaskStateCommentForm):
    """The reason for which a release goes back; compulsory."""

    comment = forms.CharField(
        label=_("What must change?"),
        help_text=_("The author sees this at the top of the form and gets it by mail."),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )

    def clean_comment(self) -> Any:
        return self.cleaned_data["comment"].strip()


def publish_time(value: datetime | str | None) -> datetime:
    """Return the time that a form or the editor's JSON names; one without a zone is the newsroom's.

    Raises:
        BadRequest: there is no readable time.
    """
    moment = parse_datetime(value) if isinstance(value, str) else value
    if moment is None:
        raise BadRequest(gettext("Name the day and the time at which it goes out."))
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


class ScheduleForm(forms.Form):
    """The time at which a release goes out, in the newsroom's time zone."""

    publish_at = forms.DateTimeField(
        label=_("Goes out at"),
        help_text=_("Time of the newsroom (WIB)."),
        widget=forms.DateTimeInput({"type": "datetime-local", "data-announce": ""}, format=MOMENT_FORMATS[0]),
        input_formats=MOMENT_FORMATS,
    )

    def clean_publish_at(self) -> datetime:
        moment: datetime = self.cleaned_data["publish_at"]
        if moment <= timezone.now():
            raise forms.ValidationError(_("This time has passed already."))
        return moment
