"""Emergency information: who puts it up, what may stand there, and when readers get it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import PageLogEntry

from home import announcements
from home.models import Announcement
from newsroom.editorial import withdrawals
from tests.factories import article_draft, public_article
from tests.people import client_of

HOURS = timedelta(hours=1)


@pytest.fixture
def warning(newsroom_desk):
    return public_article(newsroom_desk, title="Awan Panas Semeru: Jauhi Besuk Kobokan")


@pytest.fixture
def put_up(warning, redaktur):
    """Return a function that puts the warning up, by Sasmita, for six hours."""

    def act(**options):
        values = {"level": "emergency", "ends_at": timezone.now() + 6 * HOURS, "user": redaktur, **options}
        return announcements.put_up(values.pop("article", warning), **values)

    return act


def is_on(client, address: str, title: str) -> bool:
    page = client.get(address).content.decode()
    return f">{title}</a> <time" in page


@pytest.mark.django_db
class TestWhatReadersSee:
    def test_it_stands_on_every_kind_of_page_at_once_and_in_the_piece_that_open_pages_ask_for(
        self, client, warning, put_up, django_capture_on_commit_callbacks
    ):
        assert not is_on(client, "/", warning.title)
        assert client.get("/serta-merta/").content == b""
        with django_capture_on_commit_callbacks(execute=True):
            put_up()
        for address in ("/", "/berita/", warning.public_path, "/arsip/", "/cari/?q=semeru", "/tentang/", "/tidak-ada/"):
            assert is_on(client, address, warning.title), address
        assert is_on(client, "/serta-merta/", warning.title)

    def test_a_page_that_an_old_process_made_knows_within_five_seconds(
        self, client, warning, put_up, settings, time_machine_at
    ):
        # Redis would go by its own clock.
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
        client.get("/")
        with time_machine_at(timezone.now()):
            put_up()  # another process: nothing is forgotten here
        assert not is_on(client, "/", warning.title)
        with time_machine_at(timezone.now() + timedelta(seconds=announcements.KEPT_SECONDS)):
            assert is_on(client, "/", warning.title)

    def test_the_piece_may_be_kept_two_seconds_and_is_not_sent_twice(self, client, put_up):
        put_up()
        first = client.get("/serta-merta/")
        assert first["Cache-Control"] == "public, max-age=2"
        assert not first.cookies
        assert client.get("/serta-merta/", headers={"if-none-match": first["ETag"]}).status_code == 304
        assert client.post("/serta-merta/").status_code == 405

    def test_it_begins_and_ends_by_the_clock_without_anybody(self, client, warning, put_up, time_machine_at):
        now = timezone.now()
        put_up(starts_at=now + HOURS, ends_at=now + 2 * HOURS)
        for moment, shown in ((now, False), (now + HOURS * 1.5, True), (now + 2 * HOURS, False)):
            with time_machine_at(moment):
                announcements.forget()
                assert is_on(client, "/berita/", warning.title) is shown
                assert is_on(client, "/serta-merta/", warning.title) is shown

    def test_a_withdrawn_release_takes_its_announcement_along(
        self, client, warning, put_up, pemred, redaktur2, django_capture_on_commit_callbacks
    ):
        put_up()
        request = withdrawals.propose(
            warning, user=redaktur2, kind="taken_down", reason="other", public_text="Sudah tidak berlaku lagi."
        )
        with django_capture_on_commit_callbacks(execute=True):
            withdrawals.carry_out(request, user=pemred)
        assert not is_on(client, "/serta-merta/", warning.title)
        assert not is_on(client, "/", warning.title)

    def test_an_agreed_end_of_the_release_ends_it_too(self, client, warning, put_up, time_machine_at):
        put_up()
        warning.plan_end(timezone.now() + HOURS, "withdrawn")
        assert is_on(client, "/serta-merta/", warning.title)
        with time_machine_at(timezone.now() + 2 * HOURS):
            assert not is_on(client, "/serta-merta/", warning.title)

    def test_the_most_urgent_stand_first_and_never_more_than_three(self, newsroom_desk, put_up):
        for level in ("notice", "warning", "emergency", "notice"):
            put_up(article=public_article(newsroom_desk), level=level)
        assert [one.level for one in announcements.now_shown()] == ["emergency", "warning", "notice"]


@pytest.mark.django_db
class TestWhoPutsItUp:
    def test_an_editor_puts_a_public_release_up_and_another_takes_it_off_each_with_one_line_in_the_log(
        self, client, warning, redaktur, pemred
    ):
        ends_at = timezone.localtime(timezone.now() + 6 * HOURS)
        form = {"level": "warning", "starts_at": "", "ends_at": f"{ends_at:%Y-%m-%dT%H:%M}"}
        desk = client_of(redaktur)
        assert warning.title in desk.get("/redaksi/serta-merta/").content.decode()
        assert desk.get(f"/redaksi/serta-merta/{warning.pk}/").status_code == 200
        assert desk.post(f"/redaksi/serta-merta/{warning.pk}/", form).status_code == 302
        row = Announcement.objects.get()
        assert (row.article_id, row.person, row.level) == (warning.pk, redaktur, "warning")
        assert is_on(client, "/serta-merta/", warning.title)

        assert client_of(pemred).post("/redaksi/serta-merta/", {"down": row.pk}).status_code == 302
        assert not is_on(client, "/serta-merta/", warning.title)
        assert client_of(pemred).post("/redaksi/serta-merta/", {"down": row.pk}).status_code == 403
        lines = PageLogEntry.objects.filter(page_id=warning.pk, action__startswith="newsroom.announcement")
        assert sorted(lines.values_list("action", "user_id")) == [
            ("newsroom.announcement.down", pemred.pk),
            ("newsroom.announcement.up", redaktur.pk),
        ]

    @pytest.mark.parametrize("name", ["wartawan", "kontributor", "arsip", "admin"])
    def test_nobody_else_may(self, request, name, client, warning, put_up):
        person = request.getfixturevalue(name)
        row = put_up()
        desk = client_of(person)
        form = {"level": "emergency", "ends_at": "2099-01-01T00:00"}
        assert desk.get("/redaksi/serta-merta/").status_code == 403
        assert desk.post(f"/redaksi/serta-merta/{warning.pk}/", form).status_code == 403
        assert desk.post("/redaksi/serta-merta/", {"down": row.pk}).status_code == 403
        assert announcements.now_shown()
        assert Announcement.objects.count() == 1

    def test_nothing_that_is_not_public_stands_there(self, newsroom_desk, redaktur, put_up):
        draft = article_draft(newsroom_desk, title="Rahasia")
        address = f"/redaksi/serta-merta/{draft.pk}/"
        assert client_of(redaktur).get(address).status_code == 403
        with pytest.raises(PermissionDenied):
            put_up(article=draft)
        # Not even by a row that somebody wrote past the rules.
        now = timezone.now()
        Announcement.objects.create(
            article=draft, level="emergency", starts_at=now, ends_at=now + HOURS, person=redaktur
        )
        assert announcements.now_shown() == []

    @pytest.mark.parametrize(("starts_in", "ends_in"), [(None, -1), (None, 24 * 7 + 1), (5, 4), (24, 24 * 9)])
    def test_it_ends_after_its_start_and_within_a_week(self, redaktur, warning, put_up, starts_in, ends_in):
        now = timezone.localtime()
        moments = {"ends_at": now + ends_in * HOURS, "starts_at": now + starts_in * HOURS if starts_in else None}
        with pytest.raises(PermissionDenied):
            put_up(**moments)
        form = {name: f"{moment:%Y-%m-%dT%H:%M}" if moment else "" for name, moment in moments.items()}
        answer = client_of(redaktur).post(f"/redaksi/serta-merta/{warning.pk}/", {**form, "level": "notice"})
        assert answer.status_code == 200
        assert answer.context["form"].errors["ends_at"]
        assert not Announcement.objects.exists()
