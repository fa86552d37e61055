"""The record of a release carries the entries of the ledger, so that anybody can compute their hashes again."""

from __future__ import annotations

import hashlib
import re

import pytest

from newsroom.editorial import release_record
from newsroom.editorial.models import LedgerEntry

pytestmark = pytest.mark.django_db


def test_the_hash_of_an_entry_can_be_computed_from_the_record_alone(published, arsip):
    text = release_record.write(published, viewer=arsip)
    entry = LedgerEntry.objects.get(page_id=published.pk)
    ((stated, words),) = re.findall(r"SHA-256 ([0-9a-f]{64}): `(.*)`", text)
    assert stated == entry.hash == hashlib.sha256(words.encode("utf-8")).hexdigest()
    assert f'"previous_hash":"{entry.previous_hash}"' in words
