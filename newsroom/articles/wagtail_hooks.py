"""Wiring only; the rules live in :mod:`newsroom.articles`."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html_join
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from newsroom.articles.viewsets import ArticleDataGroup

register_snippet(ArticleDataGroup)


EDITOR_MODULES = ("newsroom/js/lead-counter.js", "newsroom/js/wait-for-autosave.js", "newsroom/js/announce-time.js")


@hooks.register("insert_editor_js")
def editor_modules() -> str:
    """Load the editor's own modules."""
    return format_html_join(
        "\n", '<script type="module" src="{}"></script>', ((static(path),) for path in EDITOR_MODULES)
    )
