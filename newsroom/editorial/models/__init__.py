"""Models of the desk.

Public import path: ``newsroom.editorial.models``. Direction inside the package:
``append_only`` <- ``records``, ``schedule`` <- ``force`` <- ``page`` <- ``tasks``.
"""

from __future__ import annotations

from newsroom.editorial.models.append_only import AppendOnlyError, AppendOnlyModel
from newsroom.editorial.models.audit import AuditEvent
from newsroom.editorial.models.embargo import EarlyRead, EarlyReader, Embargo
from newsroom.editorial.models.force import ForceClearing, ForcePublish
from newsroom.editorial.models.ledger import DayHead, LedgerEntry
from newsroom.editorial.models.number import NumberCounter, ReleaseNumber
from newsroom.editorial.models.page import EditorialPage, NotEntitled
from newsroom.editorial.models.records import Approval, Entitlement, Submission
from newsroom.editorial.models.rights import GivenRight
from newsroom.editorial.models.schedule import OutboxEntry, Slot
from newsroom.editorial.models.tasks import ReviewTask
from newsroom.editorial.models.withdrawal import Withdrawal, WithdrawalRequest

__all__ = [
    "AppendOnlyError",
    "AppendOnlyModel",
    "Approval",
    "AuditEvent",
    "DayHead",
    "EarlyRead",
    "EarlyReader",
    "EditorialPage",
    "Embargo",
    "Entitlement",
    "ForceClearing",
    "ForcePublish",
    "GivenRight",
    "LedgerEntry",
    "NotEntitled",
    "NumberCounter",
    "OutboxEntry",
    "ReleaseNumber",
    "ReviewTask",
    "Slot",
    "Submission",
    "Withdrawal",
    "WithdrawalRequest",
]
