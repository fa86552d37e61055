"""From an Indonesian release to its English twin: a draft, two people, a number and ledger entries of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from home.english import ensure_english_site
from newsroom.articles.models import ArticlePage, Desk
from newsroom.articles.twins import may_translate, translate, twin_of
from newsroom.editorial.actions import decide, submit
from newsroom.editorial.embargo_acts import set_embargo
from newsroom.editorial.enums import ReviewAction
from newsroom.editorial.models import LedgerEntry, NotEntitled, OutboxEntry
from newsroom.editorial.outbox import run_due
from newsroom.editorial.withdrawals import carry_out, propose
from newsroom.reports.desk import desks_of, sections_for
from newsroom.users.models import User
from tests.factories import article_draft, make_newsroom, public_article
from tests.people import client_of
from tests.twins.conftest import approved, in_english

pytestmark = pytest.mark.django_db


def fresh(page: Page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


class TestMakingTheTwin:
    def test_herlina_makes_a_draft_on_the_english_desk_and_nothing_is_public_by_it(
        self, client: Any, original: ArticlePage, wartawan: User
    ) -> None:
        herlina, address = client_of(wartawan), reverse("newsroom_translate", args=[original.pk])
        assert address in herlina.get(f"/redaksi/pages/{original.pk}/edit/").content.decode()
        assert herlina.get(address).status_code == 200
        assert twin_of(original) is None
        answer = herlina.post(address)
        twin = twin_of(original)
        assert twin is not None
        assert answer["Location"] == f"/redaksi/pages/{twin.pk}/edit/"
        assert (twin.live, twin.is_public, twin.language, twin.owner) == (False, False, "en", wartawan)
        assert twin.locale.language_code == "en"
        assert twin.get_parent().get_parent().slug == "news"
        assert [tag.name for tag in twin.tags.all()] == ["pelatihan"]
        assert (twin.published_at, twin.release_number, twin.current_entitlement) == (None, "", None)
        assert client.get(twin.public_path).status_code == 404
        assert 'rel="alternate" hreflang' not in client.get(original.public_path).content.decode()
        form = herlina.get(answer["Location"]).content.decode()
        assert reverse("newsroom_translation", args=[twin.pk]) in form
        # A second press of the button finds the twin.
        assert herlina.post(address).status_code == 403
        assert ArticlePage.objects.filter(translation_key=original.translation_key).count() == 2

    def test_a_draft_is_translated_as_it_was_last_saved(self, english_site: None, wartawan: User) -> None:
        draft = article_draft(owner=wartawan)
        newer = draft.get_latest_revision_as_object()
        newer.title = "Judul yang lebih baik"
        newer.save_revision(user=wartawan)
        assert translate(fresh(draft), user=wartawan).title == "Judul yang lebih baik"

    @pytest.mark.parametrize(
        ("who", "may"),
        [("wartawan2", False), ("kontributor", False), ("redaktur", True), ("pemred", True), ("arsip", False)],
    )
    def test_whoever_may_edit_the_release_may_translate_it(
        self, who: str, may: bool, original: ArticlePage, request: pytest.FixtureRequest
    ) -> None:
        account = request.getfixturevalue(who)
        assert may_translate(original, account) is may
        address = reverse("newsroom_translate", args=[original.pk])
        assert client_of(account).post(address).status_code == (302 if may else 403)
        assert (twin_of(original) is not None) is may

    def test_there_is_no_copy_of_an_embargoed_text(self, english_site: None, pemred: User, wartawan: User) -> None:
        draft = article_draft(owner=wartawan)
        set_embargo(draft, timezone.now() + timedelta(days=1), user=pemred)
        with pytest.raises(PermissionDenied):
            translate(fresh(draft), user=pemred)
        assert twin_of(draft) is None

    def test_without_an_english_tree_nobody_is_offered_a_translation(self, newsroom_desk: Any, redaktur: User) -> None:
        assert not may_translate(public_article(), redaktur)


class TestTheTwinIsApprovedForItself:
    def test_another_editor_approves_it_and_both_lead_to_each_other(
        self, client: Any, original: ArticlePage, redaktur: User, redaktur2: User
    ) -> None:
        twin = in_english(translate(original, user=redaktur), redaktur)
        submit(twin, user=redaktur)
        with pytest.raises(PermissionDenied):
            decide(fresh(twin), ReviewAction.APPROVE, user=redaktur)
        assert not fresh(twin).live
        decide(fresh(twin), ReviewAction.APPROVE, user=redaktur2)
        twin, original = fresh(twin), fresh(original)
        assert (twin.live, twin.public_path) == (True, "/en/news/agency-trains-forty-people/")
        assert (original.twin_path, twin.twin_path) == (twin.public_path, original.public_path)
        assert twin.signature == "(s/pan)"
        # A number stands for one text, so each language has its own; so has the ledger.
        assert (original.release_number, twin.release_number) == ("001/JNR/2026", "002/JNR/2026")
        assert {*LedgerEntry.objects.values_list("page_id", flat=True)} >= {original.pk, twin.pk}
        pages = [client.get(page.public_path).content.decode() for page in (original, twin)]
        for code, path in (("id", original.public_path), ("en", twin.public_path), ("x-default", original.public_path)):
            link = f'<link rel="alternate" hreflang="{code}" href="http://testserver{path}">'
            assert all(link in page for page in pages)
        assert ">Baca dalam bahasa Inggris</a>" in pages[0]
        assert ">Read in Indonesian</a>" in pages[1]

    def test_a_twin_is_neither_moved_nor_copied_into_the_other_language(
        self, original: ArticlePage, superuser: User
    ) -> None:
        twin, desk = translate(original, user=superuser), Desk.objects.of_the_newsroom().get()
        with pytest.raises(NotEntitled):
            twin.move(desk)
        answer = client_of(superuser).post(f"/redaksi/pages/{twin.pk}/move/{desk.pk}/confirm/")
        assert answer.status_code in (302, 403)
        assert fresh(twin).get_parent().pk != desk.pk
        copy = fresh(twin).copy(to=desk, keep_live=False, update_attrs={"slug": "salinan"})
        assert (fresh(copy).language, fresh(copy).locale.language_code, twin_of(fresh(copy))) == ("id", "id", None)


class TestWhatBecomesOfTheOriginal:
    def correct(self, original: ArticlePage, writer: User, editor: User) -> ArticlePage:
        draft = fresh(original).get_latest_revision_as_object()
        draft.lead = "Dinas Uji melatih empat puluh satu warga."
        draft.correction_kind, draft.correction_note = "koreksi", "Jumlah peserta 41, bukan 40."
        draft.save_revision(user=writer)
        return approved(original, writer, editor)

    def test_its_correction_is_told_to_the_people_of_the_twin_until_one_of_them_has_looked(
        self, original: ArticlePage, public_twin: ArticlePage, wartawan: User, redaktur: User, mailoutbox: list[Any]
    ) -> None:
        assert public_twin.twin_notice == ""
        self.correct(original, wartawan, redaktur)
        assert fresh(public_twin).twin_notice == "changed"
        run_due()
        told = {mail.to[0] for mail in mailoutbox if "Agency trains forty people" in mail.subject}
        assert told == {wartawan.email, redaktur.email}
        rows = {section.key: section.rows for section in sections_for(wartawan)}
        assert [row.title for row in rows["translations"]] == ["Agency trains forty people"]
        herlina, address = client_of(wartawan), reverse("newsroom_translation", args=[public_twin.pk])
        assert "berubah" in herlina.get(f"/redaksi/pages/{public_twin.pk}/edit/").content.decode()
        compared = herlina.get(address).content.decode()
        assert "empat puluh satu warga" in compared
        assert "Forty people from the villages" in compared
        assert herlina.post(address).status_code == 302
        assert fresh(public_twin).twin_notice == ""
        assert "translations" not in {section.key for section in sections_for(wartawan)}

    def test_its_withdrawal_parts_the_two_and_is_told_too(
        self, client: Any, original: ArticlePage, public_twin: ArticlePage, redaktur: User, pemred: User
    ) -> None:
        request = propose(original, user=redaktur, kind="withdrawn", reason="inaccurate", public_text="Data keliru.")
        carry_out(request, user=pemred)
        assert (fresh(original).twin_path, fresh(public_twin).twin_path) == ("", "")
        assert fresh(public_twin).twin_notice == "taken_back"
        assert OutboxEntry.objects.filter(payload__subject="twin_taken_back").exists()
        answer = client.get(public_twin.public_path)
        assert (answer.status_code, 'rel="alternate" hreflang' in answer.content.decode()) == (200, False)


class TestTheEnglishTree:
    def test_it_is_made_once_with_a_desk_for_each_desk(self, english_site: None, agency_desk: Desk) -> None:
        assert ensure_english_site() == []
        for desk in Desk.objects.filter(locale__language_code="id"):
            twins = desk.get_translations()
            assert [(twin.specific.kind, twin.live) for twin in twins] == [(desk.kind, False)], desk
        assert not Page.objects.filter(alias_of__isnull=False).exists()
        assert make_newsroom().locale.language_code == "id"

    def test_kirana_writes_on_the_english_desk_of_her_agency_and_on_no_other(
        self, english_site: None, agency_desk: Desk, kontributor: User
    ) -> None:
        english = {desk.slug: desk for desk in Desk.objects.filter(locale__language_code="en")}
        may = {slug: desk.permissions_for_user(kontributor).can_add_subpage() for slug, desk in english.items()}
        assert may == {"redaksi-en": False, "embargo-en": False, "dinas-uji-en": True}
        # A release begins in Indonesian; the English desk is reached by a translation.
        assert desks_of(kontributor) == [agency_desk]
