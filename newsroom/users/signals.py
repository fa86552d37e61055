"""What happens at sign-in, on a new second factor and on a changed address."""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.signals import authenticator_added
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from . import session
from .models import User
from .tasks import send_address_alarm


@receiver(user_logged_in, dispatch_uid="newsroom.users.begin_session")
def begin_session(request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Start the clocks of the session."""
    if request is not None and hasattr(request, "session"):
        session.begin(request.session)


@receiver(authenticator_added, dispatch_uid="newsroom.users.accept_new_factor")
def accept_new_factor(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Whoever has just proved a code need not sign in again to enter."""
    record_authentication(request, user, method="mfa")


@receiver(pre_save, sender=User, dispatch_uid="newsroom.users.warn_old_address")
def warn_old_address(instance: User, raw: bool = False, **kwargs: Any) -> None:
    """Tell the old address when another takes its place: whoever has the address has the account."""
    if raw or instance.pk is None:
        return
    old = User.objects.filter(pk=instance.pk).values_list("email", flat=True).first()
    if old and old.casefold() != instance.email.casefold():
        transaction.on_commit(partial(send_address_alarm.enqueue, instance.pk, old))
