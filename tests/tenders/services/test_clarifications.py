"""Questions and notes: anonymous, two people, within the law, all or nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from procurement.core import clock, documents
from procurement.core.domain.canonical import canonical_json
from procurement.core.models import AuditEvent
from tenders.domain.lifecycle import TenderState
from tenders.models import PlanningStep, Requirement, Tender
from tenders.services import guide, note_document, notes, questions
from tenders.services.amendments import AmendmentRefusedError
from tenders.services.clarification_lock import ClarificationRefusedError
from tests.factories.tenders_publishing import make_published, make_question, outside

pytestmark = pytest.mark.django_db
REPLY = datetime(2027, 2, 15, 9, 0, tzinfo=UTC)
KEY = "requirements/E1/text"
NEW = "Onderdelen en bekleding moeten tien jaar leverbaar zijn."


@pytest.fixture
def tender(cast):
    make_published(cast.tender, first=cast.buyer, second=cast.mandate_holder)
    return Tender.objects.get(pk=cast.tender.pk)


@pytest.fixture
def approved(cast, tender):
    question = make_question(tender, actor=cast.buyer, company=cast.bidder_company)
    questions.answer_question(question.pk, actor=cast.buyer, answer="Ja, ook voor bekleding.")
    questions.approve_answer(question.pk, actor=cast.project_leader, seen_answer="Ja, ook voor bekleding.")
    return question


def send(tender, actor, at=REPLY):
    with clock.at(at + timedelta(minutes=5)):
        return notes.send_note(tender.pk, actor=actor, outside=outside(at))


def test_questions_are_numbered_and_only_after_publication(cast, tender):
    assert [make_question(tender, actor=cast.buyer).number for _turn in range(2)] == [1, 2]

    Tender.objects.filter(pk=tender.pk).update(state=TenderState.CLOSED)
    with pytest.raises(ClarificationRefusedError, match="not_published"):
        make_question(tender, actor=cast.buyer)


def test_the_writer_of_an_answer_does_not_approve_it(cast, tender):
    question = make_question(tender, actor=cast.buyer)
    with pytest.raises(ClarificationRefusedError, match="no_answer"):
        questions.approve_answer(question.pk, actor=cast.buyer, seen_answer="")
    questions.answer_question(question.pk, actor=cast.buyer, answer="Ja.")

    with pytest.raises(ClarificationRefusedError, match="own_answer"):
        questions.approve_answer(question.pk, actor=cast.buyer, seen_answer="Ja.")
    with pytest.raises(ClarificationRefusedError, match="changed"):
        questions.approve_answer(question.pk, actor=cast.lawyer, seen_answer="Nee.")


def test_a_changed_answer_loses_its_approval(cast, approved):
    changed = questions.answer_question(approved.pk, actor=cast.buyer, answer="Nee.")

    assert changed.approved_by is None


def test_a_note_freezes_publication_2_with_its_amendment(cast, tender, approved):
    notes.propose_amendment(tender.pk, KEY, actor=cast.buyer, new=NEW, reason="Onduidelijk.", question=approved)
    assert Requirement.objects.get(tender=tender, code="E1").text != NEW

    note = send(tender, cast.buyer)

    assert (note.number, note.publication.number) == (1, 2)
    assert Requirement.objects.get(tender=tender, code="E1").text == NEW
    part = note.publication.snapshot["clarifications"][0]
    assert part["amendments"][0]["new"] == NEW
    assert part["questions"][0]["answer"] == "Ja, ook voor bekleding."
    assert tender.publications.get(number=1).snapshot["clarifications"] == []


def test_nothing_leads_to_who_asked(cast, tender, approved):
    note = send(tender, cast.buyer)
    publication = notes.publication_of(note)
    name = cast.bidder_company.name
    assert approved.company.name == name

    assert name.encode() not in canonical_json(publication.snapshot)
    assert name not in documents.render_html(note_document.note_document(publication, 1))
    assert name not in documents.render_html(guide.guide(publication.snapshot, publication))
    assert name not in str(list(AuditEvent.objects.values_list("data", "target_label")))


def test_an_empty_note_and_one_with_an_unapproved_answer_are_refused(cast, tender):
    question = make_question(tender, actor=cast.buyer)
    questions.answer_question(question.pk, actor=cast.buyer, answer="Ja.")

    with pytest.raises(ClarificationRefusedError, match="nothing_to_send"):
        send(tender, cast.buyer)


def test_within_ten_days_before_closing_a_note_needs_a_later_closing(cast, tender, approved):
    late = tender.closing_at - timedelta(days=9)
    with pytest.raises(ClarificationRefusedError) as refused:
        send(tender, cast.buyer, late)
    assert refused.value.code == "too_late_for_closing"
    assert refused.value.params["earliest"] >= late.date() + timedelta(days=10)
    assert tender.publications.count() == 1

    later = refused.value.params["earliest"]
    with clock.at(late):
        notes.propose_amendment(
            tender.pk, "planning/closing/day", actor=cast.buyer, new=later.strftime("%d-%m-%Y"), reason="Meer tijd."
        )
    send(tender, cast.buyer, late)

    tender.refresh_from_db()
    assert tender.closing_at.date() == later
    assert PlanningStep.objects.get(tender=tender, kind="closing").day == later


def test_a_closing_is_never_brought_before_the_legal_minimum(cast, tender, approved):
    with clock.at(REPLY):
        notes.propose_amendment(
            tender.pk, "planning/closing/day", actor=cast.buyer, new="2027-03-01", reason="Sneller."
        )

    with pytest.raises(ClarificationRefusedError, match="closing_too_early"):
        send(tender, cast.buyer)
    assert PlanningStep.objects.get(tender=tender, kind="closing").day > date(2027, 3, 1)


@pytest.mark.parametrize(
    ("key", "new", "code"),
    [
        (KEY, "  ", "empty"),
        (KEY, "Onderdelen moeten tien jaar leverbaar zijn.", "unchanged"),
        ("planning/closing/day", "morgen", "not_a_date"),
        ("planning/closing/hour", "noen", "not_a_time"),
        ("procedure//validity_days", "veel", "not_a_number"),
        ("procedure//tender_fee_eur", "-3", "not_a_number"),
        ("requirements/UV1/text", "Weg.", "unknown_target"),
        ("procedure//state", "awarded", "unknown_target"),
    ],
)
def test_a_change_that_cannot_be_says_why(cast, tender, key, new, code):
    with pytest.raises(AmendmentRefusedError, match=code):
        notes.propose_amendment(tender.pk, key, actor=cast.buyer, new=new, reason="Omdat.")


def test_one_note_changes_a_text_once(cast, tender):
    notes.propose_amendment(tender.pk, KEY, actor=cast.buyer, new=NEW, reason="Omdat.")

    with pytest.raises(AmendmentRefusedError, match="taken"):
        notes.propose_amendment(tender.pk, KEY, actor=cast.buyer, new="Iets anders.", reason="Omdat.")


def test_a_sent_question_does_not_change(cast, tender, approved):
    send(tender, cast.buyer)

    with pytest.raises(ClarificationRefusedError, match="already_sent"):
        questions.answer_question(approved.pk, actor=cast.buyer, answer="Toch niet.")


def test_amounts_and_days_take_force_as_values(cast, tender):
    for key, new in (("procedure//tender_fee_eur", "€ 1.500,50"), ("procedure//validity_days", "90")):
        notes.propose_amendment(tender.pk, key, actor=cast.buyer, new=new, reason="Omdat.")

    send(tender, cast.buyer)

    tender.refresh_from_db()
    assert (str(tender.tender_fee_eur), tender.validity_days) == ("1500.50", 90)


def test_the_same_data_give_the_same_bytes(cast, tender, approved):
    publication = notes.publication_of(send(tender, cast.buyer))

    first, second = (documents.render_html(guide.guide(publication.snapshot, publication)) for _turn in range(2))
    assert first == second
    assert "CONCEPT" not in first
    assert "CONCEPT" in documents.render_html(guide.guide(publication.snapshot))
