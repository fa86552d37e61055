"""Addresses of the `listings` app."""

from __future__ import annotations

from django.urls import path, re_path, register_converter

from newsroom.core.languages import reader_route
from newsroom.listings import archives, corrections, regions, release_numbers, tag_index, views
from newsroom.listings.search.view import search


class YearConverter:
    """A year a newsroom can have had: 1900 to 2099. Others are no address at all, so they answer 404."""

    regex = r"(?:19|20)[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04d}"


class TwoDigitConverter:
    """A month or a day, always with two digits, so that each date has one address."""

    regex = r"[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:02d}"


register_converter(YearConverter, "newsroom_year")
register_converter(TwoDigitConverter, "newsroom_two_digits")

app_name = "listings"

_MONTH = "arsip/<newsroom_year:year>/<newsroom_two_digits:month>/"
_DAY = f"{_MONTH}<newsroom_two_digits:day>/"

urlpatterns = [
    path(reader_route("berita/<slug:slug>/"), views.article, name="article"),
    path("tag/", tag_index.tag_index, name="tag_index"),
    path("tag/<slug:slug>/", views.tag, name="tag"),
    path(reader_route("instansi/"), views.agency_index, name="agency_index"),
    path(reader_route("instansi/<slug:slug>/"), views.agency, name="agency"),
    path(reader_route("wilayah/"), regions.region_index, name="region_index"),
    path(reader_route("wilayah/<slug:slug>/"), views.region, name="region"),
    path(reader_route("inisial/<str:initials>/"), views.byline, name="byline"),
    path(reader_route("kanal/<slug:slug>/"), views.channel, name="channel"),
    path(reader_route("arsip/"), archives.all_years, name="archive"),
    path(reader_route("arsip/<newsroom_year:year>/"), archives.year, name="archive_year"),
    path(reader_route(_MONTH), archives.month, name="archive_month"),
    path(reader_route(_DAY), archives.day, name="archive_day"),
    path(reader_route("koreksi/"), corrections.corrections, name="corrections"),
    path(reader_route("koreksi/<int:correction_id>/"), corrections.change, name="change"),
    path(reader_route("cari/"), search, name="search"),
    re_path(r"^r/(?P<number>[\w-]{1,120})/?$", release_numbers.short_link, name="short_link"),
]
