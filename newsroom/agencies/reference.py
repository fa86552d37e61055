"""The regions and agencies that come with the project, and how they reach the database.

Only what is missing is added: rows, aliases and empty fields. What people have edited stays as they
left it. Source of the facts: the ministry's region codes, and the agencies as the newsroom names
them; agencies change with each regulation, so the table in the database is what counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import models, transaction

from newsroom.agencies.models import Agency, AgencyAlias, Region
from newsroom.agencies.normalise import compact_name, fold_name

DATA = Path(__file__).parent / "data"


def load_reference_data(*, dry_run: bool = False) -> list[str]:
    """Add the regions and agencies that are missing, and say each thing done, a line each.

    With ``dry_run`` the lines say what would be done, and nothing is stored.
    """
    with transaction.atomic():
        done = [*_load_regions(), *_load_agencies()]
        if dry_run:
            transaction.set_rollback(True)
    return done


def read_data(name: str) -> Any:
    """What a data file of the project holds: ``regions.json``, ``agencies.json``, ``region_map.json``."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def _load_regions() -> Iterator[str]:
    regions = list(Region.objects.all())
    by_code = {region.code: region for region in regions}
    by_name = {(region.kind, fold_name(region.short_name)): region for region in regions}
    for row in read_data("regions.json"):
        region = by_code.get(row["code"]) or by_name.get((row["kind"], fold_name(row["short_name"])))
        if region is None:
            Region.objects.create(**row)
            yield f"region added: {row['code']} {row['name']}"
        else:
            yield from _fill_empty_fields(region, row)


def _load_agencies() -> Iterator[str]:
    by_slug = {agency.slug: agency for agency in Agency.objects.all()}
    by_name = {fold_name(agency.name): agency for agency in by_slug.values()}
    taken = set(AgencyAlias.objects.values_list("key", flat=True))
    # Where somebody keeps a list of aliases, one that is missing was taken off it.
    kept = set(AgencyAlias.objects.values_list("agency", flat=True))
    for row in read_data("agencies.json"):
        aliases = row.pop("aliases")
        parent = row.pop("parent", None)
        row["parent"] = by_slug.get(parent)
        agency = by_slug.get(row["slug"]) or by_name.get(fold_name(row["name"]))
        if agency is None:
            agency = Agency.objects.create(**row)
            yield f"agency added: {agency.name}"
        else:
            yield from _fill_empty_fields(agency, row)
        # Also under the slug of the file, where somebody entered the agency by hand under another.
        by_slug[row["slug"]] = agency
        for alias in aliases if agency.pk not in kept else ():
            if (key := compact_name(alias)) not in taken:
                AgencyAlias.objects.create(agency=agency, name=alias)
                taken.add(key)
                yield f"alias added: {alias} for {agency.name}"


def _fill_empty_fields(thing: models.Model, row: dict[str, Any]) -> Iterator[str]:
    filled = [name for name, value in row.items() if value not in (None, "") and getattr(thing, name) in (None, "")]
    for name in filled:
        setattr(thing, name, row[name])
    if filled:
        thing.save(update_fields=filled)
        yield f"filled in for {thing}: {', '.join(filled)}"
