"""The admin screens for tags that Wagtail has no view for, and the limits of those it has."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views import snippets

from newsroom.tags.forms import MergeTargetForm
from newsroom.tags.merge import merge, unmerge
from newsroom.tags.models import NewsTag
from newsroom.tags.querysets import NewsTagQuerySet
from newsroom.tags.visibility import names_in_use, suggestions, visible_tags, with_use_counts

SUGGESTED = 10
# As many as a browser shows in a list of suggestions without becoming slow.
OFFERED_AS_TARGET = 300


@require_GET
def tag_suggestions(request: HttpRequest) -> JsonResponse:
    """Names of tags for what the user has typed, for the tag field of the article form."""
    return JsonResponse(suggestions(request.user, request.GET.get("term", ""), SUGGESTED), safe=False)


class VisibleTagMixin(View):
    """Refuses a tag that the user may not know of, as if it did not exist."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the tag among those the user may know of."""
        self.tag = get_object_or_404(visible_tags(request.user), pk=unquote(str(kwargs["pk"])))
        super().setup(request, *args, **kwargs)


class TagIndexView(snippets.IndexView):
    """The tags with the number of their uses, most used first."""

    default_ordering = ("-uses", "name")

    @cached_property
    def columns(self):
        """The columns of the viewset, and what only this list knows."""
        return [
            *super().columns[:2],
            NumberColumn("uses", label=_("Uses"), sort_key="uses"),
            Column("alias_of", label=_("Alias of")),
            *super().columns[2:],
        ]

    def get_list_more_buttons(self, instance: NewsTag) -> list:
        """Wagtail's, and the way to the merge screen."""
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("change"):
            buttons.append(merge_button(instance, Button))
        return buttons


def merge_button(tag: NewsTag, button_class: type[Button]) -> Button:
    """The way to the merge screen, named for what can be done there."""
    label = _("Merge into another tag") if tag.alias_of_id is None else _("Undo the merge")
    url = reverse("wagtailsnippets_tags_newstag:merge", args=(quote(tag.pk),))
    return button_class(label, url=url, icon_name="link", priority=25)


class TagCreateView(snippets.CreateView):
    """Whoever adds a tag by hand means it to be offered."""

    def get_initial_form_instance(self) -> NewsTag:
        """A tag that is offered to everybody, unless the box is cleared."""
        instance = super().get_initial_form_instance() or NewsTag()
        instance.is_reference = True
        return instance


class TagEditView(VisibleTagMixin, snippets.EditView):
    """The form of one tag. Its address stays, because readers have it."""

    @cached_property
    def header_more_buttons(self):
        """Wagtail's, and the way to the merge screen."""
        return [*super().header_more_buttons, merge_button(self.tag, Button)]


class TagDeleteView(VisibleTagMixin, snippets.DeleteView):
    """Deletes a tag that nothing carries."""


class TagUsageView(VisibleTagMixin, snippets.UsageView):
    """The articles with a tag."""


class TagHistoryView(VisibleTagMixin, snippets.HistoryView):
    """What was done to a tag, merges among it."""


class MergeTagView(VisibleTagMixin, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Choose the tag that stays, see what will happen, confirm. Only a POST changes anything."""

    permission_policy = ModelPermissionPolicy(NewsTag)
    permission_required = "change"
    template_name = "tags/admin/merge.html"
    page_title = gettext_lazy("Merge tag")
    header_icon = "tag"
    index_url_name = "wagtailsnippets_tags_newstag:list"

    def get_page_subtitle(self) -> str:
        """The tag as it is written."""
        return self.tag.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way to this screen."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": NewsTag._meta.verbose_name_plural},
            {"url": "", "label": self.get_page_title(), "sublabel": self.tag.name},
        ]

    @cached_property
    def candidates(self) -> NewsTagQuerySet:
        """The tags the user may know of, this one among them."""
        return visible_tags(self.request.user)

    def get_form(self) -> MergeTargetForm:
        """The form with what was typed, or empty at first."""
        typed = self.request.POST if self.request.method == "POST" else self.request.GET
        data = typed if "into" in typed else None
        return MergeTargetForm(data, tag=self.tag, choices=self.candidates)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Both tags with their uses, and what will move."""
        context = super().get_context_data(**kwargs)
        form = context.setdefault("form", self.get_form())
        counted = with_use_counts(NewsTag.objects.all(), self.request.user)
        target = None
        if form.is_bound and form.is_valid():
            target = counted.get(pk=form.cleaned_data["into"].pk)
        offered = with_use_counts(self.candidates.canonical(), self.request.user)
        return {
            **context,
            "tag": counted.select_related("alias_of").get(pk=self.tag.pk),
            "target": target,
            "moved": list(self.tag.aliases.filter(pk__in=self.candidates.values("pk"))),
            "offered": offered.exclude(pk=self.tag.pk).order_by("-uses", "name")[:OFFERED_AS_TARGET],
            "index_url": reverse(self.index_url_name),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Merge, and say so; a target that has vanished meanwhile brings the form back."""
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            target = merge(self.tag, form.cleaned_data["into"], user=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(request.path)
        messages.success(
            request,
            _("“%(tag)s” is now an alias of “%(target)s”.") % {"tag": self.tag.name, "target": target.name},
            buttons=[messages.button(request.path, _("Undo the merge"))],
        )
        return redirect(self.index_url_name)


class UnmergeTagView(VisibleTagMixin, PermissionCheckedMixin, TemplateView):
    """Makes an alias a tag of its own again."""

    permission_policy = ModelPermissionPolicy(NewsTag)
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Undo the merge; a tag that is no alias any more is reported, not an error page."""
        try:
            unmerge(self.tag, user=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("“%(tag)s” is a tag of its own again.") % {"tag": self.tag.name})
        return redirect(MergeTagView.index_url_name)


def refuse_deletion_of_used(request: HttpRequest, instances: list) -> HttpResponse | None:
    """Keep a tag that something carries or that has aliases, and say what to do instead.

    Called before Wagtail deletes snippets, one or many; a response stops it.
    """
    pks = [instance.pk for instance in instances if isinstance(instance, NewsTag)]
    if not pks or not (kept := names_in_use(pks)):
        return None
    messages.error(
        request,
        _("In use and not deleted: %(tags)s. Merge a tag into another instead.") % {"tags": ", ".join(kept)},
    )
    return redirect(MergeTagView.index_url_name)
