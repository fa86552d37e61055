"""Wiring only; the rules live in :mod:`newsroom.articles`."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from newsroom.articles.admin_urls import urlpatterns
from newsroom.articles.models import ArticlePage
from newsroom.articles.twins import may_translate
from newsroom.articles.viewsets import ArticleDataGroup

register_snippet(ArticleDataGroup)


hooks.register("register_admin_urls", lambda: urlpatterns)

EDITOR_MODULES = ("newsroom/js/lead-counter.js", "newsroom/js/wait-for-autosave.js", "newsroom/js/announce-time.js")


@hooks.register("insert_editor_js")
def editor_modules() -> str:
    """Load the editor's own modules."""
    return format_html_join(
        "\n", '<script type="module" src="{}"></script>', ((static(path),) for path in EDITOR_MODULES)
    )


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Register what articles write into the log."""
    actions.register_action(
        "newsroom.twin.accept", _("Translation compared"), _("The English text was found to fit the Indonesian one")
    )


@hooks.register("register_page_header_buttons")
def translation_button(page: Any, user: Any, next_url: str | None = None, view_name: str | None = None) -> Any:
    """Offer the English twin of a release to those who may write it."""
    article = page.specific_deferred
    if isinstance(article, ArticlePage) and may_translate(article, user):
        url = reverse("newsroom_translate", args=[page.pk])
        yield Button(_("Translate into English"), url, icon_name="globe", priority=50)
