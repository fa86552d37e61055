from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from newsroom.metrics import counters
from newsroom.metrics.models import DailyViews, ViewTotal, WrittenBuffer
from tests.factories import article_draft, public_article

BROWSER = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


@pytest.fixture
def shared_cache(monkeypatch):
    """As with Redis: views wait in the cache."""
    monkeypatch.setattr(counters, "is_buffered", lambda: True)


@pytest.fixture
def own_computer(monkeypatch):
    """Without a shared cache: a view is written at once."""
    monkeypatch.setattr(counters, "is_buffered", lambda: False)


@pytest.fixture
def article(newsroom_desk):
    return public_article(newsroom_desk, published_at=NOON - timedelta(days=1))


def read(client, article_id: int, **headers: str):
    return client.post(f"/lihat/{article_id}/", headers={"user-agent": BROWSER, **headers})


def counted(article) -> int:
    return ViewTotal.objects.filter(article_id=article.pk).values_list("count", flat=True).first() or 0


@pytest.mark.usefixtures("own_computer")
class TestAReaderOpensAnArticle:
    def test_each_reader_counts_once_and_gets_no_cookie(self, client, article):
        for _reader in range(3):
            response = read(client, article.pk)
            assert (response.status_code, response.content) == (204, b"")
            assert not response.cookies
        assert counted(article) == 3

    def test_the_day_is_the_day_in_surabaya(self, client, article):
        with time_machine.travel(datetime(2026, 3, 1, 17, 30, tzinfo=UTC), tick=False):  # half past midnight there
            read(client, article.pk)
        assert list(DailyViews.objects.values_list("day", "count")) == [(date(2026, 3, 2), 1)]

    def test_opening_the_page_itself_writes_nothing(self, client, article):
        client.get(article.public_path)
        with CaptureQueriesContext(connection) as queries:
            client.get(article.public_path)
        assert not any(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in queries)
        assert counted(article) == 0

    def test_the_page_shows_the_views_of_the_old_site_and_those_counted_since(self, article):
        article.legacy_views = 45
        counters.count_view(article.pk, NOON)
        assert counters.total_views(article) == 46

    def test_an_article_nobody_counted_shows_no_zero(self, article):
        assert counters.total_views(article) is None

    def test_publishing_a_correction_keeps_the_count(self, article):
        counters.count_view(article.pk, NOON)
        type(article).objects.get(pk=article.pk).save_revision()
        assert counted(article) == 1


@pytest.mark.usefixtures("own_computer")
class TestWhoIsNotCounted:
    @pytest.mark.parametrize(
        "agent",
        ["", "Googlebot/2.1", "Mozilla/5.0 (compatible; bingbot/2.0)", "curl/8.0", "WhatsApp/2.23",
         "HeadlessChrome/126"],
    )  # fmt: skip
    def test_programs_are_not_counted(self, client, article, agent):
        assert read(client, article.pk, **{"user-agent": agent}).status_code == 204
        assert counted(article) == 0

    def test_a_page_that_is_only_prefetched_is_not_counted(self, client, article):
        read(client, article.pk, **{"sec-purpose": "prefetch;prerender"})
        assert counted(article) == 0

    def test_other_sites_cannot_count_for_us(self, client, article):
        read(client, article.pk, **{"sec-fetch-site": "cross-site"})
        assert counted(article) == 0

    def test_a_draft_and_a_number_made_up_get_the_same_answer_and_no_row(self, client, newsroom_desk):
        draft = article_draft(newsroom_desk)
        answers = {
            (read(client, number).status_code, read(client, number).content) for number in (draft.pk, 999_999, 0)
        }
        assert answers == {(204, b"")}
        assert read(client, 10**30).status_code in (204, 404)
        assert not DailyViews.objects.exists()

    def test_nobody_reads_the_counting_address(self, client):
        assert client.get("/lihat/1/").status_code == 405


@pytest.mark.usefixtures("shared_cache")
class TestABusyNewsroom:
    def test_a_view_costs_no_query_until_its_minute_is_written(self, article):
        with CaptureQueriesContext(connection) as queries:
            for _reader in range(50):
                counters.count_view(article.pk, NOON)
        assert len(queries) == 0
        assert counters.write_buffers(NOON) == 0  # the minute is still open
        assert counters.write_buffers(NOON + timedelta(minutes=3)) == 50
        assert counted(article) == 50

    def test_a_buffer_is_written_once_even_if_the_cache_could_not_forget_it(self, article, monkeypatch):
        counters.count_view(article.pk, NOON)
        monkeypatch.setattr(cache, "delete", lambda key: False)
        later = NOON + timedelta(minutes=3)
        assert [counters.write_buffers(later), counters.write_buffers(later)] == [1, 0]
        assert counted(article) == 1

    def test_a_writer_that_dies_half_way_loses_nothing(self, article, monkeypatch):
        counters.count_view(article.pk, NOON)
        with monkeypatch.context() as patch:
            patch.setattr(counters, "_write", lambda *args: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                counters.write_buffers(NOON + timedelta(minutes=3))
        assert counters.write_buffers(NOON + timedelta(minutes=4)) == 1

    def test_views_of_two_articles_and_minutes_are_kept_apart(self, article, newsroom_desk):
        other = public_article(newsroom_desk)
        for minute, number in ((0, 2), (1, 3)):
            for _reader in range(number):
                counters.count_view(article.pk, NOON + timedelta(minutes=minute))
        counters.count_view(other.pk, NOON)
        counters.write_buffers(NOON + timedelta(minutes=5))
        assert (counted(article), counted(other)) == (5, 1)

    def test_an_article_withdrawn_meanwhile_is_left_out(self, article):
        counters.count_view(article.pk, NOON)
        type(article).objects.filter(pk=article.pk).update(is_public=False)
        assert counters.write_buffers(NOON + timedelta(minutes=3)) == 0

    def test_numbers_made_up_cannot_fill_the_cache(self, article, monkeypatch):
        monkeypatch.setattr(counters, "BUFFER_ARTICLES", 3)
        for number in range(10):
            counters.count_view(10_000 + number, NOON)
        assert counters.write_buffers(NOON + timedelta(minutes=3)) == 0

    def test_counting_writes_the_closed_minutes_by_itself(self, client, article):
        with time_machine.travel(NOON, tick=False):
            read(client, article.pk)
        cache.delete("newsroom.metrics.written")
        with time_machine.travel(NOON + timedelta(minutes=3), tick=False):
            read(client, article.pk)
        assert counted(article) == 1

    def test_the_command_writes_what_is_left_and_forgets_old_names(self, article, capsys):
        WrittenBuffer.objects.create(name="20200101T0000Z")
        WrittenBuffer.objects.update(written_at=NOON - timedelta(days=9))
        with time_machine.travel(NOON, tick=False):
            counters.count_view(article.pk)
        with time_machine.travel(NOON + timedelta(minutes=3), tick=False):
            call_command("flush_views")
        assert "1 views written" in capsys.readouterr().out
        assert list(WrittenBuffer.objects.values_list("name", flat=True)) == ["20260302T0500Z"]


@pytest.mark.usefixtures("own_computer")
class TestWithoutASharedCache:
    def test_the_command_says_that_there_is_nothing_to_do(self, db, capsys):
        call_command("flush_views")
        assert "written at once" in capsys.readouterr().out


class TestTheElementInThePage:
    def render(self, page, **request_marks) -> str:
        request = RequestFactory().get("/")
        for name, value in request_marks.items():
            setattr(request, name, value)
        template = Template("{% load metrics %}{% count_this_view page %}")
        return template.render(Context({"request": request, "page": page}))

    def test_a_public_page_names_its_counting_address(self, article):
        html = self.render(article)
        assert f'content="/lihat/{article.pk}/"' in html
        assert "count-view" in html

    def test_a_preview_and_a_draft_count_nothing(self, article, newsroom_desk):
        assert self.render(article, is_preview=True) == ""
        assert self.render(article_draft(newsroom_desk)) == ""
