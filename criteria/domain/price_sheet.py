"""The price sheet that a bidder fills in: its form, and how it is read once prices may be seen.

Sheet "Prijs" holds the price of the bid; sheet "Kosten" the cost lines, only where the award model asks for them.
Cells come as plain values: text, numbers as Decimal or int, None for an empty cell; a text that begins with "="
is a formula. Amounts are in euro excl. VAT.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from criteria.domain.vocabulary import CostCategory

PRICE_SHEET = "Prijs"
COST_SHEET = "Kosten"
PRICE_LABEL = "Inschrijfprijs in euro, excl. btw"
COST_COLUMNS = (
    "Kostensoort",
    "Omschrijving",
    "Bedrag in euro, excl. btw",
    "Van jaar",
    "Tot en met jaar",
    "Om de zoveel jaar",
    "Gegarandeerd",
)
# Rows that are searched for the heading or the price, and lines that are read at most.
HEAD_ROWS = 40
MAX_LINES = 1000
MAX_AMOUNT = Decimal("999999999999.99")
MAX_DESCRIPTION = 200

CATEGORY_WORDS: Mapping[str, CostCategory] = MappingProxyType(
    {
        "aanschaf": CostCategory.ACQUISITION,
        "gebruik": CostCategory.USE,
        "energie": CostCategory.ENERGY,
        "onderhoud": CostCategory.MAINTENANCE,
        "ingreep en herstel": CostCategory.REPAIR,
        "verzekering": CostCategory.INSURANCE,
        "belasting": CostCategory.TAX,
        "opleiding": CostCategory.TRAINING,
        "einde gebruik": CostCategory.END_OF_LIFE,
        "milieukosten": CostCategory.EXTERNAL,
        "restwaarde": CostCategory.RESIDUAL,
    }
)
# Income may stand here with a minus; elsewhere an amount below zero is a mistake.
MAY_BE_INCOME = frozenset({CostCategory.RESIDUAL, CostCategory.END_OF_LIFE})
YES = frozenset({"ja", "j"})
NO = frozenset({"nee", "n"})

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class SheetFault:
    """One thing that is wrong in a price sheet. row: as the spreadsheet numbers it, from 1; 0 for the whole sheet."""

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One cost line. Negative is income. counts: False when the published rules count it for zero."""

    category: CostCategory
    description: str
    amount_eur: Decimal
    from_year: int
    to_year: int
    every: int
    is_guaranteed: bool
    row: int

    @property
    def counts(self) -> bool:
        """A residual value without guarantee counts for zero (rule LCC-01)."""
        return self.category != CostCategory.RESIDUAL or self.is_guaranteed


@dataclass(frozen=True, slots=True)
class PriceSheet:
    """What a price sheet says. remarks: codes of what does not stop the reading but must be seen."""

    price_eur: Decimal
    lines: Sequence[SheetLine] = ()
    remarks: Sequence[str] = ()


@dataclass(slots=True)
class _Reading:
    """The faults found so far."""

    faults: list[SheetFault] = field(default_factory=list)

    def fault(self, code: str, sheet: str, row: int = 0, column: str = "") -> None:
        self.faults.append(SheetFault(code, sheet, row, column))


class PriceSheetError(ValueError):
    """The sheet cannot be read; ``faults`` says where."""

    def __init__(self, faults: Sequence[SheetFault]) -> None:
        super().__init__(", ".join(f"{fault.sheet} {fault.row} {fault.code}" for fault in faults))
        self.faults = tuple(faults)


def structure_faults(sheets: Mapping[str, Sequence[Row]], *, with_costs: bool) -> list[SheetFault]:
    """Return what is wrong with the form of the sheets, without looking at any figure.

    Looks for the sheets, the headings, the row of the price, at least one cost line, and formulas: a formula may
    give another figure on another day, so a price sheet holds plain values.
    """
    found = _Reading()
    if PRICE_SHEET not in sheets:
        found.fault("sheet_missing", PRICE_SHEET)
    elif _price_row(sheets[PRICE_SHEET]) is None:
        found.fault("price_row_missing", PRICE_SHEET)
    if with_costs:
        _cost_structure(sheets, found)
    for name in (PRICE_SHEET, COST_SHEET):
        for number, row in enumerate(sheets.get(name, ()), start=1):
            if any(_is_formula(cell) for cell in row):
                found.fault("formula", name, number)
    return found.faults


def read_price_sheet(sheets: Mapping[str, Sequence[Row]], *, with_costs: bool, years: int | None = None) -> PriceSheet:
    """Return the price and the cost lines. years: the horizon of the award model; a line beyond it is a fault.

    Raises:
        PriceSheetError: all faults at once, each with sheet and row.
    """
    found = _Reading(structure_faults(sheets, with_costs=with_costs))
    price = None
    if PRICE_SHEET in sheets:
        price = _read_price(sheets[PRICE_SHEET], found)
    lines: list[SheetLine] = []
    if with_costs and COST_SHEET in sheets:
        lines = _read_lines(sheets[COST_SHEET], found, years)
    if found.faults or price is None:
        raise PriceSheetError(sorted(set(found.faults), key=lambda fault: (fault.sheet, fault.row, fault.code)))
    return PriceSheet(price, tuple(lines), _remarks(price, lines))


def _price_row(rows: Sequence[Row]) -> int | None:
    for index, row in enumerate(rows[:HEAD_ROWS]):
        if row and _text(row[0]).casefold() == PRICE_LABEL.casefold():
            return index
    return None


def _cost_head(rows: Sequence[Row]) -> int | None:
    wanted = [column.casefold() for column in COST_COLUMNS]
    for index, row in enumerate(rows[:HEAD_ROWS]):
        if [_text(cell).casefold() for cell in row[: len(wanted)]] == wanted:
            return index
    return None


def _cost_structure(sheets: Mapping[str, Sequence[Row]], found: _Reading) -> None:
    if COST_SHEET not in sheets:
        found.fault("sheet_missing", COST_SHEET)
        return
    head = _cost_head(sheets[COST_SHEET])
    if head is None:
        found.fault("columns_missing", COST_SHEET)
        return
    filled = [row for row in sheets[COST_SHEET][head + 1 :] if _is_filled(row)]
    if not filled:
        found.fault("no_lines", COST_SHEET)
    if len(filled) > MAX_LINES:
        found.fault("too_many_lines", COST_SHEET)


def _read_price(rows: Sequence[Row], found: _Reading) -> Decimal | None:
    index = _price_row(rows)
    if index is None:
        return None
    cell = rows[index][1] if len(rows[index]) > 1 else None
    price = _amount(cell, found, PRICE_SHEET, index + 1, PRICE_LABEL)
    if price is not None and price <= 0:
        found.fault("price_not_above_zero", PRICE_SHEET, index + 1, PRICE_LABEL)
        return None
    return price


def _read_lines(rows: Sequence[Row], found: _Reading, years: int | None) -> list[SheetLine]:
    head = _cost_head(rows)
    if head is None:
        return []
    lines = []
    for number, row in enumerate(rows[head + 1 :][: MAX_LINES * 2], start=head + 2):
        if _is_filled(row):
            line = _read_line([*row, *[None] * len(COST_COLUMNS)][: len(COST_COLUMNS)], number, found, years)
            if line is not None:
                lines.append(line)
    return lines


def _read_line(row: Row, number: int, found: _Reading, years: int | None) -> SheetLine | None:
    before = len(found.faults)
    kind = CATEGORY_WORDS.get(_text(row[0]).casefold())
    if kind is None:
        found.fault("unknown_category", COST_SHEET, number, COST_COLUMNS[0])
    amount = _amount(row[2], found, COST_SHEET, number, COST_COLUMNS[2])
    first = _whole(row[3], found, number, COST_COLUMNS[3])
    last = first if _text(row[4]) == "" else _whole(row[4], found, number, COST_COLUMNS[4])
    every = 1 if _text(row[5]) == "" else _whole(row[5], found, number, COST_COLUMNS[5])
    guaranteed = _guarantee(row[6], kind, found, number)
    if kind and amount is not None:
        _check_sign(kind, amount, found, number)
    if first is not None and last is not None:
        _check_years(first, last, every, years, found, number)
    if len(found.faults) > before or kind is None or amount is None or first is None or last is None or every is None:
        return None
    return SheetLine(kind, _text(row[1])[:MAX_DESCRIPTION], amount, first, last, every, guaranteed, number)


def _check_sign(kind: CostCategory, amount: Decimal, found: _Reading, number: int) -> None:
    if amount < 0 and kind not in MAY_BE_INCOME:
        found.fault("negative_amount", COST_SHEET, number, COST_COLUMNS[2])
    if amount > 0 and kind == CostCategory.RESIDUAL:
        found.fault("residual_without_minus", COST_SHEET, number, COST_COLUMNS[2])


def _check_years(first: int, last: int, every: int | None, years: int | None, found: _Reading, number: int) -> None:
    if last < first:
        found.fault("years_turned", COST_SHEET, number, COST_COLUMNS[4])
    if years is not None and max(first, last) > years:
        found.fault("beyond_horizon", COST_SHEET, number, COST_COLUMNS[4])
    if every is not None and every < 1:
        found.fault("not_whole", COST_SHEET, number, COST_COLUMNS[5])


def _guarantee(cell: object, kind: CostCategory | None, found: _Reading, number: int) -> bool:
    word = _text(cell).casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    if word or kind == CostCategory.RESIDUAL:
        found.fault("guarantee_unclear", COST_SHEET, number, COST_COLUMNS[6])
    return True


def _remarks(price: Decimal, lines: Sequence[SheetLine]) -> tuple[str, ...]:
    bought = [line.amount_eur for line in lines if line.category == CostCategory.ACQUISITION]
    return ("acquisition_differs",) if bought and sum(bought) != price else ()


def _amount(cell: object, found: _Reading, sheet: str, row: int, column: str) -> Decimal | None:
    if _is_formula(cell):
        return None  # structure_faults has said so
    if isinstance(cell, bool) or not isinstance(cell, Decimal | int):
        found.fault("empty" if _text(cell) == "" else "not_a_number", sheet, row, column)
        return None
    value = Decimal(cell)
    if not value.is_finite() or abs(value) > MAX_AMOUNT:
        found.fault("not_a_number", sheet, row, column)
        return None
    if value != value.quantize(Decimal("0.01")):
        found.fault("too_many_decimals", sheet, row, column)
        return None
    return value.quantize(Decimal("0.01"))


def _whole(cell: object, found: _Reading, row: int, column: str) -> int | None:
    if _is_formula(cell):
        return None
    if not isinstance(cell, bool) and isinstance(cell, Decimal | int):
        value = Decimal(cell)
        if value.is_finite() and 0 <= value <= MAX_AMOUNT and value == value.to_integral_value():
            return int(value)
    found.fault("empty" if _text(cell) == "" else "not_whole", COST_SHEET, row, column)
    return None


def _is_formula(cell: object) -> bool:
    return isinstance(cell, str) and cell.startswith("=")


def _is_filled(row: Row) -> bool:
    return any(_text(cell) for cell in row[: len(COST_COLUMNS)])


def _text(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())
