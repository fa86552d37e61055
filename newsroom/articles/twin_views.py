"""The desk's screen for translations: making the English twin, and saying that it fits the changed original."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages

from newsroom.articles import twins
from newsroom.articles.models import ArticlePage
from newsroom.core.languages import MAIN
from newsroom.core.refusals import forbidden
from newsroom.editorial.conflicts import readable_parts
from newsroom.editorial.visibility import knows_all

if TYPE_CHECKING:
    from newsroom.users.models import User


class TranslateView(View):
    """Ask, then make the English twin of a release and lead to its form; lead there at once where it exists."""

    template_name = "wagtailadmin/newsroom/translate.html"

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase:
        self.article = get_object_or_404(ArticlePage, pk=page_id)
        self.user = cast("User", request.user)
        if not twins.may_translate(self.article, self.user):
            return forbidden(request, _("You may not translate this release."))
        return super().dispatch(request, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"page": self.article, "desk": twins.english_desk_of(self.article)}
        return TemplateResponse(request, self.template_name, context)

    def post(self, request: HttpRequest) -> HttpResponse:
        twin = twins.translate(self.article, user=self.user)
        messages.success(request, _("The English draft is made. Replace the Indonesian text by the English one."))
        return redirect("wagtailadmin_pages:edit", twin.pk)


class CompareView(View):
    """The two texts beside each other, and the word of a person that the English one fits."""

    template_name = "wagtailadmin/newsroom/translation.html"

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase:
        self.article: ArticlePage = get_object_or_404(ArticlePage.objects.exclude(language=MAIN), pk=page_id)
        original = twins.twin_of(self.article)
        if original is None:
            raise Http404
        if not self.article.permissions_for_user(request.user).can_edit() or not knows_all(request.user, {original.pk}):
            return forbidden(request, _("This page belongs to another desk."))
        self.original = original
        return super().dispatch(request, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        source = self.original if self.original.live else self.original.get_latest_revision_as_object()
        context = {
            "page": self.article,
            "original": self.original,
            "indonesian": list(readable_parts(source)),
            "english": list(readable_parts(self.article.get_latest_revision_as_object())),
            "correction": twins.last_correction_of(self.original),
        }
        return TemplateResponse(request, self.template_name, context)

    def post(self, request: HttpRequest) -> HttpResponse:
        twins.accept_original(self.article, user=cast("User", request.user))
        messages.success(request, _("Noted: the English text fits the Indonesian one."))
        return redirect("wagtailadmin_pages:edit", self.article.pk)
