from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from tests.factories import article_draft, public_article


def labels(response, name: str) -> list[str]:
    return [link["label"] for link in response.context[name]]


@pytest.fixture
def three_dates(newsroom_desk):
    """Articles of 31 Dec 2021, 18 Nov 2022 and 1 Dec 2022, and a draft that would have been of 2020."""
    # 23.30 on New Year's Eve in Surabaya is still 16.30 in Greenwich; 0.30 on 1 December is 30 November there.
    public_article(newsroom_desk, title="Malam tahun baru", published_at=datetime(2021, 12, 31, 16, 30, tzinfo=UTC))
    public_article(newsroom_desk, title="Jumat", published_at=datetime(2022, 11, 18, 0, 19, 33, tzinfo=UTC))
    public_article(newsroom_desk, title="Dini hari", published_at=datetime(2022, 11, 30, 17, 30, tzinfo=UTC))
    article_draft(newsroom_desk, title="Rahasia", published_at=datetime(2020, 5, 1, tzinfo=UTC))


@pytest.mark.usefixtures("three_dates")
class TestTheArchive:
    def test_a_reader_goes_from_years_to_months_to_days_to_the_article(self, client):
        assert labels(client.get("/arsip/"), "years") == ["2022", "2021"]
        year = client.get("/arsip/2022/")
        assert labels(year, "months") == ["November 2022", "Desember 2022"]
        month = client.get(year.context["months"][0]["url"])
        assert labels(month, "days") == ["18 November 2022"]
        day = client.get(month.context["days"][0]["url"])
        assert day.request["PATH_INFO"] == "/arsip/2022/11/18/"
        assert [article.title for article in day.context["articles"]] == ["Jumat"]

    def test_the_day_is_named_in_full(self, client):
        assert "Jumat, 18 November 2022" in client.get("/arsip/2022/11/18/").context["heading"]

    def test_a_day_ends_at_midnight_in_surabaya(self, client):
        assert [article.title for article in client.get("/arsip/2022/12/01/").context["articles"]] == ["Dini hari"]
        assert client.get("/arsip/2022/11/30/").status_code == 404
        assert [article.title for article in client.get("/arsip/2021/").context["articles"]] == ["Malam tahun baru"]

    def test_a_month_is_a_calendar_with_the_number_of_releases_and_no_link_on_empty_days(self, client, newsroom_desk):
        public_article(newsroom_desk, title="Sore", published_at=datetime(2022, 11, 18, 9, 0, tzinfo=UTC))
        response = client.get("/arsip/2022/11/")
        assert [
            (cell["number"], cell["day"]["count"]) for week in response.context["weeks"] for cell in week if cell["day"]
        ] == [(18, 2)]
        # 1 November 2022 was a Tuesday; the week begins on Sunday.
        assert [cell["number"] for cell in response.context["weeks"][0]] == [0, 0, 1, 2, 3, 4, 5]
        page = response.content.decode()
        assert page.count('href="/arsip/2022/11/') == 1
        assert "Minggu" in page
        assert "18 November 2022: " in page
        assert client.get("/arsip/2022/").content.decode().count('href="/arsip/2022/') == 2

    @pytest.mark.parametrize(
        ("address", "before", "after"),
        [
            ("/arsip/2022/", "/arsip/2021/", None),
            ("/arsip/2022/11/", "/arsip/2021/12/", "/arsip/2022/12/"),
            ("/arsip/2022/11/18/", "/arsip/2021/12/31/", "/arsip/2022/12/01/"),
            ("/arsip/2022/12/01/", "/arsip/2022/11/18/", None),
        ],
    )
    def test_a_step_back_or_on_skips_what_is_empty(self, client, address, before, after):
        context = client.get(address).context
        steps = [context[name]["url"] if context[name] else None for name in ("step_before", "step_after")]
        assert steps == [before, after]

    def test_the_way_back_stands_on_top(self, client):
        parents = client.get("/arsip/2022/11/18/").context["parents"]
        assert [parent["url"] for parent in parents] == ["/arsip/", "/arsip/2022/", "/arsip/2022/11/"]
        assert all(client.get(parent["url"]).status_code == 200 for parent in parents)

    @pytest.mark.parametrize(
        "address",
        [
            "/arsip/2022/13/", "/arsip/2022/00/", "/arsip/2022/02/30/", "/arsip/2022/11/00/", "/arsip/2022/11/32/",
            "/arsip/0000/", "/arsip/9999/", "/arsip/22/", "/arsip/2022/1/", "/arsip/2022/11/8/", "/arsip/2099/12/31/",
            "/arsip/2020/", "/arsip/2020/05/", "/arsip/2020/05/01/", "/arsip/2022/10/", "/arsip/2022/11/19/",
            "/arsip/abcd/",
        ],
    )  # fmt: skip
    def test_no_other_date_has_a_page(self, client, address):
        assert client.get(address).status_code == 404

    def test_no_link_leads_to_a_date_without_articles(self, client):
        for address in ("/arsip/", "/arsip/2021/", "/arsip/2022/", "/arsip/2022/11/", "/arsip/2022/12/"):
            context = client.get(address).context
            for link in [*context["years"], *context["months"], *context["days"]]:
                assert client.get(link["url"]).context["articles"] or link in context["years"]


class TestAnEmptyArchive:
    def test_a_new_newsroom_has_an_archive_page(self, client, newsroom_desk):
        response = client.get("/arsip/")
        assert response.status_code == 200
        assert response.context["years"] == []

    def test_an_article_of_this_minute_is_in_the_archive(self, client, newsroom_desk):
        with time_machine.travel(datetime(2026, 3, 1, 1, 0, tzinfo=UTC), tick=False):
            public_article(newsroom_desk, title="Baru", published_at=datetime(2026, 3, 1, 0, 59, tzinfo=UTC))
            assert client.get("/arsip/2026/03/01/").status_code == 200
