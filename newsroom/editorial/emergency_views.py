"""Admin views of an emergency: publish alone, on a page of its own; look at it afterwards, as another editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.models import Page

from newsroom.editorial import actions, emergency
from newsroom.editorial.conflicts import readable_parts
from newsroom.editorial.doors import forbidden
from newsroom.editorial.emergency_forms import ClearingForm, EmergencyForm, PasswordForm
from newsroom.editorial.models import EditorialPage
from newsroom.editorial.models.force import open_force_of
from newsroom.editorial.withdrawals import may_propose
from newsroom.users.session import gave_password_recently

if TYPE_CHECKING:
    from newsroom.users.models import User


class EmergencyView(View):
    """Publish the newest text of a page alone, with a reason."""

    template_name = "wagtailadmin/newsroom/emergency.html"

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase:
        self.user = cast("User", request.user)
        self.page = get_object_or_404(Page, pk=page_id).specific
        if not (isinstance(self.page, EditorialPage) and emergency.may_force(self.user, self.page)):
            return forbidden(request, _("You may not publish this release in an emergency."))
        self.newest = self.page.get_latest_revision_as_object()
        return super().dispatch(request, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        password = None if gave_password_recently(request) else PasswordForm(user=self.user)
        return self._render(EmergencyForm(initial={"fingerprint": self.newest.fingerprint()}), password)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EmergencyForm(request.POST)
        password = None if gave_password_recently(request) else PasswordForm(request.POST, user=self.user)
        if not form.is_valid():
            return self._render(form, PasswordForm(user=self.user) if password else None)
        if password is not None:
            if refused := ratelimit.consume_or_429(request, action="reauthenticate", user=self.user):
                return refused
            if not password.is_valid():
                return self._render(form, password)
            reauthenticate_by_password(request)
        try:
            actions.publish_emergency(
                self.page,
                user=self.user,
                reason=form.cleaned_data["reason"],
                fingerprint=form.cleaned_data["fingerprint"],
            )
        except PermissionDenied as error:
            return forbidden(request, str(error))
        except ValidationError:
            return self._render(form, None)
        messages.warning(request, _("Published in an emergency. It stays red until another editor has looked at it."))
        return redirect("wagtailadmin_home")

    def _render(self, form: EmergencyForm, password: PasswordForm | None) -> HttpResponse:
        context = {
            "page": self.newest,
            "form": form,
            "password_form": password,
            "problems": self.newest.publication_problems(),
            "words": list(readable_parts(self.newest)),
            "is_author": self.user.pk in emergency.authors_of_newest_text(self.page),
            "is_under_review": self.page.workflow_in_progress,
        }
        return TemplateResponse(self.request, self.template_name, context)


class ClearingView(View):
    """Look at an emergency publication as another editor: confirm it, or propose to take it back."""

    template_name = "wagtailadmin/newsroom/emergency_clearing.html"

    def dispatch(self, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponseBase:
        self.user = cast("User", request.user)
        self.page = get_object_or_404(Page, pk=page_id).specific
        if not self.user.has_perm(emergency.CLEAR_RIGHT):
            return forbidden(request, _("Only editors look at emergency publications."))
        force = open_force_of(page_id)
        if force is None:
            messages.error(request, _("No emergency publication of this release waits for an editor."))
            return redirect("wagtailadmin_home")
        self.force = force
        return super().dispatch(request, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._render(ClearingForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ClearingForm(request.POST)
        if not form.is_valid():
            return self._render(form)
        try:
            emergency.clear(self.force, user=self.user, note=form.cleaned_data["note"])
        except PermissionDenied as error:
            return forbidden(request, str(error))
        messages.success(request, _("Cleared. The release stays public."))
        return redirect("wagtailadmin_home")

    def _render(self, form: ClearingForm) -> HttpResponse:
        context = {
            "page": self.page,
            "force": self.force,
            "form": form,
            "words": list(readable_parts(self.force.revision.as_object())),
            "is_still_public": self.page.fingerprint() == self.force.fingerprint,
            "may_clear": emergency.may_clear(self.user, self.force),
            "may_propose_withdrawal": may_propose(self.user) and self.page.live and not self.page.is_withdrawn,
        }
        return TemplateResponse(self.request, self.template_name, context)
