"""The schematic map: every region of the data file once, none on top of another."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest

from newsroom.agencies.cartogram import ROW, WIDTH, cartogram, places
from newsroom.agencies.models import Region
from newsroom.agencies.reference import load_reference_data, read_data


def test_every_region_has_a_place_of_its_own():
    assert set(places()) == {row["code"] for row in read_data("regions.json")}
    for (_, (x, y)), (_, (other_x, other_y)) in combinations(places().items(), 2):
        # Centres of two hexagons that touch lie one width apart.
        assert hypot((x - other_x) * WIDTH, (y - other_y) * ROW) > WIDTH - 1


def test_east_is_right_and_north_is_up():
    at = places()
    assert at["35.10"][0] > at["35.01"][0]  # Banyuwangi, Pacitan
    assert at["35.23"][1] < at["35.78"][1] < at["35.07"][1]  # Tuban, Surabaya, Malang
    assert at["35.26"][0] < at["35.27"][0] < at["35.28"][0] < at["35.29"][0]  # Madura from west to east


@pytest.mark.django_db
def test_a_reader_finds_all_regions_on_the_map_and_in_the_list_also_without_news(client, newsroom_desk):
    load_reference_data()
    Region.objects.create(code="99.01", name="Kabupaten Baru", short_name="Baru", kind="kabupaten")
    page = client.get("/wilayah/").content.decode()
    drawing, _, lists = page.partition("</svg>")
    for region in Region.objects.all():
        assert f'href="{region.public_path}"' in lists
        assert (f'href="{region.public_path}"' in drawing) is (region.code != "99.01")
    drawn = cartogram(Region.objects.all())
    assert len(drawn.cells) == 38
    assert all(0 < cell.x < drawn.width and 0 < cell.y < drawn.height for cell in drawn.cells)
