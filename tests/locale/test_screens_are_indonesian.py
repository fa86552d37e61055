"""Every screen that a role can open is Indonesian."""

from __future__ import annotations

from typing import Any

import pytest

from newsroom.users.models import User
from tests.factories import article_draft, public_article
from tests.people import client_of

from .screens import Walk, english_words

ROLES = ["wartawan", "kontributor", "redaktur", "pemred", "arsip", "admin"]
# Windows that scripts open, so that no link leads there.
MORE_SCREENS = (
    "/redaksi/choose-page/",
    "/redaksi/choose-external-link/",
    "/redaksi/choose-email-link/",
    "/redaksi/images/chooser/",
    "/redaksi/images/chooser/create/",
    "/redaksi/documents/chooser/",
    "/redaksi/documents/chooser/create/",
    "/redaksi/pages/usage/articles/articlepage/",
)


@pytest.fixture(scope="session")
def english() -> frozenset[str]:
    return english_words()


@pytest.fixture
def filled_newsroom(newsroom_desk: Any, wartawan: User) -> None:
    """A draft, a submitted release and a public one, so that no list is empty."""
    article_draft(owner=wartawan, tags=("dinsos jatim",))
    submitted = article_draft(owner=wartawan)
    submitted.get_workflow().start(submitted, wartawan)
    public_article(owner=wartawan)


class TestTheEditorsOffice:
    @pytest.mark.parametrize("role", ROLES)
    def test_no_screen_shows_english_to(
        self, role: str, filled_newsroom: None, english: frozenset[str], request: pytest.FixtureRequest
    ) -> None:
        account = request.getfixturevalue(role)
        walk = Walk(client_of(account), english).go(*MORE_SCREENS)
        assert len(walk.visited) >= 10
        print("VISITED", role, len(walk.visited)); print("\n".join(sorted(walk.visited)))
        print("BROKEN", "\n".join(walk.broken))
        print("LEFT"); print("\n".join(f"{v} :: {k}" for k, v in walk.leftovers.items()))
        assert walk.leftovers == {}
