"""Admin screens for what articles choose from."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from newsroom.articles.models import Channel, MediaContact


class ChannelViewSet(SnippetViewSet):
    model = Channel
    icon = "folder-open-inverse"
    menu_label = _("Channels")
    list_display = ["name", "slug", "starts_at", "ends_at"]
    ordering = ["sort_order", "name"]
    add_to_admin_menu = False


class MediaContactViewSet(SnippetViewSet):
    model = MediaContact
    icon = "mail"
    menu_label = _("Media contacts")
    list_display = ["name", "office", "phone", "expires_at"]
    search_fields = ["name", "office"]
    add_to_admin_menu = False
