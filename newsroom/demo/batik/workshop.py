"""Drawing many pictures at once, on the machine's cores. Knows nothing of Django: worker processes start quickly."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from .cloth import draw_batik

MAX_WORKERS = 2


@dataclass(frozen=True)
class Drawing:
    """What to draw; see :func:`newsroom.demo.batik.draw_batik`."""

    seed: str
    scene: str
    ground: str
    motif: str


def draw(drawing: Drawing) -> bytes:
    """The JPEG of one drawing."""
    return draw_batik(drawing.seed, scene=drawing.scene, ground=drawing.ground, motif=drawing.motif)


def draw_all(drawings: Iterable[Drawing]) -> dict[str, bytes]:
    """The JPEGs of many drawings by their seeds; side by side where the machine has more than one core."""
    wanted = list(drawings)
    workers = min(MAX_WORKERS, os.cpu_count() or 1, len(wanted))
    if workers < MAX_WORKERS:
        return {drawing.seed: draw(drawing) for drawing in wanted}
    # "spawn" because a forked child would share the database connection of its parent.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        return dict(zip((drawing.seed for drawing in wanted), pool.map(draw, wanted, chunksize=4), strict=True))
