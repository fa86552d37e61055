"""Attachments of the demo newsroom: small real PDF and CSV files."""

from __future__ import annotations

from django.core.files.base import ContentFile

from newsroom.images.models import NewsDocument
from newsroom.users.models import User

_PAGE = (595, 842)


def make_pdf(title: str, lines: list[str]) -> bytes:
    """A one-page PDF with a title and lines of text (Latin-1 letters only), always the same bytes."""
    text = [f"BT /F1 18 Tf 60 770 Td ({_escape(title)}) Tj ET"]
    text += [f"BT /F1 11 Tf 60 {735 - 18 * number} Td ({_escape(line)}) Tj ET" for number, line in enumerate(lines)]
    stream = "\n".join(text).encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (id) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>" % _PAGE,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    pdf, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return pdf + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        len(pdf),
    )


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def store_document(title: str, rows: list[list[str]], *, kind: str, owner: User) -> NewsDocument:
    """Put ``rows`` into the document library as a file of ``kind`` ("pdf" or "csv")."""
    if kind == "pdf":
        content = make_pdf(title, ["   ".join(row) for row in rows])
    else:
        content = "\r\n".join(";".join(row) for row in rows).encode("utf-8-sig")
    document = NewsDocument(title=title, uploaded_by_user=owner)
    document.file = ContentFile(content, name=f"{title.lower().replace(' ', '-')}.{kind}")
    document.save()
    return document
