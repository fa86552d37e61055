"""Addresses of the `listings` app."""

from __future__ import annotations

from django.urls import path, re_path, register_converter

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

urlpatterns = [
    path("berita/<slug:slug>/", views.article, name="article"),
    path("tag/", tag_index.tag_index, name="tag_index"),
    path("tag/<slug:slug>/", views.tag, name="tag"),
    path("instansi/", views.agency_index, name="agency_index"),
    path("instansi/<slug:slug>/", views.agency, name="agency"),
    path("wilayah/", regions.region_index, name="region_index"),
    path("wilayah/<slug:slug>/", views.region, name="region"),
    path("inisial/<str:initials>/", views.byline, name="byline"),
    path("kanal/<slug:slug>/", views.channel, name="channel"),
    path("arsip/", archives.all_years, name="archive"),
    path("arsip/<newsroom_year:year>/", archives.year, name="archive_year"),
    path(_MONTH, archives.month, name="archive_month"),
    path(f"{_MONTH}<newsroom_two_digits:day>/", archives.day, name="archive_day"),
    path("koreksi/", corrections.corrections, name="corrections"),
    path("koreksi/<int:correction_id>/", corrections.change, name="change"),
    path("cari/", search, name="search"),
    re_path(r"^r/(?P<number>[\w-]{1,120})/?$", release_numbers.short_link, name="short_link"),
]
