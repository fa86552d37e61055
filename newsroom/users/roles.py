"""Giving and taking roles. A role with power over news or accounts needs a second person."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .models import RoleGrant, User
from .tasks import send_role_alarm

CHANGE_USERS = "users.change_user"


def needs_second_person(group: Group) -> bool:
    """True for the roles that approve and publish, and for those that manage accounts.

    The latter confirm the former: whoever could make such accounts alone could confirm himself.
    """
    if group.name in settings.NEWSROOM_EDITOR_GROUPS:
        return True
    return group.permissions.filter(content_type__app_label="users", codename="change_user").exists()


def holds_editor_role(user: User) -> bool:
    """True for an account that may approve news."""
    return user.groups.filter(name__in=settings.NEWSROOM_EDITOR_GROUPS).exists()


def may_confirm_roles(user: User | AnonymousUser) -> bool:
    """True for those who manage accounts, and for managing editors."""
    if not user.is_active:
        return False
    return user.has_perm(CHANGE_USERS) or user.groups.filter(name=settings.NEWSROOM_MANAGING_EDITOR_GROUP).exists()


def set_roles(actor: User, user: User, wanted: Iterable[Group]) -> list[RoleGrant]:
    """Give `user` exactly the wanted roles, and return the requests that wait for a second person.

    Roles are taken away at once. Raises PermissionDenied when the actor changes the own roles.
    """
    wanted, current = set(wanted), set(user.groups.all())
    if wanted == current:
        return []
    if actor.pk == user.pk:
        raise PermissionDenied(_("Nobody changes the own roles."))
    added = sorted(wanted - current, key=str)
    protected = [group for group in added if needs_second_person(group)]
    with transaction.atomic():
        for group in sorted(current - wanted, key=str):
            user.groups.remove(group)
            log(user, "newsroom.role.removed", user=actor, data={"role": group.name})
        for group in added:
            if group not in protected:
                give_role(actor, user, group)
        return [request_role(actor, user, group) for group in protected]


def give_role(actor: User | None, user: User, group: Group) -> None:
    """Make a role effective and log it; `actor` is None for the command on the server."""
    user.groups.add(group)
    log(user, "newsroom.role.given", user=actor, data={"role": group.name})


def request_role(actor: User, user: User, group: Group) -> RoleGrant:
    """Note that `actor` wants `user` to have an editor role; an open request is returned as it is."""
    if actor.pk == user.pk:
        raise PermissionDenied(_("Nobody changes the own roles."))
    with transaction.atomic():
        grant, created = RoleGrant.objects.get_or_create(
            user=user, group=group, confirmed_at=None, refused_at=None, defaults={"requested_by": actor}
        )
        if created:
            _note(grant, "requested", actor)
    return grant


def confirm_role(actor: User, grant_id: int) -> RoleGrant:
    """Make a requested role effective.

    Raises PermissionDenied unless the actor may confirm and is neither requester nor receiver, and
    ValidationError when the request has been decided or the account is no longer active.
    """
    with transaction.atomic():
        grant = _open_request(grant_id)
        if not may_confirm_roles(actor) or actor.pk in {grant.requested_by_id, grant.user_id}:
            raise PermissionDenied(_("A role is confirmed by a second person."))
        if not grant.user.is_active:
            raise ValidationError(_("This account is not active."))
        grant.confirmed_by, grant.confirmed_at = actor, timezone.now()
        grant.save(update_fields=["confirmed_by", "confirmed_at"])
        grant.user.groups.add(grant.group)
        _note(grant, "confirmed", actor)
    return grant


def refuse_role(actor: User, grant_id: int) -> RoleGrant:
    """Close a request without effect; the requester may withdraw it in the same way."""
    with transaction.atomic():
        grant = _open_request(grant_id)
        if not may_confirm_roles(actor) or actor.pk == grant.user_id:
            raise PermissionDenied(_("You may not decide about this request."))
        grant.refused_by, grant.refused_at = actor, timezone.now()
        grant.save(update_fields=["refused_by", "refused_at"])
        _note(grant, "refused", actor)
    return grant


def _open_request(grant_id: int) -> RoleGrant:
    grant = (
        RoleGrant.objects.select_for_update(of=("self",)).select_related("user", "group").filter(pk=grant_id).first()
    )
    if grant is None or not grant.is_open:
        raise ValidationError(_("This request has already been decided."))
    return grant


def _note(grant: RoleGrant, event: str, actor: User) -> None:
    """One log line and one alarm for each step."""
    log(grant.user, f"newsroom.role.{event}", user=actor, data={"role": grant.group.name})
    transaction.on_commit(partial(send_role_alarm.enqueue, grant.pk, event))
