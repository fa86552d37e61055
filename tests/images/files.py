"""Hostile and honest uploads, made on the fly."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(width: int = 640, height: int = 400, mode: str = "RGB") -> Image.Image:
    """A picture whose left half is red and right half blue, so that turning it shows."""
    image = Image.new(mode, (width, height), "red")
    image.paste(Image.new(mode, (width - width // 2, height), "blue"), (width // 2, 0))
    return image


def encoded(image: Image.Image, image_format: str, **options: Any) -> bytes:
    output = io.BytesIO()
    image.save(output, image_format, **options)
    return output.getvalue()


def photo(name: str = "foto.jpg", width: int = 640, height: int = 400, **options: Any) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, encoded(picture(width, height), "JPEG", **options), "image/jpeg")


def exif(**tags: Any) -> Image.Exif:
    """EXIF with GPS and the words a photographer writes."""
    data = Image.Exif()
    data[274] = tags.get("orientation", 1)
    data[270] = tags.get("description", "Warga menerima bantuan di Pandaan")
    data[315] = tags.get("artist", "Sari Wulandari")
    data[33432] = tags.get("copyright", "Dinas Sosial")
    data[271] = "ACMECAM"
    gps = data.get_ifd(0x8825)
    gps[1], gps[2] = "S", (7.0, 39.0, 12.0)
    gps[3], gps[4] = "E", (112.0, 41.0, 5.0)
    return data


def commented_png() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "lokasi rahasia")
    info.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>lokasi rahasia</x:xmpmeta>")
    return encoded(picture(), "PNG", pnginfo=info)


def ooxml(kind: str = "docx", extra: dict[str, bytes] | None = None, types: bytes = b"<Types/>") -> bytes:
    """A minimal DOCX or XLSX package with extra parts."""
    main = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}[kind]
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr(main, b"<document>Siaran pers</document>")
        for name, content in (extra or {}).items():
            package.writestr(name, content)
    return output.getvalue()
