from __future__ import annotations

from collections.abc import Callable

import pytest

from newsroom.agencies.matching import AgencyMatcher
from newsroom.agencies.models import Agency, AgencyAlias, Region
from newsroom.agencies.reference import read_data

Matcher = Callable[..., AgencyMatcher]


@pytest.fixture
def matcher_with() -> Matcher:
    """Return a function that builds a matcher of the project's data and more agencies, without a database.

    Each further agency is a dictionary of its fields, with the code of its ``region`` and its ``aliases``.
    """

    def build(*more: dict) -> AgencyMatcher:
        regions = {row["code"]: Region(pk=number, **row) for number, row in enumerate(read_data("regions.json"), 1)}
        agencies: dict[str, Agency] = {}
        aliases: list[AgencyAlias] = []
        for number, row in enumerate([*read_data("agencies.json"), *(dict(row) for row in more)], 1):
            names = row.pop("aliases", [])
            parent, region = agencies.get(row.pop("parent", "")), regions.get(row.pop("region", ""))
            agency = Agency(pk=number, parent=parent, region=region, **row)
            agencies[row.get("slug", row["name"])] = agency
            aliases += [AgencyAlias(agency=agency, name=name) for name in names]
        return AgencyMatcher(agencies.values(), aliases, regions.values())

    return build


@pytest.fixture
def matcher(matcher_with: Matcher) -> AgencyMatcher:
    """The project's own data."""
    return matcher_with()
