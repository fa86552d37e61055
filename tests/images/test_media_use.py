"""What makes a file public, and private again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from newsroom.images import specs
from newsroom.images.media_use import hide_expired_media, is_public, release_media_use, sync_media_use
from newsroom.images.models import MediaUse, NewsDocument, NewsImage
from newsroom.images.renditions import make_renditions
from newsroom.images.views import serve_rendition

from .files import PDF, photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    return NewsImage.objects.create(title="Foto", file=photo())


@pytest.fixture
def document():
    return NewsDocument.objects.create(title="Rekap", file=ContentFile(PDF, name="rekap.pdf"))


class TestClaims:
    def test_an_upload_is_private(self, image, document):
        assert not is_public(image)
        assert not is_public(document)

    def test_publication_makes_its_files_public(self, holder, image, document):
        sync_media_use(holder, [image], [document.pk])
        assert is_public(image)
        assert is_public(document)

    def test_the_same_publication_twice_claims_once(self, holder, image, document):
        for _attempt in range(2):
            sync_media_use(holder, [image, image], [document])
        assert MediaUse.objects.count() == 2

    def test_a_correction_that_drops_a_file_makes_it_private(self, holder, image, document):
        sync_media_use(holder, [image], [document])
        sync_media_use(holder, [image], [])
        assert is_public(image)
        assert not is_public(document)

    def test_a_file_stays_public_while_another_page_shows_it(self, holder, image):
        other = holder.get_parent().add_child(title="Lain", slug="rilis-lain-media")
        sync_media_use(holder, [image], [])
        sync_media_use(other, [image], [])
        release_media_use(holder)
        assert is_public(image)
        release_media_use(other)
        assert not is_public(image)

    def test_a_page_that_comes_back_makes_its_files_public_again(self, holder, image):
        sync_media_use(holder, [image], [])
        release_media_use(holder)
        sync_media_use(holder, [image], [])
        assert is_public(image)

    def test_an_end_in_the_future_keeps_the_file_public_until_then(self, holder, document):
        sync_media_use(holder, [], [document])
        release_media_use(holder, timezone.now() + timedelta(hours=1))
        assert is_public(document)
        MediaUse.objects.update(until=timezone.now() - timedelta(seconds=1))
        assert not is_public(document)

    def test_a_later_end_does_not_prolong_an_earlier_one(self, holder, document):
        sync_media_use(holder, [], [document])
        release_media_use(holder)
        release_media_use(holder, timezone.now() + timedelta(hours=1))
        assert not is_public(document)

    def test_a_failed_publication_makes_nothing_public(self, holder, image):
        def publish_and_fail():
            with transaction.atomic():
                sync_media_use(holder, [image], [])
                raise RuntimeError

        with pytest.raises(RuntimeError):
            publish_and_fail()
        assert not is_public(image)


class TestRows:
    def test_a_row_without_a_file_is_refused(self, holder):
        with pytest.raises(IntegrityError), transaction.atomic():
            MediaUse.objects.create(holder=holder)

    def test_a_row_with_two_files_is_refused(self, holder, image, document):
        with pytest.raises(IntegrityError), transaction.atomic():
            MediaUse.objects.create(holder=holder, image=image, document=document)

    def test_a_public_file_cannot_be_deleted(self, holder, image):
        sync_media_use(holder, [image], [])
        with pytest.raises(IntegrityError):
            image.delete()


class TestRenditions:
    @pytest.mark.usefixtures("worker_at_hand")
    def test_renditions_disappear_when_the_last_claim_ends(self, holder, image, django_capture_on_commit_callbacks):
        sync_media_use(holder, [image], [])
        files = [Path(rendition.file.path) for rendition in make_renditions(image).values()]
        assert all(path.exists() for path in files)
        with django_capture_on_commit_callbacks(execute=True):
            release_media_use(holder)
        assert not any(path.exists() for path in files)

    def test_renditions_of_a_picture_shown_elsewhere_stay(self, holder, image, django_capture_on_commit_callbacks):
        other = holder.get_parent().add_child(title="Lain", slug="rilis-lain-media")
        sync_media_use(holder, [image], [])
        sync_media_use(other, [image], [])
        make_renditions(image)
        with django_capture_on_commit_callbacks(execute=True):
            release_media_use(holder)
        assert image.renditions.count() == len(specs.all_specs())

    def test_the_worker_hides_what_ran_out(self, holder, image, django_capture_on_commit_callbacks):
        sync_media_use(holder, [image], [])
        make_renditions(image)
        assert hide_expired_media() == 0
        MediaUse.objects.update(until=timezone.now() - timedelta(seconds=1))
        with django_capture_on_commit_callbacks(execute=True):
            assert hide_expired_media() == 1
        assert not image.renditions.exists()
        assert hide_expired_media() == 0

    def test_where_django_serves_them_their_addresses_end_before_the_worker_comes(self, holder, image, rf):
        sync_media_use(holder, [image], [])
        name = next(iter(make_renditions(image).values())).file.name
        answer = serve_rendition(rf.get(f"/media/{name}"), name)
        answer.file_to_stream.close()
        assert answer.status_code == 200
        MediaUse.objects.update(until=timezone.now() - timedelta(seconds=1))
        assert Path(image.renditions.first().file.path).exists()
        with pytest.raises(Http404):
            serve_rendition(rf.get(f"/media/{name}"), name)


class TestPublicFilesStayAsApproved:
    def test_the_file_of_a_public_image_is_not_swapped(self, holder, image):
        sync_media_use(holder, [image], [])
        before = image.file.name
        image.file = photo("lain.jpg")
        with pytest.raises(ValidationError) as refusal:
            image.save()
        assert refusal.value.code == "public_file"
        image.refresh_from_db()
        assert image.file.name == before
        with pytest.raises(ValidationError):
            image.file.save("lain.jpg", photo("lain.jpg"))

    def test_nor_that_of_a_public_document(self, holder, document):
        sync_media_use(holder, [], [document])
        document.file = ContentFile(PDF, name="lain.pdf")
        with pytest.raises(ValidationError):
            document.save()

    def test_its_title_and_credit_may_be_corrected(self, holder, image):
        sync_media_use(holder, [image], [])
        image.credit = "Humas"
        image.save()

    def test_a_private_image_takes_a_new_file(self, image):
        image.file = photo("lain.jpg")
        image.save()
        assert "lain-" in image.file.name

    @pytest.mark.parametrize("door", ["form", "several", "bulk"])
    def test_a_public_image_is_not_deleted_and_the_answer_says_why(self, desk, holder, image, door):
        sync_media_use(holder, [image], [])
        if door == "form":
            response = desk.post(reverse("wagtailimages:delete", args=[image.pk]))
        elif door == "several":
            response = desk.post(reverse("wagtailimages:delete_multiple", args=[image.pk]))
        else:
            path = reverse("wagtail_bulk_action", args=["images", "newsimage", "delete"])
            response = desk.post(f"{path}?id={image.pk}")
        assert response.status_code == 409
        assert NewsImage.objects.filter(pk=image.pk).exists()


class TestReadyForReaders:
    @pytest.mark.usefixtures("worker_at_hand")
    def test_an_upload_makes_all_sizes_after_the_commit(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            image = NewsImage.objects.create(title="Foto", file=photo())
        assert image.renditions.count() == len(specs.all_specs())

    @pytest.mark.usefixtures("worker_at_hand")
    def test_publication_makes_what_is_missing(self, holder, image, django_capture_on_commit_callbacks):
        assert not image.renditions.exists()
        with django_capture_on_commit_callbacks(execute=True):
            sync_media_use(holder, [image], [])
        assert image.renditions.count() == len(specs.all_specs())
