"""The empty Word file in the house style, and the bytes of a finished one: the same content, the same bytes."""

import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx

from procurement.core.fonts import FACES, face

_BASE = Path(__file__).parent / "base"
# Name in the Word file -> name here.
_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "[Content_Types].xml": "content_types.xml",
        "_rels/.rels": "package_rels.xml",
        "docProps/core.xml": "core.xml",
        "docProps/app.xml": "app.xml",
        "word/document.xml": "document.xml",
        "word/_rels/document.xml.rels": "document_rels.xml",
        "word/styles.xml": "styles.xml",
        "word/numbering.xml": "numbering.xml",
        "word/settings.xml": "settings.xml",
        "word/fontTable.xml": "font_table.xml",
        "word/_rels/fontTable.xml.rels": "font_rels.xml",
    }
)
# The keys stand in font_table.xml; a Word file holds its fonts masked with them.
_FONT_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "regular": "6B72696E670140008000000000000001",
        "bold": "6B72696E670140008000000000000002",
        "italic": "6B72696E670140008000000000000003",
    }
)
# A zip file cannot say "no date"; this is the first one that it knows.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def empty_file() -> docx.document.Document:
    """Return a Word file with the styles, numbering, page and fonts of the house, and no text."""
    return docx.Document(io.BytesIO(_empty()))


def bytes_of(file: docx.document.Document) -> bytes:
    """Return the Word file as bytes that follow from its content alone: no clock, no chance."""
    stream = io.BytesIO()
    file.save(stream)
    with ZipFile(stream) as archive:
        return write_archive({name: archive.read(name) for name in archive.namelist()})


def write_archive(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip file of these parts in this order; the same parts give the same bytes."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return stream.getvalue()


@lru_cache(maxsize=1)
def _empty() -> bytes:
    parts = {name: (_BASE / file).read_bytes() for name, file in _PARTS.items()}
    parts |= {f"word/fonts/{name}.odttf": _masked(face(*FACES[name]), key) for name, key in _FONT_KEYS.items()}
    return write_archive(parts)


def _masked(font: bytes, key: str) -> bytes:
    """Mask the first 32 bytes of a font, as ECMA-376 part 4 asks (17.8.1): the key backwards, twice."""
    mask = bytes.fromhex(key)[::-1] * 2
    return bytes(byte ^ with_ for byte, with_ in zip(font[:32], mask, strict=True)) + font[32:]
