"""What an uploaded document must be."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 10 * 1024 * 1024
MAX_EXPANSION = 100
MAX_ENTRIES = 5000
CHUNK = 256 * 1024

# The part that makes a package a document of its kind.
OOXML_MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
MACRO_PARTS = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|macrosheets/|activex/)", re.I)
MACRO_TYPES = re.compile(rb"macroenabled|vnd\.ms-office\.vbaproject|ms-excel\.macrosheet", re.I)
# A template fetched from elsewhere brings its own macros.
REMOTE_TEMPLATE = re.compile(rb"attachedTemplate[^>]*TargetMode\s*=\s*[\"']External", re.I | re.S)
REMOTE_TEMPLATE_REVERSED = re.compile(rb"TargetMode\s*=\s*[\"']External[\"'][^>]*attachedTemplate", re.I | re.S)
# What a text file of figures never starts with.
MARKUP_START = re.compile(r"\s*<(!|\?|[a-z])", re.I)


class CheckedDocument(ContentFile):
    """A document that has passed the rules; its bytes are unchanged."""


def check_document(upload: File[Any], name: str = "") -> CheckedDocument:
    """Return the upload when it is what its extension says.

    Raises ValidationError, worded for the person who uploads, otherwise.
    """
    name = name or upload.name or ""
    extension = PurePath(name).suffix.lower().lstrip(".")
    check = CHECKS.get(extension)
    if check is None:
        raise ValidationError(_("Only PDF, DOCX, XLSX and CSV files are accepted."), code="invalid_extension")
    upload.seek(0)
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValidationError(
            _("This file is too big. The limit is %(limit)s."),
            code="file_too_large",
            params={"limit": filesizeformat(MAX_BYTES)},
        )
    check(data, extension)
    return CheckedDocument(data, name=name)


def _wrong_kind(extension: str) -> ValidationError:
    return ValidationError(
        _("The content of this file is not a valid %(kind)s document."),
        code="wrong_content",
        params={"kind": extension.upper()},
    )


def _check_pdf(data: bytes, extension: str) -> None:
    """The signature at the very start: a leading page of HTML would be a second meaning."""
    if not data.startswith(b"%PDF-1.") and not data.startswith(b"%PDF-2."):
        raise _wrong_kind(extension)
    if b"%%EOF" not in data[-2048:]:
        raise _wrong_kind(extension)


def _check_csv(data: bytes, extension: str) -> None:
    """Text without control characters that does not begin like markup."""
    if not data.strip() or b"\x00" in data.removeprefix(codecs.BOM_UTF8):
        raise _wrong_kind(extension)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as error:
            raise _wrong_kind(extension) from error
    if MARKUP_START.match(text) or text.startswith(("%PDF", "PK", "#!", "MZ")):
        raise _wrong_kind(extension)
    if any(ord(character) < 32 and character not in "\t\r\n\f" for character in text):
        raise _wrong_kind(extension)


def _check_ooxml(data: bytes, extension: str) -> None:
    """A sound package with the main part of its kind, without macros, of bounded expansion."""
    if not data.startswith(b"PK\x03\x04"):
        raise _wrong_kind(extension)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _refuse_expansion(package, len(data))
            names = {entry.filename for entry in package.infolist()}
            if "[Content_Types].xml" not in names or OOXML_MAIN_PARTS[extension] not in names:
                raise _wrong_kind(extension)
            _refuse_macros(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise _wrong_kind(extension) from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise _wrong_kind(extension) from error


def _refuse_expansion(package: zipfile.ZipFile, size: int) -> None:
    """Sum what the directory declares; reading checks later that the declaration is true."""
    entries = package.infolist()
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_EXPANSION * size:
        raise ValidationError(_("This file unpacks to an unreasonable size."), code="expansion")


def _refuse_macros(package: zipfile.ZipFile) -> None:
    """Look at part names, declared types and relations; read every part to the end."""
    for entry in package.infolist():
        if MACRO_PARTS.search(entry.filename):
            raise _macros()
        is_relation = entry.filename.lower().endswith(".rels")
        if entry.filename == "[Content_Types].xml" or is_relation:
            content = package.read(entry)
            if not is_relation and MACRO_TYPES.search(content):
                raise _macros()
            if is_relation and (REMOTE_TEMPLATE.search(content) or REMOTE_TEMPLATE_REVERSED.search(content)):
                raise _macros()
            continue
        with package.open(entry) as part:
            while part.read(CHUNK):
                pass


def _macros() -> ValidationError:
    return ValidationError(
        _("This document contains macros or a remote template. Save it without them and upload it again."),
        code="macros",
    )


CHECKS = {"pdf": _check_pdf, "csv": _check_csv, "docx": _check_ooxml, "xlsx": _check_ooxml}
