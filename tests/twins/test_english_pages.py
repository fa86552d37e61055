"""Every page of the readers speaks English below /en/: no string of the catalogue stands there in Indonesian."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings

from newsroom.articles.models import ArticlePage
from tests.locale.screens import visible_text

PAGES = (
    *("/en/", "/en/news/", "/en/tag/", "/en/tag/pelatihan/", "/en/archive/", "/en/corrections/", "/en/search/"),
    *("/en/search/?q=training", "/en/search/?q=zzzz", "/en/agencies/", "/en/regions/", "/en/about/", "/en/check/"),
    "/en/tidak-ada/",
)


@pytest.mark.django_db
def test_no_page_shows_an_indonesian_string(client: Any, original: ArticlePage, public_twin: ArticlePage) -> None:
    catalogue = Path(settings.BASE_DIR) / "newsroom" / "locale" / "id" / "LC_MESSAGES" / "django.po"
    entries = polib.pofile(str(catalogue))
    spoken = {entry.msgid for entry in entries}
    indonesian = {entry.msgstr for entry in entries if entry.msgstr} - spoken - {"Bahasa Indonesia"}
    found = {}
    for path in (*PAGES, public_twin.public_path):
        html = client.get(path).content.decode()
        assert '<html lang="en"' in html, path
        if left := {text.strip() for text in visible_text(html)} & indonesian:
            found[path] = left
    assert found == {}
