"""The Indonesian catalogues owe every visible string a translation, and the compiled ones must be up to date."""

from __future__ import annotations

import contextlib
import re
import string
from pathlib import Path

import allauth
import django_filters
import polib
import pytest
import wagtail
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext

from . import extraction

ROOT = Path(settings.BASE_DIR)
LOCALE = ROOT / "newsroom" / "locale"
CATALOGUES = sorted(LOCALE.rglob("*.po"))
OWN_FOLDERS = [ROOT / "newsroom", ROOT / "home", ROOT / "templates"]
NAMED_OR_PLAIN = re.compile(r"%\(\w+\)[a-z]|%[sd]")
# Wagtail's own style guide is a page for developers and is not installed.
LEFT_OUT = ("styleguide", "/test/")
# One workflow and one step: the button says what it does, not whereto.
SHORTER_ON_PURPOSE = {"Submit to %(workflow_name)s", "Resubmit to %(task_name)s"}


def path_id(path: Path) -> str:
    return str(path.relative_to(LOCALE))


def texts(entry: polib.POEntry) -> list[str]:
    return [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values())


def placeholders(text: str) -> set[str]:
    found = set(NAMED_OR_PLAIN.findall(text))
    # A lone brace is no placeholder and no fault either.
    with contextlib.suppress(ValueError):
        found |= {f"{{{name}}}" for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return found


def keys(path: Path) -> set[tuple[str | None, str]]:
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path)) if not entry.obsolete}


@pytest.mark.parametrize("path", CATALOGUES, ids=path_id)
class TestACatalogue:
    def test_it_leaves_nothing_untranslated_and_nothing_in_doubt(self, path: Path) -> None:
        entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
        assert [entry.msgid for entry in entries if not entry.translated()] == []
        assert [entry.msgid for entry in entries if entry.fuzzy] == []

    def test_its_compiled_form_is_the_same(self, path: Path) -> None:
        written = {(entry.msgctxt, entry.msgid, entry.msgid_plural): texts(entry) for entry in polib.pofile(str(path))}
        compiled = {
            (entry.msgctxt, entry.msgid, entry.msgid_plural): texts(entry)
            for entry in polib.mofile(str(path.with_suffix(".mo")))
        }
        assert compiled == written

    def test_its_placeholders_are_those_of_the_source(self, path: Path) -> None:
        wrong = []
        for entry in polib.pofile(str(path)):
            if entry.msgid in SHORTER_ON_PURPOSE:
                continue
            allowed = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
            for text in texts(entry):
                # The one Indonesian form stands for both, so it must keep what the plural keeps.
                missing = placeholders(entry.msgid_plural or entry.msgid) - placeholders(text)
                if missing or placeholders(text) - allowed:
                    wrong.append((entry.msgid, text))
        assert wrong == []

    def test_its_markup_is_that_of_the_source(self, path: Path) -> None:
        tag = re.compile(r"</?\w+")
        wrong = [
            entry.msgid
            for entry in polib.pofile(str(path))
            for text in texts(entry)
            if sorted(tag.findall(text)) != sorted(tag.findall(entry.msgid_plural or entry.msgid))
        ]
        assert wrong == []

    def test_it_keeps_the_one_plural_form_of_indonesian(self, path: Path) -> None:
        assert polib.pofile(str(path)).metadata["Plural-Forms"] == "nplurals=1; plural=0;"


class TestWhatTheNewsroomSays:
    @pytest.mark.parametrize("domain", ["django", "djangojs"])
    def test_every_string_of_our_own_is_in_the_catalogue(self, domain: str) -> None:
        translated = keys(LOCALE / "id" / "LC_MESSAGES" / f"{domain}.po")
        missing = [
            (message.source, message.singular)
            for message in extraction.messages_in(OWN_FOLDERS, domain=domain)
            if (message.context, message.singular) not in translated
        ]
        assert missing == []

    @pytest.mark.parametrize(
        ("english", "indonesian"),
        [
            ("Approve and publish", "Setujui dan tayangkan"),
            ("Return", "Kembalikan"),
            ("Draft", "Draf"),
            ("Submitted", "Diajukan"),
            ("Needs changes", "Perlu perbaikan"),
            ("Published", "Tayang"),
            ("Uploaded on :", "Diunggah pada :"),
        ],
    )
    def test_the_fixed_words_are_those_of_the_glossary(self, english: str, indonesian: str) -> None:
        with translation.override("id"):
            assert gettext(english) == indonesian


class TestWhatWagtailLeavesInEnglish:
    @pytest.mark.parametrize("domain", ["django", "djangojs"])
    def test_every_string_of_wagtail_is_in_the_catalogue(self, domain: str) -> None:
        ours = keys(LOCALE / "wagtail" / "id" / "LC_MESSAGES" / f"{domain}.po")
        folder = Path(wagtail.__file__).parent
        sources = [
            path
            for path in folder.rglob(f"locale/en/LC_MESSAGES/{domain}.po")
            if not any(x in str(path) for x in LEFT_OUT)
        ]
        assert len(sources) >= 1
        assert {key for path in sources for key in keys(path)} - ours == set()

    @pytest.mark.parametrize("package", [wagtail, django_filters], ids=lambda package: package.__name__)
    def test_no_marked_string_is_without_indonesian(self, package: object) -> None:
        known = keys(LOCALE / "wagtail" / "id" / "LC_MESSAGES" / "django.po")
        folder = Path(str(package.__file__)).parent
        with translation.override("id"):
            missing = [
                (message.source, message.singular)
                for message in extraction.messages_in([folder], domain="django")
                if (message.context, message.singular) not in known
                and gettext(message.singular) == message.singular
                and not any(x in message.source for x in LEFT_OUT)
            ]
        assert missing == []

    def test_allauth_has_its_own_indonesian(self) -> None:
        catalogue = Path(allauth.__file__).parent / "locale" / "id" / "LC_MESSAGES" / "django.po"
        assert catalogue.exists()

    @pytest.mark.parametrize(
        ("english", "indonesian"),
        [
            ("Approve", "Setujui"),
            ("Request changes", "Kembalikan"),
            ("Submit to %(workflow_name)s", "Ajukan"),
            ("Publish", "Tayangkan"),
            ("Unpublish", "Tarik"),
            ("Snippets", "Data"),
            ("Workflow", "Alur kerja"),
            ("Locked", "Terkunci"),
            ("Images", "Gambar"),
            ("Documents", "Dokumen"),
            ("Reports", "Laporan"),
            ("History", "Riwayat"),
            ("Collections", "Koleksi"),
            ("Page", "Halaman"),
            ("Password", "Kata sandi"),
        ],
    )
    def test_our_wording_wins_over_the_package(self, english: str, indonesian: str) -> None:
        with translation.override("id"):
            assert gettext(english) == indonesian

    @pytest.mark.parametrize("count", [1, 2])
    def test_one_form_serves_one_and_many(self, count: int) -> None:
        with translation.override("id"):
            text = ngettext("There is one matching page", "There are %(counter)s matching pages", count)
        assert text % {"counter": count} == f"Ada {count} halaman yang cocok"

    def test_the_scripts_of_the_admin_get_it_too(self) -> None:
        scripts = translation.trans_real.DjangoTranslation("id", domain="djangojs")
        assert scripts.gettext("Enter your comments...") == "Tulis komentar Anda..."


class TestEnglish:
    @pytest.mark.parametrize("english", ["Draft", "Approve and publish", "Submit to %(workflow_name)s", "Images"])
    def test_who_chooses_english_gets_the_source(self, english: str) -> None:
        with translation.override("en"):
            assert gettext(english) == english
