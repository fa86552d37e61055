"""Every way into the store of images and documents keeps the same rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from newsroom.images.models import NewsDocument, NewsImage

from .files import PDF, encoded, exif, ooxml, photo, picture

FAKE = b"<html><script>alert(1)</script></html>"


def collection() -> int:
    return Collection.get_first_root_node().pk


def all_stored(settings) -> bytes:
    return b"".join(path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


class TestImages:
    def post_form(self, desk, upload):
        return desk.post(
            reverse("wagtailimages:add"),
            {"title": "Foto", "file": upload, "collection": collection(), "description": "Warga antre"},
        )

    def test_the_upload_form_stores_a_clean_photo_with_its_words(self, desk):
        response = self.post_form(desk, photo(exif=exif()))
        assert response.status_code == 302
        image = NewsImage.objects.get()
        assert b"ACMECAM" not in Path(image.file.path).read_bytes()
        assert image.caption == "Warga menerima bantuan di Pandaan"
        assert image.uploaded_by_user.username == "petugas"
        assert image.file_size == Path(image.file.path).stat().st_size

    @pytest.mark.parametrize(
        "upload",
        [
            ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("a.gif", encoded(picture(), "GIF")),
            ("a.php", FAKE),
            ("a.jpg", FAKE),
            ("bom.png", encoded(Image.new("1", (7000, 6000)), "PNG")),
        ],
    )
    def test_the_upload_form_says_why_it_refuses(self, desk, settings, upload):
        response = self.post_form(desk, SimpleUploadedFile(*upload))
        assert response.status_code == 200
        assert response.context["form"].errors["file"]
        assert not NewsImage.objects.exists()
        assert not all_stored(settings)

    def test_a_new_file_for_an_old_image_is_cleaned_too(self, desk):
        image = NewsImage.objects.create(title="Foto", file=photo())
        response = desk.post(
            reverse("wagtailimages:edit", args=[image.pk]),
            {"title": "Foto", "file": photo("baru.jpg", exif=exif()), "collection": collection()},
        )
        assert response.status_code == 302
        image.refresh_from_db()
        assert "baru-" in image.file.name
        assert b"ACMECAM" not in Path(image.file.path).read_bytes()

    def test_several_files_at_once(self, desk):
        response = desk.post(
            reverse("wagtailimages:add_multiple"),
            {"title": "Foto", "files[]": photo(exif=exif()), "collection": collection()},
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
        assert response.json()["success"]
        image = NewsImage.objects.get()
        assert b"ACMECAM" not in Path(image.file.path).read_bytes()
        assert image.credit == "Sari Wulandari/Dinas Sosial"

    def test_several_files_at_once_refuse_a_fake(self, desk, settings):
        response = desk.post(
            reverse("wagtailimages:add_multiple"),
            {"title": "Foto", "files[]": SimpleUploadedFile("a.jpg", FAKE), "collection": collection()},
        )
        assert not response.json()["success"]
        assert response.json()["error_message"]
        assert not all_stored(settings)

    def test_a_file_that_waits_for_a_shorter_title_is_clean_and_has_a_random_name(self, desk, settings):
        response = desk.post(
            reverse("wagtailimages:add_multiple"),
            {"title": "x" * 300, "files[]": photo("rahasia.jpg", exif=exif()), "collection": collection()},
        )
        waiting = UploadedFile.objects.get()
        assert "rahasia" not in waiting.file.name
        assert b"ACMECAM" not in all_stored(settings)
        form_prefix = f"uploaded-image-{waiting.pk}"
        response = desk.post(
            reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk]),
            {f"{form_prefix}-title": "Foto", f"{form_prefix}-collection": collection(), f"{form_prefix}-tags": ""},
        )
        assert response.json()["success"]
        assert NewsImage.objects.get().file.name.startswith("original_images/")

    def test_the_chooser_upload(self, desk):
        response = desk.post(
            reverse("wagtailimages_chooser:create"),
            {
                "image-chooser-upload-title": "Foto",
                "image-chooser-upload-file": photo(exif=exif()),
                "image-chooser-upload-collection": collection(),
            },
        )
        assert response.json()["step"] == "chosen"
        assert b"ACMECAM" not in Path(NewsImage.objects.get().file.path).read_bytes()

    def test_the_chooser_refuses_a_fake(self, desk):
        response = desk.post(
            reverse("wagtailimages_chooser:create"),
            {
                "image-chooser-upload-title": "Foto",
                "image-chooser-upload-file": SimpleUploadedFile("a.png", FAKE),
                "image-chooser-upload-collection": collection(),
            },
        )
        assert response.json()["step"] == "reshow_creation_form"
        assert not NewsImage.objects.exists()

    def test_the_form_asks_for_an_alternative_text(self, desk, settings):
        settings.LANGUAGE_CODE = "en"
        page = desk.get(reverse("wagtailimages:add"), headers={"Accept-Language": "en"})
        assert page.context["form"]["description"].label == "Alternative text" or page.context["form"][
            "description"
        ].label.lower().startswith("teks alternatif")


class TestDocuments:
    def post_form(self, desk, name, content):
        return desk.post(
            reverse("wagtaildocs:add"),
            {"title": "Data", "file": SimpleUploadedFile(name, content), "collection": collection()},
        )

    def test_the_upload_form_takes_a_pdf(self, desk):
        assert self.post_form(desk, "rekap.pdf", PDF).status_code == 302
        assert NewsDocument.objects.get().file_size == len(PDF)

    @pytest.mark.parametrize(
        "upload",
        [
            ("a.pdf", FAKE),
            ("a.html", FAKE),
            ("a.zip", ooxml("docx")),
            ("a.docx", ooxml("docx", {"word/vbaProject.bin": b"x"})),
            ("a.docx", b"PK\x03\x04"),
        ],
    )
    def test_the_upload_form_says_why_it_refuses(self, desk, settings, upload):
        response = self.post_form(desk, *upload)
        assert response.status_code == 200
        assert response.context["form"].errors["file"]
        assert not all_stored(settings)

    def test_several_files_at_once_refuse_a_fake(self, desk, settings):
        response = desk.post(
            reverse("wagtaildocs:add_multiple"),
            {"title": "Data", "files[]": SimpleUploadedFile("a.pdf", FAKE), "collection": collection()},
        )
        assert not response.json()["success"]
        assert not all_stored(settings)

    def test_the_chooser_refuses_a_fake(self, desk, settings):
        response = desk.post(
            reverse("wagtaildocs_chooser:create"),
            {
                "document-chooser-upload-title": "Data",
                "document-chooser-upload-file": SimpleUploadedFile("a.pdf", FAKE),
                "document-chooser-upload-collection": collection(),
            },
        )
        assert response.json()["step"] == "reshow_creation_form"
        assert not all_stored(settings)
