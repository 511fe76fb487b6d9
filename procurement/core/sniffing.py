"""What a file is, told from its bytes and never from its name."""

import io
import zipfile

import puremagic

from procurement.core.domain.file_types import FileRefused, FileType

_BY_ENDING = {".pdf": FileType.PDF, ".png": FileType.PNG, ".jpg": FileType.JPEG, ".jpeg": FileType.JPEG}
_MAGIC = {FileType.PDF: b"%PDF-", FileType.PNG: b"\x89PNG\r\n\x1a\n", FileType.JPEG: b"\xff\xd8\xff"}
_OFFICE_PARTS = {"xl/workbook.xml": FileType.XLSX, "word/document.xml": FileType.DOCX}
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f")
_ZIP = b"PK\x03\x04"
# What an archive may hold when it is unpacked, and in how many parts; more is an attack or a mistake.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_PARTS = 5000


def sniff(content: bytes) -> FileType | None:
    """Return the type of ``content``: TXT for any text in UTF-8 or Windows-1252, None for what Kring does not know.

    Raises:
        FileRefused: "damaged" for an archive that does not open, "archive_too_large" for one that would burst.
    """
    if content.startswith(_ZIP):
        return _office_type(content)
    for ending in _endings(content):
        found = _BY_ENDING.get(ending)
        # The library also names types by their tail or by a hint further on; the first bytes must agree.
        if found and content.startswith(_MAGIC[found]):
            return found
    return FileType.TXT if _is_text(content) else None


def check_archive(content: bytes) -> list[str]:
    """Return the names of the parts of a zip archive whose declared contents stay within bounds.

    Raises:
        FileRefused: "damaged" or "archive_too_large" (limit_mb).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise FileRefused("damaged", found=".zip") from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise FileRefused("archive_too_large", limit_mb=MAX_UNPACKED_BYTES // 1024**2)
    return [part.filename for part in parts]


def _office_type(content: bytes) -> FileType | None:
    names = check_archive(content)
    if "[Content_Types].xml" not in names or any("vbaProject" in name for name in names):
        return None
    return next((found for part, found in _OFFICE_PARTS.items() if part in names), None)


def _endings(content: bytes) -> list[str]:
    try:
        return [match.extension for match in puremagic.magic_string(content)]
    except (puremagic.PureError, ValueError):
        return []


def _is_text(content: bytes) -> bool:
    if len(content.translate(None, _CONTROLS)) < len(content):
        return False
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            content.decode("cp1252")
        except UnicodeDecodeError:
            return False
    return True
