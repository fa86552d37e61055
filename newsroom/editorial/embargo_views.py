"""The screen of an embargo: set, move, break and cancel it; its early readers and what they read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.models import Page

from newsroom.editorial import early_readers, embargo_acts
from newsroom.editorial.doors import forbidden
from newsroom.editorial.embargo import may_manage
from newsroom.editorial.embargo_forms import EarlyReaderForm, EmbargoForm, EmbargoTimeForm, ReasonForm
from newsroom.editorial.models import EarlyRead, Embargo
from newsroom.editorial.models.embargo import open_embargo_of
from newsroom.editorial.models.records import was_approved
from newsroom.editorial.times import announcement

if TYPE_CHECKING:
    from newsroom.users.models import User

LISTED_READS = 50


class EmbargoView(View):
    """Everything the managing editor does with an embargo, on one page; each button names its act."""

    template_name = "wagtailadmin/newsroom/embargo.html"

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase:
        self.user = cast("User", request.user)
        if not may_manage(self.user):
            return forbidden(request, _("Only the managing editor decides on an embargo."))
        self.page = get_object_or_404(Page, pk=page_id).specific
        self.embargo = open_embargo_of(self.page)
        if not getattr(self.page, "can_be_embargoed", False) or self.page.was_ever_public:
            return forbidden(request, _("An embargo is set before a release was ever public."))
        try:
            return super().dispatch(request, **kwargs)
        except PermissionDenied as error:
            return forbidden(request, str(error))

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._render()

    def post(self, request: HttpRequest) -> HttpResponse:
        act = next((name for name in ACTS if name in request.POST), None)
        if act is None or (self.embargo is None) != (act in ("set", "return")):
            return forbidden(request, _("This release has changed since you opened it. Open it again."))
        return cast("HttpResponse", getattr(self, f"_{act}")())

    def _set(self) -> HttpResponse:
        form = EmbargoForm(self.request.POST)
        if not form.is_valid():
            return self._render(set_form=form)
        said = form.cleaned_data
        embargo_acts.set_embargo(self.page, said["publish_at"], user=self.user, terms=said["terms"])
        return self._done(_("The release %s.") % announcement(said["publish_at"]))

    def _move(self) -> HttpResponse:
        form = EmbargoTimeForm(self.request.POST, prefix="move")
        if not form.is_valid():
            return self._render(move_form=form)
        moment = form.cleaned_data["publish_at"]
        embargo_acts.move_embargo(self.page, moment, user=self.user)
        return self._done(_("The release %s.") % announcement(moment))

    def _break(self) -> HttpResponse:
        form = ReasonForm(self.request.POST, prefix="end")
        if not form.is_valid():
            return self._render(end_form=form)
        if embargo_acts.break_embargo(self.page, user=self.user, reason=form.cleaned_data["reason"]):
            messages.success(self.request, _("The embargo is lifted, the release is public."))
        else:
            messages.warning(self.request, _("The embargo is lifted. The text goes out as soon as it is approved."))
        return redirect("wagtailadmin_home")

    def _cancel(self) -> HttpResponse:
        form = ReasonForm(self.request.POST, prefix="end")
        if not form.is_valid():
            return self._render(end_form=form)
        embargo_acts.cancel_embargo(self.page, user=self.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("The embargo is cancelled. The release has no time to go out."))
        return redirect("newsroom_embargo", self.page.pk)

    def _return(self) -> HttpResponse:
        desk = embargo_acts.return_to_desk(self.page, user=self.user)
        messages.success(self.request, _("The release lies on %s again.") % desk.title)
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def _invite(self) -> HttpResponse:
        form = EarlyReaderForm(self.request.POST, prefix="reader")
        if not form.is_valid():
            return self._render(reader_form=form)
        reader = early_readers.invite(self._held(), user=self.user, **form.cleaned_data)
        return self._done(_("The link goes to %s by mail.") % reader.email)

    def _resend(self) -> HttpResponse:
        reader = self._reader("resend")
        early_readers.send_again(reader, user=self.user)
        return self._done(_("A new link goes to %s by mail. The earlier one ends with it.") % reader.email)

    def _revoke(self) -> HttpResponse:
        reader = self._reader("revoke")
        early_readers.revoke(reader, user=self.user)
        return self._done(_("The link of %s is revoked.") % reader.name)

    def _held(self) -> Embargo:
        if self.embargo is None:
            raise PermissionDenied(_("This release is not under embargo."))
        return self.embargo

    def _reader(self, act: str) -> Any:
        return get_object_or_404(self._held().readers, pk=self.request.POST.get(act))

    def _done(self, message: str) -> HttpResponse:
        messages.success(self.request, message)
        return redirect("newsroom_embargo", self.page.pk)

    def _render(self, **posted: forms.BaseForm) -> HttpResponse:
        embargo = self.embargo
        context: dict[str, Any] = {"page": self.page, "embargo": embargo}
        if embargo is None:
            desk = embargo_acts.desk_to_return_to(self.page)
            context |= {"set_form": EmbargoForm(), "author": self.page.owner, "former_desk": desk}
        else:
            reads = EarlyRead.objects.filter(reader__embargo=embargo).select_related("reader")
            readers = embargo.readers.annotate(times=Count("reads"), last_read=Max("reads__read_at")).order_by("pk")
            now = timezone.now()
            context |= {
                "announcement": announcement(embargo.lifts_at),
                "is_approved": was_approved(self.page),
                "move_form": EmbargoTimeForm(initial={"publish_at": embargo.lifts_at}, prefix="move"),
                "end_form": ReasonForm(prefix="end"),
                "reader_form": EarlyReaderForm(prefix="reader"),
                "readers": [{"reader": reader, "may_read": reader.may_read(now)} for reader in readers],
                "reads": reads.order_by("-pk")[:LISTED_READS],
            }
        return TemplateResponse(self.request, self.template_name, context | posted)


# The buttons of the page, by their names.
ACTS = ("set", "move", "break", "cancel", "return", "invite", "resend", "revoke")
