"""Mails about accounts. Addresses in them come from SITE_URL, never from a request."""

from __future__ import annotations

from typing import Any

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from .models import RoleGrant, User


def absolute(path: str) -> str:
    """The full address of a path on the site."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def send(user: User, template: str, context: dict[str, Any], *, address: str = "") -> None:
    """Send a mail to an account in its own language; `template` without `_subject.txt`/`_message.txt`."""
    recipient = address or user.email
    if not recipient:
        return
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        full = {"user": user, "newsroom_name": settings.WAGTAIL_SITE_NAME, **context}
        subject = " ".join(render_to_string(f"{template}_subject.txt", full).split())
        send_mail(
            f"[{settings.WAGTAIL_SITE_NAME}] {subject}",
            render_to_string(f"{template}_message.txt", full),
            settings.DEFAULT_FROM_EMAIL,
            [recipient],
        )


def send_reset_link(user: User, template: str) -> None:
    """Send a link, valid once and for PASSWORD_RESET_TIMEOUT, for choosing a password."""
    key = PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    send(
        user,
        template,
        {"password_reset_url": absolute(path), "hours": max(1, settings.PASSWORD_RESET_TIMEOUT // 3600)},
    )


def managing_editors() -> list[User]:
    """Active accounts that hold the managing editor's role."""
    return list(
        get_user_model()
        ._default_manager.filter(is_active=True, groups__name=settings.NEWSROOM_MANAGING_EDITOR_GROUP)
        .distinct()
    )


def send_role_alarm(grant_id: int, event: str) -> None:
    """Tell every managing editor; `event` is requested, confirmed, refused or removed."""
    grant = RoleGrant.objects.select_related("user", "group", "requested_by", "confirmed_by", "refused_by").get(
        pk=grant_id
    )
    context = {"grant": grant, "event": event, "page_url": absolute(reverse("role_grants"))}
    for editor in managing_editors():
        send(editor, "account/email/role_alarm", context)


def send_address_alarm(user_id: int, old_address: str) -> None:
    """Tell the address that an account had until now."""
    user = get_user_model()._default_manager.get(pk=user_id)
    send(user, "account/email/address_changed", {"new_address": user.email}, address=old_address)
