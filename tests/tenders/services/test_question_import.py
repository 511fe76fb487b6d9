"""Questions come over all or none, once, and who asked stays inside."""

import io
from datetime import UTC, datetime, timedelta
from zipfile import ZipFile

import openpyxl
import pytest

from procurement.core import clock
from procurement.core.domain.file_types import FileRefused
from procurement.core.models import AuditEvent
from tenders.domain.question_import import Field, TableError
from tenders.domain.questions import Handling, QuestionState
from tenders.models import Question, QuestionImport, Tender
from tenders.services import question_export, question_import, questions
from tenders.services.clarification_lock import ClarificationRefusedError
from tenders.services.question_import import RowState
from tests.factories.tenders_publishing import SENT, make_published, make_question

pytestmark = pytest.mark.django_db
HEAD = "Nr;Datum en tijd;Document;Vraag;Onderneming;Vertrouwelijk\n"


@pytest.fixture(autouse=True)
def _moment():
    with clock.at(SENT + timedelta(days=9)):
        yield


@pytest.fixture
def tender(cast):
    make_published(cast.tender, first=cast.buyer, second=cast.mandate_holder)
    return Tender.objects.get(pk=cast.tender.pk)


def upload(tender, actor, text, name="export.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return question_import.upload(tender.pk, actor=actor, channel="TenderNed", name=name, content=content)


def take(tender, actor, text, **more):
    return question_import.run(upload(tender, actor, text, **more).pk, actor=actor)


def rows(*lines):
    return HEAD + "".join(f"{line}\n" for line in lines)


FIRST = "V-1;8-2-2027 09:12;Bijlage A;Geldt dit ook voor bekleding?;;"
SECOND = "V-2;8-2-2027 09:15;Leidraad;Mag de inschrijving later?;;"


def test_the_export_gives_questions_with_channel_number_and_moment(cast, tender):
    first, second = take(tender, cast.buyer, rows(FIRST, SECOND))

    assert (first.number, first.outside_number, first.channel, first.state) == (1, "V-1", "TenderNed", "open")
    assert first.asked_at == datetime(2027, 2, 8, 8, 12, tzinfo=UTC)
    assert (second.number, second.document_part) == (2, "Leidraad")


def test_the_same_export_again_gives_nothing_twice_and_a_longer_one_gives_the_rest(cast, tender):
    take(tender, cast.buyer, rows(FIRST))
    with pytest.raises(ClarificationRefusedError, match="nothing_new"):
        take(tender, cast.buyer, rows(FIRST))

    assert [question.outside_number for question in take(tender, cast.buyer, rows(FIRST, SECOND))] == ["V-2"]
    assert tender.questions.count() == 2


def test_a_question_without_a_number_is_known_by_its_moment_and_words(cast, tender):
    bare = HEAD + ";8-2-2027 09:12;Bijlage A;Geldt dit  ook voor bekleding?;;\n"
    take(tender, cast.buyer, bare)
    (question,) = tender.questions.all()
    questions.change_question(question.pk, actor=cast.buyer, document_part="Bijlage A", text="Anders gezegd?")

    with pytest.raises(ClarificationRefusedError, match="nothing_new"):
        take(tender, cast.buyer, bare.replace("dit  ook", "dit ook"))


def test_other_words_on_the_platform_are_shown_and_do_not_overwrite(cast, tender):
    take(tender, cast.buyer, rows(FIRST))

    seen = question_import.preview(upload(tender, cast.buyer, rows(FIRST.replace("bekleding", "gasveren"), SECOND)))

    assert [row.state for row in seen.rows] == [RowState.CHANGED, RowState.NEW]
    assert "bekleding" in tender.questions.get().text


def test_one_fault_and_nothing_is_taken(cast, tender):
    stored = upload(tender, cast.buyer, rows(FIRST, "V-2;ooit;Leidraad;Mag dit?;;"))

    with pytest.raises(ClarificationRefusedError, match="rows_have_faults"):
        question_import.run(stored.pk, actor=cast.buyer)
    assert not tender.questions.exists()

    assert [(fault.line, fault.code) for fault in question_import.preview(stored).faults] == [(3, "not_a_moment")]


def test_other_columns_may_be_chosen(cast, tender):
    stored = upload(tender, cast.buyer, "Een;Twee;Drie\n8-2-2027;Bijlage A;Mag dit?\n")
    assert question_import.preview(stored).faults

    columns = {Field.ASKED_ON: 0, Field.PART: 1, Field.QUESTION: 2}
    stored = question_import.choose_columns(stored.pk, columns, 0, actor=cast.buyer)

    assert [row.read.text for row in question_import.preview(stored).rows] == ["Mag dit?"]


def test_a_workbook_is_read_too_with_its_own_dates(cast, tender):
    book = openpyxl.Workbook()
    book.active.append(["Nummer", "Datum", "Tijd", "Onderwerp", "Vraag"])
    when = datetime(2027, 2, 8, 9, 12)  # noqa: DTZ001 -- a cell has no zone
    book.active.append([12, when, when.time(), "Bijlage A", "Mag dit?"])
    out = io.BytesIO()
    book.save(out)

    (question,) = take(tender, cast.buyer, out.getvalue(), name="export.xlsx")

    assert (question.outside_number, question.asked_at) == ("12", datetime(2027, 2, 8, 8, 12, tzinfo=UTC))


def test_who_asked_is_found_in_the_address_book_and_stays_out_of_the_trail(cast, tender):
    name = cast.bidder_company.name
    stored = upload(
        tender, cast.buyer, rows(FIRST.replace("?;;", f"?;{name.upper()};"), SECOND.replace("?;;", "?;BV X;"))
    )
    assert [row.unknown_company for row in question_import.preview(stored).rows] == [False, True]

    first, second = question_import.run(stored.pk, actor=cast.buyer)

    assert (first.company, second.company) == (cast.bidder_company, None)
    assert name not in str(list(AuditEvent.objects.values_list("data", "target_label")))
    stored.refresh_from_db()
    assert (stored.table, stored.taken) == ([], 2)


def test_a_telling_question_waits_to_be_made_anonymous_with_what_was_asked_kept(cast, tender):
    text = f"Mag {cast.bidder_company.name} dit leveren?"

    (question,) = take(tender, cast.buyer, rows(FIRST.replace("Geldt dit ook voor bekleding?", text)))

    assert (question.is_anonymous, question.original_text) == (False, text)
    questions.change_question(question.pk, actor=cast.buyer, document_part="Bijlage A", text="Mag dit?")
    question.refresh_from_db()
    assert (question.is_anonymous, question.original_text) == (True, text)


def test_a_confidential_question_waits_for_a_decision(cast, tender):
    (question,) = take(tender, cast.buyer, rows(FIRST.removesuffix(";") + ";ja"))

    assert (question.handling, question.number, question.private_number) == (Handling.UNDECIDED, None, 1)


def test_an_import_is_done_once_and_can_be_thrown_away_before(cast, tender):
    stored = upload(tender, cast.buyer, rows(FIRST))
    question_import.run(stored.pk, actor=cast.buyer)
    for act in (question_import.run, question_import.discard):
        with pytest.raises(ClarificationRefusedError, match="already_done"):
            act(stored.pk, actor=cast.buyer)
    other = upload(tender, cast.buyer, rows(SECOND))

    question_import.discard(other.pk, actor=cast.buyer)

    assert not QuestionImport.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (b"%PDF-1.7 x", "export.pdf", FileRefused),
        (b"", "export.csv", FileRefused),
        (b";;\n", "export.csv", TableError),
        (b"PK\x03\x04kapot", "export.xlsx", FileRefused),
    ],
)
def test_a_file_that_is_no_export_is_refused(cast, tender, content, name, error):
    with pytest.raises(error):
        upload(tender, cast.buyer, content, name=name)
    assert not QuestionImport.objects.exists()


def test_the_sheet_of_questions_betrays_nobody(cast, tender):
    name = cast.bidder_company.name
    sent = make_question(tender, actor=cast.buyer, company=cast.bidder_company, outside_number="V-9")
    Question.objects.filter(pk=sent.pk).update(state=QuestionState.SENT, answer="Ja.", original_text=f"{name} vraagt")
    make_question(tender, actor=cast.buyer, text=f"Mag {name} dit?")
    make_question(tender, actor=cast.buyer, text="Geheim?", is_confidential=True, confidential_reason="Vinding")

    content = question_export.sheet(tender)

    cells = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    assert cells[1] == (1, "Bijlage A, eis E1", "Geldt dit ook voor bekleding?", "Ja.", "beantwoord", None)
    assert cells[2][2] == "nog niet anoniem"
    assert len(cells) == 3
    parts = ZipFile(io.BytesIO(content))
    packed = b"".join(parts.read(part) for part in parts.namelist())
    for word in (name, cast.buyer.name, "V-9", "2027-02-08", "Geheim"):
        assert word.encode() not in packed
    assert question_export.sheet(tender) == content
