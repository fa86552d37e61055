"""What `sync_roles` gave to a group, so that it can take back what a role loses and leave what people added."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.editorial.enums import RightScope


class GivenRight(models.Model):
    """A right of a group that comes from the table of roles. Rights without such a row were added by people."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=16, choices=RightScope.choices)
    # Key of the page or collection; 0 where the right holds everywhere.
    scope_key = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("right from the table of roles")
        verbose_name_plural = _("rights from the table of roles")
        constraints = [
            models.UniqueConstraint(fields=["group", "permission", "scope", "scope_key"], name="right_given_once")
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.permission.codename} ({self.scope} {self.scope_key})"
