"""The form of an image in the admin."""

from __future__ import annotations

from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.images.forms import BaseImageForm


class NewsImageForm(BaseImageForm):
    """A caption is a sentence or two: its field starts with two lines and grows."""

    class Meta(BaseImageForm.Meta):
        widgets = {**BaseImageForm.Meta.widgets, "caption": AdminAutoHeightTextInput(attrs={"rows": 2})}
