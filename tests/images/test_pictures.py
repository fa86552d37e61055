"""The sizes in which readers get pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from PIL import Image
from wagtail.images.models import Filter

from newsroom.images import specs
from newsroom.images.models import NewsImage
from newsroom.images.renditions import make_renditions, picture_sources

from .files import encoded, photo, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    return NewsImage.objects.create(title="Foto", file=photo(width=1600, height=1000))


def test_a_picture_offers_avif_then_webp_and_falls_back_to_jpeg(image):
    data = picture_sources(image, "16x9")
    assert [source.type for source in data.sources] == ["image/avif", "image/webp"]
    assert [candidate.width for candidate in data.sources[0].candidates] == [480, 800, 1200]
    assert data.img.type == "image/jpeg"
    assert (data.img.width, data.img.height) == (800, 450)
    assert data.img_srcset.count("w") >= 3


def test_the_files_are_what_they_say(image):
    for ratio in specs.RATIOS:
        data = picture_sources(image, ratio)
        for source in data.sources:
            for candidate in source.candidates:
                path = Path(image.file.storage.path(candidate.url.removeprefix("/media/")))
                with Image.open(path) as opened:
                    assert opened.size == (candidate.width, candidate.height)
                    assert Image.MIME[opened.format] == source.type
                    assert not opened.getexif()


def test_prefetched_renditions_need_no_query(image, django_assert_num_queries):
    make_renditions(image)
    fetched = NewsImage.objects.prefetch_related(specs.renditions_prefetch("renditions")).get()
    with django_assert_num_queries(0):
        picture_sources(fetched, "3x2")
        picture_sources(fetched, "16x9")


def test_the_same_renditions_serve_wagtails_own_lookup(image):
    make_renditions(image)
    before = image.renditions.count()
    image.get_rendition(specs.spec_for("3x2", 480, specs.JPEG))
    assert image.renditions.count() == before == len(specs.all_specs())


def test_making_twice_makes_nothing_new(image):
    first = {spec: rendition.pk for spec, rendition in make_renditions(image).items()}
    assert first == {spec: rendition.pk for spec, rendition in make_renditions(image).items()}


def test_a_small_picture_is_not_blown_up():
    small = NewsImage.objects.create(title="Kecil", file=photo(width=300, height=300))
    data = picture_sources(small, "16x9")
    assert [candidate.width for candidate in data.sources[0].candidates] == [300]
    assert data.img.width == 300


def test_a_moved_focal_point_gives_new_renditions(image):
    before = picture_sources(image, "3x2").img.url
    image.focal_point_x, image.focal_point_y = 100, 100
    image.focal_point_width, image.focal_point_height = 50, 50
    image.save()
    assert picture_sources(NewsImage.objects.get(), "3x2").img.url != before


def test_transparency_becomes_white():
    logo = Image.new("RGBA", (900, 600), (0, 0, 0, 0))
    image = NewsImage.objects.create(title="Logo", file=SimpleUploadedFile("logo.png", encoded(logo, "PNG")))
    rendition = make_renditions(image)[specs.spec_for("3x2", 320, specs.JPEG)]
    with Image.open(rendition.file.path) as opened:
        assert opened.getpixel((5, 5)) == (255, 255, 255)


def test_the_template_tag_gives_the_picture_and_nothing_without_an_image(image):
    template = Template(
        "{% load pictures %}{% picture_sources image '3x2' as picture %}"
        "{% if picture %}{{ picture.img.url }}{% else %}none{% endif %}"
    )
    assert template.render(Context({"image": image})).startswith("/media/images/")
    assert template.render(Context({"image": None})) == "none"


def test_a_lost_original_leaves_the_picture_out():
    image = NewsImage.objects.create(title="Foto", file=SimpleUploadedFile("a.png", encoded(picture(), "PNG")))
    Path(image.file.path).unlink()
    template = Template("{% load pictures %}{% picture_sources image '3x2' as picture %}{{ picture }}")
    assert template.render(Context({"image": NewsImage.objects.get()})) == "None"


def test_a_moved_focal_point_brings_pictures_cut_anew(image):
    make_renditions(image)
    before = picture_sources(image, "3x2").img.url
    NewsImage.objects.filter(pk=image.pk).update(
        focal_point_x=100, focal_point_y=100, focal_point_width=80, focal_point_height=80
    )
    moved = NewsImage.objects.prefetch_related(specs.renditions_prefetch("renditions")).get()
    assert picture_sources(moved, "3x2").img.url != before


def test_every_size_depends_on_the_image_in_the_same_way(image):
    assert len({Filter(spec=spec).get_cache_key(image) for spec in specs.all_specs()}) == 1
