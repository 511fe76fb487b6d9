"""A procedure is adopted from its facts, with words, alternatives and one audit event; the impossible is refused."""

from datetime import date
from decimal import Decimal

import pytest

from procurement.core.models import AuditEvent
from tenders.domain.lifecycle import TenderState
from tenders.domain.procedure_reasons import Verdict
from tenders.domain.procedure_vocabulary import Innovation, Regime
from tenders.domain.vocabulary import ContractKind, Procedure, StepKind
from tenders.models import ProcedureFacts
from tenders.services import planning, procedure
from tenders.services import procedure_choice as service
from tenders.services.compliance import findings_for
from tenders.services.drafting import TenderFrozenError
from tests.factories.tenders import make_consultation, make_tender

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    return make_tender(estimated_value_eur=Decimal(590_000))


def verdicts(tender):
    return {choice.procedure: choice.verdict for choice in service.weigh(tender).choices}


def events(action):
    return AuditEvent.objects.filter(action=action).count()


def test_the_chooser_weighs_value_threshold_and_answers(tender):
    assert verdicts(tender)[Procedure.OPEN] is Verdict.POSSIBLE
    assert verdicts(tender)[Procedure.QUOTE] is Verdict.IMPOSSIBLE
    assert verdicts(tender)[Procedure.COMPETITIVE_DIALOGUE] is Verdict.IMPOSSIBLE

    service.save_facts(tender.pk, actor=tender.created_by, innovation=Innovation.DESIGN)

    assert verdicts(tender)[Procedure.COMPETITIVE_DIALOGUE] is Verdict.POSSIBLE


def test_the_part_of_the_law_brings_its_own_threshold():
    tender = make_tender(contract_kind=ContractKind.SERVICES, estimated_value_eur=Decimal(600_000))
    assert service.weigh(tender).margin_eur < 0

    service.save_facts(tender.pk, actor=tender.created_by, regime=Regime.SOCIAL)

    assert service.weigh(tender).margin_eur == Decimal(150_000)
    assert "VAL-02" not in {finding.rule_id for finding in findings_for(tender.pk)}


def test_the_number_of_firms_comes_from_the_consultation_until_it_is_typed(tender):
    make_consultation(tender=tender, capable_firms=4)
    assert service.stored_facts(tender).capable_firms == 4

    service.save_facts(tender.pk, actor=tender.created_by, capable_firms=9)

    assert service.stored_facts(tender).capable_firms == 9


def test_answers_that_did_not_change_are_not_recorded_again(tender):
    for _time in range(2):
        service.save_facts(tender.pk, actor=tender.created_by, capable_firms=5)

    assert ProcedureFacts.objects.count() == 1
    assert events("procedure.facts_changed") == 1


def test_a_procedure_is_adopted_with_words_from_its_reasons_and_its_alternatives(tender):
    decision = service.adopt(tender.pk, Procedure.OPEN, actor=tender.created_by)

    tender.refresh_from_db()
    assert tender.procedure == Procedure.OPEN
    assert tender.procedure_motivation == decision.motivation
    assert decision.motivation.startswith("Wij kiezen voor de procedure: Europees openbaar.")
    assert "(Aw 2012 art. 2.26)" in decision.motivation
    assert decision.alternatives.startswith("Europees niet-openbaar: ")
    assert len(decision.considered) == len(Procedure)
    assert decision.facts["value_eur"] == "590000.00"
    assert events("procedure.adopted") == 1


def test_the_first_words_are_in_the_language_of_the_documents(tender):
    tender.language = "en"
    tender.save(update_fields=["language"])

    decision = service.adopt(tender.pk, Procedure.OPEN, actor=tender.created_by)

    assert "Wij kiezen" not in decision.motivation


def test_what_the_facts_do_not_allow_is_refused_and_nothing_changes(tender):
    with pytest.raises(service.ProcedureImpossibleError) as refused:
        service.adopt(tender.pk, Procedure.QUOTE, actor=tender.created_by)

    assert [reason.code for reason in refused.value.choice.reasons] == ["above_threshold"]
    tender.refresh_from_db()
    assert tender.procedure == ""
    assert events("procedure.adopted") == 0


def test_another_procedure_takes_the_steps_it_has_not_from_the_planning(tender):
    service.adopt(tender.pk, Procedure.RESTRICTED, actor=tender.created_by)
    planning.propose(tender.pk, actor=tender.created_by, notice=date(2027, 2, 1))
    assert tender.planning.filter(kind=StepKind.REQUESTS_CLOSING).exists()

    service.adopt(tender.pk, Procedure.OPEN, actor=tender.created_by)

    assert not tender.planning.filter(kind=StepKind.REQUESTS_CLOSING).exists()
    assert tender.planning.filter(kind=StepKind.NOTICE).exists()
    assert [row.procedure for row in tender.procedure_decisions.all()] == [Procedure.OPEN, Procedure.RESTRICTED]


def test_the_words_of_a_decision_stay_the_motivation_of_the_tender(tender):
    service.adopt(tender.pk, Procedure.OPEN, actor=tender.created_by)

    service.change_decision(tender.pk, actor=tender.created_by, motivation="Genoeg markt.")

    tender.refresh_from_db()
    assert tender.procedure_motivation == "Genoeg markt."
    assert service.current_decision(tender).motivation == "Genoeg markt."
    assert events("procedure.decision_changed") == 1


def test_without_a_decision_there_are_no_words_to_change(tender):
    assert service.change_decision(tender.pk, actor=tender.created_by, motivation="Zo.") is None


def test_a_published_tender_keeps_its_procedure(tender):
    tender.state = TenderState.PUBLISHED
    tender.save(update_fields=["state"])

    with pytest.raises(TenderFrozenError):
        service.adopt(tender.pk, Procedure.OPEN, actor=tender.created_by)
    with pytest.raises(TenderFrozenError):
        service.save_facts(tender.pk, actor=tender.created_by, capable_firms=3)
    with pytest.raises(TenderFrozenError):
        procedure.change_term_facts(tender.pk, actor=tender.created_by, urgency=True)


@pytest.mark.parametrize(
    ("values", "closing"),
    [
        ({}, date(2027, 3, 15)),
        ({"urgency": True, "urgency_reason": "Brug gesloten."}, date(2027, 2, 16)),
        ({"prior_notice_on": date(2026, 11, 2)}, date(2027, 3, 2)),
    ],
)
def test_urgency_and_a_prior_notice_shorten_the_planned_term(tender, values, closing):
    service.adopt(tender.pk, Procedure.OPEN, actor=tender.created_by)
    procedure.change_term_facts(tender.pk, actor=tender.created_by, **values)

    planning.propose(tender.pk, actor=tender.created_by, notice=date(2027, 2, 1))

    assert tender.planning.get(kind=StepKind.CLOSING).earliest == closing
    assert events("planning.terms_changed") == bool(values)


def test_a_date_before_a_term_from_memory_is_taken_and_warned_of():
    tender = make_tender(contract_kind=ContractKind.WORKS, estimated_value_eur=Decimal(900_000))
    service.adopt(tender.pk, Procedure.NATIONAL_OPEN, actor=tender.created_by)
    planning.propose(tender.pk, actor=tender.created_by, notice=date(2027, 2, 1))
    days = {StepKind(step.kind): (step.day, step.hour) for step in tender.planning.all()}

    planning.set_days(tender.pk, days | {StepKind.CLOSING: (date(2027, 2, 22), None)}, actor=tender.created_by)

    found = {finding.rule_id: finding for finding in findings_for(tender.pk)}
    assert found["TERM-08"].severity == "warn"
