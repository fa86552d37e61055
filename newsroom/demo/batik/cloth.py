"""From a composed pattern to a photograph of cloth: uneven dye, weave, wax cracks; then JPEG."""

from __future__ import annotations

import io
import math
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import HEIGHT, SIZE, WIDTH
from .scenes import compose

QUALITY = 72


def draw_batik(seed: str, *, scene: str, ground: str, motif: str) -> bytes:
    """A 1600 x 1000 JPEG, the same bytes for the same arguments.

    ``scene`` is a name of ``scenes.SCENES``, ``ground`` of ``palette.PALETTES`` and ``motif`` of
    ``motifs.MOTIFS``; anything else raises ``KeyError``.
    """
    picture = compose(scene, seed, ground, motif)
    picture = _finish(picture, Random(f"{seed}/cloth"))  # noqa: S311 - chance that can be repeated
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True, subsampling="4:2:0")
    return target.getvalue()


def _finish(picture: Image.Image, random: Random) -> Image.Image:
    """Hand-dyed cloth is never even: clouds of tone, cracks in the wax, the weave."""
    tone = Image.frombytes("L", (9, 6), bytes(random.randint(104, 150) for _ in range(54)))
    light = tone.resize(SIZE, Image.Resampling.BICUBIC)
    weave = Image.frombytes("L", (200, 125), random.randbytes(25000)).resize((400, 250), Image.Resampling.BILINEAR)
    grain = Image.new("L", SIZE)
    for left in range(0, WIDTH, 400):
        for top in range(0, HEIGHT, 250):
            grain.paste(weave, (left, top))
    light = ImageChops.add(light, grain.point(lambda value: value * 10 // 255), 1, -5)
    picture = ImageChops.soft_light(picture, Image.merge("RGB", (light, light, light)))
    cracks = Image.new("L", SIZE)
    pen = ImageDraw.Draw(cracks)
    for _ in range(26):
        x, y = random.uniform(0, WIDTH), random.uniform(0, HEIGHT)
        heading = random.uniform(0, math.tau)
        line = [(x, y)]
        for _ in range(random.randint(12, 40)):
            heading += random.uniform(-0.55, 0.55)
            x, y = x + math.cos(heading) * 11, y + math.sin(heading) * 11
            line.append((x, y))
        pen.line(line, fill=random.randint(34, 70), width=1, joint="curve")
    cracks = cracks.filter(ImageFilter.GaussianBlur(0.7))
    picture.paste((250, 243, 228), (0, 0, WIDTH, HEIGHT), cracks)
    return picture
