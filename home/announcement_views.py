"""Emergency information: the piece of page that readers' browsers ask for, and the desk's screens."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from home import announcements
from home.announcement_forms import AnnouncementForm
from home.models import Announcement
from newsroom.articles.models import ArticlePage
from newsroom.core.refusals import forbidden

if TYPE_CHECKING:
    from newsroom.users.models import User

PIECE = "components/announcements.html"
# Seconds. With the script's question every seven seconds, what is put up reaches an open page within ten.
PIECE_SECONDS = 2
OFFERED = 10
PAST_SHOWN = 20


@require_safe
def piece(request: HttpRequest) -> HttpResponse:
    """The emergency information of this moment as a piece of a page; nothing where there is none.

    One small query. Any cache between may keep it for two seconds, so that a thousand readers cost one question.
    """
    html = render_to_string(PIECE, {"announcements": announcements.now_shown()}).strip()
    response = HttpResponse(html)
    response["ETag"] = f'"{sha256(html.encode()).hexdigest()[:20]}"'
    response["Cache-Control"] = f"public, max-age={PIECE_SECONDS}"
    response["X-Robots-Tag"] = "noindex"
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    return cast("HttpResponse", answer)


class AnnouncementsView(View):
    """What stands above all pages, what stood there, and the newest releases to put there."""

    template_name = "wagtailadmin/newsroom/announcements.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = cast("User", request.user)
        if not announcements.may_put_up(self.user):
            return forbidden(request, _("Only editors put emergency information up."))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        rows = Announcement.objects.select_related("article", "person", "taken_down__person").defer("article__body")
        open_rows = list(rows.filter(ends_at__gt=now, taken_down=None).order_by("starts_at", "pk"))
        past = rows.exclude(pk__in=[row.pk for row in open_rows]).order_by("-pk")
        public = ArticlePage.objects.public()
        shown = set(public.filter(pk__in=[row.article_id for row in open_rows]).values_list("pk", flat=True))
        context = {
            "open": [
                {"row": row, "is_public": row.article_id in shown, "has_begun": row.starts_at <= now}
                for row in open_rows
            ],
            "past": list(past[:PAST_SHOWN]),
            "newest": list(public.newest_first().defer("body")[:OFFERED]),
        }
        return TemplateResponse(request, self.template_name, context)

    def post(self, request: HttpRequest) -> HttpResponse:
        key = request.POST.get("down", "")
        row = get_object_or_404(Announcement, pk=int(key) if key.isdecimal() else 0)
        try:
            announcements.take_down(row, user=self.user)
        except PermissionDenied as error:
            return forbidden(request, str(error))
        messages.success(request, _("Taken off. Open pages follow within ten seconds."))
        return redirect("newsroom_announcements")


class PutUpView(View):
    """Put one public release above all pages."""

    template_name = "wagtailadmin/newsroom/announcement.html"

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase:
        self.user = cast("User", request.user)
        if not announcements.may_put_up(self.user):
            return forbidden(request, _("Only editors put emergency information up."))
        article = ArticlePage.objects.public().filter(pk=page_id).first()
        if article is None:
            return forbidden(request, _("Only a public release can stand above all pages."))
        self.article = article
        return super().dispatch(request, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._render(AnnouncementForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AnnouncementForm(request.POST)
        if not form.is_valid():
            return self._render(form)
        try:
            announcements.put_up(self.article, user=self.user, **form.cleaned_data)
        except PermissionDenied as error:
            return forbidden(request, str(error))
        messages.success(request, _("It stands above all pages. Open pages follow within ten seconds."))
        return redirect("newsroom_announcements")

    def _render(self, form: AnnouncementForm) -> HttpResponse:
        return TemplateResponse(self.request, self.template_name, {"article": self.article, "form": form})
