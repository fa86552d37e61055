"""Forms of the embargo's screen."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editorial.forms import MOMENT_FORMATS, ScheduleForm
from newsroom.editorial.models import EarlyReader, Embargo


class EmbargoTimeForm(ScheduleForm):
    """Until when the release is held."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["publish_at"].label = _("Embargo until")
        self.fields["publish_at"].help_text = _("Time of the newsroom (WIB). At this time the approved text goes out.")


class EmbargoForm(EmbargoTimeForm):
    """A new embargo."""

    terms = Embargo._meta.get_field("terms").formfield(widget=forms.Textarea({"rows": 3}))


class ReasonForm(forms.Form):
    """Why an embargo ends before its time."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept in the log; readers do not see it."),
        widget=forms.Textarea({"rows": 2}),
        max_length=1000,
    )


class EarlyReaderForm(forms.ModelForm):
    """A journalist who may read before the time."""

    expires_at = forms.DateTimeField(
        label=_("Link ends at"),
        required=False,
        help_text=_("Empty: when the embargo lifts. Later than that is not possible."),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT_FORMATS[0]),
        input_formats=MOMENT_FORMATS,
    )

    class Meta:
        model = EarlyReader
        fields = ("name", "organisation", "email", "expires_at")

    def clean_expires_at(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["expires_at"]
        if moment is not None and moment <= timezone.now():
            raise forms.ValidationError(_("This time has passed already."))
        return moment
