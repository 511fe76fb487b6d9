"""A sheet of requirements: what each row becomes, and what is wrong with it. All rows are taken, or none."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

CODE_LENGTH, GROUP_LENGTH, NORM_LENGTH = 16, 60, 120
TEXTS = ("text", "purpose", "verification", "group", "norm", "consequence")
WORDS = ("kind", "formulation", "part", "proof_moment")
"""Columns that hold one of a few words."""
NEEDED_FOR_NEW = ("text", "kind", "formulation", "proof_moment")


class RowStatus(StrEnum):
    """What happens to a row of the sheet."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as it was read. number: as the spreadsheet shows it. cells: column key -> text; empty cells left out."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with a cell.

    code: "missing", "unknown_word", "too_long", "twice", "retired", "ground", "unknown_ambition", "unknown_lot" or
    "elsewhere". key: of the column. allowed: what could stand there.
    """

    key: str
    code: str
    text: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows are held against.

    words: column -> word in small letters -> stored value. ambitions, lots: code or number -> id. existing: code ->
    the stored values of that requirement, as the sheet names them. retired: codes that are never used again.
    grounds: codes of exclusion grounds, which no sheet changes.
    """

    words: Mapping[str, Mapping[str, str]]
    ambitions: Mapping[str, int] = field(default_factory=dict)
    lots: Mapping[str, int] = field(default_factory=dict)
    existing: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    retired: Collection[str] = ()
    grounds: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a row becomes. values: fields to store; for a change only what differs. code: empty when one is given."""

    number: int
    status: RowStatus
    code: str
    text: str
    values: Mapping[str, object]
    faults: tuple[CellFault, ...] = ()


def plan(rows: Sequence[SheetRow], known: Known) -> list[PlannedRow]:
    """Return what every row of a sheet becomes, in its order.

    A row with a number that exists changes that requirement: an empty cell leaves its field as it is. Any other row
    is new and needs its text and the words of ``NEEDED_FOR_NEW``.
    """
    codes = Counter(row.cells.get("code", "") for row in rows)
    return [_planned(row, known, codes) for row in rows]


def can_be_applied(planned: Sequence[PlannedRow]) -> bool:
    """Return whether the sheet can be taken whole: no row is faulty and there is something to do."""
    statuses = {row.status for row in planned}
    return RowStatus.FAULTY not in statuses and bool(statuses & {RowStatus.NEW, RowStatus.CHANGED})


def _planned(row: SheetRow, known: Known, codes: Counter[str]) -> PlannedRow:
    code = row.cells.get("code", "")
    stored = known.existing.get(code)
    faults = [*_code_faults(code, known, codes), *_text_faults(row)]
    values: dict[str, object] = {name: row.cells[name] for name in TEXTS if name in row.cells}
    for name in WORDS:
        if name in row.cells:
            found = known.words[name].get(row.cells[name].lower())
            if found is None:
                allowed = tuple(known.words[name])
                faults.append(CellFault(name, "unknown_word", row.cells[name], allowed))
            else:
                values[name] = found
    for name, places in (("ambition", known.ambitions), ("lot", known.lots)):
        if name in row.cells:
            if row.cells[name] in places:
                values[f"{name}_id"] = places[row.cells[name]]
            else:
                faults.append(CellFault(name, f"unknown_{name}", row.cells[name], tuple(places)))
    kind = values.get("kind", stored["kind"] if stored else None)
    if values.get("consequence") and kind not in (None, "execution"):
        faults.append(CellFault("consequence", "elsewhere"))
    if stored is None:
        faults += [CellFault(name, "missing") for name in NEEDED_FOR_NEW if name not in row.cells]
    else:
        values = {name: value for name, value in values.items() if stored.get(name) != value}
    status = RowStatus.SAME if stored is not None and not values else RowStatus.CHANGED
    status = RowStatus.NEW if stored is None else status
    text = row.cells.get("text") or str(stored["text"] if stored else "")
    if faults:
        status = RowStatus.FAULTY
    return PlannedRow(row.number, status, code, text, values, tuple(faults))


def _code_faults(code: str, known: Known, codes: Counter[str]) -> list[CellFault]:
    if not code:
        return []
    if code in known.grounds:
        return [CellFault("code", "ground", code)]
    if codes[code] > 1:
        return [CellFault("code", "twice", code)]
    if code in known.retired and code not in known.existing:
        return [CellFault("code", "retired", code)]
    return [CellFault("code", "too_long", code, (f"{CODE_LENGTH}",))] if len(code) > CODE_LENGTH else []


def _text_faults(row: SheetRow) -> list[CellFault]:
    limits = {"group": GROUP_LENGTH, "norm": NORM_LENGTH}
    return [
        CellFault(name, "too_long", row.cells[name][:40], (f"{limit}",))
        for name, limit in limits.items()
        if len(row.cells.get(name, "")) > limit
    ]
