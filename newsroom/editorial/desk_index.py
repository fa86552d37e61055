"""Wagtail's own index, which the desk searches with: written by a task, and only when a save changed what it holds.

Every autosave writes bookkeeping to the row of the page (which revision is the newest, and when). Wagtail would index
the whole page for each.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_save
from modelsearch.signal_handlers import post_delete_signal_handler, post_save_signal_handler

from newsroom.editorial.models import EditorialPage

# Lists of the desk sort by it in the database, not in the index.
UNSEARCHED = frozenset({"latest_revision_created_at"})


def connect() -> None:
    """Take the place of Wagtail's receivers for all editorial pages (they leave them alone: ``search_auto_update``)."""
    for model in apps.get_models():
        if issubclass(model, EditorialPage):
            post_save.connect(page_saved, sender=model, dispatch_uid=f"desk_index.{model._meta.label}")
            post_delete.connect(post_delete_signal_handler, sender=model)


def page_saved(sender: type[EditorialPage], update_fields: Any = None, **kwargs: Any) -> None:
    """Leave a task to index the page, unless only bookkeeping was written."""
    if update_fields is not None and not set(update_fields) & _indexed_fields(sender):
        return
    post_save_signal_handler(update_fields=update_fields, **kwargs)


def _indexed_fields(model: type[EditorialPage]) -> set[str]:
    return {field.field_name for field in model.get_search_fields()} - UNSEARCHED
