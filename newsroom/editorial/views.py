"""Admin views of the desk: the time of a release, and the side effects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.models import Page

from newsroom.editorial import outbox, slots
from newsroom.editorial.enums import OutboxState
from newsroom.editorial.forms import ScheduleForm
from newsroom.editorial.models import OutboxEntry
from newsroom.editorial.models.schedule import open_slot_of
from newsroom.editorial.roles import Role, is_reviewer
from newsroom.editorial.times import announcement

if TYPE_CHECKING:
    from newsroom.users.models import User

LISTED_ENTRIES = 100


class SlotView(View):
    """Move or cancel the time of a release. Editors only."""

    template_name = "wagtailadmin/newsroom/slot.html"

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=page_id).specific
        if not is_reviewer(request.user) or not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        slot = open_slot_of(self.page)
        if slot is None:
            messages.error(request, _("This release has no time to go out."))
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        self.slot = slot
        self.user = cast("User", request.user)
        return super().dispatch(request, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._render(ScheduleForm(initial={"publish_at": self.slot.publish_at}))

    def post(self, request: HttpRequest) -> HttpResponse:
        if "cancel" in request.POST:
            slots.cancel_slot(self.page, user=self.user)
            messages.success(request, _("The release no longer has a time to go out."))
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        form = ScheduleForm(request.POST)
        if not form.is_valid():
            return self._render(form)
        slot = slots.open_slot(self.page, form.cleaned_data["publish_at"], user=self.user)
        messages.success(request, _("The release %s.") % announcement(slot.publish_at))
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def _render(self, form: ScheduleForm) -> HttpResponse:
        context = {"page": self.page, "form": form, "announcement": announcement(self.slot.publish_at)}
        return TemplateResponse(self.request, self.template_name, context)


class OutboxView(View):
    """The side effects, failed ones first, each with its last error and a button to try again."""

    template_name = "wagtailadmin/newsroom/outbox.html"

    def dispatch(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not may_see_outbox(request.user):
            raise PermissionDenied
        return super().dispatch(request, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        states = (OutboxState.FAILED, OutboxState.WAITING, OutboxState.DONE)
        groups = [
            {"state": state, "entries": OutboxEntry.objects.filter(state=state)[:LISTED_ENTRIES]} for state in states
        ]
        return TemplateResponse(request, self.template_name, {"groups": groups, "waiting": OutboxState.WAITING})

    def post(self, request: HttpRequest) -> HttpResponse:
        entry = get_object_or_404(OutboxEntry.objects.exclude(state=OutboxState.DONE), pk=request.POST.get("entry"))
        outbox.retry(entry)
        messages.success(request, _("The side effect is tried again."))
        return redirect("newsroom_outbox")


def may_see_outbox(user: Any) -> bool:
    """Whether ``user`` looks after the system or the news."""
    names = [str(Role.ADMINISTRATOR), str(Role.MANAGING_EDITOR)]
    return user.is_superuser or user.groups.filter(name__in=names).exists()
