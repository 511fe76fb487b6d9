"""The types of file that people may store, how their names end, and what refuses one. No bytes are read here."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any


class FileType(StrEnum):
    """A type of file, by the ending of its name."""

    PDF = "pdf"
    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    TXT = "txt"
    JSON = "json"
    PNG = "png"
    JPEG = "jpg"


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """media_type: what the browser is told. endings: endings of a name that fit, the first one is given to a file."""

    media_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument"
FACTS: dict[FileType, TypeFacts] = {
    FileType.PDF: TypeFacts("application/pdf", (".pdf",)),
    FileType.XLSX: TypeFacts(f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",)),
    FileType.DOCX: TypeFacts(f"{_OFFICE}.wordprocessingml.document", (".docx",)),
    FileType.CSV: TypeFacts("text/csv", (".csv",)),
    FileType.TXT: TypeFacts("text/plain", (".txt",)),
    FileType.JSON: TypeFacts("application/json", (".json",)),
    FileType.PNG: TypeFacts("image/png", (".png",)),
    FileType.JPEG: TypeFacts("image/jpeg", (".jpg", ".jpeg")),
}
# Written by people as proof or explanation: what most upload fields accept.
EVIDENCE: frozenset[FileType] = frozenset(
    {FileType.PDF, FileType.XLSX, FileType.DOCX, FileType.PNG, FileType.JPEG, FileType.TXT, FileType.CSV}
)
# All text looks alike from inside; only its ending tells which it is.
TEXTS: frozenset[FileType] = frozenset({FileType.CSV, FileType.TXT, FileType.JSON})
MAX_NAME = 120


class FileRefused(ValueError):
    """The file is not taken; ``code`` names the reason and ``params`` fill its message.

    code: "empty", "too_large" (limit_mb, size_mb), "unknown_type" (allowed), "type_not_allowed" (found, allowed),
    "ending_differs" (ending, found), "damaged" (found), "archive_too_large" (limit_mb), "spreadsheet_unreadable".
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def clean_name(name: str, found: FileType) -> str:
    """Return ``name`` without folders and control characters, at most ``MAX_NAME`` long, ending as ``found`` does."""
    base = PurePosixPath(PureWindowsPath(name).name).name
    printable = "".join(letter for letter in base if letter.isprintable() and letter not in '"\\/').strip(" .")
    ending = ending_of(printable)
    stem = printable[: -len(ending)] if ending else printable
    if ending not in FACTS[found].endings:
        stem, ending = printable, FACTS[found].endings[0]
    return (stem.strip(" .")[: MAX_NAME - len(ending)] or "bestand") + ending


def ending_of(name: str) -> str:
    """Return the ending of ``name`` in lower case with its dot; empty when there is none."""
    dot = name.rfind(".")
    return name[dot:].lower() if dot >= 0 else ""


def check_type(name: str, found: FileType | None, allowed: Collection[FileType]) -> FileType:
    """Return the type of a file that was sniffed as ``found`` (TXT for any text) and is called ``name``.

    Raises:
        FileRefused: "unknown_type", "type_not_allowed" or "ending_differs".
    """
    endings = sorted(FACTS[one].endings[0] for one in allowed)
    if found is None:
        raise FileRefused("unknown_type", allowed=endings)
    ending = ending_of(name)
    if found in TEXTS:
        found = next((one for one in TEXTS if ending in FACTS[one].endings), FileType.TXT)
    if found not in allowed:
        raise FileRefused("type_not_allowed", found=FACTS[found].endings[0], allowed=endings)
    if ending not in FACTS[found].endings:
        raise FileRefused("ending_differs", ending=ending or name, found=FACTS[found].endings[0])
    return found
