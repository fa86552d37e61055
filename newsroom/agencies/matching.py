"""Which agency or region a tag means.

The rule comes from how the newsroom tags: ``#dinsos jatim`` is the province's social service,
``#dinsos gresik`` is Gresik's own and never the province's, ``#dinsos`` without a place is the
province's, because this is the province's newsroom. A name that may mean two regions (Malang is a
regency and a city) decides nothing until it is qualified.

Case, punctuation and spaces do not count: hashtags are often glued (``#DinsosJatim``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from newsroom.agencies.models import Agency, AgencyAlias, Region, RegionKind
from newsroom.agencies.normalise import compact_name

_PROVINCE_AT_END = re.compile(
    r"(?:(?:pemerintah)?(?:daerah)?(?:provinsi|propinsi|pemprov|prov)?(?:jawatimur|jatim)"
    r"|provinsi|propinsi|prov)$"
)
_KIND_OF_WORD = {
    "pemerintahkabupaten": RegionKind.REGENCY,
    "pemkab": RegionKind.REGENCY,
    "kabupaten": RegionKind.REGENCY,
    "kab": RegionKind.REGENCY,
    "pemerintahkota": RegionKind.CITY,
    "pemkot": RegionKind.CITY,
    "kota": RegionKind.CITY,
}


def _without_province(text: str) -> str:
    return _PROVINCE_AT_END.sub("", text)


class Place(NamedTuple):
    """A text that ends in the name of a region: what stands before it, and what it may mean."""

    before: str
    regions: list[Region]


class RegionMatcher:
    """Finds regions by the names people write. Built once, asked often."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._by_name: dict[str, list[Region]] = defaultdict(list)
        for region in regions:
            self._by_name[compact_name(region.short_name)].append(region)
        names = "|".join(map(re.escape, self._by_name))
        kinds = "|".join(_KIND_OF_WORD)
        self._place_at_end = re.compile(rf"(?P<before>.*?)(?P<kind>{kinds})?(?P<name>{names})" if names else r"(?!)")

    @classmethod
    def load(cls) -> RegionMatcher:
        """Build the matcher from the database, in one query."""
        return cls(Region.objects.all())

    def region_for_tag(self, text: str) -> Region | None:
        """The region a tag names, or None where it names none or could name two."""
        place = self.place_in(_without_province(compact_name(text)))
        if place is None or place.before or len(place.regions) != 1:
            return None
        return place.regions[0]

    def place_in(self, compact: str) -> Place | None:
        """Split a compact text at the region it ends with, or None where it ends with none."""
        match = self._place_at_end.fullmatch(compact)
        if match is None:
            return None
        regions = self._by_name[match["name"]]
        kind = _KIND_OF_WORD.get(match["kind"])
        if kind is not None:
            regions = [region for region in regions if region.kind == kind]
        return Place(match["before"], regions)


class AgencyMatcher:
    """Finds agencies and regions by the tags people write. Built once, asked often."""

    def __init__(
        self,
        agencies: Iterable[Agency],
        aliases: Iterable[AgencyAlias],
        regions: Iterable[Region],
    ) -> None:
        self._agencies = {agency.pk: agency for agency in agencies}
        self._regions = RegionMatcher(regions)
        self._provincial: dict[str, set[int]] = defaultdict(set)
        self._regional: dict[tuple[int, str], set[int]] = defaultdict(set)
        # Other short forms of the same office: "dinsos" and "dinassosial".
        self._synonyms: dict[int, set[str]] = defaultdict(set)
        # An alias is somebody's decision and wins over names that happen to be alike: as it is
        # written, and for an agency of the province also without the province's name.
        self._decided: dict[str, int] = {}
        self._decided_for_province: dict[str, int] = {}
        for alias in aliases:
            agency = self._agencies[alias.agency_id]
            compact = compact_name(alias.name)
            self._add(agency, alias.name)
            self._decided[compact] = agency.pk
            if agency.is_provincial:
                self._decided_for_province[_without_province(compact)] = agency.pk
        for agency in self._agencies.values():
            self._add(agency, agency.name)
            self._add(agency, agency.short_name)

    @classmethod
    def load(cls) -> AgencyMatcher:
        """Build the matcher from the database, in three queries."""
        return cls(Agency.objects.all(), AgencyAlias.objects.all(), Region.objects.all())

    def agency_for_tag(self, text: str) -> Agency | None:
        """The agency a tag means, or None for a free topic or a name that could mean two."""
        written = compact_name(text)
        compact = _without_province(written)
        if not compact:
            return None
        decided = self._decided.get(written) or self._decided_for_province.get(compact)
        if decided is not None:
            return self._agencies[decided]
        named = self._provincial.get(compact)
        if named:
            return self._only(named)
        place = self._regions.place_in(compact)
        if place is None or len(place.regions) != 1 or not place.before:
            return None
        return self._regional_agency(place.regions[0].pk, place.before)

    def region_for_tag(self, text: str) -> Region | None:
        """The region a tag names, or None where it names none or could name two."""
        return self._regions.region_for_tag(text)

    def _add(self, agency: Agency, name: str) -> None:
        compact = _without_province(compact_name(name))
        if not compact:
            return
        if agency.is_provincial:
            self._provincial[compact].add(agency.pk)
            self._synonyms[agency.pk].add(compact)
            return
        place = self._regions.place_in(compact)
        if place is not None and agency.region_id in {region.pk for region in place.regions}:
            compact = place.before
        self._regional[agency.region_id, compact].add(agency.pk)

    def _regional_agency(self, region_id: int, office: str) -> Agency | None:
        offices = {office}
        for agency_id in self._provincial.get(office, ()):
            offices |= self._synonyms[agency_id]
        found: set[int] = set()
        for name in offices:
            found |= self._regional.get((region_id, name), set())
        return self._only(found)

    def _only(self, ids: set[int]) -> Agency | None:
        """The one agency among these; of several, the one that still exists; else None."""
        if len(ids) > 1:
            ids = {pk for pk in ids if self._agencies[pk].is_active}
        return self._agencies[next(iter(ids))] if len(ids) == 1 else None


def agency_for_tag(text: str) -> Agency | None:
    """The agency a tag means, or None. For many tags build one :class:`AgencyMatcher`."""
    return AgencyMatcher.load().agency_for_tag(text)


def region_for_tag(text: str) -> Region | None:
    """The region a tag names, or None. For many tags build one :class:`AgencyMatcher`."""
    return RegionMatcher.load().region_for_tag(text)
