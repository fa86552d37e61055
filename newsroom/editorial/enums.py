"""Every status word of the desk. No literal of these elsewhere."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where a release stands, derived from Wagtail's state and the append-only records."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Needs changes")
    SCHEDULED = "scheduled", _("Scheduled")
    SCHEDULED_UNAPPROVED = "scheduled_unapproved", _("Scheduled, needs approval again")
    PUBLIC = "public", _("Published")
    PUBLIC_WITH_DRAFT = "public_draft", _("Published, change in draft")
    PUBLIC_SUBMITTED = "public_submitted", _("Published, change submitted")
    PUBLIC_RETURNED = "public_returned", _("Published, change needs work")


RETURNED_STAGES = frozenset({Stage.RETURNED, Stage.PUBLIC_RETURNED})


class EntitlementKind(models.TextChoices):
    """What lets a page be public."""

    APPROVAL = "approval", _("Approval")
    IMPORT = "import", _("Import")


class SubmissionWay(models.TextChoices):
    """How a text came before the reviewers."""

    SUBMIT = "submit", _("Submitted")
    EDIT = "edit", _("Changed during review")


class ReviewAction(models.TextChoices):
    """Names of the workflow actions, as Wagtail's admin posts them."""

    APPROVE = "approve", _("Approve and publish")
    SCHEDULE = "schedule", _("Approve and schedule")
    RETURN = "reject", _("Return")


class SlotOutcome(models.TextChoices):
    """How a slot ended."""

    PUBLISHED = "published", _("Published")
    CANCELLED = "cancelled", _("Cancelled")
    MOVED = "moved", _("Moved to another time")


class OutboxState(models.TextChoices):
    """Where a side effect stands."""

    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
