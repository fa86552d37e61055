"""Who gets a document."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from newsroom.images.media_use import release_media_use, sync_media_use
from newsroom.images.models import NewsDocument

from .files import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    return NewsDocument.objects.create(title="Rekap", file=ContentFile(PDF, name="rekap.pdf"))


def test_a_reader_does_not_get_the_document_of_a_draft(client, document):
    assert client.get(document.url).status_code == 404


def test_its_404_is_that_of_a_document_that_does_not_exist(client, document):
    missing = reverse("wagtaildocs_serve", args=[document.pk + 1000, "rekap.pdf"])
    assert client.get(document.url).content == client.get(missing).content


def test_a_reader_gets_the_document_of_a_public_page_as_a_download(client, document, holder):
    sync_media_use(holder, [], [document])
    response = client.get(document.url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "public, max-age=60"


def test_after_the_page_is_taken_down_the_document_is_gone(client, document, holder):
    sync_media_use(holder, [], [document])
    release_media_use(holder)
    assert client.get(document.url).status_code == 404


def test_a_known_hash_does_not_reveal_a_private_document(client, document):
    etag = f'"{document.get_file_hash()}"'
    assert client.get(document.url, headers={"If-None-Match": etag}).status_code == 404


def test_another_name_gets_nothing(client, document, holder):
    sync_media_use(holder, [], [document])
    assert client.get(reverse("wagtaildocs_serve", args=[document.pk, "lain.pdf"])).status_code == 404


def test_an_officer_who_may_choose_documents_gets_it_uncached(desk, document):
    response = desk.get(document.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_staff_without_rights_on_documents_do_not_get_it(client, stranger, document):
    client.force_login(stranger)
    assert client.get(document.url).status_code == 404


def test_whoever_uploaded_it_gets_it(client, stranger, document):
    document.uploaded_by_user = stranger
    document.save()
    client.force_login(stranger)
    assert client.get(document.url).status_code == 200


def test_a_deactivated_officer_does_not_get_it(desk, officer, document):
    officer.is_active = False
    officer.save()
    assert desk.get(document.url).status_code == 404
