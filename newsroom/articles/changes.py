"""What a correction changed, word by word, between two versions that were both entitled to be public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from newsroom.editorial.models import Entitlement
from newsroom.editorial.readable import other_parts, text_lines

if TYPE_CHECKING:
    from newsroom.articles.models import ArticlePage, Correction

SAME, ADDED, REMOVED = "same", "added", "removed"
# Words of a passage up to which it is compared word by word; a longer one is shown as a whole, before and after.
MOST_WORDS = 1500
# How many versions before an import's are looked at for the text that it made public.
MOST_VERSIONS = 3
FILES = frozenset({"lead_image", "attachments", "media"})
# Change with every correction, or are what the correction itself says.
UNTOLD = frozenset({"correction"})
_WORDS = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Piece:
    """Some words of a passage: ``same``, ``added`` or ``removed``."""

    kind: str
    text: str


@dataclass(frozen=True)
class Changes:
    """The passages that differ, and whether files or other parts (tags, credits, links) differ too."""

    passages: list[list[Piece]]
    files_changed: bool
    others_changed: bool


def changes_of(correction: Correction) -> Changes | None:
    """Return what ``correction`` changed; None where the version before is not kept word for word."""
    decision = correction.approval or correction.force
    if decision is None:
        return None
    entitlement = decision.entitlement
    earlier = Entitlement.objects.filter(page_id=entitlement.page_id, pk__lt=entitlement.pk)
    before = content_made_public(
        earlier.select_related("approval", "force").order_by("-pk").first(), correction.article
    )
    return None if before is None else compare(before, decision.content)


def compare(before: dict[str, Any], after: dict[str, Any]) -> Changes:
    """Return the differences between two canonical contents."""
    old, new = text_lines(before), text_lines(after)
    parts = other_parts(before), other_parts(after)
    names = {name for name in parts[0].keys() | parts[1].keys() if parts[0].get(name) != parts[1].get(name)} - UNTOLD
    links_changed = old == new and before.get("body") != after.get("body")
    return Changes(list(_passages(old, new)), bool(names & FILES), bool(names - FILES) or links_changed)


def content_made_public(entitlement: Entitlement | None, article: ArticlePage) -> dict[str, Any] | None:
    """Return the content that ``entitlement`` made public on ``article``; None where it is not kept word for word.

    An approval and an emergency publication keep it. An import keeps its fingerprint only: the text is the version that
    has it.
    """
    if entitlement is None:
        return None
    decision = entitlement.approval or entitlement.force
    if decision is not None:
        content: dict[str, Any] = decision.content
        return content
    versions = article.revisions.filter(created_at__lte=entitlement.created_at)
    for revision in versions.order_by("-created_at", "-pk")[:MOST_VERSIONS]:
        version = revision.as_object()
        if version.fingerprint() == entitlement.fingerprint:
            return version.canonical_content()
    return None


def _passages(old: list[str], new: list[str]) -> Iterator[list[Piece]]:
    for change, first, last, new_first, new_last in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if change == "equal":
            continue
        removed, added = old[first:last], new[new_first:new_last]
        if len(removed) == len(added):
            for before, after in zip(removed, added, strict=True):
                yield _by_words(before, after)
        else:
            yield from ([Piece(REMOVED, line)] for line in removed)
            yield from ([Piece(ADDED, line)] for line in added)


def _by_words(before: str, after: str) -> list[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return [Piece(REMOVED, before), Piece(ADDED, after)]
    pieces = []
    matcher = SequenceMatcher(a=[word.strip() for word in old], b=[word.strip() for word in new], autojunk=False)
    for change, first, last, new_first, new_last in matcher.get_opcodes():
        if change == "equal":
            pieces.append(Piece(SAME, "".join(new[new_first:new_last])))
            continue
        if first < last:
            pieces.append(Piece(REMOVED, "".join(old[first:last]).strip()))
        if new_first < new_last:
            pieces.append(Piece(ADDED, "".join(new[new_first:new_last]).strip()))
    return pieces
