"""Read and write .xlsx: nothing in a workbook from outside is trusted, and no text is ever taken for a formula."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import openpyxl
import xlsxwriter
from django.core.exceptions import ImproperlyConfigured
from openpyxl.xml import DEFUSEDXML

from procurement.core.domain.decimals import NumberFormatError, parse_dutch
from procurement.core.domain.file_types import FileRefused, FileType
from procurement.core.sniffing import sniff

if not DEFUSEDXML:
    raise ImproperlyConfigured("openpyxl reads XML without defusedxml; install defusedxml")

Value = str | Decimal | date | None
Cell = str | Decimal | bool | date | None
# More is no price sheet but a mistake; reading stops there.
MAX_ROWS = 20_000
MAX_COLUMNS = 200
# Fixed, so that the same rows give the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is looked for by its heading. kind: "text", "number" or "date"."""

    key: str
    heading: str
    kind: str = "text"
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the headings. number: as the spreadsheet shows it, from 1."""

    number: int
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong, and where; the Dutch sentence is made by ``core.labels.row_fault_message``.

    row: 0 for the sheet as a whole. code: "column_missing", "value_missing", "not_a_number", "not_a_date",
    "error_value", "no_rows" or "too_many_rows". heading: of the column, or empty.
    """

    row: int
    code: str
    heading: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SheetRead:
    """What was read. With faults the rows are incomplete: show the faults and use none of the rows."""

    rows: list[Row] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SheetToWrite:
    """A sheet: headings and rows; a Decimal becomes a number, every text stays text."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]


def read_rows(content: bytes, columns: Sequence[Column], *, sheet: str = "") -> SheetRead:
    """Return the rows of the sheet called ``sheet`` (the first one when empty) below the line of headings.

    Empty rows are passed over. A number that the file holds as a float comes out as the Decimal that a person sees;
    a number typed as text is read the Dutch way. Read in the worker: a large file takes seconds.

    Raises:
        FileRefused: "type_not_allowed", "damaged", "archive_too_large" or "spreadsheet_unreadable".
    """
    if sniff(content) != FileType.XLSX:
        raise FileRefused("type_not_allowed", found="?", allowed=[".xlsx"])
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        found = book[sheet] if sheet else book.worksheets[0]
        found.reset_dimensions()
        lines = list(_lines(found))
    # What a broken or hostile workbook makes the library raise is not a closed list.
    except Exception as error:
        raise FileRefused("spreadsheet_unreadable") from error
    if len(lines) > MAX_ROWS:
        return SheetRead(faults=[RowFault(0, "too_many_rows", text=str(MAX_ROWS))])
    return _read(lines, columns)


def read_sheets(content: bytes, *, max_unpacked_bytes: int = 20 * 1024 * 1024) -> dict[str, list[list[Cell]]]:
    """Return sheet name -> rows of plain cells; a formula stays the text that begins with "=", it is never computed.

    For sheets with a form of their own, such as a price sheet. Small files only: it is read where the person waits.

    Raises:
        FileRefused: "type_not_allowed", "damaged", "archive_too_large" or "spreadsheet_unreadable".
    """
    if sniff(content) != FileType.XLSX:
        raise FileRefused("type_not_allowed", found="?", allowed=[".xlsx"])
    with ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > max_unpacked_bytes:
            raise FileRefused("archive_too_large", limit_mb=max_unpacked_bytes // 1024**2)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        return {sheet.title: _cells(sheet) for sheet in book.worksheets}
    # What a broken or hostile workbook makes the library raise is not a closed list.
    except Exception as error:
        raise FileRefused("spreadsheet_unreadable") from error


def write_sheets(sheets: Iterable[SheetToWrite]) -> bytes:
    """Return a workbook with these sheets; the same sheets give the same bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _CREATED})
        bold = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for content in sheets:
            sheet = book.add_worksheet(content.title)
            sheet.freeze_panes(1, 0)
            for place, heading in enumerate(content.headings):
                sheet.write_string(0, place, heading, bold)
                sheet.set_column(place, place, max(12, min(60, len(heading) + 4)))
            for number, values in enumerate(content.rows, start=1):
                for place, value in enumerate(values):
                    _write(sheet, number, place, value, day)
    return out.getvalue()


def _cells(sheet: Any) -> list[list[Cell]]:
    sheet.reset_dimensions()
    rows = [[_cell(raw) for raw in values] for _number, values in _numbered(sheet)]
    while rows and not any(cell not in (None, "") for cell in rows[-1]):
        rows.pop()
    return rows


def _cell(raw: Any) -> Cell:
    if raw is None or isinstance(raw, str | bool | date):
        return raw
    if isinstance(raw, int | float):
        return Decimal(str(raw))
    if isinstance(raw, time):
        return raw.isoformat()
    return "="  # an array formula or a data table


def _numbered(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    return enumerate(sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True), start=1)


def _lines(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    rows = sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS, values_only=True)
    for number, values in enumerate(rows, start=1):
        if any(value not in (None, "") for value in values):
            yield number, values


def _read(lines: list[tuple[int, tuple[Any, ...]]], columns: Sequence[Column]) -> SheetRead:
    if not lines:
        return SheetRead(faults=[RowFault(0, "no_rows")])
    places = {str(value).strip().casefold(): place for place, value in enumerate(lines[0][1]) if value is not None}
    missing = [column for column in columns if column.is_required and column.heading.casefold() not in places]
    if missing:
        return SheetRead(faults=[RowFault(lines[0][0], "column_missing", column.heading) for column in missing])
    read = SheetRead()
    for number, values in lines[1:]:
        row: dict[str, Value] = {}
        for column in columns:
            place = places.get(column.heading.casefold())
            raw = values[place] if place is not None and place < len(values) else None
            value = _value(raw, column)
            if isinstance(value, RowFault):
                read.faults.append(RowFault(number, value.code, column.heading, value.text))
            else:
                row[column.key] = value
        read.rows.append(Row(number, row))
    if not read.rows:
        read.faults.append(RowFault(0, "no_rows"))
    return read


def _value(raw: Any, column: Column) -> Value | RowFault:
    text = "" if raw is None else str(raw).strip()
    if not text:
        return RowFault(0, "value_missing") if column.is_required else None
    if text.startswith("#") and text.rstrip("!?").isupper():
        return RowFault(0, "error_value", text=text)
    if column.kind == "number":
        return _number(raw, text)
    if column.kind == "date":
        return raw.date() if isinstance(raw, datetime) else RowFault(0, "not_a_date", text=text)
    return text


def _number(raw: Any, text: str) -> Decimal | RowFault:
    if isinstance(raw, bool | date):
        return RowFault(0, "not_a_number", text=text)
    if isinstance(raw, int | float):
        number = Decimal(str(raw))
        return number if number.is_finite() else RowFault(0, "not_a_number", text=text)
    try:
        return parse_dutch(text)
    except NumberFormatError:
        return RowFault(0, "not_a_number", text=text[:40])


def _write(sheet: Any, row: int, column: int, value: Value, day: Any) -> None:
    if isinstance(value, Decimal):
        sheet.write_number(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
    elif value:
        sheet.write_string(row, column, value)
