"""The schematic map of the regions: hexagons of one size, each near the true place of its region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import sqrt

from newsroom.agencies.models import Region, RegionKind
from newsroom.agencies.reference import read_data

# Width of a hexagon and its distance from the next, in units of the drawing.
WIDTH = 100
RADIUS = WIDTH / sqrt(3)
ROW = RADIUS * 1.5
MARGIN = 4
# So much of a hexagon is drawn; the rest is the line between two.
DRAWN = 0.96


@dataclass(frozen=True)
class Cell:
    """A region on the map: the corners of its hexagon, and where its name stands."""

    region: Region
    corners: str
    x: int
    y: int

    @property
    def is_city(self) -> bool:
        """Whether the region is a city; the map says so in a word above the name."""
        return self.region.kind == RegionKind.CITY


@dataclass(frozen=True)
class Cartogram:
    """The map: its cells, and the size of the drawing."""

    cells: list[Cell]
    width: int
    height: int


@cache
def places() -> dict[str, tuple[float, float]]:
    """Return column and row of each region that has a place on the map, by its code."""
    return {code: (column, row) for code, (column, row) in read_data("region_map.json")["places"].items()}


def cartogram(regions: Iterable[Region]) -> Cartogram:
    """Return the map of ``regions``; one without a place in the data file is on no map, only in lists."""
    known = places()
    cells = [_cell(region, *known[region.code]) for region in regions if region.code in known]
    width = max((cell.x for cell in cells), default=0) + WIDTH / 2 + MARGIN
    height = max((cell.y for cell in cells), default=0) + RADIUS + MARGIN
    return Cartogram(cells=cells, width=round(width), height=round(height))


def _cell(region: Region, column: float, row: float) -> Cell:
    x, y = column * WIDTH + MARGIN, row * ROW + RADIUS + MARGIN
    half, radius = WIDTH / 2 * DRAWN, RADIUS * DRAWN
    corners = [
        (0, -radius),
        (half, -radius / 2),
        (half, radius / 2),
        (0, radius),
        (-half, radius / 2),
        (-half, -radius / 2),
    ]
    return Cell(region, " ".join(f"{x + dx:.0f},{y + dy:.0f}" for dx, dy in corners), round(x), round(y))
