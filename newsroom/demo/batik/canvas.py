"""The table on which a picture is put together: bolts of cloth, cuts, seams and beads."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from PIL import Image, ImageDraw

from .motifs import MOTIFS, Point, fill
from .palette import Colour, Palette

WIDTH, HEIGHT = 1600, 1000
SIZE = (WIDTH, HEIGHT)
SMOOTH = 2
LOUD = ("kawung", "parang", "truntum", "ceplok", "gringsing")
ANGLES = {
    "parang": (45, -45, 38),
    "kawung": (0, 45),
    "truntum": (0, 30),
    "ceplok": (0, 45),
    "gringsing": (0,),
    "isen": (0,),
}
SIZES = {"kawung": 150, "parang": 128, "truntum": 132, "ceplok": 186, "gringsing": 96, "isen": 44}


@dataclass(frozen=True)
class Bolt:
    """Cloth of one motif before it is cut."""

    tile: Image.Image
    angle: float
    shift: Point

    def cut(self, size: tuple[int, int] = SIZE) -> Image.Image:
        return fill(size, self.tile, self.angle, self.shift)


class Scene:
    """One picture in the making: its dyes, its chance and the helpers every scene shares."""

    def __init__(self, random: Random, dye: Palette, partner: Palette, motif: str) -> None:
        self.random, self.dye, self.partner, self.motif = random, dye, partner, motif
        self.image = Image.new("RGB", SIZE, dye.ground)

    def cloth(self, motif: str, dye: Palette, scale: float = 1.0, angle: float | None = None) -> Bolt:
        """A bolt of one motif, to be cut to any size."""
        tile = MOTIFS[motif](dye, max(24, int(SIZES[motif] * scale) // 2 * 2))
        turn = self.random.choice(ANGLES[motif]) if angle is None else angle
        return Bolt(tile, turn, (self.random.uniform(0, 400), self.random.uniform(0, 400)))

    def other(self) -> str:
        return self.random.choice([name for name in LOUD if name != self.motif])

    def lay(self, surface: Bolt | Colour, shape: list[Point]) -> None:
        """Cut ``surface`` along ``shape`` and lay it on the picture with a clean edge."""
        box = _box_of(shape, 1)
        if box is None:
            return
        left, top, right, bottom = box
        size = (right - left, bottom - top)
        mask = Image.new("L", (size[0] * SMOOTH, size[1] * SMOOTH))
        ImageDraw.Draw(mask).polygon([((x - left) * SMOOTH, (y - top) * SMOOTH) for x, y in shape], fill=255)
        cut = surface.cut(size) if isinstance(surface, Bolt) else surface
        self.image.paste(cut, box, mask.reduce(SMOOTH))

    def stroke(self, line: list[Point], width: float, dyed: Colour) -> None:
        """A ribbon of even width along ``line``."""
        upper, lower = [], []
        for index, (x, y) in enumerate(line):
            before, after = line[max(0, index - 1)], line[min(len(line) - 1, index + 1)]
            dx, dy = after[0] - before[0], after[1] - before[1]
            length = math.hypot(dx, dy) or 1.0
            upper.append((x - dy / length * width / 2, y + dx / length * width / 2))
            lower.append((x + dy / length * width / 2, y - dx / length * width / 2))
        self.lay(dyed, upper + lower[::-1])

    def beads(self, line: list[Point], radius: float, gap: float, dyed: Colour) -> None:
        """Wax dots at an even distance along ``line``, drawn as one layer."""
        box = _box_of(line, math.ceil(radius) + 1)
        if box is None:
            return
        left, top, right, bottom = box
        mask = Image.new("L", ((right - left) * SMOOTH, (bottom - top) * SMOOTH))
        pen = ImageDraw.Draw(mask)
        r, walked = radius * SMOOTH, 0.0
        for (ax, ay), (bx, by) in pairwise(line):
            length = math.hypot(bx - ax, by - ay)
            while walked <= length:
                share = walked / length if length else 0
                x, y = (ax + (bx - ax) * share - left) * SMOOTH, (ay + (by - ay) * share - top) * SMOOTH
                pen.ellipse((x - r, y - r, x + r, y + r), fill=255)
                walked += gap
            walked -= length
        self.image.paste(dyed, box, mask.reduce(SMOOTH))

    def hem(self, line: list[Point], dye: Palette) -> None:
        """The seam between two cloths: dark line, light line, beads, light line."""
        self.stroke(line, 34, dye.line)
        self.stroke([(x, y - 11) for x, y in line] if _is_flat(line) else [(x - 11, y) for x, y in line], 3, dye.figure)
        self.stroke([(x, y + 11) for x, y in line] if _is_flat(line) else [(x + 11, y) for x, y in line], 3, dye.figure)
        self.beads(line, 3.6, 17, dye.accent)


def _box_of(points: list[Point], margin: int) -> tuple[int, int, int, int] | None:
    """The part of the picture that ``points`` cover, in whole pixels; None where they lie outside."""
    left = max(0, math.floor(min(x for x, _ in points)) - margin)
    top = max(0, math.floor(min(y for _, y in points)) - margin)
    right = min(WIDTH, math.ceil(max(x for x, _ in points)) + margin)
    bottom = min(HEIGHT, math.ceil(max(y for _, y in points)) + margin)
    return (left, top, right, bottom) if right > left and bottom > top else None


def _is_flat(line: list[Point]) -> bool:
    return abs(line[-1][0] - line[0][0]) > abs(line[-1][1] - line[0][1])
