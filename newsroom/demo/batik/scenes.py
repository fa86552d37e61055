"""How a cloth is cut and joined into a picture: plain, joined, hills, sea, terraces, roofs ...

A scene answers with an RGB surface. Everything random comes from the ``Random`` it is given, so
that the same seed always gives the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from PIL import Image

from .canvas import HEIGHT, LOUD, SIZE, WIDTH, Scene
from .motifs import Point, leaf, mega_mendung, oval
from .palette import PALETTES, PARTNERS, Colour, Palette, blend


def _wave(random: Random, base: float, height: float, rough: int = 3) -> list[Point]:
    """A soft skyline across the picture."""
    parts = [
        (random.uniform(0.5, 1.0) / (n + 1), random.uniform(0.5, 1.3) * (n + 1), random.uniform(0, math.tau))
        for n in range(rough)
    ]
    total = sum(p[0] for p in parts)
    line = []
    for x in range(-20, WIDTH + 41, 20):
        y = sum(a * math.sin(f * x / WIDTH * math.tau * 0.8 + p) for a, f, p in parts) / total
        line.append((float(x), base + y * height))
    return line


def _below(line: list[Point]) -> list[Point]:
    return [*line, (WIDTH + 40.0, HEIGHT + 20.0), (-20.0, HEIGHT + 20.0)]


def plain(scene: Scene) -> None:
    """One cloth, close up."""
    scene.image = scene.cloth(scene.motif, scene.dye, scene.random.uniform(1.25, 1.75)).cut()


def joined(scene: Scene) -> None:
    """Two cloths and the hem between them (pagi-sore: morning and evening)."""
    scene.image = scene.cloth(scene.motif, scene.dye, 1.25).cut()
    second = scene.cloth(scene.other(), scene.partner, 0.95)
    top = scene.random.choice((0.30, 0.58, 0.66)) * WIDTH
    lean = scene.random.choice((-330, -200, 240, 360))
    line = [(top + lean * (t / 24 - 0.5), -20 + t * (HEIGHT + 40) / 24) for t in range(25)]
    scene.lay(second, [*line, (WIDTH + 20.0, HEIGHT + 20.0), (WIDTH + 20.0, -20.0)])
    scene.hem(line, scene.dye)


def _sun(scene: Scene, x: float, y: float, radius: float, dye: Palette) -> None:
    """A rosette that reads as a sun, a plate or a coin."""
    scene.lay(dye.line, oval(x, y, radius * 1.05, radius * 1.05, 0, 120))
    scene.lay(dye.accent, oval(x, y, radius, radius, 0, 120))
    scene.lay(blend(dye.accent, dye.figure, 0.72), oval(x, y, radius * 0.93, radius * 0.93, 0, 120))
    petals = 16
    for petal in range(petals):
        angle = petal * math.tau / petals
        start = (x + math.cos(angle) * radius * 0.34, y + math.sin(angle) * radius * 0.34)
        scene.lay(dye.ground if petal % 2 else dye.accent, leaf(*start, radius * 0.54, radius * 0.17, angle))
        scene.lay(blend(dye.accent, dye.figure, 0.72), leaf(*start, radius * 0.38, radius * 0.055, angle))
    scene.beads(oval(x, y, radius * 0.905, radius * 0.905, 0, 160), 3.0, 15, dye.line)
    for share, dyed in ((0.30, dye.line), (0.26, dye.accent), (0.17, dye.figure), (0.07, dye.line)):
        scene.lay(dyed, oval(x, y, radius * share, radius * share, 0, 60))


def hills(scene: Scene) -> None:
    """Ranges of cloth under a sun: mountains, slopes, far villages."""
    random = scene.random
    sky = scene.partner
    scene.image = scene.cloth("isen", sky, random.uniform(1.0, 1.4)).cut()
    _sun(
        scene,
        random.choice((0.26, 0.36, 0.68, 0.76)) * WIDTH,
        random.uniform(0.27, 0.34) * HEIGHT,
        random.uniform(150, 190),
        scene.dye,
    )
    names = [scene.motif, scene.other(), scene.motif]
    base = 0.50
    shade = (blend(scene.dye.quiet, sky.ground, 0.30), scene.dye.quiet, scene.dye.ground)
    for number, name in enumerate(names):
        line = _wave(random, base * HEIGHT, (125, 95, 70)[number], 4 - number)
        dye = Palette(shade[number], scene.dye.figure, scene.dye.line, scene.dye.accent, scene.dye.quiet)
        scene.lay(scene.cloth(name, dye, (0.62, 0.85, 1.15)[number]), _below(line))
        scene.stroke(line, 16, scene.dye.line)
        scene.stroke(line, 5, scene.dye.figure)
        scene.beads([(x, y + 19) for x, y in line], 3.2, 18, scene.dye.accent)
        base += (0.17, 0.20, 0)[number]


def _boat(scene: Scene, x: float, y: float, size: float, dye: Palette) -> None:
    sail, hull = dye.figure, dye.line
    hull_line = [(x + size * (t / 12 - 0.5) * 1.7, y - size * 0.34 * abs(t / 6 - 1) ** 2.2) for t in range(13)]
    scene.lay(hull, hull_line + [(px * 0.62 + x * 0.38, y + size * 0.17) for px, _ in reversed(hull_line)])
    scene.stroke([(x, y), (x, y - size * 1.55)], size * 0.045, hull)
    scene.lay(
        sail,
        [(x + size * 0.06, y - size * 1.5), (x + size * 0.80, y - size * 0.20), (x + size * 0.06, y - size * 0.16)],
    )
    scene.lay(
        dye.accent,
        [(x - size * 0.06, y - size * 1.28), (x - size * 0.55, y - size * 0.24), (x - size * 0.06, y - size * 0.18)],
    )
    for share in (0.35, 0.6, 0.8):
        scene.stroke(
            [
                (x + size * 0.06, y - size * (1.5 - 1.32 * share)),
                (x + size * (0.06 + 0.74 * share), y - size * (1.5 - 1.30 * share)),
            ],
            size * 0.025,
            hull,
        )


def sea(scene: Scene) -> None:
    """Waves of scales, boats and a rosette sun."""
    random = scene.random
    scene.image = mega_mendung(SIZE, _tones(scene.partner), random)
    _sun(scene, random.choice((0.30, 0.62)) * WIDTH, 0.33 * HEIGHT, 165, scene.dye)
    base = 0.50
    for number in range(4):
        crest = [
            (float(x), base * HEIGHT + 22 * abs(math.sin(x / (190 + 30 * number) + number * 1.3)))
            for x in range(-20, WIDTH + 41, 10)
        ]
        if number == 2:
            _boat(scene, random.uniform(0.60, 0.78) * WIDTH, base * HEIGHT + 12, 175, scene.dye)
        if number == 1:
            _boat(scene, random.uniform(0.20, 0.40) * WIDTH, base * HEIGHT + 12, 110, scene.dye)
        shade = blend(scene.dye.quiet, scene.dye.ground, number / 3)
        dye = Palette(shade, blend(scene.dye.figure, shade, 0.25), scene.dye.line, scene.dye.accent, scene.dye.ground)
        scene.lay(scene.cloth("gringsing", dye, 0.7 + 0.25 * number), _below(crest))
        scene.stroke(crest, 12, scene.dye.line)
        scene.stroke(crest, 4, scene.dye.figure)
        base += 0.115 + 0.012 * number


def terraces(scene: Scene) -> None:
    """Rice terraces: contour after contour, each with its own dots and lines."""
    random = scene.random
    scene.image = scene.cloth(scene.motif, scene.partner, 0.75).cut()
    base, number = 0.23, 0
    fields = [scene.dye.ground, scene.dye.quiet, blend(scene.dye.quiet, scene.partner.ground, 0.45), scene.dye.accent]
    tilt, phase = random.uniform(-150, 150), random.uniform(0, math.tau)
    while base < 1.1:
        line = []
        for x in range(-20, WIDTH + 41, 20):
            swing = 70 * math.sin(x / 430 + phase + number * 0.42) + 34 * math.sin(x / 190 + phase * 2 + number * 0.3)
            line.append((float(x), base * HEIGHT + swing + tilt * (x / WIDTH - 0.5)))
        dyed = fields[(number * 2 + number // 3) % 4]
        figure = scene.dye.figure if dyed != scene.dye.accent else scene.dye.line
        scene.lay(dyed, _below(line))
        scene.stroke(line, 10, scene.dye.line)
        scene.stroke([(x, y + 11) for x, y in line], 4, figure)
        depth = 0.062 + number * 0.0075
        if number % 3 == 1:
            field = Palette(dyed, figure, scene.dye.line, scene.dye.accent, scene.dye.quiet)
            scene.lay(scene.cloth("isen", field, 0.9), _below([(x, y + 20) for x, y in line]))
        else:
            for rung in range(1, int(depth * HEIGHT / 20)):
                scene.beads(
                    [(x + rung * 9, y + 11 + rung * 19) for x, y in line], 2.6 + number * 0.15, 17 + number, figure
                )
        base += depth
        number += 1


def roofs(scene: Scene) -> None:
    """Joglo roofs of a town, row behind row."""
    random = scene.random
    scene.image = mega_mendung(SIZE, _tones(scene.partner), random)
    for row, base in enumerate((0.50, 0.70, 0.92)):
        x = random.uniform(-260, -120)
        while x < WIDTH + 100:
            w = random.uniform(330, 470) * (0.72 + row * 0.22)
            h = w * random.uniform(0.30, 0.36)
            y = base * HEIGHT + random.uniform(-22, 22)
            motif = random.choice(("gringsing", scene.motif, "isen", "gringsing"))
            tone = blend(
                random.choice((scene.dye.ground, scene.dye.quiet, scene.dye.ground)),
                scene.partner.ground,
                (0.26, 0.12, 0.0)[row],
            )
            dye = Palette(tone, scene.dye.figure, scene.dye.line, scene.dye.accent, scene.dye.quiet)
            roof = [
                (x, y),
                (x + w * 0.23, y - h * 0.42),
                (x + w * 0.33, y - h),
                (x + w * 0.67, y - h),
                (x + w * 0.77, y - h * 0.42),
                (x + w, y),
            ]
            scene.lay(
                blend(scene.dye.line, tone, 0.25),
                [(x + w * 0.07, y), (x + w * 0.93, y), (x + w * 0.93, HEIGHT + 20.0), (x + w * 0.07, HEIGHT + 20.0)],
            )
            for pillar in range(5):
                px = x + w * (0.13 + 0.185 * pillar)
                scene.lay(
                    blend(tone, scene.dye.figure, 0.55),
                    [(px - 5, y), (px + 5, y), (px + 5, HEIGHT + 20.0), (px - 5, HEIGHT + 20.0)],
                )
            scene.lay(scene.cloth(motif, dye, 0.42 + 0.1 * row, 0), roof)
            scene.stroke([*roof, roof[0]], 9, scene.dye.line)
            scene.stroke(roof, 3.5, scene.dye.figure)
            scene.stroke([roof[1], roof[4]], 4, scene.dye.accent)
            x += w * random.uniform(0.86, 1.02)


def medallion(scene: Scene) -> None:
    """A great rosette off the middle, on a still cloth."""
    random = scene.random
    scene.image = scene.cloth(scene.motif, scene.dye, 0.95).cut()
    x, y = random.choice((0.36, 0.5, 0.63)) * WIDTH, HEIGHT * 0.5
    for radius, dyed in ((420, scene.dye.line), (408, scene.partner.figure), (400, scene.partner.ground)):
        scene.lay(dyed, oval(x, y, radius, radius, 0, 200))
    scene.beads(oval(x, y, 381, 381, 0, 240), 4.2, 21, scene.partner.figure)
    for ring, (count, inner, length, width) in enumerate(
        ((16, 190, 168, 70), (16, 190, 125, 34), (12, 70, 150, 74), (12, 70, 112, 36))
    ):
        for petal in range(count):
            angle = (petal + (0.5 if ring > 1 else 0)) * math.tau / count
            start = (x + math.cos(angle) * inner, y + math.sin(angle) * inner)
            tone = (scene.partner.figure, scene.partner.quiet, scene.partner.accent, scene.partner.line)[ring]
            scene.lay(tone, leaf(*start, length, width, angle))
    for radius, dyed in (
        (84, scene.partner.figure),
        (74, scene.partner.ground),
        (44, scene.partner.accent),
        (18, scene.partner.line),
    ):
        scene.lay(dyed, oval(x, y, radius, radius, 0, 80))
    scene.beads(oval(x, y, 59, 59, 0, 80), 3.2, 15, scene.partner.figure)


def jagad(scene: Scene) -> None:
    """Sekar jagad: islands of many cloths, like a map of the province."""
    random = scene.random
    scene.image = scene.cloth(scene.motif, scene.dye, 0.9).cut()
    names = list(LOUD)
    random.shuffle(names)
    dyes = [scene.partner, *(PALETTES[name] for name in random.sample(sorted(PALETTES), 3))]
    spots = [
        (0.12, 0.16),
        (0.47, 0.10),
        (0.86, 0.22),
        (0.27, 0.56),
        (0.64, 0.52),
        (0.06, 0.90),
        (0.45, 0.97),
        (0.90, 0.86),
    ]
    for number, (fx, fy) in enumerate(spots):
        x, y = (fx + random.uniform(-0.03, 0.03)) * WIDTH, (fy + random.uniform(-0.03, 0.03)) * HEIGHT
        phases = [random.uniform(0, math.tau) for _ in range(3)]
        outline = []
        for step in range(90):
            turn = math.tau * step / 90
            r = 222 * (
                1
                + 0.16 * math.sin(2 * turn + phases[0])
                + 0.10 * math.sin(3 * turn + phases[1])
                + 0.05 * math.sin(5 * turn + phases[2])
            )
            outline.append((x + math.cos(turn) * r * 1.16, y + math.sin(turn) * r))
        dye = dyes[number % len(dyes)]
        scene.lay(scene.cloth(names[number % len(names)], dye, random.uniform(0.6, 0.9)), outline)
        closed = [*outline, *outline[:2]]
        scene.stroke(closed, 20, scene.dye.line)
        scene.beads(closed, 3.4, 17, scene.dye.figure)


def _tones(dye: Palette) -> list[Colour]:
    deep = blend(dye.line, dye.ground, 0.55) if sum(dye.ground) < 380 else blend(dye.figure, dye.ground, 0.30)
    return [dye.ground] + [
        blend(blend(dye.ground, dye.figure if sum(dye.ground) < 380 else (255, 252, 244), 0.72), deep, step / 6)
        for step in range(7)
    ]


def clouds(scene: Scene) -> None:
    """Mega mendung alone."""
    scene.image = mega_mendung(SIZE, _tones(scene.dye), scene.random, scene.random.choice((3, 4)), 0.46)


SCENES: dict[str, Callable[[Scene], None]] = {
    "plain": plain,
    "joined": joined,
    "hills": hills,
    "sea": sea,
    "terraces": terraces,
    "roofs": roofs,
    "medallion": medallion,
    "jagad": jagad,
    "clouds": clouds,
}


def compose(name: str, seed: str, ground: str, motif: str) -> Image.Image:
    """The picture called ``name`` in the dyes of ``ground``; ``seed`` decides everything left open."""
    random = Random(seed)  # noqa: S311 - chance that can be repeated
    scene = Scene(random, PALETTES[ground], PALETTES[random.choice(PARTNERS[ground])], motif)
    SCENES[name](scene)
    return scene.image
