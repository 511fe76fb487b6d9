"""Questions from the export of a platform: a table of text, which column is what, and what each row says.

Nothing here trusts the file: every cell is text, every row that cannot be read is named with its line.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MAX_ROWS = 2000
MAX_COLUMNS = 60
MAX_QUESTION = 8000
MAX_PART = 160
MAX_NUMBER = 40
HEAD_ROWS = 15
"""Rows in which the line of headings is looked for: exports begin with a title and a date."""
Table = Sequence[Sequence[str]]


class Field(StrEnum):
    """What a column of the export can be."""

    NUMBER = "number"
    ASKED_ON = "asked_on"
    ASKED_TIME = "asked_time"
    PART = "part"
    PARAGRAPH = "paragraph"
    PAGE = "page"
    QUESTION = "question"
    BACKGROUND = "background"
    COMPANY = "company"
    CONFIDENTIAL = "confidential"
    REASON = "reason"


REQUIRED = (Field.ASKED_ON, Field.QUESTION)
# Headings as exports write them, in lower case without signs; the first field that knows a heading takes it.
HEADINGS: Mapping[Field, tuple[str, ...]] = {
    Field.NUMBER: ("nr", "nummer", "vraagnummer", "vraag nr", "vraagnr", "volgnummer", "id", "question number", "no"),
    Field.ASKED_ON: (
        "datum", "gesteld op", "datum gesteld", "datum en tijd", "datum tijd", "datumtijd", "ingediend op",
        "ontvangen op", "datum vraag", "aangemaakt op", "ontvangstdatum", "tijdstip", "date",
        "submitted on", "asked on",
    ),
    Field.ASKED_TIME: ("tijd", "uur", "tijd gesteld", "time"),
    Field.PART: (
        "document", "documentdeel", "onderdeel", "onderwerp", "referentie", "betreft", "document en paragraaf",
        "categorie", "bestand", "stuk", "reference", "subject",
    ),
    Field.PARAGRAPH: ("paragraaf", "hoofdstuk", "artikel", "eis", "paragraph", "section"),
    Field.PAGE: ("pagina", "blz", "bladzijde", "page"),
    Field.QUESTION: ("vraag", "vraagtekst", "tekst", "tekst vraag", "omschrijving", "question", "question text"),
    Field.BACKGROUND: ("achtergrond", "achtergrondinformatie", "toelichting", "background", "background information"),
    Field.COMPANY: (
        "onderneming", "bedrijf", "inschrijver", "gegadigde", "vraagsteller", "gesteld door", "leverancier",
        "organisatie", "company", "supplier", "asked by",
    ),
    Field.CONFIDENTIAL: ("vertrouwelijk", "individueel", "individuele vraag", "confidential", "private"),
    Field.REASON: ("reden vertrouwelijk", "motivering vertrouwelijk", "reason"),
}  # fmt: skip
_YES = frozenset({"ja", "j", "yes", "y", "x", "true", "waar", "1", "individueel", "vertrouwelijk"})
_NO = frozenset({"", "nee", "n", "no", "false", "onwaar", "0", "algemeen", "openbaar"})
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mrt maa mar", "apr", "mei may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec"), start=1
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_WORDS = re.compile(r"(\d{1,2})\s+([a-z]{3})[a-z]*\.?\s+(\d{4})")
_TIME = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?(?!\d)")


class TableError(ValueError):
    """The file is no table that can be read. code: "no_rows", "too_many_rows" or "not_text"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row cannot be taken. line: as a spreadsheet shows it, from 1; 0 for the file as a whole.

    code: "column_missing", "question_missing", "moment_missing", "not_a_moment", "in_future", "before_notice",
    "too_long", "number_twice" or "not_yes_or_no".
    """

    line: int
    code: str
    field: Field | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """One question as the export has it. asked_at: aware, Dutch time. company: its name as written there."""

    line: int
    number: str
    asked_at: datetime
    part: str
    text: str
    background: str = ""
    company: str = ""
    is_confidential: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. With faults nothing is imported: all or nothing."""

    questions: tuple[ReadQuestion, ...]
    faults: tuple[RowFault, ...]


def read_csv(content: bytes) -> list[list[str]]:
    """Return the cells of a text file with separators; which separator and encoding it has is found out.

    Raises:
        TableError: "not_text", "no_rows" or "too_many_rows".
    """
    text = _decoded(content)
    sample = text[:20_000]
    counts = {sign: sum(line.count(sign) for line in sample.splitlines()[:HEAD_ROWS]) for sign in (";", "\t", ",", "|")}
    sign = max(counts, key=lambda one: counts[one])
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign)]
    return trimmed(rows)


def trimmed(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the rows without empty ones at the end and columns beyond the limit.

    Raises:
        TableError: "no_rows" or "too_many_rows".
    """
    table = [list(row[:MAX_COLUMNS]) for row in rows]
    while table and not any(table[-1]):
        table.pop()
    if not any(any(row) for row in table):
        raise TableError("no_rows")
    if len(table) > MAX_ROWS + HEAD_ROWS:
        raise TableError("too_many_rows")
    return table


def guess(table: Table) -> tuple[int, dict[Field, int]]:
    """Return the row of headings (counted from 0) and the column of each field that is known by its heading."""
    found = [(head, _known(table[head])) for head in range(min(HEAD_ROWS, len(table)))]
    head, columns = max(found, key=lambda pair: (len(pair[1]), -pair[0]))
    return head, columns


def read(
    table: Table, columns: Mapping[Field, int], head: int, *, now: datetime, notice_at: datetime | None = None
) -> Reading:
    """Return the questions below the headings, and every fault with its line.

    columns: field -> column, counted from 0. notice_at: nobody asks before the notice was sent.
    """
    missing = [RowFault(0, "column_missing", field) for field in REQUIRED if field not in columns]
    if missing:
        return Reading((), tuple(missing))
    questions: list[ReadQuestion] = []
    faults: list[RowFault] = []
    for line, row in enumerate(table, start=1):
        if line <= head + 1 or not any(row):
            continue
        one = _read_row(line, row, columns, now, notice_at)
        if isinstance(one, ReadQuestion):
            questions.append(one)
        else:
            faults += one
    faults += _twice(questions)
    if not questions and not faults:
        faults.append(RowFault(0, "question_missing"))
    return Reading(tuple(questions), tuple(sorted(faults, key=lambda fault: fault.line)))


def moment_of(day: str, hour: str = "") -> datetime | None:
    """Return the moment that a text names, in Dutch time, or None: "8-2-2027 09:12", "2027-02-08T09:12:00Z".

    hour: text of a column of its own. Without any hour it is midnight.
    """
    found = _date(day.casefold())
    if found is None:
        return None
    said = _time(hour) or _time(re.sub(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", " ", day, count=1)) or time(0, 0)
    moment = datetime.combine(found, said)
    is_utc = not hour and day.strip().endswith(("Z", "+00:00"))
    zone = ZoneInfo("UTC") if is_utc else AMSTERDAM
    return moment.replace(tzinfo=zone).astimezone(AMSTERDAM)


def _read_row(
    line: int, row: Sequence[str], columns: Mapping[Field, int], now: datetime, notice_at: datetime | None
) -> ReadQuestion | list[RowFault]:
    cells = {field: row[place].strip() if place < len(row) else "" for field, place in columns.items()}
    faults = list(_faults(line, cells, now, notice_at))
    if faults:
        return faults
    moment = moment_of(cells[Field.ASKED_ON], cells.get(Field.ASKED_TIME, ""))
    assert moment is not None  # noqa: S101 -- a row without a moment has a fault
    return ReadQuestion(
        line=line,
        number=cells.get(Field.NUMBER, ""),
        asked_at=moment,
        part=_part(cells),
        text=cells[Field.QUESTION],
        background=cells.get(Field.BACKGROUND, ""),
        company=cells.get(Field.COMPANY, ""),
        is_confidential=cells.get(Field.CONFIDENTIAL, "").casefold() in _YES,
        reason=cells.get(Field.REASON, ""),
    )


def _faults(line: int, cells: Mapping[Field, str], now: datetime, notice_at: datetime | None) -> Iterator[RowFault]:
    if not cells[Field.QUESTION]:
        yield RowFault(line, "question_missing", Field.QUESTION)
    moment = moment_of(cells[Field.ASKED_ON], cells.get(Field.ASKED_TIME, ""))
    if not cells[Field.ASKED_ON]:
        yield RowFault(line, "moment_missing", Field.ASKED_ON)
    elif moment is None:
        yield RowFault(line, "not_a_moment", Field.ASKED_ON, cells[Field.ASKED_ON][:40])
    elif moment > now:
        yield RowFault(line, "in_future", Field.ASKED_ON, cells[Field.ASKED_ON][:40])
    elif notice_at and moment.date() < notice_at.astimezone(AMSTERDAM).date():
        yield RowFault(line, "before_notice", Field.ASKED_ON, cells[Field.ASKED_ON][:40])
    lengths = ((Field.QUESTION, MAX_QUESTION), (Field.NUMBER, MAX_NUMBER), (Field.BACKGROUND, MAX_QUESTION))
    for field, most in lengths:
        if len(cells.get(field, "")) > most:
            yield RowFault(line, "too_long", field, str(most))
    if len(_part(cells)) > MAX_PART:
        yield RowFault(line, "too_long", Field.PART, str(MAX_PART))
    if cells.get(Field.CONFIDENTIAL, "").casefold() not in _YES | _NO:
        yield RowFault(line, "not_yes_or_no", Field.CONFIDENTIAL, cells[Field.CONFIDENTIAL][:40])


def _twice(questions: Sequence[ReadQuestion]) -> Iterator[RowFault]:
    counts = Counter(one.number for one in questions if one.number)
    for one in questions:
        if counts.get(one.number, 0) > 1:
            yield RowFault(one.line, "number_twice", Field.NUMBER, one.number)


def _part(cells: Mapping[Field, str]) -> str:
    parts = [cells.get(field, "") for field in (Field.PART, Field.PARAGRAPH, Field.PAGE)]
    return ", ".join(part for part in parts if part)


def _known(row: Sequence[str]) -> dict[Field, int]:
    plain = [" ".join(re.sub(r"[^\w]+", " ", cell.casefold()).split()) for cell in row]
    found: dict[Field, int] = {}
    for field, headings in HEADINGS.items():
        place = next((plain.index(heading) for heading in headings if heading in plain), None)
        if place is not None and place not in found.values():
            found[field] = place
    return found


def _decoded(content: bytes) -> str:
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError("not_text")


def _date(text: str) -> date | None:
    for pattern, order in ((_ISO, (0, 1, 2)), (_DUTCH, (2, 1, 0)), (_WORDS, (2, 1, 0))):
        match = pattern.search(text)
        if match:
            parts = match.groups()
            year, month, day = (_MONTHS.get(parts[place], parts[place]) for place in order)
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                return None
    return None


def _time(text: str) -> time | None:
    match = _TIME.search(text)
    if not match:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups())
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None
