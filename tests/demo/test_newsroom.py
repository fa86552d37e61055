"""The loaded demo newsroom: every state is there, reached through the doors that people use."""

from __future__ import annotations

import io
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils import timezone
from PIL import Image
from wagtail.models import Page, Revision

from home.site import ensure_site
from newsroom.articles.enums import DeskKind
from newsroom.articles.models import ArticlePage, Desk
from newsroom.demo.accounts import PASSWORD, usernames
from newsroom.demo.batik import Drawing
from newsroom.demo.builder import build_demo
from newsroom.demo.content import LEGACY_PREFIX
from newsroom.demo.removal import close_demo
from newsroom.editorial.enums import EntitlementKind, Stage
from newsroom.editorial.models import Embargo, Entitlement
from newsroom.editorial.models.schedule import open_slot_of
from newsroom.images.models import NewsImage
from newsroom.listings.models import SearchEntry
from newsroom.listings.search.engine import find
from newsroom.listings.search.filters import read_filters
from newsroom.listings.search.query import read_question
from newsroom.reports.desk import sections_for
from newsroom.users.models import User
from tests.demo.relevance import EXPECTED


def plain_pictures(drawings: list[Drawing]) -> dict[str, bytes]:
    """Small plain pictures instead of drawn ones: these tests are not about drawing."""
    target = io.BytesIO()
    Image.new("RGB", (64, 40), (18, 64, 47)).save(target, "JPEG")
    return {drawing.seed: target.getvalue() for drawing in drawings}


def articles() -> dict[str, ArticlePage]:
    return {article.legacy_id.removeprefix(LEGACY_PREFIX): article for article in ArticlePage.objects.all()}


class TestTheLoadedNewsroom(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        call_command("load_reference_data", stdout=StringIO())
        ensure_site()
        cls.report = build_demo(draw=plain_pictures)

    def test_every_state_of_the_desk_is_on_show(self) -> None:
        stages = {article.stage for article in ArticlePage.objects.all()}
        assert stages >= {
            Stage.DRAFT,
            Stage.SUBMITTED,
            Stage.RETURNED,
            Stage.SCHEDULED,
            Stage.PUBLIC,
            Stage.PUBLIC_WITH_DRAFT,
            Stage.WITHDRAWN,
            Stage.TAKEN_DOWN,
        }

    def test_readers_find_what_they_ask_for(self) -> None:
        keys = {article.pk: key for key, article in articles().items()}
        recalls: dict[str, float] = {}
        for query, expected in EXPECTED.items():
            found = find(read_question(query), read_filters({})).articles[:10]
            recalls[query] = len(expected & {keys[article] for article in found}) / len(expected)
        missed = {query: recall for query, recall in recalls.items() if recall < 1}
        assert len(recalls) >= 60
        assert sum(recalls.values()) / len(recalls) >= 0.95, missed

    def test_only_public_releases_are_in_the_search_index(self) -> None:
        indexed = set(SearchEntry.objects.values_list("article", flat=True))
        assert indexed == set(ArticlePage.objects.public().values_list("pk", flat=True))

    def test_a_second_load_changes_nothing(self) -> None:
        before = (
            Page.objects.count(),
            Revision.objects.count(),
            NewsImage.objects.count(),
            Entitlement.objects.count(),
            sorted(User.objects.values_list("username", "password")),
        )
        assert build_demo(draw=plain_pictures).is_empty
        after = (
            Page.objects.count(),
            Revision.objects.count(),
            NewsImage.objects.count(),
            Entitlement.objects.count(),
            sorted(User.objects.values_list("username", "password")),
        )
        assert before == after

    def test_what_people_changed_is_left_alone(self) -> None:
        account = User.objects.get(username="wartawan")
        account.set_password("kata sandi sendiri")
        account.save()
        build_demo(draw=plain_pictures)
        account.refresh_from_db()
        assert account.check_password("kata sandi sendiri")

    def test_the_approved_ones_carry_the_initials_of_writer_and_editor(self) -> None:
        article = articles()["rumah-kain-trowulan"]
        assert article.signature == "(her/s)"
        assert article.current_entitlement.kind == EntitlementKind.APPROVAL
        assert article.current_entitlement.person.username == "redaktur"

    def test_the_archive_came_in_by_import_and_keeps_its_dates(self) -> None:
        article = articles()["arsip-kartu-tani"]
        assert article.current_entitlement.kind == EntitlementKind.IMPORT
        assert article.published_precision == "day"
        assert article.legacy_views == 1290
        assert article.signature == "(bp/s)"

    def test_old_spellings_of_initials_find_their_person(self) -> None:
        credit = articles()["arsip-perpustakaan-keliling"].credits.get()
        assert (credit.printed_name, credit.byline.initials) == ("Ragil", "ragil")

    def test_an_office_stands_before_its_writer(self) -> None:
        assert articles()["mc-tuban-pasar"].signature == "(MC Kab. Tuban/nfs)"
        assert articles()["pengumuman-layanan"].signature == "(red)"

    def test_the_contributor_writes_on_the_desk_of_the_agency_only(self) -> None:
        kontributor = User.objects.get(username="kontributor")
        own = ArticlePage.objects.filter(owner=kontributor)
        assert own.count() == 3
        assert {article.get_parent().specific.agency.slug for article in own} == {"dinsos-jatim"}
        newsroom_desk = Desk.objects.of_the_newsroom().get()
        assert not newsroom_desk.permissions_for_user(kontributor).can_add_subpage()

    def test_returned_releases_say_why(self) -> None:
        for article in ArticlePage.objects.all():
            if article.stage == Stage.RETURNED:
                assert len(article.current_workflow_state.current_task_state.comment) > 40

    def test_the_unpublished_addition_is_not_public(self) -> None:
        article = articles()["meja-tayang-revisi"]
        assert "Rp85.000" not in article.body.raw_data[-1]["value"]
        assert "Rp85.000" in article.get_latest_revision_as_object().body.raw_data[-1]["value"]

    def test_scheduled_releases_wait_for_a_time_to_come(self) -> None:
        slot = open_slot_of(articles()["terjadwal-besok"])
        assert slot is not None
        assert slot.publish_at > timezone.now()

    def test_one_release_is_under_embargo_with_one_early_reader(self) -> None:
        held = articles()["embargo-air-bersih"]
        assert held.stage == Stage.EMBARGO
        embargo = Embargo.objects.get(page_id=held.pk, ended_at=None)
        assert embargo.lifts_at > timezone.now()
        assert embargo.readers.count() == 1
        assert self.client.get(held.public_path).status_code == 404

    def test_one_release_went_out_in_an_emergency_and_is_still_red(self) -> None:
        forced = articles()["darurat-lahar"]
        assert forced.stage == Stage.PUBLIC_EMERGENCY
        assert self.client.get(forced.public_path).status_code == 200
        sections = sections_for(User.objects.get(username="redaktur"))
        assert (sections[0].key, [row.title for row in sections[0].rows]) == ("emergency", [forced.title])

    def test_corrections_went_over_the_desk_and_readers_are_told(self) -> None:
        corrected, updated = articles()["harga-beras"], articles()["pelatihan-las"]
        assert corrected.current_entitlement.kind == EntitlementKind.APPROVAL
        assert corrected.signature == "(ays/s)", "a correction does not change who signs"
        text = self.client.get(corrected.public_path).content.decode()
        assert "tertukar angkanya" in text
        assert "Rp15.400" in text, "what was wrong is not hidden"
        assert "diperpanjang satu pekan" in self.client.get(updated.public_path).content.decode()
        assert corrected.changed_at is not None

    def test_what_was_taken_back_says_why_at_its_old_address(self) -> None:
        withdrawn, taken_down = articles()["ditarik-tarif"], articles()["diturunkan-anak"]
        answer = self.client.get(withdrawn.public_path)
        assert answer.status_code == 200
        assert "rancangan yang belum ditetapkan" in answer.content.decode()
        answer = self.client.get(taken_down.public_path)
        assert answer.status_code == 410
        assert "kepentingan terbaik anak" in answer.content.decode()
        assert withdrawn.title not in self.client.get("/kanal/umum/").content.decode()

    def test_no_draft_of_the_desk_is_public(self) -> None:
        hidden = [article for key, article in articles().items() if key.startswith("meja-") and not article.live]
        assert len(hidden) == 8
        for article in hidden:
            assert self.client.get(article.public_path).status_code == 404

    def test_every_demo_account_can_sign_in_and_none_is_a_superuser(self) -> None:
        for name in usernames():
            account = User.objects.get(username=name)
            assert account.check_password(PASSWORD)
            assert not account.is_superuser
            assert account.email

    def test_pictures_are_described_captioned_and_credited(self) -> None:
        for image in NewsImage.objects.all():
            assert image.description
            assert image.caption
            assert image.credit.startswith("Ilustrasi: ")

    def test_readers_find_a_lively_front_page_and_full_lists(self) -> None:
        assert "Rumah Kain Nusantara" in self.client.get("/").content.decode()
        for path in ("/tag/dinsos-jatim/", "/instansi/dinsos-jatim/", "/wilayah/kabupaten-sumenep/", "/inisial/her/"):
            assert self.client.get(path).content.decode().count('href="/berita/') > 5, path

    def test_only_running_event_channels_stand_in_the_menu(self) -> None:
        front = self.client.get("/").content.decode()
        assert "/kanal/pekan-batik/" in front
        assert "/kanal/pekan-literasi/" not in front

    def test_closing_the_demo_locks_the_accounts_and_keeps_what_was_public(self) -> None:
        public = ArticlePage.objects.public().count()
        closed = close_demo()
        assert (closed.accounts, closed.drafts) == (8, 3)
        assert ArticlePage.objects.public().count() == public
        assert not User.objects.filter(username__in=usernames(), is_active=True).exists()
        assert close_demo().accounts == 0


@override_settings(NEWSROOM_DEMO=False)
def test_the_demo_is_refused_outside_development() -> None:
    with pytest.raises(CommandError, match="development only"):
        call_command("load_demo")


@pytest.mark.django_db
def test_the_demo_asks_for_the_agencies_and_the_tree_first() -> None:
    with pytest.raises(CommandError, match="load_reference_data"):
        call_command("load_demo")
    Desk.objects.of_the_newsroom().update(kind=DeskKind.EMBARGO)
    with pytest.raises(CommandError, match="setup_site"):
        call_command("load_demo")
