"""Makes Wagtail's forms use the newsroom's tag field for the newsroom's tags."""

from __future__ import annotations

from taggit.managers import TaggableManager
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.forms.tags import TagField

from newsroom.tags.forms import NewsTagField
from newsroom.tags.models import NewsTag


def use_our_field_for_our_tags() -> None:
    """Tags of images and documents keep Wagtail's field."""
    register_form_field_override(TaggableManager, override=_form_field_for)


def _form_field_for(db_field: TaggableManager) -> dict:
    if db_field.related_model is NewsTag:
        # The widget says how tags are written; taggit's own help would repeat half of it.
        return {"form_class": NewsTagField, "tag_model": NewsTag, "help_text": ""}
    return {"form_class": TagField, "tag_model": db_field.related_model}
