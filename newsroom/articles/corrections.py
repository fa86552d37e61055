"""Corrections: their wording is part of the approved text, their record is written when it goes live."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from newsroom.articles.enums import CorrectionKind
from newsroom.editorial.enums import EntitlementKind

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage, Correction
    from newsroom.editorial.models import Entitlement

FIELDS = ("correction_kind", "correction_note", "correction_wrong", "correction_right")


def clear_wording(article: ArticlePage) -> None:
    """Forget the wording of the last correction, so that the next change starts with none."""
    for name in FIELDS:
        setattr(article, name, "")


def wording_problems(cleaned: dict[str, Any]) -> dict[str, str]:
    """Return field name -> what is missing, for a change of a public article that is submitted."""
    kind = cleaned.get("correction_kind")
    if not kind:
        return {"correction_kind": _("Say what kind of change this is.")}
    problems = {}
    if kind != CorrectionKind.MINOR and not cleaned.get("correction_note"):
        problems["correction_note"] = _("Tell readers what was changed.")
    if kind in (CorrectionKind.RALAT, CorrectionKind.KOREKSI):
        for name in ("correction_wrong", "correction_right"):
            if not cleaned.get(name):
                problems[name] = _("Give the words as they were and as they are right.")
    return problems


def record_correction(article: ArticlePage, entitlement: Entitlement, now: datetime) -> Correction | None:
    """Write the correction that goes live with ``entitlement``; a minor change and an import write none."""
    is_correction = article.correction_kind and article.correction_kind != CorrectionKind.MINOR
    if entitlement.kind == EntitlementKind.IMPORT or not is_correction:
        return None
    return article.corrections.create(
        approval=entitlement.approval,
        force=entitlement.force,
        kind=article.correction_kind,
        note=article.correction_note,
        wrong=article.correction_wrong,
        right=article.correction_right,
        published_at=now,
    )
