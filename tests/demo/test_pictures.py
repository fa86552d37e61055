"""The drawn pictures: always the same, each its own, and described."""

from __future__ import annotations

import io
import os

import pytest
from django.utils import timezone
from PIL import Image

from newsroom.demo.batik import Drawing, draw_all, draw_batik
from newsroom.demo.batik.motifs import MOTIFS
from newsroom.demo.batik.palette import PALETTES, PARTNERS
from newsroom.demo.batik.scenes import SCENES
from newsroom.demo.batik.words import describe
from newsroom.demo.content import load_stories
from newsroom.demo.pictures import plans_of


def all_plans() -> list:
    return [plan for story in load_stories(timezone.localtime()) for plan in plans_of(story)]


def test_the_same_seed_draws_the_same_bytes() -> None:
    first = draw_batik("sama", scene="clouds", ground="nila", motif="kawung")
    assert first == draw_batik("sama", scene="clouds", ground="nila", motif="kawung")
    assert first != draw_batik("lain", scene="clouds", ground="nila", motif="kawung")


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_every_scene_is_a_full_sized_photograph_of_modest_weight(scene: str) -> None:
    jpeg = draw_batik("uji", scene=scene, ground="hijau", motif="truntum")
    picture = Image.open(io.BytesIO(jpeg))
    assert (picture.format, picture.size) == ("JPEG", (1600, 1000))
    assert len(jpeg) < 700_000
    colours = picture.resize((64, 40)).getcolors(64 * 40)
    assert colours is not None
    assert len(colours) > 100, "a drawing is no plain field of colour"


@pytest.mark.parametrize("motif", sorted(MOTIFS))
def test_a_motif_joins_its_neighbours_without_a_seam(motif: str) -> None:
    """Where tiles meet, the step in brightness is no larger than anywhere inside."""
    size = 96
    tile = MOTIFS[motif](PALETTES["hijau"], size).convert("L")
    pixels = tile.load()

    def step(left: int, right: int) -> int:
        return sum(abs(pixels[left, y] - pixels[right, y]) for y in range(size))

    inside = max(step(x, x + 1) for x in range(size - 1))
    assert step(size - 1, 0) <= inside * 1.25 + size


def test_no_two_releases_share_a_picture() -> None:
    drawings = [plan.drawing for plan in all_plans()]
    assert len({drawing.seed for drawing in drawings}) == len(drawings)
    assert len(drawings) > 55


def test_every_picture_of_the_content_can_be_drawn_and_is_described() -> None:
    for plan in all_plans():
        drawing = plan.drawing
        assert drawing.scene in SCENES
        assert drawing.motif in MOTIFS
        assert drawing.ground in PARTNERS
        assert len(describe(scene=drawing.scene, ground=drawing.ground, motif=drawing.motif)) <= 250
        assert plan.caption != plan.alt
        assert plan.credit.startswith("Ilustrasi: ")


def test_many_are_drawn_side_by_side_and_keep_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [Drawing(f"banyak-{number}", "clouds", "bata", "kawung") for number in range(2)]
    together = draw_all(wanted)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert together == draw_all(wanted)
    assert list(together) == ["banyak-0", "banyak-1"]
