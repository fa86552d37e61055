"""Sign-in pages, the session's status, and the requests for editor roles."""

from __future__ import annotations

from typing import Any, cast

from allauth.account import views as allauth_views
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import ListView
from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    ChangePasswordPanel,
    NameEmailSettingsPanel,
)
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import roles, session
from .forms import StaffLoginForm, StaffNameForm, StaffResetPasswordForm
from .models import RoleGrant, User
from .viewsets import forbidden

TOO_MANY_REQUESTS = 429


class LoginView(allauth_views.LoginView):
    """The one door."""

    form_class = StaffLoginForm

    def get_form_class(self) -> type[StaffLoginForm]:
        """Our form, whatever the settings say."""
        return StaffLoginForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Stop an account without access here; the admin and this page would send it back and forth."""
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            return render(request, "account/no_access.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    def form_invalid(self, form: StaffLoginForm) -> HttpResponse:
        """Answer 429 when the limit is what refused."""
        response = super().form_invalid(form)
        if form.has_error("__all__", "too_many_login_attempts"):
            response.status_code = TOO_MANY_REQUESTS
        return response


class PasswordResetView(allauth_views.PasswordResetView):
    """Ask for a link."""

    def get_form_class(self) -> type[StaffResetPasswordForm]:
        """Our form, whatever the settings say."""
        return StaffResetPasswordForm


def closed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """A page of allauth that this newsroom does not have; the name exists because allauth reverses it."""
    raise Http404


@never_cache
@require_http_methods(["GET", "POST"])
def session_status(request: HttpRequest) -> JsonResponse:
    """How long the session lasts, for the admin's script; a POST also notes that the person is active.

    `token` lets a page that stayed open while its person signed in again send its form.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"user": None, "seconds": 0})
    if request.method == "POST":
        session.touch(request.session, at_once=True)
    return JsonResponse(
        {
            "user": request.user.pk,
            "seconds": session.seconds_left(request.session),
            "final": session.is_final(request.session),
            "token": get_token(request),
        }
    )


@never_cache
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where signing in again in a new tab ends: the other tab goes on."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    return render(request, "account/signed_in.html")


@method_decorator(never_cache, name="dispatch")
class StaffAccountView(AccountView):
    """Wagtail's own account page without avatars (uploads outside our rules) and its unthrottled password form."""

    def get_panels(self) -> list[Any]:
        """The panels that stay; the one for the name takes a single name."""
        panels = [
            panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel | ChangePasswordPanel)
        ]
        for panel in panels:
            if isinstance(panel, NameEmailSettingsPanel):
                panel.form_class = StaffNameForm
        return panels


class RoleGrantsView(WagtailAdminTemplateMixin, ListView):
    """Requests for editor roles: those that wait, and what became of the last ones."""

    model = RoleGrant
    template_name = "account/admin/role_grants.html"
    page_title = gettext_lazy("Role requests")
    header_icon = "group"
    paginate_by = 50
    context_object_name = "grants"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For those who may confirm."""
        if not roles.may_confirm_roles(request.user):
            return forbidden(request, _("Only managing editors and administrators see role requests."))
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        """Newest first."""
        return RoleGrant.objects.select_related("user", "group", "requested_by", "confirmed_by", "refused_by")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Where this page is."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]


@require_POST
def decide_role(request: HttpRequest, grant_id: int, decision: str) -> HttpResponse:
    """Confirm or refuse a request."""
    actor = cast(User, request.user)
    try:
        if decision == "confirm":
            grant = roles.confirm_role(actor, grant_id)
            messages.success(request, _("%(user)s now has the role %(role)s.") % _names(grant))
        else:
            grant = roles.refuse_role(actor, grant_id)
            messages.success(request, _("%(user)s does not get the role %(role)s.") % _names(grant))
    except PermissionDenied as refusal:
        return forbidden(request, str(refusal))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("role_grants")


def _names(grant: RoleGrant) -> dict[str, str]:
    return {"user": str(grant.user), "role": grant.group.name}
