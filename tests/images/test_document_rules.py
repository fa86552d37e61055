"""Which documents are taken in."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from newsroom.images.document_rules import check_document
from newsroom.images.models import NewsDocument

from .files import PDF, ooxml

REMOTE_TEMPLATE = (
    b'<Relationships><Relationship Id="rId1" Type="http://x/attachedTemplate" '
    b'Target="https://jahat.example/x.dotm" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("siaran.pdf", PDF),
        ("SIARAN.PDF", PDF),
        ("siaran.docx", ooxml("docx")),
        ("data.xlsx", ooxml("xlsx")),
        ("data.csv", b"kabupaten;jumlah\nGresik;12\n"),
        ("lama.csv", "kecamatan,persentase\nTuban,5 \xbd\n".encode("cp1252")),
    ],
)
def test_an_honest_document_is_taken_unchanged(name, content):
    assert check_document(ContentFile(content, name=name)).read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("halaman.pdf", b"<html><script>alert(1)</script></html>"),
        ("dua-arti.pdf", b"<html><!--" + PDF),
        ("terpotong.pdf", b"%PDF-1.7\n1 0 obj"),
        ("palsu.docx", b"PK\x03\x04 not a package"),
        ("teks.docx", b"Siaran pers"),
        ("buku.docx", ooxml("xlsx")),
        ("surat.xlsx", ooxml("docx")),
        ("arsip.zip", ooxml("docx")),
        ("lama.doc", b"\xd0\xcf\x11\xe0"),
        ("halaman.html", b"<html></html>"),
        ("program.csv", b"MZ\x90\x00\x03"),
        ("halaman.csv", b"  <!DOCTYPE html><script>alert(1)</script>"),
        ("kosong.csv", b""),
        ("makro.docm", ooxml("docx")),
        ("ganda.pdf.exe", PDF),
        ("tanpa-akhiran", PDF),
    ],
)
def test_a_document_that_is_not_what_it_says_is_refused(name, content):
    with pytest.raises(ValidationError):
        check_document(ContentFile(content, name=name))


@pytest.mark.parametrize(
    "content",
    [
        ooxml("docx", {"word/vbaProject.bin": b"\xcc\x61"}),
        ooxml("docx", {"word/VBAPROJECT.BIN": b"\xcc\x61"}),
        ooxml(
            "docx",
            types=b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
        ),
        ooxml("docx", {"word/_rels/settings.xml.rels": REMOTE_TEMPLATE}),
        ooxml("docx", {"word/activeX/activeX1.bin": b"x"}),
    ],
)
def test_a_document_with_macros_is_refused(content):
    with pytest.raises(ValidationError) as refusal:
        check_document(ContentFile(content, name="siaran.docx"))
    assert refusal.value.code == "macros"


def test_a_sheet_of_old_macros_is_refused():
    content = ooxml("xlsx", {"xl/macrosheets/sheet1.xml": b"<x/>"})
    with pytest.raises(ValidationError) as refusal:
        check_document(ContentFile(content, name="data.xlsx"))
    assert refusal.value.code == "macros"


def test_a_package_that_unpacks_a_hundredfold_is_refused():
    content = ooxml("docx", {"word/media/besar.bin": b"\x00" * 20_000_000})
    with pytest.raises(ValidationError) as refusal:
        check_document(ContentFile(content, name="bom.docx"))
    assert refusal.value.code == "expansion"


def test_a_package_that_lies_about_its_size_is_refused():
    honest = bytearray(ooxml("docx", {"word/media/besar.bin": b"\x00" * 4_000_000}))
    true_size, small = (4_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    content = bytes(honest).replace(true_size, small)
    assert content != bytes(honest)
    with pytest.raises(ValidationError):
        check_document(ContentFile(content, name="bohong.docx"))


def test_more_than_ten_megabytes_are_refused():
    with pytest.raises(ValidationError) as refusal:
        check_document(ContentFile(PDF + b"\x00" * (10 * 1024 * 1024), name="besar.pdf"))
    assert refusal.value.code == "file_too_large"


@pytest.mark.django_db
class TestStoring:
    def test_the_stored_name_is_random_with_one_extension(self):
        document = NewsDocument.objects.create(title="Data", file=ContentFile(PDF, name="../../rekap.final.pdf"))
        assert re.fullmatch(r"documents/rekap-final-[0-9a-f]{24}\.pdf", document.file.name)

    def test_the_shell_cannot_store_a_refused_file(self):
        with pytest.raises(ValidationError):
            NewsDocument.objects.create(title="Data", file=ContentFile(b"<html>", name="a.pdf"))

    def test_it_is_always_a_download(self):
        document = NewsDocument.objects.create(title="Data", file=ContentFile(PDF, name="rekap.pdf"))
        assert document.content_disposition.startswith("attachment")
