"""Walks every address of the project as everybody, and looks for words that must not be there."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from tests.leaks.addresses import addresses_of
from tests.leaks.routes import CLASSIFIED, EXCLUDED, STAFF_ROUTES, all_routes
from tests.leaks.rules import may_see
from tests.leaks.world import WORD, World

pytestmark = pytest.mark.django_db


def walk(world: World, who: str) -> tuple[list[str], set[str], list[str]]:
    """Ask every address as ``who``; return the leaks, the addresses asked, and those that answered with an error."""
    client = world.client(who)
    leaks: list[str] = []
    asked: set[str] = set()
    broken: list[str] = []
    for route in all_routes():
        if route.name in EXCLUDED:
            continue
        addresses = list(addresses_of(route, world))
        assert addresses, f"{route.name} is not asked: seed what its address needs."
        for address in addresses:
            if address in asked:
                continue
            asked.add(address)
            response = client.get(address)
            if response.status_code >= 500:
                broken.append(address)
            text = b"".join(response) if response.streaming else response.content
            answer = text.decode("utf-8", "replace") + unquote(response.get("Location", ""))
            # An answer may repeat what the question said.
            said = {found.group(0).lower() for found in WORD.finditer(unquote(address))}
            words = {found.group(0).lower() for found in WORD.finditer(answer)} - said
            secret = sorted(word for word in words if not may_see(who, word, address))
            if secret:
                leaks.append(f"{route.name} {address} ({response.status_code}): {' '.join(secret)}")
            if who == "anonymous" and route.name in STAFF_ROUTES and response.status_code == 200:
                leaks.append(f"{route.name} {address}: answers 200 to a reader")
    return leaks, asked, broken


def test_every_route_is_classified():
    missing = sorted({route.name for route in all_routes()} - CLASSIFIED)
    assert not missing, f"Classify these in tests/leaks/routes.py: {missing}"
    gone = sorted(CLASSIFIED - {route.name for route in all_routes()})
    assert not gone, f"These routes no longer exist: {gone}"


@pytest.mark.parametrize(
    "who", ["anonymous", "kontributor", "wartawan2", pytest.param("arsip", marks=pytest.mark.full)]
)
def test_nobody_finds_a_word_that_is_not_theirs(world, who):
    leaks, asked, broken = walk(world, who)
    assert not leaks, "\n" + "\n".join(leaks)
    assert not broken, broken
    assert len(asked) > 700


def test_the_crawler_finds_words_where_they_are_meant_to_be(world):
    """A crawler that found nothing anywhere would prove nothing."""
    body = world.client("redaktur").get(f"/redaksi/pages/{world.releases['draft'].page.pk}/view_draft/")
    assert "zqxdraftbody" in body.content.decode()
    own = world.client("kontributor").get(f"/redaksi/pages/{world.releases['own'].page.pk}/edit/")
    assert "zqxownlead" in own.content.decode()
    assert "zqxpublicbody" in world.client("anonymous").get(world.releases["public"].page.public_path).content.decode()
