"""The field in which articles are tagged, and the one in which a tag is chosen."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.tags import TagField, validate_tag_length
from wagtail.admin.widgets import AdminTagWidget

from newsroom.tags.models import NewsTag
from newsroom.tags.normalise import MAX_LENGTH, tidy_name
from newsroom.tags.parsing import join_tags, split_tags


class NewsTagWidget(AdminTagWidget):
    """Wagtail's tag field, suggesting only tags that the user may know of."""

    def get_context(self, name, value, attrs) -> dict[str, Any]:
        """Wagtail's, with our suggestions, separator and help."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["attrs"]["data-w-tag-url-value"] = reverse("newsroom_tag_suggestions")
        options = json.loads(widget["attrs"]["data-w-tag-options-value"])
        # A space is part of a tag here, whatever Wagtail's settings say.
        widget["attrs"]["data-w-tag-options-value"] = json.dumps({**options, "allowSpaces": True})
        widget["help_text"] = gettext(
            "Separate tags with a comma or Enter; a tag may have spaces. Known tags are suggested as you type."
        )
        return context

    def format_value(self, value) -> str | None:
        """A line that :func:`split_tags` reads back unchanged."""
        if value is not None and not isinstance(value, str):
            value = join_tags(tag.name for tag in value)
        return value


class NewsTagField(TagField):
    """Tags as the newsroom writes them: a comma or a ``#`` separates, a space does not."""

    widget = NewsTagWidget

    def clean(self, value) -> list[str]:
        """The names of the tags. Raises ``ValidationError`` for one that is too long."""
        # Not taggit's clean(), which would split the words of a lone tag.
        names = split_tags(forms.CharField.clean(self, value), clean=tidy_name)
        validate_tag_length(names, MAX_LENGTH)
        return names

    def has_changed(self, initial_value, data_value) -> bool:
        """Whether the tags differ, in whatever order."""
        names = [tag.name for tag in initial_value or []]
        return sorted(names) != sorted(split_tags(data_value or ""))


class MergeTargetForm(forms.Form):
    """Names the tag that another one shall be merged into."""

    into = forms.CharField(
        label=_("Merge into"),
        max_length=150,
        help_text=_("The tag that stays. Any spelling of it will do."),
        widget=forms.TextInput(attrs={"list": "known-tags", "autocomplete": "off"}),
    )

    def __init__(self, *args, tag: NewsTag, choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._tag = tag
        self._choices = choices

    def clean_into(self) -> NewsTag:
        """The canonical tag of this name. Unknown and secret tags are the same to the user."""
        target = self._choices.named(self.cleaned_data["into"])
        if target is None or not self._choices.filter(pk=target.pk).exists():
            raise ValidationError(_("There is no tag of this name."))
        if target == self._tag:
            raise ValidationError(_("A tag cannot be merged into itself."))
        return target
