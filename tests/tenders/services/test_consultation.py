"""The market consultation."""

from datetime import date

import pytest

from procurement.core.models import AuditEvent
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import FollowUp
from tenders.models import ConsultationAnswer, ConsultationConclusion, ConsultationQuestion, MarketConsultation, Tender
from tenders.services import consultation as market
from tenders.services.drafting import TenderFrozenError
from tests.factories.tenders import (
    make_conclusion,
    make_consultation,
    make_consultation_question,
    make_consultation_response,
    make_tender,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    return make_tender()


@pytest.fixture
def actor(tender):
    return tender.created_by


def texts(consultation):
    return list(consultation.questions.values_list("number", "text"))


def test_a_consultation_is_made_once_and_then_changed(tender, actor):
    values = {"purpose": "Weten wat kan.", "held_on": date(2023, 2, 6)}

    market.save_consultation(tender.pk, actor=actor, **values)
    market.save_consultation(tender.pk, actor=actor, **values)
    market.save_consultation(tender.pk, actor=actor, capable_firms=7)

    stored = MarketConsultation.objects.get()
    assert (stored.purpose, stored.capable_firms) == ("Weten wat kan.", 7)
    assert [event.data["fields"] for event in AuditEvent.objects.all()] == [["held_on", "purpose"], ["capable_firms"]]


def test_a_tender_without_consultation_says_why_until_one_is_held(tender, actor):
    market.waive_consultation(tender.pk, actor=actor, reason=" Vorig jaar gedaan. ")
    waived = Tender.objects.get().no_consultation_reason
    market.save_consultation(tender.pk, actor=actor, purpose="Toch.", held_on=date(2023, 2, 6))

    assert (waived, Tender.objects.get().no_consultation_reason) == ("Vorig jaar gedaan.", "")


def test_a_consultation_that_was_held_cannot_be_waived(tender, actor):
    make_consultation(tender=tender)

    with pytest.raises(market.ConsultationHeldError):
        market.waive_consultation(tender.pk, actor=actor, reason="Niet nodig.")


def test_questions_are_numbered_moved_and_renumbered(tender, actor):
    consultation = make_consultation(tender=tender)
    first, second, third = (
        market.add_question(consultation.pk, actor=actor, theme="Haalbaarheid", text=text) for text in "abc"
    )

    market.move_question(third.pk, actor=actor, by=-1)
    moved = texts(consultation)
    market.move_question(first.pk, actor=actor, by=-1)
    market.remove_question(first.pk, actor=actor)

    assert moved == [(1, "a"), (2, "c"), (3, "b")]
    assert texts(consultation) == [(1, "c"), (2, "b")]
    assert second.pk in ConsultationQuestion.objects.values_list("pk", flat=True)


def test_a_question_is_changed_only_when_it_differs(tender, actor):
    question = make_consultation_question(consultation=make_consultation(tender=tender))

    for _time in range(2):
        market.change_question(question.pk, actor=actor, text="Wat is haalbaar?")

    assert AuditEvent.objects.get().data == {"number": 1, "fields": ["text"]}


def test_a_response_keeps_the_answers_and_an_empty_answer_goes(tender, actor):
    consultation = make_consultation(tender=tender)
    first, second = (make_consultation_question(consultation=consultation) for _time in range(2))
    stranger = make_consultation_question(consultation=make_consultation(tender=make_tender()))
    values = {"party": "Werkbank", "received_on": date(2023, 2, 3)}

    response = market.save_response(
        consultation.pk, actor=actor, answers={first.pk: "Ja.", second.pk: "Nee.", stranger.pk: "?"}, **values
    )
    market.save_response(
        consultation.pk, actor=actor, response_id=response.pk, answers={first.pk: "Soms.", second.pk: " "}, **values
    )

    assert list(ConsultationAnswer.objects.values_list("question", "text")) == [(first.pk, "Soms.")]


def test_a_party_answers_once(tender, actor):
    response = make_consultation_response(consultation=make_consultation(tender=tender), party="Werkbank")

    with pytest.raises(market.PartyTakenError):
        market.save_response(
            response.consultation_id, actor=actor, answers={}, party="WERKBANK", received_on=date(2023, 2, 4)
        )


def test_a_response_is_removed_with_its_answers(tender, actor):
    consultation = make_consultation(tender=tender)
    question = make_consultation_question(consultation=consultation)
    response = make_consultation_response(consultation=consultation, answers={question: "Ja."})

    market.remove_response(response.pk, actor=actor)

    assert not ConsultationAnswer.objects.exists()


def test_conclusions_are_numbered_changed_and_renumbered(tender, actor):
    consultation = make_consultation(tender=tender)
    values = {"follow_up": FollowUp.OPEN, "reason": ""}
    first = market.save_conclusion(consultation.pk, actor=actor, text="a", **values)
    second = market.save_conclusion(consultation.pk, actor=actor, text="b", **values)

    for _time in range(2):
        market.save_conclusion(
            consultation.pk, actor=actor, conclusion_id=second.pk, follow_up=FollowUp.ADOPTED, reason="In K3."
        )
    market.remove_conclusion(first.pk, actor=actor)

    stored = ConsultationConclusion.objects.get()
    assert (stored.number, stored.text, stored.follow_up) == (1, "b", FollowUp.ADOPTED)
    assert AuditEvent.objects.count() == 4


def test_nothing_of_stage_2_changes_after_publication(tender, actor):
    consultation = make_consultation(tender=tender)
    question = make_consultation_question(consultation=consultation)
    response = make_consultation_response(consultation=consultation)
    conclusion = make_conclusion(consultation=consultation)
    Tender.objects.update(state=TenderState.PUBLISHED)

    for act in (
        lambda: market.save_consultation(tender.pk, actor=actor, purpose="x"),
        lambda: market.waive_consultation(tender.pk, actor=actor, reason="x"),
        lambda: market.add_question(consultation.pk, actor=actor, theme="x", text="x"),
        lambda: market.change_question(question.pk, actor=actor, text="x"),
        lambda: market.move_question(question.pk, actor=actor, by=1),
        lambda: market.remove_question(question.pk, actor=actor),
        lambda: market.save_response(consultation.pk, actor=actor, answers={}, party="x", received_on=date.min),
        lambda: market.remove_response(response.pk, actor=actor),
        lambda: market.save_conclusion(consultation.pk, actor=actor, text="x", follow_up=FollowUp.OPEN),
        lambda: market.remove_conclusion(conclusion.pk, actor=actor),
    ):
        with pytest.raises(TenderFrozenError):
            act()

    assert not AuditEvent.objects.exists()
