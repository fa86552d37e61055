"""What each act makes anew: exactly the pages that it changes, and none of the others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from home.models import HomePage, HomePin
from newsroom.articles.models import ArticlePage, Channel, MediaContact
from newsroom.edge import purge
from newsroom.editorial import actions, clock, outbox
from newsroom.editorial.models import OutboxEntry
from newsroom.pages.models import PublisherSetting, StandardPage
from newsroom.tags.merge import merge, unmerge
from newsroom.tags.models import NewsTag
from tests.edge.conftest import NEW, OLD, OLD_LISTS, good_copies
from tests.edge.test_headers import take_back
from tests.factories import article_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("page_cache")]

FRONT = {"/", "/berita/", "/feed/", "/feed/rss/", "/sitemap.xml"}


@pytest.fixture
def made_anew(world, django_capture_on_commit_callbacks):
    """Return a function that lets readers see every page, does an act, and tells whose copies are outdated."""
    kept = [address for address in world.addresses if "?" not in address] + ["/tag/"]

    def outdated(act) -> set[str]:
        for address in kept:
            Client().get(address)
        assert good_copies(kept) >= set(kept) - {"/cari/"}
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return set(kept) - good_copies(kept) - {"/cari/"}

    return outdated


def this_month(world) -> set[str]:
    today = timezone.localtime()
    return {f"/sitemap-{today:%Y}-{today:%m}.xml", *world.new_lists[1:]}


def ready(world, wartawan, **fields):
    """Return the draft of a release that stands before the editor."""
    draft = article_draft(owner=wartawan, title="Banjir Datang Lagi", tags=("banjir",), **fields)
    actions.submit(draft, user=wartawan)
    return ArticlePage.objects.get(pk=draft.pk)


def test_a_publication_changes_its_lists_the_page_before_it_and_nothing_else(world, made_anew, wartawan, redaktur):
    def publish():
        actions.decide(ready(world, wartawan), "approve", user=redaktur)

    # The page before it leads to the next one. The directory of tags shows those with a, so it stays.
    assert made_anew(publish) == FRONT | {NEW, "/tag/banjir/"} | this_month(world)


def test_writing_saving_submitting_and_approving_for_later_change_nothing(world, made_anew, wartawan, redaktur):
    def write():
        ready(world, wartawan)
        public = ArticlePage.objects.get(pk=world.old.pk)
        public.title = "Judul yang Belum Disetujui"
        public.save_revision(user=wartawan)

    assert made_anew(write) == set()


def test_a_correction_changes_the_pages_that_show_the_release_and_the_list_of_corrections(
    world, made_anew, redaktur, redaktur2
):
    def correct():
        public = ArticlePage.objects.get(pk=world.old.pk).get_latest_revision_as_object()
        public.title = "Gresik Gelar Pelatihan Daring"
        public.correction_kind, public.correction_note = "koreksi", "Pelatihan diadakan daring."
        public.save_revision(user=redaktur)
        actions.submit(public, user=redaktur)
        actions.decide(ArticlePage.objects.get(pk=world.old.pk), "approve", user=redaktur2)

    expected = {*OLD_LISTS, *FRONT, OLD, NEW, "/koreksi/", "/sitemap-2022-11.xml"} - {"/sitemap.xml"}
    assert made_anew(correct) == expected
    assert "Gelar Pelatihan Daring" in Client().get("/tag/dinsos-uji/").content.decode()


@pytest.mark.parametrize("kind", ["withdrawn", "taken_down"])
def test_a_withdrawal_changes_every_page_that_showed_the_release(world, made_anew, redaktur, pemred, kind):
    found = made_anew(lambda: take_back(world.old, kind, redaktur, pemred))
    expected = {*OLD_LISTS, *FRONT, OLD, NEW, "/instansi/", "/wilayah/", "/sitemap-2022-11.xml"}
    assert found == expected
    for address in ("/", NEW, "/feed/"):
        assert OLD not in Client().get(address).content.decode()


def test_a_scheduled_release_changes_its_lists_when_the_clock_publishes_it(world, made_anew, wartawan, redaktur):
    draft, at = ready(world, wartawan), timezone.now() + timedelta(minutes=5)
    state = draft.current_workflow_task_state
    assert made_anew(lambda: state.task.specific.on_action(state, redaktur, "schedule", publish_at=at)) == set()
    assert made_anew(lambda: clock.run(at)) == FRONT | {NEW, "/tag/banjir/"} | this_month(world)
    assert "Banjir Datang Lagi" in Client().get("/").content.decode()


def test_edited_names_change_the_pages_that_print_them(world, made_anew):
    prints_agency = made_anew(world.agency.save)
    assert prints_agency == {OLD, "/instansi/dinsos-uji/", "/instansi/"}
    assert made_anew(world.region.save) == {OLD, "/wilayah/kabupaten-gresik/", "/wilayah/"}
    assert made_anew(world.byline.save) == {OLD, "/inisial/uji/"}
    contact = MediaContact.objects.create(name="Humas Uji", office="Dinas Uji", phone="031 1")
    ArticlePage.objects.filter(pk=world.old.pk).update(media_contact=contact)
    Client().get(OLD)
    tag = NewsTag.objects.get(slug="dinsos-uji")
    assert made_anew(tag.save) == {OLD, "/tag/dinsos-uji/", "/feed/tag/dinsos-uji/"}
    about = StandardPage.objects.get(slug="tentang")
    assert made_anew(about.save) == {"/tentang/", "/sitemap-pages.xml"}


def test_merging_tags_changes_both_lists(world, made_anew, redaktur):
    tag, into = NewsTag.objects.get(slug="dinsos-uji"), NewsTag.objects.get(slug="banjir")
    merged = made_anew(lambda: merge(tag, into, user=redaktur))
    assert merged == {OLD, "/tag/dinsos-uji/", "/feed/tag/dinsos-uji/", "/tag/banjir/"}
    assert "Gresik Gelar Pelatihan" in Client().get("/tag/banjir/").content.decode()
    unmerge(NewsTag.objects.get(pk=tag.pk), user=redaktur)


def test_a_channel_stands_in_every_masthead(world, made_anew):
    everything = made_anew(lambda: Channel.objects.create(name="Olahraga Uji", slug="olahraga-uji"))
    assert everything >= {"/", OLD, NEW, "/tentang/", "/koreksi/", *OLD_LISTS}
    assert "Olahraga Uji" in Client().get("/tentang/").content.decode()


def test_the_publisher_stands_on_every_page(world, made_anew):
    everything = made_anew(lambda: PublisherSetting.objects.create(name="Penerbit Uji"))
    assert everything >= {"/", OLD, NEW, "/tentang/", *OLD_LISTS}
    assert "Penerbit Uji" in Client().get("/tentang/").content.decode()


def test_a_pin_changes_the_front_page_only(world, made_anew):
    home = HomePage.objects.get()

    def pin():
        home.pins.add(HomePin(article=world.old, ends_at=timezone.now() + timedelta(days=1)))
        home.save_revision()
        actions.publish_import(home, user=home.owner, batch="test")

    assert made_anew(pin) == {"/", "/sitemap-pages.xml"}


def test_the_outbox_repeats_the_purge_where_several_processes_share_the_copies(world, made_anew, monkeypatch):
    monkeypatch.setattr("newsroom.edge.shelf.is_out_of_reach", lambda: False)
    monkeypatch.setattr("newsroom.edge.purge._at_once", lambda payload: None)
    OutboxEntry.objects.all().delete()
    assert made_anew(world.byline.save) == set()
    entry = OutboxEntry.objects.get(kind=purge.KIND)
    assert entry.payload == {"changed": [f"byline-{world.byline.pk}"], "gone": []}
    assert made_anew(outbox.run_due) == {OLD, "/inisial/uji/"}
    assert made_anew(lambda: purge.carry_out(entry.payload)) == {OLD, "/inisial/uji/"}
