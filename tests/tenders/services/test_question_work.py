"""Who answers which question, what comes back, and questions that share an answer."""

from datetime import date, timedelta

import pytest

from procurement.core import clock
from procurement.core.models import AuditEvent, Notification
from tenders.domain.questions import Handling, QuestionState
from tenders.models import Question, Tender
from tenders.services import clarification_stages, notes, question_work, questions
from tenders.services.clarification_lock import ClarificationRefusedError
from tests.factories.tenders_publishing import SENT, make_published, make_question, outside

pytestmark = pytest.mark.django_db
DUE = date(2027, 2, 20)


@pytest.fixture(autouse=True)
def _moment():
    with clock.at(SENT + timedelta(days=8)):
        yield


@pytest.fixture
def tender(cast):
    make_published(cast.tender, first=cast.buyer, second=cast.mandate_holder)
    return Tender.objects.get(pk=cast.tender.pk)


def state_of(question):
    return Question.objects.get(pk=question.pk).state


def answer_and_approve(cast, question, text="Ja."):
    questions.answer_question(question.pk, actor=cast.buyer, answer=text)
    questions.approve_answer(question.pk, actor=cast.lawyer, seen_answer=text)


def titles(person):
    return {str(item.title) for item in clarification_stages.work_of(person)}


def test_a_draft_is_not_approved_before_it_is_offered(cast, tender):
    question = make_question(tender, actor=cast.buyer)
    questions.answer_question(question.pk, actor=cast.buyer, answer="Ja, ook", offer=False)
    assert state_of(question) == QuestionState.DRAFT
    with pytest.raises(ClarificationRefusedError, match="not_offered"):
        questions.approve_answer(question.pk, actor=cast.lawyer, seen_answer="Ja, ook")

    questions.answer_question(question.pk, actor=cast.buyer, answer="Ja, ook")

    assert questions.approve_answer(question.pk, actor=cast.lawyer, seen_answer="Ja, ook").approved_by == cast.lawyer
    assert state_of(question) == QuestionState.APPROVED


def test_an_answer_goes_back_with_a_reason_and_is_offered_again(cast, tender):
    question = make_question(tender, actor=cast.buyer)
    questions.answer_question(question.pk, actor=cast.buyer, answer="Ja.")
    with pytest.raises(ClarificationRefusedError, match="no_reason"):
        questions.return_answer(question.pk, actor=cast.lawyer, reason=" ")
    with pytest.raises(ClarificationRefusedError, match="own_answer"):
        questions.return_answer(question.pk, actor=cast.buyer, reason="Te kort.")

    questions.return_answer(question.pk, actor=cast.lawyer, reason="Noem ook de garantie.")

    assert state_of(question) == QuestionState.RETURNED
    assert question.comments.get().text == "Noem ook de garantie."
    assert "Pas een teruggestuurd antwoord aan" in titles(cast.again("buyer"))
    questions.answer_question(question.pk, actor=cast.buyer, answer="Ja, met garantie.")
    assert state_of(question) == QuestionState.OFFERED


def test_other_words_of_an_approved_question_are_looked_at_again(cast, tender):
    question = make_question(tender, actor=cast.buyer)
    answer_and_approve(cast, question)

    changed = questions.change_question(question.pk, actor=cast.buyer, document_part="Bijlage A", text="Anders?")

    assert (changed.state, changed.approved_by) == (QuestionState.OFFERED, None)


def test_an_assigned_question_is_told_of_and_stands_at_work_with_its_day(cast, tender):
    first, second = (make_question(tender, actor=cast.buyer) for _turn in range(2))

    question_work.assign(tender.pk, [first.pk, second.pk], actor=cast.buyer, to=cast.lawyer, due_on=DUE)

    told = Notification.objects.get(kind=question_work.ASSIGNED)
    assert (told.recipient, told.url) == (cast.lawyer, f"/aanbestedingen/{tender.pk}/inlichtingen/?wie=mij")
    (item,) = clarification_stages.work_of(cast.again("lawyer"))
    assert (str(item.title), item.due) == ("Beantwoord de vragen die u kreeg", DUE)
    assert "Beantwoord vragen van inschrijvers" not in titles(cast.again("buyer"))

    question_work.assign(tender.pk, [first.pk], actor=cast.buyer, to=None, due_on=DUE)

    first.refresh_from_db()
    assert (first.assigned_to, first.due_on) == (None, None)
    assert "Beantwoord vragen van inschrijvers" in titles(cast.again("buyer"))


def test_a_question_goes_to_nobody_outside_the_team(cast, tender):
    question = make_question(tender, actor=cast.buyer)

    with pytest.raises(ClarificationRefusedError, match="not_in_team"):
        question_work.assign(tender.pk, [question.pk], actor=cast.buyer, to=cast.stranger)


def test_questions_of_another_tender_and_sent_ones_are_not_assigned(cast, tender):
    question = make_question(tender, actor=cast.buyer)
    answer_and_approve(cast, question)
    notes.send_note(tender.pk, actor=cast.buyer, outside=outside())

    assert question_work.assign(tender.pk, [question.pk, 0], actor=cast.buyer, to=cast.lawyer) == []
    assert not Notification.objects.filter(kind=question_work.ASSIGNED).exists()


def test_one_answer_answers_two_questions_and_the_note_names_both(cast, tender):
    first, second = (make_question(tender, actor=cast.buyer) for _turn in range(2))
    answer_and_approve(cast, first)

    question_work.merge(second.pk, first.pk, actor=cast.buyer)

    assert (state_of(second), state_of(first)) == (QuestionState.MERGED, QuestionState.OFFERED)
    questions.approve_answer(first.pk, actor=cast.lawyer, seen_answer="Ja.")
    note = notes.send_note(tender.pk, actor=cast.buyer, outside=outside())
    (part,) = note.publication.snapshot["clarifications"][0]["questions"]
    assert (part["number"], part["also"]) == (1, [2])
    with pytest.raises(ClarificationRefusedError, match="already_sent"):
        question_work.split(second.pk, actor=cast.buyer)


def test_a_merge_is_undone(cast, tender):
    first, second = (make_question(tender, actor=cast.buyer) for _turn in range(2))
    question_work.merge(second.pk, first.pk, actor=cast.buyer)

    split = question_work.split(second.pk, actor=cast.buyer)

    assert (split.state, split.duplicate_of) == (QuestionState.OPEN, None)
    with pytest.raises(ClarificationRefusedError, match="not_merged"):
        question_work.split(second.pk, actor=cast.buyer)


def test_what_cannot_share_an_answer_is_refused(cast, tender):
    first, second, third = (make_question(tender, actor=cast.buyer) for _turn in range(3))
    secret = make_question(tender, actor=cast.buyer, is_confidential=True, confidential_reason="Vindingen")
    question_work.merge(second.pk, first.pk, actor=cast.buyer)

    for one, other, code in (
        (first, first, "same_question"),
        (first, third, "has_duplicates"),
        (third, second, "already_sent"),
        (third, secret, "not_general"),
    ):
        with pytest.raises(ClarificationRefusedError, match=code):
            question_work.merge(one.pk, other.pk, actor=cast.buyer)


def test_a_confidential_question_has_no_number_among_the_others(cast, tender):
    make_question(tender, actor=cast.buyer)
    secret = make_question(tender, actor=cast.buyer, is_confidential=True, confidential_reason="Vindingen")
    after = make_question(tender, actor=cast.buyer)

    assert (secret.number, secret.private_number, secret.handling) == (None, 1, Handling.UNDECIDED)
    assert (after.number, str(secret)) == (2, "Vertrouwelijke vraag 1")


def test_a_number_of_the_platform_is_taken_once(cast, tender):
    make_question(tender, actor=cast.buyer, outside_number="V-7")

    with pytest.raises(ClarificationRefusedError, match="number_taken"):
        make_question(tender, actor=cast.buyer, outside_number=" V-7 ")
    assert make_question(tender, actor=cast.buyer, outside_number="V-7", channel="Mercell").number == 2


def test_what_the_team_says_is_kept_and_stays_out_of_the_trail(cast, tender):
    question = make_question(tender, actor=cast.buyer)

    question_work.comment(question.pk, actor=cast.assessor, text="Kijk ook naar eis E2.")

    assert question.comments.get().author == cast.assessor
    assert "E2" not in str(list(AuditEvent.objects.filter(action="question.commented").values_list("data")))


def test_a_name_in_a_wording_is_seen_and_may_be_meant(cast, tender):
    text = f"Geldt dit ook voor {cast.bidder_company.name}?"
    question = make_question(tender, actor=cast.buyer, text=text)
    assert question.is_anonymous is False

    questions.change_question(
        question.pk, actor=cast.buyer, document_part=question.document_part, text=text, names_are_meant=True
    )

    question.refresh_from_db()
    assert question.is_anonymous is True
    assert question.names_meant == [cast.bidder_company.name]


def test_a_note_with_a_telling_answer_is_refused(cast, tender):
    question = make_question(tender, actor=cast.buyer)
    answer_and_approve(cast, question, f"Vraag het aan {cast.bidder.name}.")

    with pytest.raises(ClarificationRefusedError, match="not_anonymous") as refused:
        notes.send_note(tender.pk, actor=cast.buyer, outside=outside())
    assert refused.value.params == {"number": 1, "names": cast.bidder.name}
