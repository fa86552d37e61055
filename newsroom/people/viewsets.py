"""The admin screen for bylines, and the menu that holds all reference data."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from newsroom.agencies.viewsets import ActiveChooserViewSet, AgencyViewSet, MembershipViewSet, RegionViewSet
from newsroom.people import views
from newsroom.people.forms import BylineForm
from newsroom.people.models import Byline
from newsroom.people.tag_mapping import UnmappedTagsViewSet
from newsroom.tags.viewsets import NewsTagViewSet


class BylineViewSet(SnippetViewSet):
    """Initials with the people behind them and their other spellings."""

    model = Byline
    icon = "user"
    menu_label = _("Bylines")
    add_to_admin_menu = False
    copy_view_enabled = False
    chooser_viewset_class = ActiveChooserViewSet
    add_view_class = views.BylineCreateView
    edit_view_class = views.BylineEditView
    list_display = [
        "initials",
        "name",
        "agency",
        "user",
        BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
    ]
    list_filter = ["is_active", "agency"]
    list_per_page = 50
    ordering = "initials"
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("initials"), FieldPanel("name")]),
            FieldRowPanel([FieldPanel("user"), FieldPanel("agency")]),
            InlinePanel(
                "aliases",
                heading=_("Other spellings"),
                label=_("other spelling"),
                help_text=_("How this person signed at other times, so that old articles find their author."),
            ),
            FieldPanel("is_active"),
        ],
        base_form_class=BylineForm,
    )

    def get_queryset(self, request) -> QuerySet:
        """Return all bylines, with what the list shows of them."""
        return Byline.objects.select_related("agency", "user")


class NewsroomDataGroup(SnippetViewSetGroup):
    """What articles are sorted by, in one menu."""

    items = (NewsTagViewSet, UnmappedTagsViewSet, AgencyViewSet, RegionViewSet, BylineViewSet, MembershipViewSet)
    menu_label = _("Newsroom data")
    menu_name = "newsroom-data"
    menu_icon = "list-ul"
    menu_order = 400
