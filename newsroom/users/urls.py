"""Addresses of accounts, mounted at /akun/; `admin_urlpatterns` go to /redaksi/ before Wagtail's own."""

from __future__ import annotations

from allauth.account import views as allauth_views
from django.urls import include, path, re_path
from wagtail.admin.auth import require_admin_access

from . import views

urlpatterns = [
    path("login/", views.LoginView.as_view(), name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth_views.password_change, name="account_change_password"),
    path("password/reset/", views.PasswordResetView.as_view(), name="account_reset_password"),
    path("password/reset/done/", allauth_views.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("sesi/", views.session_status, name="session_status"),
    path("masuk-kembali/", views.signed_in, name="signed_in_again"),
    # Names that allauth reverses for pages this newsroom does not have.
    path("signup/", views.closed, name="account_signup"),
    path("email/", views.closed, name="account_email"),
    path("confirm-email/", views.closed, name="account_email_verification_sent"),
    path("password/set/", views.closed, name="account_set_password"),
]

admin_urlpatterns = [
    path("account/", require_admin_access(views.StaffAccountView.as_view()), name="wagtailadmin_account"),
]
