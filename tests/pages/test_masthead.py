"""The masthead of any day, approved like every page, and what every page says of its publisher."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from newsroom.articles.models import ArticleCredit
from newsroom.editorial.actions import publish_import
from newsroom.editorial.models import NotEntitled
from newsroom.pages.models import MastheadEntry, PublisherSetting, StandardPage
from tests.factories import byline, public_article
from tests.people import client_of

pytestmark = pytest.mark.django_db
ADDRESS = "/redaksi-kami/"


@pytest.fixture
def masthead(newsroom_desk, agency, redaktur):
    page = StandardPage.objects.get(slug="redaksi-kami")
    draft = page.get_latest_revision_as_object()
    draft.masthead_entries = [
        MastheadEntry(
            role="Pemimpin Redaksi",
            name="Laras Uji",
            starts_on=date(2022, 1, 1),
            ends_on=date(2024, 6, 30),
            decree="188/1",
        ),
        MastheadEntry(role="Pemimpin Redaksi", name="Mega Uji", initials="mg", starts_on=date(2024, 7, 1)),
        MastheadEntry(role="Kontributor", name="Kirana Uji", initials="kir", agency=agency, starts_on=date(2022, 1, 1)),
    ]
    draft.save_revision(user=redaktur)
    publish_import(StandardPage.objects.get(pk=page.pk), user=redaktur, batch="uji")
    public_article(newsroom_desk, credits=[ArticleCredit(byline=byline("kir", name="Kirana Uji"))])
    return StandardPage.objects.get(pk=page.pk)


def test_today_shows_who_holds_office_today(masthead):
    text = Client().get(ADDRESS).content.decode()
    assert "Susunan redaksi hari ini" in text
    assert "Mega Uji" in text
    assert "Laras Uji" not in text
    assert "Dinas Uji Provinsi; sejak 1 Januari 2022" in text
    # Initials that signed nothing public have no page to lead to.
    assert 'href="/inisial/kir/"' in text
    assert 'href="/inisial/mg/"' not in text


@pytest.mark.parametrize(
    ("day", "name"),
    [("2022-01-01", "Laras"), ("2024-06-30", "Laras"), ("2024-07-01", "Mega"), ("2021-12-31", "Belum ada")],
)
def test_an_old_day_shows_who_held_office_then_first_and_last_day_included(masthead, day, name):
    response = Client().get(ADDRESS, {"tanggal": day})
    text = response.content.decode()
    assert name in text
    assert ("Laras Uji" in text) == (name == "Laras")
    assert 'name="robots" content="noindex"' in text
    assert not response.cookies


@pytest.mark.parametrize("day", ["kemarin", "2024-13-01", "99999-01-01", "2024-06-30' --", "\x00"])
def test_what_is_no_day_shows_today(masthead, day):
    response = Client().get(ADDRESS, {"tanggal": day})
    assert response.status_code == 200
    assert "Susunan redaksi hari ini" in response.content.decode()


def test_the_days_on_which_it_changed_can_be_followed(masthead):
    text = Client().get(ADDRESS).content.decode()
    assert 'href="?tanggal=2024-07-01#susunan"' in text
    assert 'href="?tanggal=2022-01-01#susunan"' in text


def test_an_entry_is_part_of_the_approved_text(masthead):
    before = masthead.fingerprint()
    entry = masthead.masthead_entries.first()
    entry.name = "Orang Lain"
    masthead.masthead_entries = [entry]
    assert masthead.fingerprint() != before
    with pytest.raises(NotEntitled):
        masthead.save()


def test_a_page_without_entries_keeps_the_fingerprint_it_was_approved_with(newsroom_desk):
    assert "masthead" not in StandardPage.objects.get(slug="tentang").canonical_content()


def test_an_article_leads_to_the_masthead_of_its_day_and_names_source_and_licence(masthead):
    PublisherSetting.objects.create(
        name="Dinas Penerbit Uji", licence="CC BY 4.0", licence_url="https://lisensi.example/by/4.0/"
    )
    article = public_article()
    text = Client().get(article.public_path).content.decode()
    assert f"/redaksi-kami/?tanggal={timezone.localtime(article.published_at):%Y-%m-%d}#susunan" in text
    assert f"Dinas Penerbit Uji, “{article.title}”" in text
    assert article.release_number in text.partition('id="atribusi"')[2].partition("</p>")[0]
    assert '<a href="https://lisensi.example/by/4.0/" rel="license noopener">CC BY 4.0</a>' in text
    PublisherSetting.objects.update(name="Lain")
    PublisherSetting.objects.get().save()
    assert "Lain, “" in Client().get(article.public_path).content.decode()


@pytest.mark.parametrize(("who", "may"), [("admin", True), ("pemred", True), ("redaktur", False), ("wartawan", False)])
def test_who_may_change_publisher_and_licence(request, newsroom_desk, who, may):
    client = client_of(request.getfixturevalue(who))
    key = PublisherSetting.load().pk
    response = client.post(
        f"/redaksi/settings/pages/publishersetting/{key}/",
        {"name": "Penerbit Baru", "licence": "", "licence_url": "", "contact_email": "", "contact_phone": ""},
    )
    assert PublisherSetting.objects.filter(name="Penerbit Baru").exists() == may, response.status_code
