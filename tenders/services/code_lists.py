"""The lists of codes that Kring knows: CPV for what is bought, NUTS for where. Read once a process, from files."""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from tenders.domain.code_list import Code, CodeList, split_codes
from tenders.domain.vocabulary import CodeKind

PATH_LENGTH = 48
REFERENCE = Path(__file__).parents[1] / "reference"


@cache
def code_list(kind: CodeKind) -> CodeList:
    """Return the list of a kind. Source: ``tenders/reference/README.md``."""
    if kind is CodeKind.NUTS:
        return CodeList(Code(row["code"], row["name"]) for row in _rows("nuts_nl.csv"))
    words = {row["code"]: row["words"] for row in _rows("cpv_words.csv")}
    rows = _rows("cpv.csv")
    return CodeList(Code(row["code"], row["name_nl"], row["name_en"], words.get(row["code"], "")) for row in rows)


def named(kind: CodeKind, text: str) -> list[Code]:
    """Return the codes of a list with commas, in order; what is no code is left out."""
    found = (code_list(kind).get(part) for part in split_codes(text))
    return [code for code in found if code is not None]


def name_of(code: Code) -> str:
    """Return the name of a code in the active language."""
    return code.named(get_language() or "nl")


def path_of(kind: CodeKind, code: Code) -> str:
    """Return the nearest two codes that a code stands under, as one line; empty for the most general ones."""
    return " › ".join(_cut(name_of(one)) for one in code_list(kind).path(code)[-2:])


def as_parts(kind: CodeKind, text: str) -> Sequence[dict[str, str]]:
    """Return the codes of a list with commas as plain data for a snapshot: code and Dutch name, the main one first."""
    return [{"code": one.code, "name": one.name} for one in named(kind, text)]


def _cut(name: str) -> str:
    """Some names are a whole sentence; here only their beginning tells where one is."""
    return name if len(name) <= PATH_LENGTH else f"{name[:PATH_LENGTH].rsplit(' ', 1)[0]} …"


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
