"""The admin screens for agencies and regions."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic.chooser import BaseChooseView
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from newsroom.agencies.models import Agency, Membership, Region


class ActiveOnly(BaseChooseView):
    """Offers new articles only what still exists."""

    def get_object_list(self) -> QuerySet:
        """Return what may be chosen."""
        return super().get_object_list().filter(is_active=True)


class ActiveChooseView(ActiveOnly, ChooseView):
    """The chooser as it opens."""


class ActiveChooseResultsView(ActiveOnly, ChooseResultsView):
    """The chooser's results of a search."""


class ActiveChooserViewSet(SnippetChooserViewSet):
    """The chooser for what can be set to inactive."""

    choose_view_class = ActiveChooseView
    choose_results_view_class = ActiveChooseResultsView


class AgencyViewSet(SnippetViewSet):
    """Agencies with their aliases and contacts."""

    model = Agency
    icon = "group"
    menu_label = _("Agencies")
    add_to_admin_menu = False
    copy_view_enabled = False
    chooser_viewset_class = ActiveChooserViewSet
    list_display = [
        "name",
        "short_name",
        "kind",
        "region",
        BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
    ]
    list_filter = ["kind", "is_active", "region"]
    list_per_page = 50
    ordering = "name"
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("short_name"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("region"), FieldPanel("parent")]),
        InlinePanel(
            "aliases",
            heading=_("Other names in tags"),
            label=_("alias"),
            help_text=_(
                "A tag with one of these names belongs to this agency. The name of the province may be left out: "
                "dinsos stands for dinsos jatim too."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("description"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("website"),
            ],
            heading=_("About and contact"),
            icon="mail",
        ),
        FieldPanel("is_active"),
        FieldPanel("slug", read_only=True),
    ]

    def get_queryset(self, request) -> QuerySet:
        """Return all agencies, with what the list shows of them."""
        return Agency.objects.select_related("region")


class RegionViewSet(SnippetViewSet):
    """The regions of the province."""

    model = Region
    icon = "site"
    menu_label = _("Regions")
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = ["name", "code", "kind"]
    list_filter = ["kind"]
    list_per_page = 50
    ordering = "code"
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("short_name"), FieldPanel("kind")]),
        FieldPanel("code"),
        FieldPanel("slug", read_only=True),
    ]


class MembershipViewSet(SnippetViewSet):
    """Who works for which agency: a matter of those who run the accounts."""

    model = Membership
    icon = "user"
    menu_label = _("Members of agencies")
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = ["user", "agency"]
    list_filter = ["agency"]
    list_per_page = 50
    ordering = "agency"
    panels = [FieldPanel("user"), FieldPanel("agency")]

    def get_queryset(self, request) -> QuerySet:
        """Return all memberships, with what the list shows of them."""
        return Membership.objects.select_related("user", "agency")

    def register_chooser_viewset(self) -> None:
        """No chooser: it would show everybody's accounts to everybody in the admin."""
