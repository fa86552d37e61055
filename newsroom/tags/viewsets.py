"""The admin screens for tags."""

from __future__ import annotations

import django_filters
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from newsroom.tags import views
from newsroom.tags.models import NewsTag
from newsroom.tags.visibility import visible_tags, with_use_counts


def offered(tag: NewsTag) -> str:
    """Say so where a tag is offered by decision; the others are as soon as an article with them is public."""
    return gettext("Yes") if tag.is_reference else ""


class TagFilterSet(WagtailFilterSet):
    """Aliases or tags of their own; offered to everybody or not."""

    alias_of = django_filters.BooleanFilter(label=_("Alias"), lookup_expr="isnull", exclude=True, field_name="alias_of")

    class Meta:
        model = NewsTag
        fields = ["is_reference"]


class NewsTagViewSet(SnippetViewSet):
    """Tags with their uses; merging instead of deleting."""

    model = NewsTag
    icon = "tag"
    menu_label = _("Tags")
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = [
        "name",
        Column("offered", label=_("Offered to everybody"), accessor=offered, sort_key="is_reference"),
    ]
    list_per_page = 50
    search_fields = ["name"]
    ordering = ("-uses", "name")
    filterset_class = TagFilterSet
    panels = [
        FieldPanel("name"),
        FieldPanel("is_reference"),
        FieldPanel("slug", read_only=True),
        FieldPanel("alias_of", read_only=True),
    ]
    index_view_class = views.TagIndexView
    add_view_class = views.TagCreateView
    edit_view_class = views.TagEditView
    delete_view_class = views.TagDeleteView
    usage_view_class = views.TagUsageView
    history_view_class = views.TagHistoryView

    def get_queryset(self, request):
        """The tags the user may know of, counted by what the user may see."""
        tags = visible_tags(request.user).select_related("alias_of")
        return with_use_counts(tags, request.user)

    def register_chooser_viewset(self) -> None:
        """No chooser: Wagtail's would show every tag, drafts' tags too, to everybody."""

    def get_urlpatterns(self):
        """Wagtail's, and those of merging."""
        pk = self.pk_path_converter
        return [
            *super().get_urlpatterns(),
            path(
                f"merge/<{pk}:pk>/",
                self.construct_view(views.MergeTagView),
                name="merge",
            ),
            path(
                f"unmerge/<{pk}:pk>/",
                self.construct_view(views.UnmergeTagView),
                name="unmerge",
            ),
        ]
