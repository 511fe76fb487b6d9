"""An invited company asks, takes back and reads: its own, in time, and nobody learns who it was."""

from datetime import timedelta

import pytest

from procurement.core import clock
from procurement.core.models import AuditEvent, Notification
from tenders.domain.lifecycle import TenderState
from tenders.domain.questions import Handling, QuestionState
from tenders.models import FormalAct, InvitedCompany, Question, Tender
from tenders.services import invited_companies, notes, own_questions, question_handling, question_work, questions
from tenders.services.clarification_lock import ClarificationRefusedError
from tests.factories.tenders_publishing import SENT, make_asked, make_published, make_question, outside

pytestmark = pytest.mark.django_db
NOW = SENT + timedelta(days=3)


@pytest.fixture(autouse=True)
def _moment():
    with clock.at(NOW):
        yield


@pytest.fixture
def tender(cast):
    make_published(cast.tender, first=cast.buyer, second=cast.mandate_holder)
    tender = Tender.objects.get(pk=cast.tender.pk)
    invited_companies.invite(tender.pk, [cast.bidder_company.pk, cast.contractor_company.pk], actor=cast.buyer)
    return tender


def ask(cast, tender, **values):
    return make_asked(tender, actor=cast.again("bidder"), company=cast.bidder_company, **values)


def answer_and_approve(cast, question, text="Ja."):
    questions.answer_question(question.pk, actor=cast.buyer, answer=text)
    questions.approve_answer(question.pk, actor=cast.project_leader, seen_answer=text)


def test_all_invited_companies_hear_it_at_the_same_moment(cast, tender):
    told = Notification.objects.filter(kind=invited_companies.INVITED)

    assert {message.recipient for message in told} == {cast.bidder, cast.contractor}
    assert {message.url for message in told} == {f"/mijn-vragen/{tender.pk}/"}
    assert invited_companies.invite(tender.pk, [cast.bidder_company.pk], actor=cast.buyer) == []
    assert told.count() == 2


def test_a_company_of_another_authority_is_not_invited(cast, tender):
    cast.bidder_company.__class__.objects.filter(pk=cast.bidder_company.pk).update(organisation=cast.other_organisation)
    InvitedCompany.objects.all().delete()

    assert invited_companies.invite(tender.pk, [cast.bidder_company.pk], actor=cast.buyer) == []


def test_a_company_counts_its_own_questions_and_not_those_of_others(cast, tender):
    make_question(tender, actor=cast.buyer)
    make_asked(tender, actor=cast.again("contractor"), company=cast.contractor_company)
    first, second = ask(cast, tender), ask(cast, tender)

    assert (first.own_number, second.own_number) == (1, 2)
    assert (first.number, second.number) == (3, 4)
    own = own_questions.questions_of(tender, cast.again("bidder").company_ids)
    assert list(own) == [first, second]


def test_who_was_not_invited_or_not_any_more_asks_nothing(cast, tender):
    with pytest.raises(ClarificationRefusedError, match="not_invited"):
        make_asked(tender, actor=cast.again("bidder"), company=cast.contractor_company)
    invitation = InvitedCompany.objects.get(company=cast.bidder_company)
    invited_companies.end_invitation(invitation.pk, actor=cast.buyer)

    with pytest.raises(ClarificationRefusedError, match="not_invited"):
        ask(cast, tender)
    with pytest.raises(ClarificationRefusedError, match="already_ended"):
        invited_companies.end_invitation(invitation.pk, actor=cast.buyer)


def test_questions_come_in_until_the_moment_of_the_planning(cast, tender):
    until = own_questions.may_ask_until(tender)
    with clock.at(until):
        kept = ask(cast, tender)

    with clock.at(until + timedelta(seconds=1)):
        assert own_questions.may_ask_until(tender) is None
        with pytest.raises(ClarificationRefusedError, match="questions_closed"):
            ask(cast, tender)
        with pytest.raises(ClarificationRefusedError, match="questions_closed"):
            own_questions.withdraw(kept.pk, actor=cast.again("bidder"))
    Tender.objects.filter(pk=tender.pk).update(state=TenderState.CLOSED)
    with pytest.raises(ClarificationRefusedError, match="not_published"):
        ask(cast, tender)


def test_a_question_that_is_taken_back_is_in_no_note(cast, tender):
    question = ask(cast, tender)
    answer_and_approve(cast, question)

    own_questions.withdraw(question.pk, actor=cast.again("bidder"))

    assert Question.objects.get(pk=question.pk).state == QuestionState.WITHDRAWN
    assert questions.ready_questions(tender) == []
    with pytest.raises(ClarificationRefusedError, match="already_sent"):
        own_questions.withdraw(question.pk, actor=cast.again("bidder"))


def test_nobody_takes_back_what_another_company_asked(cast, tender):
    question = ask(cast, tender)

    with pytest.raises(ClarificationRefusedError, match="not_invited"):
        own_questions.withdraw(question.pk, actor=cast.again("contractor"))


def test_the_answer_stays_for_who_asked_the_same(cast, tender):
    first = ask(cast, tender)
    same, third = (make_question(tender, actor=cast.buyer) for _turn in range(2))
    for other in (same, third):
        question_work.merge(other.pk, first.pk, actor=cast.buyer)
    answer_and_approve(cast, first)

    own_questions.withdraw(first.pk, actor=cast.again("bidder"))

    same.refresh_from_db()
    third.refresh_from_db()
    assert (same.state, same.answer, same.duplicate_of) == (QuestionState.OFFERED, "Ja.", None)
    assert third.duplicate_of == same


def test_the_trail_tells_what_was_done_and_not_who_asked(cast, tender):
    question = ask(cast, tender, background="Wij maken zelf bekleding.")
    own_questions.withdraw(question.pk, actor=cast.again("bidder"))

    events = AuditEvent.objects.filter(action__in=("question.asked", "question.withdrawn"))
    assert [event.actor for event in events] == [None, None]
    assert {event.data["asker"] for event in events} == {own_questions.asker_mark(question.pk, cast.bidder.pk)}
    trail = str(list(AuditEvent.objects.values_list("actor_name", "target_label", "data")))
    for word in (cast.bidder_company.name, cast.bidder.name, cast.bidder.email, "bekleding"):
        assert word not in trail


def test_the_mark_of_an_asker_links_no_two_questions(cast, tender):
    first, second = ask(cast, tender), ask(cast, tender)

    assert own_questions.asker_mark(first.pk, cast.bidder.pk) != own_questions.asker_mark(second.pk, cast.bidder.pk)


def test_only_the_own_company_is_looked_for_in_what_it_writes(cast, tender):
    text = f"{cast.bidder_company.name} en {cast.contractor_company.name} doen dit."

    found = own_questions.leaks_for(cast.bidder_company, text)

    assert [leak.text for leak in found] == [cast.bidder_company.name]


def test_a_note_is_told_to_all_invited_companies_in_one_act(cast, tender):
    answer_and_approve(cast, ask(cast, tender))

    notes.send_note(tender.pk, actor=cast.buyer, outside=outside(NOW))

    told = Notification.objects.filter(kind=invited_companies.NOTE_OUT)
    assert {message.recipient for message in told} == {cast.bidder, cast.contractor}
    assert len({message.created_at for message in told}) == 1
    assert all(cast.bidder_company.name not in message.body for message in told)


SECRET = {"is_confidential": True, "confidential_reason": "Onze vinding."}


def test_who_asks_in_confidence_hears_the_decision_and_may_still_take_it_back(cast, tender):
    question = ask(cast, tender, **SECRET)
    with pytest.raises(ClarificationRefusedError, match="no_reason"):
        question_handling.decide(question.pk, Handling.GENERAL, actor=cast.buyer, reason=" ")

    decided = question_handling.decide(
        question.pk, Handling.GENERAL, actor=cast.buyer, reason="Anderen moeten dit ook weten."
    )

    assert (decided.number, decided.private_number, decided.handled_by) == (1, 1, cast.buyer)
    assert Notification.objects.get(kind=question_handling.DECIDED).recipient == cast.bidder
    with clock.at(own_questions.may_ask_until(tender) + timedelta(days=1)):
        own_questions.withdraw(question.pk, actor=cast.again("bidder"))
    assert Question.objects.get(pk=question.pk).state == QuestionState.WITHDRAWN


def test_an_answer_to_the_asker_alone_is_in_no_note_and_has_no_number(cast, tender):
    question = ask(cast, tender, **SECRET)
    question_handling.decide(question.pk, Handling.INDIVIDUAL, actor=cast.buyer, reason="De vinding is nieuw.")
    answer_and_approve(cast, question)
    general = make_question(tender, actor=cast.buyer)
    answer_and_approve(cast, general)
    note = notes.send_note(tender.pk, actor=cast.buyer, outside=outside(NOW))

    question_handling.answer_alone(question.pk, actor=cast.buyer, outside=outside(NOW))

    question.refresh_from_db()
    assert (question.state, question.note, question.number) == (QuestionState.SENT, None, None)
    assert general.number == 1
    part = note.publication.snapshot["clarifications"][0]
    assert [row["number"] for row in part["questions"]] == [1]
    assert FormalAct.objects.get(kind="individual_answer").outside_at == NOW
    assert Notification.objects.get(kind=question_handling.ANSWERED).recipient == cast.bidder


def test_the_asker_alone_is_answered_only_after_a_decision_and_an_approval(cast, tender):
    question = ask(cast, tender, **SECRET)
    with pytest.raises(ClarificationRefusedError, match="not_individual"):
        question_handling.answer_alone(question.pk, actor=cast.buyer, outside=outside(NOW))
    question_handling.decide(question.pk, Handling.INDIVIDUAL, actor=cast.buyer, reason="Vinding.")
    questions.answer_question(question.pk, actor=cast.buyer, answer="Ja.")

    with pytest.raises(ClarificationRefusedError, match="no_answer"):
        question_handling.answer_alone(question.pk, actor=cast.buyer, outside=outside(NOW))


def test_another_decision_asks_for_another_approval(cast, tender):
    question = ask(cast, tender, **SECRET)
    question_handling.decide(question.pk, Handling.INDIVIDUAL, actor=cast.buyer, reason="Vinding.")
    answer_and_approve(cast, question)

    general = question_handling.decide(question.pk, Handling.GENERAL, actor=cast.buyer, reason="Toch niet nieuw.")

    assert (general.state, general.approved_by, general.number) == (QuestionState.OFFERED, None, 1)


def test_only_what_was_asked_in_confidence_is_weighed(cast, tender):
    question = ask(cast, tender)

    with pytest.raises(ClarificationRefusedError, match="not_confidential"):
        question_handling.decide(question.pk, Handling.INDIVIDUAL, actor=cast.buyer, reason="Zomaar.")


def test_an_asker_takes_a_question_back_on_the_platform(cast, tender):
    question = make_question(tender, actor=cast.buyer)
    with pytest.raises(ClarificationRefusedError, match="no_reason"):
        question_handling.withdraw_for_asker(question.pk, actor=cast.buyer, reason="")

    question_handling.withdraw_for_asker(question.pk, actor=cast.buyer, reason="Bericht van 4 februari.")

    question.refresh_from_db()
    assert (question.state, question.handling_reason) == (QuestionState.WITHDRAWN, "Bericht van 4 februari.")
