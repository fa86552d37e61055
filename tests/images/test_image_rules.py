"""What is left of an image after the upload."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, IptcImagePlugin

from newsroom.images.image_rules import clean_image
from newsroom.images.models import NewsImage

from .files import commented_png, encoded, exif, photo, picture

pytestmark = pytest.mark.django_db


def stored(upload, **fields) -> NewsImage:
    return NewsImage.objects.create(title="Foto", file=upload, **fields)


def stored_bytes(image: NewsImage) -> bytes:
    return Path(image.file.path).read_bytes()


class TestMetadata:
    def test_gps_and_every_other_tag_is_gone_from_the_stored_photo(self):
        image = stored(photo(exif=exif(), xmp=b"<x:xmpmeta>lokasi rahasia</x:xmpmeta>", comment=b"catatan"))
        data = stored_bytes(image)
        with Image.open(io.BytesIO(data)) as opened:
            assert not opened.getexif()
            assert not set(opened.info) & {"exif", "xmp", "icc_profile", "comment", "photoshop"}
        for secret in (b"ACMECAM", b"lokasi rahasia", b"catatan", b"Exif", b"Pandaan"):
            assert secret not in data

    def test_a_rendition_carries_none_either(self):
        image = stored(photo(exif=exif()))
        with image.get_rendition("width-100").file.open("rb") as rendition:
            assert b"Exif" not in rendition.read()

    def test_words_in_a_png_are_gone(self):
        image = stored(SimpleUploadedFile("peta.png", commented_png()))
        assert b"lokasi rahasia" not in stored_bytes(image)

    def test_exif_of_a_webp_is_gone(self):
        data = encoded(picture(), "WEBP", exif=exif())
        assert b"EXIF" in data
        assert b"EXIF" not in stored_bytes(stored(SimpleUploadedFile("foto.webp", data)))

    def test_caption_and_credit_in_the_photo_fill_the_empty_fields(self):
        image = stored(photo(exif=exif()))
        image.refresh_from_db()
        assert image.caption == "Warga menerima bantuan di Pandaan"
        assert image.credit == "Sari Wulandari/Dinas Sosial"

    def test_words_that_a_person_entered_win(self):
        image = stored(photo(exif=exif()), caption="Keterangan redaksi", credit="Humas")
        assert (image.caption, image.credit) == ("Keterangan redaksi", "Humas")

    def test_iptc_caption_is_preferred(self):
        def record(dataset: int, text: bytes) -> bytes:
            return b"\x1c\x02" + bytes([dataset]) + len(text).to_bytes(2, "big") + text

        iptc = record(120, b"Penyaluran logistik") + record(80, b"Adi Nugroho")
        resource = b"8BIM\x04\x04\x00\x00" + len(iptc).to_bytes(4, "big") + iptc + b"\x00" * (len(iptc) % 2)
        segment = b"Photoshop 3.0\x00" + resource
        plain = encoded(picture(), "JPEG", exif=exif(copyright=""))
        data = plain[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + plain[2:]
        assert IptcImagePlugin.getiptcinfo(Image.open(io.BytesIO(data)))
        image = stored(SimpleUploadedFile("foto.jpg", data))
        assert image.caption == "Penyaluran logistik"
        assert image.credit == "Adi Nugroho"

    def test_the_name_of_a_camera_is_no_caption(self):
        assert stored(photo(exif=exif(description="OLYMPUS DIGITAL CAMERA"))).caption == ""

    def test_damaged_exif_does_not_stop_the_upload(self):
        image = stored(photo(exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff garbage"))
        assert image.caption == ""

    def test_control_characters_in_embedded_words_do_not_reach_the_database(self):
        image = stored(photo(exif=exif(description="Rapat\x00\x07 koordinasi\nhari ini")))
        assert image.caption == "Rapat koordinasi hari ini"


class TestPixels:
    def test_a_photo_taken_sideways_is_turned_upright(self):
        image = stored(photo(width=600, height=400, exif=exif(orientation=6)))
        assert (image.width, image.height) == (400, 600)
        with Image.open(image.file.path) as opened:
            red, _green, blue = opened.convert("RGB").getpixel((200, 10))
            assert red > 200
            assert blue < 60

    def test_colours_of_a_wide_profile_are_converted(self):
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
        clean = clean_image(photo(icc_profile=profile))
        assert Image.open(clean).size == (640, 400)
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        assert "icc_profile" not in Image.open(clean_image(photo(icc_profile=srgb))).info

    def test_a_print_photo_in_cmyk_becomes_rgb(self):
        upload = SimpleUploadedFile("cetak.jpg", encoded(picture().convert("CMYK"), "JPEG"))
        assert Image.open(clean_image(upload)).mode == "RGB"

    def test_transparency_of_a_png_is_kept(self):
        upload = SimpleUploadedFile("logo.png", encoded(picture(mode="RGBA"), "PNG"))
        assert Image.open(clean_image(upload)).mode == "RGBA"

    def test_only_the_first_frame_of_an_animation_stays(self):
        frames = encoded(picture(), "WEBP", save_all=True, append_images=[picture(mode="RGB").rotate(180)])
        with Image.open(clean_image(SimpleUploadedFile("gerak.webp", frames))) as opened:
            assert getattr(opened, "n_frames", 1) == 1

    def test_bytes_behind_the_picture_are_cut_off(self):
        polyglot = encoded(picture(), "JPEG") + b"<script>alert(1)</script><?php system($_GET[0]); ?>"
        image = stored(SimpleUploadedFile("poly.php.jpg", polyglot))
        assert b"script" not in stored_bytes(image)
        assert b"php" not in stored_bytes(image)


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("vektor.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
            ("vektor.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("halaman.jpg", b"<html><script>alert(1)</script></html>"),
            ("gerak.gif", b"GIF89a"),
            ("cangkang.php", b"<?php ?>"),
            ("kosong.jpg", b""),
            ("gambar.jpg.php", b"\xff\xd8\xff"),
            ("gambar.avif", b"\x00"),
            ("tanpa-akhiran", b"\xff\xd8\xff"),
        ],
    )
    def test_what_is_no_photo_is_refused(self, name, content):
        with pytest.raises(ValidationError):
            clean_image(ContentFile(content, name=name))

    def test_a_gif_with_the_name_of_a_jpeg_is_refused(self):
        with pytest.raises(ValidationError):
            clean_image(ContentFile(encoded(picture(), "GIF"), name="foto.jpg"))

    def test_half_a_photo_is_refused(self):
        data = encoded(picture(), "JPEG")
        with pytest.raises(ValidationError):
            clean_image(ContentFile(data[: len(data) // 2], name="foto.jpg"))

    def test_more_than_ten_megabytes_are_refused(self):
        data = encoded(picture(), "JPEG") + b"\x00" * (10 * 1024 * 1024)
        with pytest.raises(ValidationError) as refusal:
            clean_image(ContentFile(data, name="foto.jpg"))
        assert refusal.value.code == "file_too_large"

    @pytest.mark.parametrize(("width", "height"), [(7000, 5900), (8001, 10), (10, 8001)])
    def test_a_decompression_bomb_is_refused_by_its_header(self, width, height):
        data = encoded(Image.new("1", (width, height)), "PNG")
        assert len(data) < 200_000
        with pytest.raises(ValidationError) as refusal:
            clean_image(ContentFile(data, name="bom.png"))
        assert refusal.value.code == "file_too_many_pixels"

    def test_nothing_is_stored_when_the_shell_saves_a_refused_file(self, settings):
        with pytest.raises(ValidationError):
            stored(ContentFile(b"<svg/>", name="a.png"))
        with pytest.raises(ValidationError):
            NewsImage(title="x").file.save("a.png", ContentFile(b"<svg/>"), save=False)
        assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


class TestStoredNames:
    def test_the_name_is_random_with_one_extension(self):
        image = stored(photo("poly.php.jpg"))
        assert re.fullmatch(r"original_images/poly-php-[0-9a-f]{24}\.jpg", image.file.name)

    def test_a_path_in_the_name_goes_nowhere(self):
        image = stored(photo("../../../etc/passwd.jpg"))
        assert re.fullmatch(r"original_images/passwd-[0-9a-f]{24}\.jpg", image.file.name)

    def test_the_same_photo_twice_has_two_names(self):
        assert stored(photo()).file.name != stored(photo()).file.name

    def test_the_extension_is_that_of_the_content(self):
        image = stored(SimpleUploadedFile("foto.png", encoded(picture(), "JPEG")))
        assert image.file.name.endswith(".jpg")

    def test_the_name_of_a_rendition_tells_nothing_about_its_original(self):
        image = stored(photo("rencana-rahasia.jpg"))
        name = image.get_rendition("fill-100x100").file.name
        assert re.fullmatch(r"images/[0-9a-f]{24}\.jpg", name)

    def test_hash_and_size_are_those_of_the_stored_file(self):
        image = stored(photo(exif=exif()))
        assert image.file_size == len(stored_bytes(image))
        before = image.file_hash
        image._set_file_hash()
        assert image.file_hash == before
