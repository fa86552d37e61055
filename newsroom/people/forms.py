"""The rules of the byline form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm


class BylineForm(WagtailAdminModelForm):
    """Initials are an address and stand in print: once given they stay."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and "initials" in self.fields:
            self.fields["initials"].disabled = True
            self.fields["initials"].help_text = _(
                "Initials stay as they were printed. Add another spelling below, or a new byline."
            )
