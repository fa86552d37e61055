"""Accredited journalists read the approved text before its time, by a personal link, and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy

from newsroom.articles.models import ArticleAttachment, ArticlePage
from newsroom.editorial import actions, clock, early_readers, early_views, embargo_acts, outbox
from newsroom.editorial.enums import ReviewAction
from newsroom.editorial.models import AuditEvent, EarlyRead, EarlyReader, Embargo, OutboxEntry
from newsroom.images.models import NewsDocument, NewsImage, NewsRendition
from tests.factories import article_draft
from tests.images.files import PDF, photo
from tests.people import client_of

pytestmark = pytest.mark.django_db

ADDRESS = re.compile(r"/embargo/[\w-]+/")
MEDIA = re.compile(r"/embargo/[\w-]+/gambar/\d+/")
FILES = re.compile(r"/embargo/[\w-]+/dokumen/\d+/")


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


@pytest.fixture
def until():
    return timezone.now() + timedelta(hours=16)


@pytest.fixture
def release(newsroom_desk, wartawan, redaktur, pemred, until, settings, tmp_path):
    """An approved release under embargo, with a picture and an attachment."""
    settings.MEDIA_ROOT = tmp_path / "media"
    image = NewsImage(title="Lelang", description="Palu lelang.", uploaded_by_user=wartawan)
    image.file = photo("lelang.jpg", 96, 64)
    image.save()
    document = NewsDocument(title="Daftar pemenang", uploaded_by_user=wartawan)
    document.file = ContentFile(PDF, name="pemenang.pdf")
    document.save()
    article = article_draft(newsroom_desk, owner=wartawan, lead_image=image, title="Pemenang lelang diumumkan")
    newest = article.get_latest_revision_as_object()
    newest.attachments.add(ArticleAttachment(document=document))
    newest.save_revision(user=wartawan)
    actions.submit(fresh(article), user=wartawan)
    embargo_acts.set_embargo(fresh(article), until, user=pemred, terms="Jangan menghubungi pemenang.")
    actions.decide(fresh(article), ReviewAction.APPROVE, user=redaktur)
    return fresh(article)


def held(release):
    return Embargo.objects.get(page_id=release.pk)


def invite(release, pemred, name="Rina Astuti", email="rina@harian.test", **fields):
    """Invite a reader, send the mail, and return both the reader and the address in it."""
    reader = early_readers.invite(
        held(release), user=pemred, name=name, organisation="Harian Uji", email=email, **fields
    )
    outbox.run_due()
    return EarlyReader.objects.get(pk=reader.pk), newest_address()


def newest_address():
    return ADDRESS.search(mail.outbox[-1].body).group(0)


@pytest.fixture
def invited(release, pemred):
    return invite(release, pemred)


def unknown(client):
    return client.get("/embargo/tidak-pernah-ada/")


def test_only_the_managing_editor_invites_and_revokes(release, invited, redaktur, wartawan, admin):
    for other in (redaktur, wartawan, admin):
        with pytest.raises(PermissionDenied):
            early_readers.invite(held(release), user=other, name="A", organisation="B", email="a@b.test")
        with pytest.raises(PermissionDenied):
            early_readers.revoke(invited[0], user=other)
        with pytest.raises(PermissionDenied):
            early_readers.send_again(invited[0], user=other)
    assert EarlyReader.objects.filter(revoked_at=None).count() == 1


def test_the_link_shows_the_approved_text_under_a_watermark_and_stays_nowhere(release, invited, client):
    reader, address = invited
    response = client.post(address, REMOTE_ADDR="203.0.113.77")
    text = response.content.decode()
    assert response.status_code == 200
    assert "Pemenang lelang diumumkan" in text
    assert text.count("EMBARGO sampai") == 2
    assert text.count("Hanya untuk Rina Astuti, Harian Uji.") == 2
    assert "Jangan menghubungi pemenang." in text
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies
    # No beacon, no data for machines, no address of a file that would outlive the link.
    assert "ld+json" not in text
    assert "count-view" not in text
    assert "/media/" not in text
    assert "/dokumen/" not in FILES.sub("", text)
    read = EarlyRead.objects.get()
    assert (read.reader, read.file, read.network) == (reader, "", "203.0.113.0/24")
    event = AuditEvent.objects.get(action="early.read")
    assert (event.page_id, event.data["reader"], event.path) == (release.pk, "Rina Astuti (Harian Uji)", "")


def test_a_mail_server_that_opens_the_link_reads_nothing_and_is_no_reading(release, invited):
    stranger = Client(enforce_csrf_checks=True)
    for method in (stranger.get, stranger.head):
        answer = method(invited[1])
        assert answer.status_code == 200
        assert "Pemenang" not in answer.content.decode()
        assert answer["Cache-Control"] == "private, no-store"
    assert "Baca rilis" in stranger.get(invited[1]).content.decode()
    assert not EarlyRead.objects.exists()
    assert not AuditEvent.objects.filter(action="early.read").exists()
    # The button needs no cookie.
    assert "Pemenang lelang diumumkan" in stranger.post(invited[1]).content.decode()
    assert EarlyRead.objects.count() == 1
    assert not stranger.cookies


def test_the_title_and_the_token_are_in_no_mail_subject_and_in_no_table(release, invited):
    token = invited[1].split("/")[2]
    assert "Pemenang" not in mail.outbox[-1].subject + mail.outbox[-1].body
    assert token not in str(list(OutboxEntry.objects.values())) + str(list(EarlyReader.objects.values()))
    assert token not in str(list(AuditEvent.objects.values()))
    assert mail.outbox[-1].to == ["rina@harian.test"]


def test_pictures_and_documents_are_served_through_the_link_alone(release, invited, client):
    _reader, address = invited
    text = client.post(address).content.decode()
    picture, document = MEDIA.search(text).group(0), FILES.search(text).group(0)
    shown = client.get(picture)
    assert shown.status_code == 200
    assert shown["Content-Type"].startswith("image/")
    assert b"".join(shown.streaming_content)
    download = client.get(document)
    assert download.status_code == 200
    assert b"".join(download.streaming_content) == PDF
    for answer in (shown, download):
        assert answer["Cache-Control"] == "private, no-store"
    assert EarlyRead.objects.exclude(file="").get().file == NewsDocument.objects.get().filename
    assert client.get(NewsDocument.objects.get().url).status_code == 404


def test_a_link_opens_no_file_of_another_release(release, invited, client, wartawan):
    other = NewsImage(title="Lain", uploaded_by_user=wartawan)
    other.file = photo("lain.jpg", 96, 64)
    other.save()
    rendition = NewsRendition.objects.create(image=other, filter_spec="fill-480x270|format-jpeg", file=other.file.name)
    secret = NewsDocument(title="Lain", uploaded_by_user=wartawan)
    secret.file = ContentFile(PDF, name="lain.pdf")
    secret.save()
    assert client.get(f"{invited[1]}gambar/{rendition.pk}/").status_code == 404
    assert client.get(f"{invited[1]}dokumen/{secret.pk}/").status_code == 404
    assert not EarlyRead.objects.exists()


def test_the_files_leave_the_shared_library_until_the_lift(
    release, wartawan, wartawan2, redaktur, until, time_machine_at
):
    shared = NewsImage(title="Gedung", uploaded_by_user=wartawan)
    shared.file = photo("gedung.jpg", 96, 64)
    shared.save()

    def known_to(person):
        images = image_policy.instances_user_has_any_permission_for(person, ["choose"])
        documents = document_policy.instances_user_has_any_permission_for(person, ["choose"])
        return {item.title for item in (*images, *documents)}

    everything = {"Lelang", "Daftar pemenang", "Gedung"}
    assert known_to(wartawan2) == {"Gedung"}
    # Whoever uploaded a file knows it anyway; editors see the desk.
    assert known_to(wartawan) == everything
    assert known_to(redaktur) == everything
    with time_machine_at(until):
        clock.run()
        assert known_to(wartawan2) == everything


def test_an_early_reader_sees_the_last_approved_text_and_never_a_later_draft(
    release, invited, client, redaktur, redaktur2
):
    newest = release.get_latest_revision_as_object()
    newest.title = "Pemenang lelang dibatalkan"
    newest.save_revision(user=redaktur)
    assert "Pemenang lelang diumumkan" in client.post(invited[1]).content.decode()
    assert "dibatalkan" not in client.post(invited[1]).content.decode()
    actions.decide(fresh(release), ReviewAction.APPROVE, user=redaktur2)
    assert "Pemenang lelang dibatalkan" in client.post(invited[1]).content.decode()


def test_unknown_expired_and_revoked_links_answer_the_same(release, invited, pemred, client, time_machine_at):
    reader, address = invited
    _short, short = invite(release, pemred, email="lain@harian.test", expires_at=timezone.now() + timedelta(hours=1))
    assert client.get(short).status_code == 200
    early_readers.revoke(reader, user=pemred)
    with time_machine_at(timezone.now() + timedelta(hours=1)):
        # In the same minute: the masthead names the day.
        nothing = unknown(client)
        for dead in (address, short):
            answer = client.get(dead)
            assert answer.status_code == 404
            assert answer.content.decode().replace(dead, "") == nothing.content.decode().replace(
                "/embargo/tidak-pernah-ada/", ""
            )
            assert dict(answer.items()) == dict(nothing.items())
    assert AuditEvent.objects.filter(action="early.refused").count() == 2


def test_a_new_mail_ends_the_earlier_link(release, invited, pemred, client):
    reader, first = invited
    early_readers.send_again(reader, user=pemred)
    outbox.run_due()
    assert client.get(first).status_code == 404
    assert client.get(newest_address()).status_code == 200


def test_no_link_outlives_the_embargo_and_then_it_leads_to_the_public_page(
    release, invited, pemred, client, until, time_machine_at
):
    early_readers.revoke(invite(release, pemred, email="lain@harian.test")[0], user=pemred)
    revoked = newest_address()
    with time_machine_at(until):
        # The worker is down: not public yet, and no longer early.
        assert client.get(invited[1]).status_code == 404
        clock.run()
        answer = client.get(invited[1])
        assert (answer.status_code, answer["Location"]) == (302, release.public_path)
        assert client.get(revoked).status_code == 404
        assert client.get(release.public_path).status_code == 200


def test_a_cancelled_embargo_ends_every_link(release, invited, pemred, client):
    embargo_acts.cancel_embargo(release, user=pemred, reason="Batal.")
    assert client.get(invited[1]).status_code == 404


def test_early_readers_are_told_when_their_embargo_changes(release, invited, pemred, until):
    revoked = invite(release, pemred, email="lain@harian.test")[0]
    early_readers.revoke(revoked, user=pemred)
    mail.outbox.clear()
    embargo_acts.move_embargo(release, until + timedelta(hours=2), user=pemred)
    outbox.run_due()
    embargo_acts.break_embargo(fresh(release), user=pemred, reason="Sudah bocor.")
    outbox.run_due()
    told = [message for message in mail.outbox if message.to == ["rina@harian.test"]]
    assert [len(told), "waktu lain" in told[0].body, "sebelum waktunya" in told[1].body] == [2, True, True]
    assert not [message for message in mail.outbox if message.to == ["lain@harian.test"]]
    assert not any("Pemenang" in message.subject + message.body for message in told)


def test_nobody_is_invited_to_a_text_that_is_not_approved(newsroom_desk, wartawan, pemred, until):
    draft = article_draft(newsroom_desk, owner=wartawan)
    embargo_acts.set_embargo(draft, until, user=pemred)
    with pytest.raises(PermissionDenied):
        early_readers.invite(held(draft), user=pemred, name="A", organisation="B", email="a@b.test")
    assert not OutboxEntry.objects.filter(kind="early_link").exists()


def test_a_link_that_is_used_by_a_program_is_slowed_down(release, invited, client, monkeypatch):
    monkeypatch.setattr(early_readers, "MOST_ANSWERS", 2)
    assert [client.post(invited[1]).status_code for _ in range(4)] == [200, 200, 429, 429]
    assert EarlyRead.objects.count() == 2
    # The refusal is in the audit log, the key is not.
    assert AuditEvent.objects.filter(action="refused").latest("pk").path == "/embargo/<str:token>/"
    assert early_views.HEADERS.items() <= dict(client.post(invited[1]).items()).items()


@pytest.mark.parametrize("who", ["kontributor", "wartawan", "wartawan2", "redaktur", "arsip", "admin"])
def test_the_screen_of_the_embargo_is_the_managing_editors(request, release, invited, who):
    client = client_of(request.getfixturevalue(who))
    address = reverse("newsroom_embargo", args=[release.pk])
    moment = (timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    posts = [{"break": "1", "end-reason": "x"}, {"move": "1", "move-publish_at": moment}, {"revoke": invited[0].pk}]
    for answer in (client.get(address), *(client.post(address, data) for data in posts)):
        assert answer.status_code == 403
        assert "Pemenang" not in answer.content.decode()
        assert "Rina" not in answer.content.decode()
    assert held(release).ended_at is None
    assert EarlyReader.objects.get().revoked_at is None


def test_the_managing_editor_does_everything_on_one_screen(newsroom_desk, wartawan, redaktur, pemred, until):
    article = article_draft(newsroom_desk, owner=wartawan)
    address = reverse("newsroom_embargo", args=[article.pk])
    client = client_of(pemred)
    said = {"set": "1", "publish_at": timezone.localtime(until).strftime("%Y-%m-%dT%H:%M"), "terms": "Rahasia."}
    assert client.post(address, said).status_code == 302
    assert held(article).lifts_at == until.replace(second=0, microsecond=0)
    actions.submit(fresh(article), user=redaktur)
    actions.decide(fresh(article), ReviewAction.APPROVE, user=pemred)
    reader = {"reader-name": "Rina", "reader-organisation": "Harian Uji", "reader-email": "rina@harian.test"}
    assert client.post(address, {"invite": "1"} | reader).status_code == 302
    screen = client.get(address).content.decode()
    assert "Diembargo: berita ini akan tayang" in screen
    assert "Rina" in screen
    assert "Tautan sedang dikirim" in screen
    assert client.post(address, {"invite": "1"} | reader).status_code == 403
    assert client.post(address, {"revoke": EarlyReader.objects.get().pk}).status_code == 302
    assert client.post(address, {"break": "1", "end-reason": ""}).status_code == 200
    assert held(article).ended_at is None
    assert client.post(address, {"break": "1", "end-reason": "Sudah bocor."}).status_code == 302
    assert fresh(article).live
    assert client.get(address).status_code == 403
