from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm


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
