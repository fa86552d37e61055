"""Mails that are written outside the request."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django_tasks import task

from . import mails


@task()
def send_password_reset(email: str) -> int:
    """Send a reset link to every active account with this address; returns how many."""
    users = get_user_model()._default_manager.filter(email__iexact=email, is_active=True)
    for user in users:
        mails.send_reset_link(user, "account/email/password_reset_key")
    return len(users)


@task()
def send_invitation(user_id: int) -> None:
    """Send a new account its first link for choosing a password."""
    user = get_user_model()._default_manager.filter(pk=user_id, is_active=True).first()
    if user is not None:
        mails.send_reset_link(user, "account/email/invitation")


@task()
def send_role_alarm(grant_id: int, event: str) -> None:
    """Tell all managing editors what happened to a request for an editor role."""
    mails.send_role_alarm(grant_id, event)


@task()
def send_address_alarm(user_id: int, old_address: str) -> None:
    """Tell the old address of an account that it was replaced."""
    mails.send_address_alarm(user_id, old_address)
