"""The guard on Wagtail's own page class: the same row can be saved through it, past the page types' own guard."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from newsroom.editorial.models.page import BOOKKEEPING_FIELDS, EditorialPage, NotEntitled

# The columns of the base class that readers see, or that decide whether they do.
PUBLIC_COLUMNS = ("live", "title", "slug", "url_path", "seo_title", "search_description", "go_live_at", "expire_at")


def refuse_move(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Refuse a move through :class:`Page`, as Wagtail's command ``move_pages`` does it; a ``pre_page_move`` receiver.

    Raises:
        NotEntitled: the page was ever public, or is under embargo.
    """
    page = instance.specific_deferred
    if isinstance(page, EditorialPage):
        page.refuse_move()


def refuse_public_change(sender: Any, instance: Page, update_fields: Any = None, **kwargs: Any) -> None:
    """Refuse to change through :class:`Page` what readers of an editorial page see; a ``pre_save`` receiver.

    Wagtail moves a page through this class too, and gives it the address that any page would have there. The page type
    knows its own: an article's does not depend on its desk.

    Raises:
        NotEntitled: one of :data:`PUBLIC_COLUMNS` would change.
    """
    if instance._state.adding or (update_fields is not None and BOOKKEEPING_FIELDS.issuperset(update_fields)):
        return
    stored = Page.objects.filter(pk=instance.pk).first()
    if stored is None or not issubclass(stored.specific_class or Page, EditorialPage):
        return
    if instance.url_path != stored.url_path:
        own = stored.specific_deferred
        own.slug = instance.slug
        instance.url_path = own.set_url_path(instance.get_parent(update=True))
    if any(getattr(stored, name) != getattr(instance, name) for name in PUBLIC_COLUMNS):
        raise NotEntitled(_("A page goes public only through an approval or an import."))
