"""What the strict policy forbids, and what readers would not forgive, is in no public template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import engines
from django.urls import get_resolver

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
FOLDERS = ("home", "articles", "listings", "pages", "components", "blocks")
PUBLIC = sorted([*TEMPLATES.glob("*.html"), *(path for name in FOLDERS for path in (TEMPLATES / name).glob("*.html"))])
# Links that a reader may follow to pass a story on; nothing is fetched from them.
SHARE_HOSTS = {"wa.me", "t.me", "x.com", "www.facebook.com"}

NAMES = [str(path.relative_to(TEMPLATES)) for path in PUBLIC]


def source(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def test_there_are_templates_to_look_at():
    assert {"base.html", "404.html", "410.html", "500.html", "articles/article_page.html"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_can_be_read_by_the_engine(name):
    assert engines["django"].get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_style_or_script_stands_in_the_page(name):
    text = source(name)
    assert not re.search(r"\sstyle\s*=", text)
    assert "<style" not in text
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    for tag in re.findall(r"<script\b[^>]*>", text):
        assert " src=" in tag


@pytest.mark.parametrize("name", NAMES)
def test_no_other_server_learns_who_reads(name):
    hosts = set(re.findall(r"https?://([a-z0-9.-]+)", source(name)))
    assert hosts <= SHARE_HOSTS
    assert "<iframe" not in source(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_word_that_readers_see_can_be_translated(name):
    text = re.sub(r"<!DOCTYPE html>|{% block body_class %}.*", " ", source(name))
    text = re.sub(r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{#.*?#}|{%.*?%}|{{.*?}}", " ", text, flags=re.S)
    visible = re.sub(r"<[^>]*>", " ", text)
    assert set(re.findall(r"[A-Za-z]{2,}", visible)) <= {"WhatsApp", "Telegram", "Facebook"}


def test_every_named_address_in_the_templates_exists():
    resolver = get_resolver()
    known = set(resolver.reverse_dict) | {
        f"{space}:{name}"
        for space, (_prefix, inner) in resolver.namespace_dict.items()
        for name in inner.reverse_dict
        if isinstance(name, str)
    }
    used = {found for name in NAMES for found in re.findall(r"{%\s*url\s+['\"]([\w:-]+)['\"]", source(name))}
    assert used
    assert used <= known
