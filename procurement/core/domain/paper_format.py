"""The kinds of file in which people ask for a document."""

from enum import StrEnum


class PaperFormat(StrEnum):
    """A kind of file, by the ending of its name."""

    PDF = "pdf"
    WORD = "docx"
    SHEET = "xlsx"
    PACKAGE = "zip"


# What a document made of blocks comes in.
DOCUMENT_FORMATS = (PaperFormat.PDF, PaperFormat.WORD)
