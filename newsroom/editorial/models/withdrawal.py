"""Taking a public page back: asked for by one person, decided by another, with a reason that readers see."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.editorial.enums import WithdrawalKind, WithdrawalOutcome, WithdrawalReason
from newsroom.editorial.models.append_only import AppendOnlyModel


class WithdrawalFields(models.Model):
    """What readers are told."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what happens"), max_length=16, choices=WithdrawalKind.choices)
    reason = models.CharField(_("reason"), max_length=16, choices=WithdrawalReason.choices)
    public_text = models.TextField(
        _("explanation for readers"), max_length=1000, help_text=_("Shown at the address of the release.")
    )
    replacement = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        abstract = True


class WithdrawalRequest(WithdrawalFields):
    """The first person's proposal, open until a second one decides."""

    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    effective_at = models.DateTimeField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_(
            "Empty: at once. A later time: the release ends by itself, with this reason. Time of the newsroom."
        ),
    )
    outcome = models.CharField(max_length=16, choices=WithdrawalOutcome.choices, blank=True, default="")

    class Meta:
        verbose_name = _("request for withdrawal")
        verbose_name_plural = _("requests for withdrawal")
        indexes = [
            models.Index(fields=["effective_at"], name="planned_ends", condition=Q(outcome=WithdrawalOutcome.PLANNED)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(decided_at=None), name="one_open_withdrawal_request_per_page"
            ),
            models.CheckConstraint(
                name="withdrawal_decided_by_another_person",
                condition=Q(decided_by=None) | ~Q(decided_by=F("requested_by")),
            ),
            models.UniqueConstraint(
                fields=["page"], condition=Q(outcome=WithdrawalOutcome.PLANNED), name="one_planned_end_per_page"
            ),
            models.CheckConstraint(
                name="planned_end_has_a_time",
                condition=~Q(outcome=WithdrawalOutcome.PLANNED) | Q(effective_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.page_id}"


class Withdrawal(WithdrawalFields, AppendOnlyModel):
    """The record of a public page that was withdrawn or taken down."""

    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        indexes = [models.Index(fields=["page", "-id"], name="withdrawal_of_page")]
        constraints = [
            models.CheckConstraint(name="withdrawal_by_two_people", condition=~Q(approved_by=F("requested_by")))
        ]
        permissions = [
            ("withdraw_page", "Can withdraw a public page"),
            ("take_down_page", "Can take a public page down"),
            ("propose_withdrawal", "Can propose a withdrawal"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.page_id}"


def planned_end_of(page_key: int) -> WithdrawalRequest | None:
    """Return the agreed end of a page that was not carried out yet, if any."""
    return WithdrawalRequest.objects.filter(page_id=page_key, outcome=WithdrawalOutcome.PLANNED).first()


def withdrawal_of(page_key: int) -> Withdrawal | None:
    """Return the newest withdrawal of a page, if any."""
    return Withdrawal.objects.filter(page_id=page_key).order_by("-pk").first()
