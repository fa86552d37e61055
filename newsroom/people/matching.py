"""Whom the initials at the end of an article stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from newsroom.core.text import normalise
from newsroom.people.models import Byline, BylineAlias


class BylineMatcher:
    """Finds bylines by what an article prints. Built once, asked often."""

    def __init__(self, bylines: Iterable[Byline], aliases: Iterable[BylineAlias]) -> None:
        self._by_id = {byline.pk: byline for byline in bylines}
        self._exact = {byline.initials: byline for byline in self._by_id.values()}
        self._any_case: dict[str, list[Byline]] = defaultdict(list)
        for byline in self._by_id.values():
            self._any_case[byline.initials.casefold()].append(byline)
        self._aliases: dict[str, list[BylineAlias]] = defaultdict(list)
        for alias in aliases:
            self._aliases[normalise(alias.name).casefold()].append(alias)

    @classmethod
    def load(cls) -> BylineMatcher:
        """Build the matcher from the database, in two queries."""
        return cls(Byline.objects.all(), BylineAlias.objects.all())

    def byline_for(self, text: str, on_date: date | None) -> Byline | None:
        """The byline these initials stood for on that day, or None where none or several did.

        Initials as they are win, then initials in another case, then other spellings valid on that day. Without a day
        only the spellings count that were valid at all times.
        """
        text = normalise(text)
        if text in self._exact:
            return self._exact[text]
        folded = text.casefold()
        if alike := self._any_case.get(folded):
            return alike[0] if len(alike) == 1 else None
        people = {alias.byline_id for alias in self._aliases.get(folded, ()) if alias.is_valid_on(on_date)}
        return self._by_id[people.pop()] if len(people) == 1 else None


def byline_for(text: str, on_date: date | None) -> Byline | None:
    """The byline these initials stood for on that day, or None. For many articles build one :class:`BylineMatcher`."""
    return BylineMatcher.load().byline_for(text, on_date)


def bylines_alike(byline: Byline) -> list[Byline]:
    """Other bylines whose initials differ in case only: two people, or one who was entered twice."""
    alike = Byline.objects.filter(initials__iexact=byline.initials).exclude(pk=byline.pk)
    return list(alike.order_by("initials"))
