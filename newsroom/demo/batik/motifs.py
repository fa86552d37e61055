"""The repeats of the cloth: kawung, parang, truntum, ceplok, gringsing, mega mendung.

Each motif draws one seamless tile four times too large and shrinks it, which is the cheapest
clean antialiasing Pillow offers; :func:`fill` then lays the tile over a whole surface.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from random import Random

from PIL import Image, ImageDraw

from .palette import Colour, Palette, blend

SCALE = 4
Point = tuple[float, float]


class Tile:
    """A small surface drawn in units of the finished picture; everything wraps round its edges."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def polygon(self, points: Iterable[Point], fill: Colour) -> None:
        """A filled shape, repeated over the borders so that the tile joins without a seam."""
        shape = list(points)
        xs = [x for x, _ in shape]
        ys = [y for _, y in shape]
        for dx in (-self.width, 0, self.width):
            for dy in (-self.height, 0, self.height):
                outside = (
                    max(xs) + dx < 0 or min(xs) + dx > self.width or max(ys) + dy < 0 or min(ys) + dy > self.height
                )
                if not outside:
                    self.pen.polygon([((x + dx) * SCALE, (y + dy) * SCALE) for x, y in shape], fill=fill)

    def dot(self, x: float, y: float, radius: float, fill: Colour) -> None:
        self.polygon(oval(x, y, radius, radius, 0, 20), fill)

    def finish(self) -> Image.Image:
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)


def oval(x: float, y: float, rx: float, ry: float, angle: float = 0.0, steps: int = 44) -> list[Point]:
    """Corner points of an ellipse turned by ``angle`` (radians)."""
    cos, sin = math.cos(angle), math.sin(angle)
    points = []
    for step in range(steps):
        turn = math.tau * step / steps
        a, b = rx * math.cos(turn), ry * math.sin(turn)
        points.append((x + a * cos - b * sin, y + a * sin + b * cos))
    return points


def leaf(x: float, y: float, length: float, width: float, angle: float) -> list[Point]:
    """A pointed petal that starts at (x, y) and grows in the direction of ``angle``."""
    cos, sin = math.cos(angle), math.sin(angle)
    outline = []
    for step in range(25):
        along = step / 24
        outline.append((along * length, math.sin(math.pi * along**0.85) * width / 2))
    outline += [(a, -b) for a, b in reversed(outline)]
    return [(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in outline]


def star(x: float, y: float, outer: float, inner: float, spikes: int, turn: float = 0.0) -> list[Point]:
    """Corner points of a star with ``spikes`` points between two radii."""
    points = []
    for step in range(spikes * 2):
        radius = outer if step % 2 == 0 else inner
        angle = turn + math.pi * step / spikes
        points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    return points


def kawung(dye: Palette, size: int) -> Image.Image:
    """Four palm-fruit ovals round a cross, seeds inside: the oldest court motif."""
    tile = Tile(size, size, dye.ground)
    reach = size / 2
    for quarter in range(4):
        angle = math.pi / 4 + quarter * math.pi / 2
        x, y = math.cos(angle) * reach * 0.707, math.sin(angle) * reach * 0.707
        tile.polygon(oval(x, y, reach * 0.600, reach * 0.375, angle), dye.figure)
        tile.polygon(oval(x, y, reach * 0.545, reach * 0.320, angle), blend(dye.ground, dye.quiet, 0.85))
        tile.polygon(oval(x, y, reach * 0.490, reach * 0.265, angle), dye.figure)
        for side in (-1, 1):
            sx = x + math.cos(angle) * reach * 0.21 * side
            sy = y + math.sin(angle) * reach * 0.21 * side
            tile.polygon(oval(sx, sy, reach * 0.125, reach * 0.062, angle), dye.line)
    for cx, cy in ((0.0, 0.0), (reach, reach)):
        tile.polygon(star(cx, cy, reach * 0.17, reach * 0.05, 4, 0), dye.accent)
    for cx, cy in ((reach, 0.0), (0.0, reach)):
        tile.polygon(star(cx, cy, reach * 0.25, reach * 0.09, 4, 0), dye.accent)
        tile.polygon(star(cx, cy, reach * 0.14, reach * 0.05, 4, 0), dye.ground)
        for quarter in range(4):
            angle = quarter * math.pi / 2 + math.pi / 4
            tile.dot(
                cx + math.cos(angle) * reach * 0.19, cy + math.sin(angle) * reach * 0.19, reach * 0.027, dye.figure
            )
    return tile.finish()


def _blade(x: float, y: float, width: float, height: float, grow: float) -> list[Point]:
    """One parang: a wave that leans over its neighbour, its head rolled in."""
    left, right = [], []
    for step in range(33):
        t = step / 32
        sway = math.sin(t * math.pi * 2 - 0.35) * width * 0.23
        swell = (0.50 + 0.30 * math.sin(t * math.pi)) * width * 0.5 * grow
        py = y + (t - 0.5) * height
        left.append((x + sway - swell, py))
        right.append((x + sway + swell * 0.72, py))
    return left + right[::-1]


def parang(dye: Palette, size: int) -> Image.Image:
    """Rows of leaning blades with lozenge bands between; drawn level, turned by the scene."""
    step, band = size * 0.5, size * 0.22
    tile = Tile(size, size, dye.ground)
    middle = (size - band) / 2
    height = size - band
    for column in range(2):
        x = step * (column + 0.5)
        tile.polygon(_blade(x, middle, step, height * 0.94, 1.0), dye.figure)
        tile.polygon(_blade(x - step * 0.02, middle, step, height * 0.84, 0.64), blend(dye.figure, dye.accent, 0.55))
        tile.polygon(_blade(x - step * 0.02, middle, step, height * 0.72, 0.34), dye.line)
        for t in (0.16, 0.36, 0.64, 0.84):
            sway = math.sin(t * math.pi * 2 - 0.35) * step * 0.23
            tile.dot(x + sway + step * 0.43, middle + (t - 0.5) * height, size * 0.013, dye.figure)
    top = size - band
    tile.polygon([(-1, top), (size + 1, top), (size + 1, size), (-1, size)], dye.line)
    for edge in (top + band * 0.08, size - band * 0.14):
        tile.polygon(
            [(-1, edge), (size + 1, edge), (size + 1, edge + band * 0.07), (-1, edge + band * 0.07)], dye.figure
        )
    for column in range(4):
        x, y = size / 4 * (column + 0.5), top + band / 2
        tile.polygon(
            [(x - size * 0.075, y), (x, y - band * 0.24), (x + size * 0.075, y), (x, y + band * 0.24)], dye.accent
        )
        tile.dot(x, y, size * 0.014, dye.line)
    return tile.finish()


def truntum(dye: Palette, size: int) -> Image.Image:
    """Small eight-leaved stars on a still ground, dots and half-flowers between."""
    tile = Tile(size, size, dye.ground)
    half = size / 2
    for cx, cy in ((0.0, 0.0), (half, half)):
        for petal in range(8):
            angle = petal * math.pi / 4
            long = half * (0.50 if petal % 2 == 0 else 0.40)
            tile.polygon(
                leaf(cx + math.cos(angle) * half * 0.10, cy + math.sin(angle) * half * 0.10, long, half * 0.145, angle),
                dye.figure,
            )
            tile.polygon(
                leaf(
                    cx + math.cos(angle) * half * 0.16,
                    cy + math.sin(angle) * half * 0.16,
                    long * 0.62,
                    half * 0.055,
                    angle,
                ),
                dye.ground,
            )
            tile.dot(
                cx + math.cos(angle + math.pi / 8) * half * 0.42,
                cy + math.sin(angle + math.pi / 8) * half * 0.42,
                half * 0.022,
                dye.accent,
            )
        tile.dot(cx, cy, half * 0.105, dye.accent)
        tile.dot(cx, cy, half * 0.052, dye.line)
    for cx, cy in ((half, 0.0), (0.0, half)):
        for petal in range(4):
            angle = petal * math.pi / 2 + math.pi / 4
            tile.polygon(leaf(cx, cy, half * 0.21, half * 0.09, angle), dye.accent)
        tile.dot(cx, cy, half * 0.035, dye.figure)
        for petal in range(4):
            angle = petal * math.pi / 2
            tile.dot(cx + math.cos(angle) * half * 0.17, cy + math.sin(angle) * half * 0.17, half * 0.024, dye.figure)
    return tile.finish()


def ceplok(dye: Palette, size: int) -> Image.Image:
    """Rosettes in a lattice: an eight-leaved flower in a frame of four arcs."""
    tile = Tile(size, size, dye.ground)
    half = size / 2
    corners = ((0.0, 0.0), (size * 1.0, 0.0), (0.0, size * 1.0), (size * 1.0, size * 1.0))
    tile.polygon(oval(half, half, half * 0.93, half * 0.93, 0, 90), dye.figure)
    tile.polygon(oval(half, half, half * 0.87, half * 0.87, 0, 90), dye.quiet)
    for petal in range(16):
        angle = petal * math.pi / 8
        tile.dot(half + math.cos(angle) * half * 0.77, half + math.sin(angle) * half * 0.77, half * 0.030, dye.figure)
    for petal in range(8):
        angle = petal * math.pi / 4
        x, y = half + math.cos(angle) * half * 0.14, half + math.sin(angle) * half * 0.14
        tile.polygon(leaf(x, y, half * 0.54, half * (0.30 if petal % 2 == 0 else 0.2), angle), dye.figure)
        tile.polygon(
            leaf(x, y, half * 0.42, half * (0.17 if petal % 2 == 0 else 0.09), angle),
            dye.accent if petal % 2 == 0 else dye.line,
        )
        if petal % 2 == 0:
            tile.polygon(leaf(x, y, half * 0.30, half * 0.06, angle), dye.line)
    tile.dot(half, half, half * 0.155, dye.figure)
    tile.dot(half, half, half * 0.10, dye.line)
    tile.dot(half, half, half * 0.05, dye.accent)
    for cx, cy in corners[:1]:
        tile.polygon(star(cx, cy, half * 0.40, half * 0.16, 4, 0), dye.accent)
        tile.polygon(star(cx, cy, half * 0.29, half * 0.11, 4, 0), dye.ground)
        tile.polygon(star(cx, cy, half * 0.20, half * 0.08, 4, 0), dye.figure)
    return tile.finish()


def gringsing(dye: Palette, size: int) -> Image.Image:
    """Overlapping scales with a dot in each: water, roof tiles, rice fields."""
    tile = Tile(size, size, dye.ground)
    radius = size / 2
    for row in range(-2, 7):
        y = row * radius / 2
        for column in range(-1, 3):
            x = column * size + (radius if row % 2 else 0)
            for share, dyed in (
                (1.0, dye.figure),
                (0.91, dye.ground),
                (0.66, dye.figure),
                (0.59, dye.quiet),
                (0.15, dye.accent),
            ):
                outline = oval(x, y, radius * share, radius * share, 0, 72)
                tile.pen.polygon([(px * SCALE, (size - py) * SCALE) for px, py in outline], fill=dyed)
    return tile.finish()


def isen(dye: Palette, size: int) -> Image.Image:
    """Cecek: nothing but wax dots in threes, the quiet filling between louder motifs."""
    tile = Tile(size, size, dye.ground)
    for cx, cy in ((0.25, 0.25), (0.75, 0.75)):
        for turn in range(3):
            angle = turn * math.tau / 3 + cx * 4
            tile.dot(
                size * cx + math.cos(angle) * size * 0.075,
                size * cy + math.sin(angle) * size * 0.075,
                size * 0.034,
                dye.figure,
            )
    tile.dot(size * 0.75, size * 0.25, size * 0.02, dye.accent)
    tile.dot(size * 0.25, size * 0.75, size * 0.02, dye.accent)
    return tile.finish()


Motif = Callable[[Palette, int], Image.Image]
MOTIFS: dict[str, Motif] = {
    "kawung": kawung,
    "parang": parang,
    "truntum": truntum,
    "ceplok": ceplok,
    "gringsing": gringsing,
    "isen": isen,
}


def fill(size: tuple[int, int], tile: Image.Image, angle: float = 0.0, shift: Point = (0.0, 0.0)) -> Image.Image:
    """A surface of ``size`` covered with ``tile``, turned by ``angle`` degrees."""
    width, height = size
    if angle % 360:
        side = math.ceil(math.hypot(width, height)) + 8
        flat = fill((side, side), tile, 0, shift)
        turned = flat.rotate(angle, Image.Resampling.BILINEAR)
        left, top = (side - width) // 2, (side - height) // 2
        return turned.crop((left, top, left + width, top + height))
    surface = Image.new("RGB", size)
    offset_x, offset_y = int(shift[0] % tile.width), int(shift[1] % tile.height)
    row = Image.new("RGB", (width, tile.height))
    for x in range(-offset_x, width, tile.width):
        row.paste(tile, (x, 0))
    for y in range(-offset_y, height, tile.height):
        surface.paste(row, (0, y))
    return surface


def mega_mendung(
    size: tuple[int, int], tones: list[Colour], random: Random, rows: int = 3, bulk: float = 0.285
) -> Image.Image:
    """Rain clouds in seven dyed steps, from the light rim to the deep heart.

    ``rows`` of clouds fill the height; ``bulk`` is the radius of a cloud as a share of its row.
    """
    width, height = size
    scale = 2
    surface = Image.new("RGB", (width * scale, height * scale), tones[0])
    pen = ImageDraw.Draw(surface)
    spots = []
    for row in range(rows):
        for column in range(-1, 4):
            x = (column + (0.5 if row % 2 else 0.0) + random.uniform(-0.12, 0.12)) * width / 3
            spots.append((x, (row + 0.42 + random.uniform(-0.09, 0.09)) * height / rows))
    unit = height / rows * bulk
    for x, y in spots:
        stretch = random.uniform(0.92, 1.18)
        side = random.choice((-1, 1))
        bulbs = [(0, 0, 1.30), (-1.35, 0.30, 0.98), (1.30, 0.26, 1.02), (0.62, -0.72, 0.92), (-0.70, -0.58, 0.84)]
        bulbs += [(side * 2.35, 0.52, 0.66), (side * 3.05, 0.66, 0.42), (-side * 2.2, 0.55, 0.55)]
        for number, tone in enumerate(tones[1:]):
            inset = number * unit * 0.165
            for bx, by, radius in bulbs:
                r = radius * unit - inset
                if r <= 1:
                    continue
                cx, cy = x + bx * unit * stretch, y + by * unit
                pen.ellipse(
                    [(cx - r * 1.12) * scale, (cy - r) * scale, (cx + r * 1.12) * scale, (cy + r) * scale], fill=tone
                )
    return surface.reduce(scale)
