"""Wiring only; the rules live in :mod:`newsroom.articles`."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from newsroom.articles.viewsets import ArticleDataGroup

register_snippet(ArticleDataGroup)


@hooks.register("insert_editor_js")
def lead_counter() -> str:
    return format_html('<script type="module" src="{}"></script>', static("newsroom/js/lead-counter.js"))
