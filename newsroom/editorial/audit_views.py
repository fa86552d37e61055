"""Admin views of the audit log."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.models import Page

from newsroom.core.refusals import forbidden
from newsroom.editorial import audit, audit_trail, release_record
from newsroom.editorial.models import EditorialPage
from newsroom.users.models import User

READS_THE_LOG = "editorial.view_auditevent"


class TrailForm(forms.Form):
    """What is looked for in the log."""

    orang = forms.ModelChoiceField(
        label=_("Person"), queryset=User.objects.order_by("first_name", "username"), required=False
    )
    tindakan = forms.ChoiceField(label=_("Action"), required=False)
    halaman = forms.CharField(label=_("Page: number, or words of the title"), required=False)
    dari = forms.DateField(label=_("From"), required=False, widget=forms.DateInput({"type": "date"}))
    sampai = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tindakan"].choices = [("", "---------"), *audit_trail.action_words().items()]  # type: ignore[attr-defined]

    def wanted(self, viewer: Any) -> audit_trail.Wanted:
        """Return what a valid form asks for."""
        asked = self.cleaned_data
        return audit_trail.Wanted(
            person=asked["orang"].pk if asked["orang"] else None,
            action=asked["tindakan"],
            pages=audit_trail.pages_named(asked["halaman"], viewer) if asked["halaman"] else None,
            first_day=asked["dari"],
            last_day=asked["sampai"],
        )


class AuditView(View):
    """The log: who did what, to what, when; and what was refused."""

    template_name = "wagtailadmin/newsroom/audit.html"

    def dispatch(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(READS_THE_LOG):
            raise PermissionDenied
        return super().dispatch(request, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        form = TrailForm(request.GET)
        lines: list[audit_trail.Line] = []
        older = ""
        if form.is_valid():
            try:
                lines, older = audit_trail.read(form.wanted(request.user), request.user, request.GET.get("sebelum", ""))
            except ValueError as error:
                raise Http404 from error
        asked = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
        context = {
            "form": form,
            "lines": lines,
            "older": f"?{urlencode({**asked, 'sebelum': older})}" if older else "",
            "exportable": self._exportable(form),
            "newest": f"?{urlencode(asked)}" if "sebelum" in request.GET else "",
        }
        return TemplateResponse(request, self.template_name, context)

    def _exportable(self, form: TrailForm) -> list[Page]:
        """Return the page that the form names by its number, where its record may be exported."""
        words = form.cleaned_data.get("halaman", "").removeprefix("#") if form.is_valid() else ""
        pages = Page.objects.filter(pk=int(words)) if words.isdecimal() else []
        return [page for page in pages if release_record.may_export(self.request.user, page)]


class ReleaseRecordView(View):
    """The whole record of one release as a file. Reading it is itself recorded."""

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        page = get_object_or_404(Page, pk=page_id)
        if not (isinstance(page.specific, EditorialPage) and release_record.may_export(request.user, page)):
            return forbidden(request, gettext("You may not export the record of this release."))
        audit.record(audit.EXPORTED, page=page, request=request)
        text = release_record.write(page, viewer=request.user)
        response = HttpResponse(text, content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="rilis-{page.pk}.txt"'
        response["Cache-Control"] = "private, no-store"
        return response
