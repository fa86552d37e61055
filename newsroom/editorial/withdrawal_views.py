"""Admin views of a withdrawal: one person proposes, another decides."""

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

from newsroom.editorial import withdrawals
from newsroom.editorial.models.withdrawal import planned_end_of
from newsroom.editorial.withdrawal_forms import WithdrawalForm

if TYPE_CHECKING:
    from newsroom.users.models import User


class WithdrawalView(View):
    """Propose the withdrawal of a public release, or decide on the proposal."""

    template_name = "wagtailadmin/newsroom/withdrawal.html"

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase:
        self.user = cast("User", request.user)
        self.page = get_object_or_404(Page, pk=page_id).specific
        self.proposal = withdrawals.open_request_of(self.page)
        self.planned = planned_end_of(self.page.pk)
        if not withdrawals.may_propose(self.user) or not getattr(self.page, "can_be_withdrawn", False):
            raise PermissionDenied
        if not self.page.live:
            # Readers do not know its title; neither do people of other desks.
            raise PermissionDenied
        return super().dispatch(request, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._render(WithdrawalForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if "cancel_end" in request.POST and self.planned is not None:
            withdrawals.cancel_end(self.planned, user=self.user)
            messages.success(request, _("The agreed end was cancelled. The release stays public."))
            return redirect("wagtailadmin_home")
        if self.proposal is None:
            return self._propose()
        if "carry_out" in request.POST:
            if withdrawals.carry_out(self.proposal, user=self.user) is None:
                messages.success(request, _("The end is agreed. At its time the release is taken back by itself."))
            else:
                messages.success(request, _("The release was taken back. Its address gives the reason."))
        elif "refuse" in request.POST:
            withdrawals.refuse(self.proposal, user=self.user)
            messages.success(request, _("The proposal was refused. The release stays public."))
        return redirect("wagtailadmin_home")

    def _propose(self) -> HttpResponse:
        form = WithdrawalForm(self.request.POST)
        if not form.is_valid():
            return self._render(form)
        withdrawals.propose(self.page, user=self.user, **form.cleaned_data)
        messages.success(self.request, _("Proposed. A managing editor decides."))
        return redirect("wagtailadmin_home")

    def _render(self, form: WithdrawalForm) -> HttpResponse:
        context = {
            "page": self.page,
            "form": form,
            "proposal": self.proposal,
            "planned": self.planned,
            "may_decide": self.proposal is not None and withdrawals.may_decide(self.user, self.proposal),
        }
        return TemplateResponse(self.request, self.template_name, context)
