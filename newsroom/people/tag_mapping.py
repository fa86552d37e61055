"""The tags that mean no agency and no region yet, most used first, for an editor to map.

It lives here because it needs both tags and agencies, which do not know each other.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from newsroom.agencies.matching import AgencyMatcher
from newsroom.agencies.models import Agency, AgencyAlias
from newsroom.tags.models import NewsTag
from newsroom.tags.visibility import visible_tags, with_use_counts

MAPPED = "agencies.map_tag"
PER_PAGE = 50

agency_policy = ModelPermissionPolicy(Agency)


def unmapped_tags(tags: QuerySet[NewsTag]) -> list[NewsTag]:
    """Of these tags, in their order, those that stand for no agency and no region."""
    matcher = AgencyMatcher.load()
    return [tag for tag in tags if not (matcher.agency_for_tag(tag.name) or matcher.region_for_tag(tag.name))]


@transaction.atomic
def map_tag(tag: NewsTag, agency: Agency, *, user: Any) -> AgencyAlias:
    """Make the tag's name an alias of the agency. Raises ``ValidationError`` where it is one already."""
    alias = AgencyAlias(agency=agency, name=tag.name)
    alias.full_clean()
    alias.save()
    log(instance=agency, action=MAPPED, user=user, content_changed=True, data={"tag": tag.name})
    return alias


class MappingForm(forms.Form):
    """One tag and the agency it means."""

    agency = forms.ModelChoiceField(Agency.objects.filter(is_active=True), label=gettext_lazy("Agency"))

    def __init__(self, *args: Any, tags: QuerySet[NewsTag], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tag"] = forms.ModelChoiceField(tags, widget=forms.HiddenInput)


class UnmappedTagsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The list, and the mapping of one tag by POST."""

    permission_policy = agency_policy
    permission_required = "change"
    template_name = "people/admin/unmapped_tags.html"
    page_title = gettext_lazy("Tags without an agency")
    header_icon = "tag"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way to this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return one page of the tags, and the agencies to choose from."""
        tags = with_use_counts(visible_tags(self.request.user).canonical(), self.request.user)
        unmapped = unmapped_tags(tags.order_by("-uses", "name"))
        page = Paginator(unmapped, PER_PAGE).get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "tags": page,
            "total": len(unmapped),
            "agencies": Agency.objects.filter(is_active=True).order_by("short_name"),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Map one tag and come back to the same page of the list."""
        form = MappingForm(request.POST, tags=visible_tags(request.user))
        if not form.is_valid():
            messages.error(request, _("Choose an agency for the tag."))
            return redirect(request.get_full_path())
        tag, agency = form.cleaned_data["tag"], form.cleaned_data["agency"]
        try:
            map_tag(tag, agency, user=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(
                request,
                _("“%(tag)s” now stands for %(agency)s.") % {"tag": tag.name, "agency": agency.name},
            )
        return redirect(request.get_full_path())


class AgencyEditorsMenuItem(MenuItem):
    """Shown to whoever may edit agencies."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may map tags."""
        return agency_policy.user_has_permission(request.user, "change")


class UnmappedTagsViewSet(ViewSet):
    """Puts the screen into the menu."""

    name = "tag-mapping"
    icon = "tag"
    menu_label = gettext_lazy("Tags without an agency")
    menu_item_class = AgencyEditorsMenuItem

    def get_urlpatterns(self) -> list:
        """Return the one address of this screen."""
        return [path("", self.construct_view(UnmappedTagsView), name="index")]
