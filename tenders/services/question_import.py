"""Stage 7: take over the questions of a platform's export: look first, then all of them or none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from django.db import transaction

from procurement.accounts.models import Company, User
from procurement.core import audit, clock, spreadsheets
from procurement.core.domain.file_types import FileType
from procurement.core.services import files
from tenders.domain import question_import as domain
from tenders.domain.question_import import Field, ReadQuestion, RowFault
from tenders.domain.questions import Handling
from tenders.models import Question, QuestionImport, Tender
from tenders.services.anonymity import judge_wording, watch_for
from tenders.services.clarification_lock import ClarificationRefusedError, lock_published
from tenders.services.questions import give_number

NO_PART = "-"
"""What stands for the part of the documents where the export names none."""


class RowState(StrEnum):
    """What happens to a row of the export.

    NEW: it is taken over. KNOWN: it was before. CHANGED: the platform has other words for a question that Kring has.
    """

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row as it will be taken. company: found in the address book; unknown_company: named there and not found."""

    read: ReadQuestion
    state: RowState
    company: Company | None = None
    unknown_company: bool = False
    known: Question | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What the import would do. With faults it does nothing."""

    rows: tuple[SeenRow, ...]
    faults: tuple[RowFault, ...]

    @property
    def fresh(self) -> list[SeenRow]:
        """The rows that give a question."""
        return [row for row in self.rows if row.state is RowState.NEW]


@transaction.atomic
def upload(tender_id: int, *, actor: User, channel: str, name: str, content: bytes) -> QuestionImport:
    """Keep the cells of an export with a first guess of its columns, and return it; no question is made yet.

    Raises:
        ClarificationRefusedError: "not_published".
        FileRefused: it is no CSV or xlsx file.
        TableError: it holds no rows, or too many.
    """
    tender = lock_published(tender_id)
    found = files.inspect(content, name=name, allowed_types=(FileType.CSV, FileType.XLSX))
    table = domain.read_csv(content) if found is FileType.CSV else _sheet(content)
    head, columns = domain.guess(table)
    stored = QuestionImport.objects.create(
        tender=tender,
        channel=channel,
        sha256=sha256(content).hexdigest(),
        table=table,
        head=head,
        columns={field.value: place for field, place in columns.items()},
        uploaded_by=actor,
        uploaded_at=clock.now(),
    )
    audit.record("questions.uploaded", actor=actor, target=stored, sha256=stored.sha256)
    return stored


@transaction.atomic
def choose_columns(import_id: int, columns: Mapping[Field, int], head: int, *, actor: User) -> QuestionImport:
    """Say which column is what, and return the import.

    Raises:
        ClarificationRefusedError: "already_done".
    """
    stored = _lock(import_id)
    stored.head, stored.columns = head, {field.value: place for field, place in columns.items()}
    stored.save(update_fields=["head", "columns"])
    audit.record("questions.columns_chosen", actor=actor, target=stored)
    return stored


def preview(stored: QuestionImport) -> Preview:
    """Return what the import would do now, row by row, with every fault."""
    tender = stored.tender
    reading = domain.read(
        stored.table, columns_of(stored), stored.head, now=clock.now(), notice_at=tender.notice_sent_at
    )
    companies = {row.name.casefold(): row for row in Company.objects.filter(organisation_id=tender.organisation_id)}
    known = _Known(tender, stored.channel)
    rows = tuple(_seen(one, known, companies) for one in reading.questions)
    return Preview(rows, reading.faults)


@transaction.atomic
def run(import_id: int, *, actor: User) -> list[Question]:
    """Take over every new question of the export and return them; nothing at all when one row has a fault.

    The wording stays as the asker gave it until somebody makes it anonymous; who asked stays inside.

    Raises:
        ClarificationRefusedError: "not_published", "already_done", "rows_have_faults" or "nothing_new".
    """
    stored = _lock(import_id)
    seen = preview(stored)
    if seen.faults:
        raise ClarificationRefusedError("rows_have_faults", count=len(seen.faults))
    if not seen.fresh:
        raise ClarificationRefusedError("nothing_new")
    watch = watch_for(stored.tender)
    made = []
    for row in seen.fresh:
        question = _question(stored, row)
        judge_wording(question, watch=watch)
        give_number(question)
        question.save()
        made.append(question)
    stored.table, stored.done_at, stored.taken = [], clock.now(), len(made)
    stored.save(update_fields=["table", "done_at", "taken"])
    audit.record(
        "questions.imported",
        actor=actor,
        target=stored.tender,
        channel=stored.channel,
        sha256=stored.sha256,
        count=len(made),
        passed_over=len(seen.rows) - len(made),
    )
    return made


@transaction.atomic
def discard(import_id: int, *, actor: User) -> None:
    """Throw away an upload that was not taken over.

    Raises:
        ClarificationRefusedError: "already_done".
    """
    stored = _lock(import_id)
    tender, sha256_hex = stored.tender, stored.sha256
    stored.delete()
    audit.record("questions.discarded", actor=actor, target=tender, sha256=sha256_hex)


def columns_of(stored: QuestionImport) -> dict[Field, int]:
    """Return which column is what."""
    return {Field(name): place for name, place in stored.columns.items()}


class _Known:
    """The questions of the tender that came from this channel, found by their number there, or by moment and words."""

    def __init__(self, tender: Tender, channel: str) -> None:
        self.by_number: dict[str, Question] = {}
        self.by_words: dict[tuple[datetime, str], Question] = {}
        for question in tender.questions.filter(channel=channel):
            if question.outside_number:
                self.by_number[question.outside_number] = question
            self.by_words[question.asked_at, _words(question.original_text or question.text)] = question

    def find(self, read: ReadQuestion) -> Question | None:
        """Return the question that this row gave before."""
        if read.number:
            return self.by_number.get(read.number)
        return self.by_words.get((read.asked_at, _words(read.text)))


def _lock(import_id: int) -> QuestionImport:
    stored = QuestionImport.objects.get(pk=import_id)
    tender = lock_published(stored.tender_id)
    stored.refresh_from_db()
    stored.tender = tender
    if stored.done_at:
        raise ClarificationRefusedError("already_done")
    return stored


def _seen(read: ReadQuestion, known: _Known, companies: Mapping[str, Company]) -> SeenRow:
    found = known.find(read)
    company = companies.get(" ".join(read.company.split()).casefold()) if read.company else None
    state = RowState.NEW
    if found is not None:
        same = _words(found.original_text or found.text) == _words(read.text)
        state = RowState.KNOWN if same else RowState.CHANGED
    return SeenRow(read, state, company, bool(read.company) and company is None, found)


def _question(stored: QuestionImport, row: SeenRow) -> Question:
    read = row.read
    return Question(
        tender=stored.tender,
        asked_at=read.asked_at,
        channel=stored.channel,
        outside_number=read.number,
        document_part=read.part or NO_PART,
        text=read.text,
        original_text=read.text,
        background=read.background,
        company=row.company,
        is_confidential=read.is_confidential,
        confidential_reason=read.reason if read.is_confidential else "",
        handling=Handling.UNDECIDED if read.is_confidential else Handling.GENERAL,
    )


def _sheet(content: bytes) -> list[list[str]]:
    sheets = spreadsheets.read_sheets(content)
    rows = max(sheets.values(), key=len, default=[])
    return domain.trimmed([[_text(cell) for cell in row] for row in rows])


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, Decimal) and cell == cell.to_integral_value():
        return str(int(cell))
    return str(cell).strip()


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()
