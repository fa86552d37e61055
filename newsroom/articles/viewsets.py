"""Admin screens for what articles choose from."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from newsroom.articles.models import Channel, MediaContact


class ChannelViewSet(SnippetViewSet):
    """Channels in the admin."""

    model = Channel
    icon = "folder-open-inverse"
    menu_label = _("Channels")
    list_display = ["name", "slug", "starts_at", "ends_at"]
    ordering = ["sort_order", "name"]


class MediaContactViewSet(SnippetViewSet):
    """Media contacts in the admin."""

    model = MediaContact
    icon = "mail"
    menu_label = _("Media contacts")
    list_display = ["name", "office", "phone", "expires_at"]
    search_fields = ["name", "office"]


class ArticleDataGroup(SnippetViewSetGroup):
    """What articles choose from, in one menu."""

    items = (ChannelViewSet, MediaContactViewSet)
    menu_icon = "folder-open-inverse"
    menu_label = _("Channels and contacts")
    menu_name = "article-data"
    menu_order = 210
