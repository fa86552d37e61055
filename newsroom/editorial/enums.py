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
    EMBARGO = "embargo", _("Embargo")
    EMBARGO_DRAFT = "embargo_draft", _("Embargo, draft")
    EMBARGO_SUBMITTED = "embargo_submitted", _("Embargo, submitted")
    EMBARGO_RETURNED = "embargo_returned", _("Embargo, needs changes")
    PUBLIC = "public", _("Published")
    PUBLIC_EMERGENCY = "public_emergency", _("Published in an emergency")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    TAKEN_DOWN = "taken_down", _("Taken down")
    PUBLIC_WITH_DRAFT = "public_draft", _("Published, change in draft")
    PUBLIC_SUBMITTED = "public_submitted", _("Published, change submitted")
    PUBLIC_RETURNED = "public_returned", _("Published, change needs work")


RETURNED_STAGES = frozenset({Stage.RETURNED, Stage.EMBARGO_RETURNED, Stage.PUBLIC_RETURNED})


class EntitlementKind(models.TextChoices):
    """What lets a page be public."""

    APPROVAL = "approval", _("Approval")
    IMPORT = "import", _("Import")
    FORCE = "force", _("Emergency")


class ForceOutcome(models.TextChoices):
    """What another editor decided about an emergency publication."""

    CONFIRMED = "confirmed", _("Confirmed")
    WITHDRAWN = "withdrawn", _("Taken back")


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


class EmbargoOutcome(models.TextChoices):
    """How an embargo ended."""

    LIFTED = "lifted", _("Lifted: the release went out")
    BROKEN = "broken", _("Broken: lifted before its time")
    CANCELLED = "cancelled", _("Cancelled")


class OutboxState(models.TextChoices):
    """Where a side effect stands."""

    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class LedgerKind(models.TextChoices):
    """What readers saw happen. The words of a withdrawal are those of :class:`WithdrawalKind`."""

    PUBLICATION = "publication", _("Published")
    CHANGE = "change", _("Public text changed")
    CORRECTION = "correction", _("Corrected")
    IMPORT = "import", _("Imported")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    TAKEN_DOWN = "taken_down", _("Taken down")
    CLEARING = "clearing", _("Emergency publication cleared")
    BASELINE = "baseline", _("Public before there was a ledger")


class WithdrawalKind(models.TextChoices):
    """What becomes of a public text that is taken back."""

    WITHDRAWN = "withdrawn", _("Withdrawn: the text stays readable under a notice")
    TAKEN_DOWN = "taken_down", _("Taken down: the text is hidden, the address gives the reason")


class WithdrawalOutcome(models.TextChoices):
    """What became of a proposal to take a page back."""

    OPEN = "", _("Waits for a second person")
    REFUSED = "refused", _("Refused")
    PLANNED = "planned", _("Agreed, at a later time")
    CANCELLED = "cancelled", _("Agreed, then cancelled")
    DONE = "done", _("Carried out")


class WithdrawalReason(models.TextChoices):
    """Why; the grounds follow the guideline of the Press Council for online media."""

    INACCURATE = "inaccurate", _("The information is wrong")
    DUPLICATE = "duplicate", _("Published twice")
    CHILD = "child", _("Protection of a child")
    TRAUMA = "trauma", _("Protection of victims")
    DECENCY = "decency", _("Decency")
    HATRED = "hatred", _("Ethnic, religious or racial hatred")
    LEGAL = "legal", _("A decision of a court or of the law")
    OTHER = "other", _("Another reason, named below")


class RightScope(models.TextChoices):
    """Where a right of a group holds."""

    EVERYWHERE = "everywhere", _("everywhere")
    COLLECTION = "collection", _("in a collection")
    PAGE = "page", _("on a page")
