from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsroom.core.pagination import KeysetPage, read_token, token_for

SEED = datetime(2022, 11, 18, 0, 19, 33, tzinfo=UTC)


class TestTokens:
    @pytest.mark.parametrize(
        ("moment", "token"),
        [
            (SEED, "20221118T001933Z-123"),
            (SEED.replace(microsecond=40), "20221118T001933.000040Z-123"),
            (datetime(1, 1, 1, tzinfo=UTC), "00010101T000000Z-123"),
        ],
    )
    def test_a_token_is_readable_and_comes_back_exactly(self, moment, token):
        assert token_for(moment, 123) == token
        assert read_token(token) == (moment, 123)

    @pytest.mark.parametrize(
        "token",
        ["", "x", "20221118T001933Z", "20221118T001933Z-", "20221118T001933Z-0", "20221118T001933Z--1",
         "²0221118T001933Z-1",
         "20221332T001933Z-1", "20221118T001933Z-1\n", "20221118T001933.1Z-1", "20221118T001933Z-1234567890123456789"],
    )  # fmt: skip
    def test_anything_else_is_refused(self, token):
        with pytest.raises(ValueError):  # noqa: PT011  (the view turns it into a 404)
            read_token(token)


class TestLinks:
    def test_links_keep_what_the_reader_asked_for(self):
        page = KeysetPage(items=[], older=("sebelum", "20221118T001933Z-1"))
        assert page.links("/cari/", q="dinas sosial") == {
            "newer": None,
            "older": "/cari/?q=dinas+sosial&sebelum=20221118T001933Z-1",
        }

    def test_the_first_page_has_the_plain_address(self):
        assert KeysetPage(items=[]).canonical("/berita/") == "/berita/"
