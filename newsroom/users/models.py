"""The account model and the requests for editor roles."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff.

    Many Indonesians have one name only, so the last name is optional everywhere and
    the display name never contains stray spaces.
    """

    class Meta(AbstractUser.Meta):
        verbose_name = _("account")  # type: ignore[assignment]
        verbose_name_plural = _("accounts")  # type: ignore[assignment]

    def get_full_name(self) -> str:
        """The name shown to colleagues; the user name where no name was entered."""
        parts = [*self.first_name.split(), *self.last_name.split()]
        return " ".join(parts) or self.get_username()

    def get_short_name(self) -> str:
        """The first name, or the user name where no name was entered."""
        return self.first_name.strip() or self.get_username()

    def __str__(self) -> str:
        return self.get_full_name()


class RoleGrant(models.Model):
    """A request to give an account a role with power over news or accounts, which needs a second person.

    The role takes effect when `confirmed_at` is set; until then the account is not in
    the group. A refused request keeps its row with `refused_at`.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_grants", verbose_name=_("account")
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="role_grants", verbose_name=_("role"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="role_grants_requested",
        verbose_name=_("requested by"),
    )
    requested_at = models.DateTimeField(_("requested at"), auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="role_grants_confirmed",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="role_grants_refused",
        verbose_name=_("refused by"),
    )
    refused_at = models.DateTimeField(_("refused at"), null=True, blank=True)

    class Meta:
        verbose_name = _("role request")
        verbose_name_plural = _("role requests")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "group"],
                condition=Q(confirmed_at__isnull=True, refused_at__isnull=True),
                name="one_open_role_request",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("requested_by")),
                name="role_confirmed_by_second_person",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("user")),
                name="role_not_confirmed_by_receiver",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(refused_at__isnull=True),
                name="role_request_decided_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} → {self.user}"

    @property
    def is_open(self) -> bool:
        """True while nobody has confirmed or refused the request."""
        return self.confirmed_at is None and self.refused_at is None
