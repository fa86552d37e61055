"""Tags, agencies, regions and bylines that articles refer to, looked up once a run."""

from __future__ import annotations

from datetime import date

from newsroom.agencies.matching import AgencyMatcher
from newsroom.agencies.models import Agency, Region
from newsroom.people.matching import BylineMatcher
from newsroom.people.models import Byline
from newsroom.tags.models import NewsTag
from newsroom.tags.normalise import clean_name, key_for

_INITIALS_LENGTH = 40  # characters; longer names are printed without a byline


class References:
    """Looks up and, for tags and bylines, creates what an article names.

    What was created is remembered; :meth:`forget` drops it when the transaction it was made in is undone.
    """

    def __init__(self) -> None:
        self._agencies = AgencyMatcher.load()
        self._bylines = BylineMatcher.load()
        self._new_bylines: dict[str, Byline] = {}
        self._tags: dict[str, NewsTag] = {}

    def forget(self) -> None:
        """Read everything anew: what was created since is gone from the database."""
        self.__init__()  # type: ignore[misc]

    def agencies_for(self, tags: list[str]) -> list[Agency]:
        """Return the agencies that ``tags`` name, each once, in order."""
        found = {agency.pk: agency for tag in tags if (agency := self._agencies.agency_for_tag(tag)) is not None}
        return list(found.values())

    def regions_for(self, tags: list[str]) -> list[Region]:
        """Return the regions that ``tags`` name, each once, in order."""
        found = {region.pk: region for tag in tags if (region := self._agencies.region_for_tag(tag)) is not None}
        return list(found.values())

    def tag_for(self, name: str) -> NewsTag | None:
        """Return the tag of this name, created as typed where there is none; None where nothing is left of it."""
        key = key_for(name)
        if not key:
            return None
        if key not in self._tags:
            self._tags[key], _created = NewsTag.objects.get_or_create(name=clean_name(name))
        return self._tags[key]

    def byline_for(self, text: str, day: date | None) -> Byline | None:
        """Return whom ``text`` stood for on ``day``; an unknown one becomes a byline without a name."""
        found = self._bylines.byline_for(text, day) or self._new_bylines.get(text)
        if found is None and len(text) <= _INITIALS_LENGTH:
            found = self._new_bylines[text] = Byline.objects.create(initials=text)
        return found
