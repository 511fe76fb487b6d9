"""The planning of every procedure: its steps, and the terms of the overview in rules.md 3a."""

from datetime import date, timedelta

import pytest

from procurement.core.domain.rule_table import Certainty
from procurement.core.domain.workdays import NATIONAL
from tenders.domain.planning import has_standstill, limits, proposal
from tenders.domain.planning_limits import Origin, PlanningFacts, prior_notice_window
from tenders.domain.planning_steps import COMPUTED, STEPS, asked_before, bids_from, previous, steps_of
from tenders.domain.vocabulary import ContractKind, Procedure, StepKind

P, S = Procedure, StepKind
# A Monday after which no holiday moves the ends that these tests count.
NOTICE = date(2027, 1, 4)


def facts(procedure, **more):
    return PlanningFacts(procedure, **{"contract_kind": ContractKind.SERVICES} | more)


def term(planned, start, step):
    """The earliest date by law of the step when ``start`` falls on NOTICE; None where the law gives no number."""
    limit = limits(planned, {S.NOTICE: NOTICE, start: NOTICE})[step]
    return limit.earliest if limit.source else None


def after(days):
    """The end of a term of so many days from NOTICE, moved to a working day."""
    return NATIONAL.end_of_term(NOTICE, days) if days else None


def counted_from(procedure):
    return S.DIALOGUE_END if procedure is P.COMPETITIVE_DIALOGUE else bids_from(procedure)


@pytest.mark.parametrize("procedure", list(Procedure))
def test_every_procedure_is_planned_from_notice_to_contract_within_its_own_limits(procedure):
    planned = facts(procedure)

    days = proposal(planned, NOTICE)
    found = limits(planned, days)

    reading = [days[step] for step in steps_of(procedure) if step in days]
    assert reading == sorted(reading)
    assert S.CONTRACT in days
    for step, day in days.items():
        limit = found[step]
        assert (limit.earliest or day) <= day <= (limit.latest or day)


@pytest.mark.parametrize("procedure", list(Procedure))
def test_a_step_that_a_procedure_has_not_has_no_limit_and_no_date(procedure):
    absent = set(StepKind) - set(steps_of(procedure))

    found = limits(facts(procedure), dict.fromkeys(StepKind, NOTICE))

    assert {found[step].earliest for step in absent} <= {None}
    assert absent.isdisjoint(proposal(facts(procedure), NOTICE))


def test_the_steps_are_computed_in_an_order_in_which_each_finds_what_it_counts_from():
    assert set(COMPUTED) == set(StepKind)
    assert all(COMPUTED.index(S.CLOSING) < COMPUTED.index(step) for step in (S.CLARIFICATION, S.EVALUATION))
    assert set(STEPS) == set(Procedure)


@pytest.mark.parametrize(
    ("procedure", "options", "days"),
    [
        (P.RESTRICTED, {}, 30),
        (P.RESTRICTED, {"urgency": True}, 15),
        (P.COMPETITIVE_NEGOTIATION, {"urgency": True}, 15),
        (P.COMPETITIVE_DIALOGUE, {}, 30),
        (P.COMPETITIVE_DIALOGUE, {"urgency": True}, 30),
        (P.INNOVATION_PARTNERSHIP, {}, 30),
        (P.DYNAMIC_PURCHASING, {}, 30),
        (P.NATIONAL_RESTRICTED, {"contract_kind": ContractKind.WORKS}, 17),
        (P.NATIONAL_RESTRICTED, {}, None),
    ],
)
def test_the_term_for_requests(procedure, options, days):
    assert term(facts(procedure, **options), S.NOTICE, S.REQUESTS_CLOSING) == after(days)


# PRIOR lies fully in the window of a notice on NOTICE.
PRIOR = NOTICE - timedelta(days=60)


@pytest.mark.parametrize(
    ("procedure", "options", "days"),
    [
        (P.OPEN, {"electronic_submission": False}, 45),
        (P.OPEN, {}, 40),
        (P.OPEN, {"prior_notice_on": PRIOR}, 29),
        (P.OPEN, {"prior_notice_on": PRIOR, "free_documents": False}, 34),
        (P.OPEN, {"urgency": True}, 15),
        (P.OPEN, {"urgency": True, "free_documents": False}, 15),
        (P.OPEN, {"free_documents": False}, 45),
        (P.RESTRICTED, {"electronic_submission": False}, 40),
        (P.RESTRICTED, {}, 35),
        (P.RESTRICTED, {"prior_notice_on": PRIOR}, 29),
        (P.RESTRICTED, {"urgency": True}, 10),
        (P.DYNAMIC_PURCHASING, {}, 10),
        (P.CONCESSION, {}, 30),
        (P.NATIONAL_OPEN, {"contract_kind": ContractKind.WORKS}, 32),
        (P.NATIONAL_RESTRICTED, {"contract_kind": ContractKind.WORKS}, 21),
        (P.NATIONAL_OPEN, {}, None),
        (P.SOCIAL_SERVICES, {}, None),
        (P.QUOTE, {"contract_kind": ContractKind.WORKS}, None),
        (P.FRAMEWORK_CALL_OFF, {}, None),
        (P.SBIR, {}, None),
    ],
)
def test_the_term_for_bids(procedure, options, days):
    assert term(facts(procedure, **options), bids_from(procedure), S.CLOSING) == after(days)


@pytest.mark.parametrize(
    ("options", "days"), [({}, 35), ({"electronic_submission": False}, 40), ({"urgency": True}, 10)]
)
def test_in_a_negotiation_the_term_of_the_law_is_that_of_the_first_bids(options, days):
    planned = facts(P.COMPETITIVE_NEGOTIATION, **options)

    assert term(planned, S.INVITATION, S.FIRST_BIDS) == after(days)
    assert term(planned, S.NEGOTIATION_END, S.CLOSING) is None


@pytest.mark.parametrize(
    ("procedure", "kind", "days"),
    [
        (P.SOCIAL_SERVICES, ContractKind.SERVICES, 20),
        (P.NATIONAL_OPEN, ContractKind.SERVICES, 20),
        (P.QUOTE, ContractKind.WORKS, 14),
        (P.COMPETITIVE_DIALOGUE, ContractKind.SERVICES, 28),
        (P.NATIONAL_RESTRICTED, ContractKind.SUPPLIES, 20),
    ],
)
def test_without_a_number_in_the_law_the_house_advises_one(procedure, kind, days):
    known = {S.NOTICE: NOTICE, counted_from(procedure): NOTICE}
    limit = limits(facts(procedure, contract_kind=kind), known)[S.CLOSING]

    assert (limit.origin, limit.advised) == (Origin.HOUSE_RULE, after(days))


def test_a_prior_notice_shortens_only_within_its_window_which_then_limits_the_notice():
    sent = date(2026, 11, 2)
    planned = facts(P.OPEN, prior_notice_on=sent)

    assert prior_notice_window(planned) == (date(2026, 12, 24), date(2027, 11, 2))
    early = date(2026, 12, 23)
    assert (limits(planned, {S.NOTICE: early})[S.CLOSING].earliest - early).days >= 40
    notice = limits(planned, {})[S.NOTICE]
    assert (notice.earliest, notice.latest, notice.is_binding) == (date(2026, 12, 24), date(2027, 11, 2), True)


def test_a_prior_notice_means_nothing_to_a_procedure_that_it_does_not_shorten():
    assert prior_notice_window(facts(P.COMPETITIVE_DIALOGUE, prior_notice_on=PRIOR)) is None


def test_a_term_from_memory_is_shown_but_does_not_bind():
    limit = limits(facts(P.NATIONAL_OPEN, contract_kind=ContractKind.WORKS), {S.NOTICE: NOTICE})[S.CLOSING]

    assert (limit.origin, limit.certainty, limit.is_binding) == (Origin.LAW, Certainty.M, False)
    assert limit.source == "Aanbestedingsreglement Werken 2016"


def test_the_last_note_goes_out_ten_days_before_the_first_bids_where_there_are_two():
    planned = facts(P.COMPETITIVE_NEGOTIATION)
    first, final = date(2027, 3, 15), date(2027, 5, 3)

    limit = limits(planned, {S.NOTICE: NOTICE, S.FIRST_BIDS: first, S.CLOSING: final})[S.CLARIFICATION]

    assert limit.latest == date(2027, 3, 5)
    assert asked_before(P.OPEN) is S.CLOSING


def test_admission_to_a_purchasing_system_takes_ten_working_days_at_most():
    limit = limits(facts(P.DYNAMIC_PURCHASING), {S.NOTICE: NOTICE, S.REQUESTS_CLOSING: date(2027, 2, 3)})[S.SELECTION]

    assert (limit.latest, limit.is_binding) == (date(2027, 2, 17), True)


def test_candidates_who_are_not_selected_have_a_week_before_the_others_are_invited():
    selected = date(2027, 2, 10)
    known = {S.NOTICE: NOTICE, S.SELECTION: selected}

    restricted = limits(facts(P.RESTRICTED), known)[S.INVITATION]
    works = limits(facts(P.NATIONAL_RESTRICTED, contract_kind=ContractKind.WORKS), known)[S.INVITATION]

    assert (restricted.advised, restricted.origin) == (date(2027, 2, 17), Origin.HOUSE_RULE)
    assert (works.earliest, works.origin) == (date(2027, 2, 17), Origin.LAW)


@pytest.mark.parametrize(
    ("procedure", "veat", "is_law"),
    [
        (P.RESTRICTED, False, True),
        (P.CONCESSION, False, True),
        (P.SOCIAL_SERVICES, False, False),
        (P.QUOTE, False, False),
        (P.NEGOTIATED_WITHOUT_NOTICE, False, False),
        (P.NEGOTIATED_WITHOUT_NOTICE, True, True),
    ],
)
def test_where_the_law_asks_a_standstill_the_contract_waits_for_its_end(procedure, veat, is_law):
    decided = date(2027, 3, 1)
    found = limits(facts(procedure, veat=veat), {S.NOTICE: NOTICE, S.AWARD_DECISION: decided})[S.STANDSTILL_END]

    assert (found.origin is Origin.LAW) == is_law
    assert found.advised == date(2027, 3, 22)


def test_which_procedures_have_a_statutory_standstill():
    assert {procedure for procedure in Procedure if has_standstill(procedure, on=NOTICE)} == {
        P.OPEN,
        P.RESTRICTED,
        P.COMPETITIVE_NEGOTIATION,
        P.COMPETITIVE_DIALOGUE,
        P.INNOVATION_PARTNERSHIP,
        P.CONCESSION,
    }


def test_what_came_before_a_step():
    assert previous(P.SINGLE_QUOTE, S.AWARD_DECISION) is S.CLOSING
    assert previous(P.OPEN, S.NOTICE) is None
    assert previous(P.OPEN, S.INVITATION) is None
