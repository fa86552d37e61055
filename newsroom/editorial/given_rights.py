"""Gives rights to groups and remembers them; takes back what the table of roles no longer gives, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from newsroom.editorial.enums import RightScope
from newsroom.editorial.models import GivenRight


@dataclass
class SyncReport:
    """What a run added and took back, in words, and the rights that the database does not know."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


class Giver:
    """One run over the table of roles.

    Where nothing of a group is remembered yet, the rights it already has are taken to come from the table, as those
    did that earlier versions of the project gave.
    """

    def __init__(self, report: SyncReport) -> None:
        self.report = report
        self._remembered = set(GivenRight.objects.values_list("group_id", "permission_id", "scope", "scope_key"))
        self._known_groups = {row[0] for row in self._remembered}
        self._wanted: set[tuple[int, int, str, int]] = set()

    def everywhere(self, group: Group, permission: Permission) -> None:
        """Give a right that holds everywhere."""
        held = group.permissions.filter(pk=permission.pk).exists()
        if not held:
            group.permissions.add(permission)
        self._note(group, permission, RightScope.EVERYWHERE, 0, is_new=not held)

    def in_collection(self, group: Group, permission: Permission, collection_key: int) -> None:
        """Give a right on a collection and those below it."""
        _, is_new = GroupCollectionPermission.objects.get_or_create(
            group=group, permission=permission, collection_id=collection_key
        )
        self._note(group, permission, RightScope.COLLECTION, collection_key, is_new=is_new)

    def on_page(self, group: Group, permission: Permission, page_key: int) -> None:
        """Give a right on a page and those below it."""
        _, is_new = GroupPagePermission.objects.get_or_create(group=group, permission=permission, page_id=page_key)
        self._note(group, permission, RightScope.PAGE, page_key, is_new=is_new)

    def adopt(self, group: Group, permission: Permission, scope: RightScope, scope_key: int) -> None:
        """Count a right that an earlier version gave as given by the table, where nothing is remembered yet."""
        if group.pk not in self._known_groups:
            GivenRight.objects.get_or_create(group=group, permission=permission, scope=scope, scope_key=scope_key)

    def take_back(self) -> None:
        """Take back every remembered right that this run did not give."""
        for given in GivenRight.objects.select_related("group", "permission"):
            if (given.group_id, given.permission_id, given.scope, given.scope_key) not in self._wanted:
                if _remove(given):
                    self.report.removed.append(str(given))
                given.delete()

    def _note(self, group: Group, permission: Permission, scope: RightScope, key: int, *, is_new: bool) -> None:
        row = (group.pk, permission.pk, str(scope), key)
        self._wanted.add(row)
        if is_new:
            self.report.added.append(f"{group}: {permission.codename} ({scope} {key})")
        if (is_new or group.pk not in self._known_groups) and row not in self._remembered:
            GivenRight.objects.get_or_create(group=group, permission=permission, scope=scope, scope_key=key)
            self._remembered.add(row)


def _remove(given: GivenRight) -> bool:
    """Take one right away; return whether the group still had it."""
    if given.scope == RightScope.EVERYWHERE:
        held = given.group.permissions.filter(pk=given.permission_id).exists()
        given.group.permissions.remove(given.permission)
        return held
    if given.scope == RightScope.COLLECTION:
        rows = GroupCollectionPermission.objects.filter(collection_id=given.scope_key)
    else:
        rows = GroupPagePermission.objects.filter(page_id=given.scope_key)
    return bool(rows.filter(group_id=given.group_id, permission_id=given.permission_id).delete()[0])
