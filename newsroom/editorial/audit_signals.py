"""What the audit log learns from signals: sign-ins, second factors, rights.

Who changes rights is taken from Wagtail's log context, which its admin opens for every request; without one it was the
system, or somebody at the command line.
"""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from django.contrib.auth import signals as auth_signals
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.log_actions import get_active_log_context
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from newsroom.agencies.models import Membership
from newsroom.editorial import audit
from newsroom.users.models import RoleGrant, User

# People type other things than their name into the field for the name.
LONGEST_TYPED_NAME = 40
# What an account may do, beside its groups.
WATCHED_FIELDS = ("username", "is_active", "is_superuser")
CHANGES = {"post_add": "added", "post_remove": "removed"}


def connect() -> None:
    """Connect everything; called once by ``AppConfig.ready()``."""
    for signal, action in (
        (auth_signals.user_logged_in, audit.SIGNED_IN),
        (auth_signals.user_logged_out, audit.SIGNED_OUT),
        (account_signals.password_changed, audit.NEW_PASSWORD),
        (account_signals.password_reset, audit.NEW_PASSWORD),
        (factor_signals.authenticator_added, audit.FACTOR_ADDED),
        (factor_signals.authenticator_removed, audit.FACTOR_REMOVED),
        (factor_signals.authenticator_reset, audit.FACTOR_RESET),
        (factor_signals.authentication_failed, audit.FACTOR_FAILED),
    ):
        signal.connect(_Recorder(action), weak=False, dispatch_uid=f"audit {action} {id(signal)}")
    auth_signals.user_login_failed.connect(note_failed_sign_in, dispatch_uid="audit failed sign-in")
    m2m_changed.connect(note_groups, sender=User.groups.through, dispatch_uid="audit groups")
    m2m_changed.connect(note_permissions, sender=Group.permissions.through, dispatch_uid="audit group permissions")
    m2m_changed.connect(note_permissions, sender=User.user_permissions.through, dispatch_uid="audit own permissions")
    pre_save.connect(note_account, sender=User, dispatch_uid="audit account")
    post_save.connect(note_role_request, sender=RoleGrant, dispatch_uid="audit role request")
    for model in (Membership, GroupPagePermission, GroupCollectionPermission):
        post_save.connect(note_row_added, sender=model, dispatch_uid=f"audit added {model.__name__}")
        post_delete.connect(note_row_removed, sender=model, dispatch_uid=f"audit removed {model.__name__}")


class _Recorder:
    """Writes one event for a signal that names a request and a user."""

    def __init__(self, action: str) -> None:
        self.action = action

    def __call__(self, sender: Any, request: Any = None, user: Any = None, **kwargs: Any) -> None:
        authenticator = kwargs.get("authenticator")
        data = {"type": str(authenticator.type)} if authenticator is not None else {}
        if user is not None:
            audit.record(self.action, user=user, request=request, data=data)


def note_failed_sign_in(sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any) -> None:
    """Keep the beginning of the typed name; Django has taken the password out of ``credentials`` already."""
    typed = str(credentials.get("username") or credentials.get("email") or "")
    audit.record(audit.SIGN_IN_FAILED, request=request, data={"name": typed[:LONGEST_TYPED_NAME]})


def note_groups(sender: Any, instance: Any, action: str, reverse: bool, pk_set: Any, **kwargs: Any) -> None:
    """Accounts put into groups or taken out of them."""
    if action == "pre_clear":
        change, keys = "removed", set((instance.user_set if reverse else instance.groups).values_list("pk", flat=True))
    else:
        change, keys = CHANGES.get(action, ""), pk_set
    if not (change and keys):
        return
    if reverse:
        for account in sorted(keys):
            _rights({"account": account, change: [instance.name]})
    else:
        _rights(
            {"account": instance.pk, change: sorted(Group.objects.filter(pk__in=keys).values_list("name", flat=True))}
        )


def note_permissions(sender: Any, instance: Any, action: str, reverse: bool, pk_set: Any, **kwargs: Any) -> None:
    """Model rights given to a group or an account, or taken away."""
    if reverse:
        return
    held = instance.permissions if isinstance(instance, Group) else instance.user_permissions
    change = "removed" if action == "pre_clear" else CHANGES.get(action, "")
    rights = held.all() if action == "pre_clear" else held.model.objects.filter(pk__in=pk_set or ())
    names = (
        sorted(".".join(pair) for pair in rights.values_list("content_type__app_label", "codename")) if change else []
    )
    if names:
        _rights({**_holder(instance), change: names})


def note_account(instance: User, raw: bool = False, **kwargs: Any) -> None:
    """An account made, closed, opened, renamed, or made a superuser's."""
    if raw:
        return
    if instance._state.adding:
        _rights({"name": instance.username, "added": ["account"], "superuser": instance.is_superuser})
        return
    update_fields = kwargs.get("update_fields")
    watched = [name for name in WATCHED_FIELDS if update_fields is None or name in update_fields]
    before = (User.objects.filter(pk=instance.pk).values(*watched).first() if watched else None) or {}
    changed = {name: getattr(instance, name) for name in before if before[name] != getattr(instance, name)}
    if changed:
        _rights({"account": instance.pk, "changed": changed})


def note_role_request(instance: RoleGrant, raw: bool = False, **kwargs: Any) -> None:
    """A role asked for, confirmed or refused."""
    if raw:
        return
    state = "confirmed" if instance.confirmed_at else "refused" if instance.refused_at else "requested"
    person = {"confirmed": instance.confirmed_by, "refused": instance.refused_by}.get(state, instance.requested_by)
    _rights({"account": instance.user_id, "role": instance.group.name, "request": state}, user=person)


def note_row_added(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A membership, or a right of a group on a page or a collection, was given."""
    if created and not raw:
        _rights({**_holder(instance), "added": [_right_in(instance)]}, page=getattr(instance, "page_id", None))


def note_row_removed(instance: Any, **kwargs: Any) -> None:
    """It was taken away."""
    _rights({**_holder(instance), "removed": [_right_in(instance)]}, page=getattr(instance, "page_id", None))


def _holder(instance: Any) -> dict[str, Any]:
    if isinstance(instance, Group):
        return {"group": instance.name}
    if isinstance(instance, User):
        return {"account": instance.pk}
    return {"account": instance.user_id} if isinstance(instance, Membership) else {"group": instance.group.name}


def _right_in(instance: Any) -> str:
    if isinstance(instance, Membership):
        return f"agency {instance.agency_id}"
    place = "page" if isinstance(instance, GroupPagePermission) else "collection"
    return f"{instance.permission.codename} on {place} {getattr(instance, f'{place}_id')}"


def _rights(data: dict[str, Any], *, user: Any = None, page: int | None = None) -> None:
    audit.record(audit.RIGHTS_CHANGED, user=user or get_active_log_context().user, page=page, data=data)
