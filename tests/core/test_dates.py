from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone, translation

from newsroom.core import dates

JAKARTA = ZoneInfo("Asia/Jakarta")
SEED = datetime(2022, 11, 18, 0, 19, 33, tzinfo=UTC)  # 7:19:33 in Surabaya


class TestWhatReadersSee:
    def test_the_day_in_the_header_is_written_in_full(self):
        assert dates.long_date(date(2024, 4, 20), language="id") == "Sabtu, 20 April 2024"

    def test_a_reader_of_english_sees_english_names(self):
        assert dates.long_date(date(2024, 4, 20), language="en-gb") == "Saturday, 20 April 2024"

    def test_the_upload_line_is_the_one_readers_of_the_old_site_know(self):
        assert dates.uploaded_at(SEED, zone=JAKARTA, language="id") == "18 November 2022 7:19:33"

    def test_the_upload_line_at_midnight_has_one_digit(self):
        midnight = datetime(2022, 11, 18, 0, 5, 9, tzinfo=JAKARTA)
        assert dates.uploaded_at(midnight, zone=JAKARTA, language="id") == "18 November 2022 0:05:09"

    def test_a_story_of_which_only_the_day_is_known_shows_no_invented_time(self):
        assert dates.uploaded_at(SEED, "day", zone=JAKARTA, language="id") == "18 November 2022"
        assert dates.clock_time(SEED, "day", zone=JAKARTA, language="id") == "18 November 2022"
        assert dates.human_time(SEED, now=SEED, precision="day", zone=JAKARTA, language="id") == "18 November 2022"

    def test_the_clock_is_written_with_a_full_stop_and_its_zone(self):
        assert dates.clock_time(SEED, zone=JAKARTA, language="id") == "18 November 2022, 07.19 WIB"
        assert dates.clock_time(SEED, zone=JAKARTA, language="en") == "18 November 2022, 07:19 WIB"

    def test_an_event_in_makassar_carries_its_own_zone(self):
        assert dates.clock_time(SEED, zone=ZoneInfo("Asia/Makassar"), language="id") == "18 November 2022, 08.19 WITA"

    def test_the_day_is_the_day_in_surabaya_not_in_greenwich(self):
        late = datetime(2022, 11, 17, 18, 30, tzinfo=UTC)
        assert dates.long_date(late, zone=JAKARTA, language="id") == "Jumat, 18 November 2022"


class TestHowLongAgo:
    @pytest.mark.parametrize(
        ("age", "indonesian", "english"),
        [
            (timedelta(seconds=20), "baru saja", "just now"),
            (timedelta(minutes=1), "1 menit lalu", "1 minute ago"),
            (timedelta(minutes=59, seconds=59), "59 menit lalu", "59 minutes ago"),
            (timedelta(hours=2, minutes=50), "2 jam lalu", "2 hours ago"),
        ],
    )
    def test_a_story_of_today_says_how_old_it_is(self, age, indonesian, english):
        now = SEED + age
        assert dates.human_time(SEED, now=now, zone=JAKARTA, language="id") == indonesian
        assert dates.human_time(SEED, now=now, zone=JAKARTA, language="en") == english

    def test_a_story_of_just_before_midnight_is_yesterdays(self):
        before = datetime(2022, 11, 17, 23, 50, tzinfo=JAKARTA)
        now = before + timedelta(minutes=20)
        assert dates.human_time(before, now=now, zone=JAKARTA, language="id") == "17 November 2022, 23.50 WIB"

    def test_a_moment_to_come_is_never_ago(self):
        assert "WIB" in dates.human_time(SEED + timedelta(minutes=5), now=SEED, zone=JAKARTA, language="id")


class TestWhatIsRefused:
    def test_a_time_without_a_zone_is_refused(self):
        with pytest.raises(ValueError, match="without a zone"):
            dates.clock_time(datetime(2022, 11, 18, 7, 19))

    @pytest.mark.parametrize("month", [0, 13, -1])
    def test_there_is_no_thirteenth_month(self, month):
        with pytest.raises(ValueError, match="no month"):
            dates.month_name(month)


class TestInTemplates:
    def render(self, source: str, **context: object) -> str:
        with timezone.override(JAKARTA), translation.override("id"):
            return Template("{% load newsroom %}" + source).render(Context(context))

    def test_a_template_passes_the_article_itself(self):
        class Article:
            published_at = SEED
            published_precision = "day"

        assert self.render("{{ page|uploaded_at }}|{{ page|long_date }}", page=Article()) == (
            "18 November 2022|Jumat, 18 November 2022"
        )

    def test_a_template_passes_the_time_and_its_precision(self):
        assert self.render("{{ at|uploaded_at }}|{{ at|uploaded_at:'day' }}", at=SEED) == (
            "18 November 2022 7:19:33|18 November 2022"
        )

    def test_a_draft_without_a_time_prints_nothing(self):
        source = "{{ at|long_date }}{{ at|plain_date }}{{ at|uploaded_at }}{{ at|clock_time }}{{ at|human_time }}"
        assert self.render(source, at=None) == ""
        assert self.render(source, at="") == ""

    def test_an_hour_old_story_says_so(self):
        now = timezone.now()
        midday = timezone.localtime(now, JAKARTA).replace(hour=12, minute=0)
        with time_machine.travel(midday, tick=False):
            assert self.render("{{ at|human_time }}", at=midday - timedelta(hours=1)) == "1 jam lalu"
