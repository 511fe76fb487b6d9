"""The choice of a procedure: every reason that Kring gives, with the facts that call it and those that do not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from procurement.core.domain.rule_table import Certainty
from tenders.domain.procedure_choice import choice_of, choices, house_limits
from tenders.domain.procedure_reasons import ChoiceFacts, Verdict
from tenders.domain.procedure_vocabulary import (
    BidEffort,
    Exemption,
    Innovation,
    NegotiationGround,
    NoNoticeGround,
    Regime,
)
from tenders.domain.vocabulary import ContractKind, Procedure

P, OK, UNWISE, NO = Procedure, Verdict.POSSIBLE, Verdict.UNWISE, Verdict.IMPOSSIBLE
ON = date(2026, 11, 23)
ABOVE = ChoiceFacts(
    ContractKind.SUPPLIES,
    value_eur=Decimal(590_000),
    threshold_eur=Decimal(216_000),
    single_max_eur=Decimal(50_000),
    capable_firms=6,
    can_be_specified=True,
    needs_negotiation=False,
    earlier_failed=False,
    cross_border=False,
    repeats=False,
)
BELOW = replace(ABOVE, value_eur=Decimal(100_000))
WORKS = replace(
    BELOW,
    contract_kind=ContractKind.WORKS,
    value_eur=Decimal(1_900_000),
    threshold_eur=Decimal(5_404_000),
    single_max_eur=Decimal(150_000),
    multiple_max_eur=Decimal(1_500_000),
)
SERVICES = replace(ABOVE, contract_kind=ContractKind.SERVICES)
SOCIAL = replace(SERVICES, regime=Regime.SOCIAL, value_eur=Decimal(800_000), threshold_eur=Decimal(750_000))
CONCESSION = replace(SERVICES, regime=Regime.CONCESSION, value_eur=Decimal(6_000_000), threshold_eur=Decimal(5_404_000))


def with_facts(base=ABOVE, **changed):
    return replace(base, **changed)


# procedure, facts, verdict, code of a reason, words in its article
CASES = [
    (P.OPEN, ABOVE, OK, "always_allowed", "2.26"),
    (P.OPEN, with_facts(can_be_specified=False), OK, "ask_for_function", "2.76"),
    (P.OPEN, with_facts(capable_firms=9, bid_effort=BidEffort.HIGH), UNWISE, "many_costly_bids", "1.10"),
    (P.OPEN, with_facts(capable_firms=1), UNWISE, "one_firm", "2.32"),
    (P.OPEN, BELOW, UNWISE, "heavier_than_needed", "1.10"),
    (P.OPEN, with_facts(regime=Regime.UTILITIES), UNWISE, "utilities_rules", "deel 3"),
    (P.OPEN, with_facts(regime=Regime.CALL_OFF), UNWISE, "framework_exists", "2.142"),
    (P.OPEN, CONCESSION, NO, "is_concession", "2a"),
    (P.RESTRICTED, ABOVE, OK, "always_allowed_selecting", "2.27"),
    (P.RESTRICTED, with_facts(capable_firms=4), UNWISE, "too_few_to_select", "2.99"),
    (P.RESTRICTED, with_facts(capable_firms=12), OK, "many_firms_to_select", "2.99"),
    (P.COMPETITIVE_NEGOTIATION, ABOVE, NO, "no_ground", "2.28"),
    (P.COMPETITIVE_NEGOTIATION, with_facts(can_be_specified=False), OK, "has_ground", "2.28"),
    (
        P.COMPETITIVE_NEGOTIATION,
        with_facts(needs_negotiation=True, capable_firms=2),
        UNWISE,
        "too_few_to_select",
        "2.99",
    ),
    (P.COMPETITIVE_DIALOGUE, ABOVE, NO, "no_ground", "2.28"),
    (P.COMPETITIVE_DIALOGUE, with_facts(innovation=Innovation.DESIGN), OK, "has_ground", "2.28"),
    (P.COMPETITIVE_DIALOGUE, with_facts(needs_negotiation=True), UNWISE, "dialogue_is_heavy", "1056"),
    (P.INNOVATION_PARTNERSHIP, with_facts(innovation=Innovation.DESIGN), NO, "on_the_market", "2.31a"),
    (P.INNOVATION_PARTNERSHIP, with_facts(innovation=Innovation.NOT_ON_MARKET), OK, "not_on_the_market", "2.126b-d"),
    (P.NEGOTIATED_WITHOUT_NOTICE, ABOVE, NO, "no_exception", "2.32-2.36"),
    (
        P.NEGOTIATED_WITHOUT_NOTICE,
        with_facts(no_notice_ground=NoNoticeGround.URGENCY),
        UNWISE,
        "strict_exception",
        "4.16",
    ),
    (P.DESIGN_CONTEST, ABOVE, NO, "asks_no_design", "2.42"),
    (P.DESIGN_CONTEST, with_facts(regime=Regime.CONTEST), OK, "asks_a_design", "2.42"),
    (P.SOCIAL_SERVICES, SERVICES, NO, "not_social", "2.38"),
    (P.SOCIAL_SERVICES, replace(SOCIAL, contract_kind=ContractKind.WORKS), NO, "not_social", "bijlage XIV"),
    (P.SOCIAL_SERVICES, replace(SOCIAL, value_eur=Decimal(700_000)), NO, "below_social_threshold", "2.38"),
    (P.SOCIAL_SERVICES, SOCIAL, OK, "is_social", "2.38"),
    (P.DYNAMIC_PURCHASING, ABOVE, NO, "not_standard", "2.48"),
    (P.DYNAMIC_PURCHASING, with_facts(repeats=True), OK, "standard_purchases", "2.48"),
    (
        P.DYNAMIC_PURCHASING,
        with_facts(repeats=True, can_be_specified=False),
        UNWISE,
        "not_specified_for_system",
        "2.48",
    ),
    (P.FRAMEWORK_CALL_OFF, ABOVE, NO, "no_framework", "2.140"),
    (P.FRAMEWORK_CALL_OFF, with_facts(regime=Regime.CALL_OFF), OK, "within_framework", "2.142"),
    (P.CONCESSION, ABOVE, NO, "no_concession", "2a"),
    (P.CONCESSION, CONCESSION, OK, "risk_of_operation", "2a"),
    (P.CONCESSION, replace(CONCESSION, value_eur=Decimal(900_000)), UNWISE, "heavier_than_needed", "1.10"),
    (P.SBIR, ABOVE, NO, "no_research", "2.24"),
    (P.SBIR, with_facts(regime=Regime.RESEARCH), NO, "no_research", "onder g"),
    (P.SBIR, replace(SERVICES, regime=Regime.RESEARCH), OK, "research_services", "2.24"),
    (P.SBIR, replace(SERVICES, regime=Regime.RESEARCH), OK, "buying_is_separate", "SBIR"),
    (P.NATIONAL_OPEN, ABOVE, NO, "above_threshold", "2.1-2.3"),
    (P.NATIONAL_OPEN, with_facts(value_eur=Decimal(216_000)), NO, "above_threshold", "2.6a"),
    (P.NATIONAL_OPEN, with_facts(value_eur=Decimal(194_400)), UNWISE, "near_threshold", "2.15"),
    (P.NATIONAL_OPEN, with_facts(value_eur=None), UNWISE, "value_unknown", "2.14"),
    (P.NATIONAL_OPEN, with_facts(threshold_eur=None), UNWISE, "value_unknown", "2.14"),
    (P.NATIONAL_OPEN, BELOW, OK, "below_threshold", "2.1-2.3"),
    (P.NATIONAL_OPEN, WORKS, OK, "follows_works_regulation", "ARW 2016 hoofdstuk 2"),
    (P.NATIONAL_OPEN, with_facts(BELOW, value_eur=Decimal(40_000)), UNWISE, "small_for_notice", "1.10"),
    (P.NATIONAL_OPEN, with_facts(BELOW, cross_border=True), OK, "suits_cross_border", "1.7b"),
    (P.NATIONAL_RESTRICTED, WORKS, OK, "follows_works_regulation", "ARW 2016 hoofdstuk 3"),
    (P.NATIONAL_RESTRICTED, with_facts(BELOW, capable_firms=4), UNWISE, "too_few_to_select", "3.4"),
    (P.QUOTE, BELOW, OK, "below_threshold", "2.1-2.3"),
    (P.QUOTE, WORKS, UNWISE, "above_multiple_max", "inkoopbeleid"),
    (P.QUOTE, with_facts(WORKS, value_eur=Decimal(1_000_000)), OK, "follows_works_regulation", "ARW 2016 hoofdstuk 7"),
    (P.QUOTE, with_facts(BELOW, capable_firms=1), NO, "too_few_to_invite", "1.14"),
    (P.QUOTE, with_facts(BELOW, capable_firms=2), UNWISE, "fewer_than_usual", "3.4"),
    (P.QUOTE, with_facts(BELOW, cross_border=True), UNWISE, "cross_border_wants_notice", "1.7b"),
    (P.QUOTE, with_facts(exemption=Exemption.LEGAL_SERVICES), OK, "exempt", "2.24"),
    (P.SINGLE_QUOTE, BELOW, UNWISE, "above_single_max", "3.4"),
    (P.SINGLE_QUOTE, with_facts(BELOW, value_eur=Decimal(50_000)), OK, "needs_objective_reason", "1.4"),
]


@pytest.mark.parametrize(("procedure", "facts", "verdict", "code", "words"), CASES)
def test_the_facts_give_a_procedure_its_verdict_with_the_reason_and_its_article(procedure, facts, verdict, code, words):
    choice = choice_of(procedure, facts)

    assert choice.verdict is verdict
    assert words in {reason.code: reason.article for reason in choice.reasons}[code]


def test_every_reason_is_called_by_some_facts_and_left_out_by_others():
    called = {(procedure, code) for procedure, _facts, _verdict, code, _words in CASES}

    for procedure, code in called:
        assert any(code not in codes(procedure, facts) for _p, facts, _v, _c, _w in CASES), (procedure, code)
    given = {(p, code) for _p, facts, _v, _c, _w in CASES for p in Procedure for code in codes(p, facts)}
    assert {code for _procedure, code in given} == {code for _procedure, code in called}


def codes(procedure, facts):
    return {reason.code for reason in choice_of(procedure, facts).reasons}


def test_every_procedure_gets_a_verdict_with_at_least_one_deciding_reason():
    found = choices(ABOVE)

    assert [choice.procedure for choice in found] == list(Procedure)
    assert all(choice.deciding for choice in found)


def test_what_is_impossible_says_only_why_it_is_impossible():
    choice = choice_of(P.QUOTE, with_facts(cross_border=True, capable_firms=2))

    assert [reason.code for reason in choice.reasons] == ["above_threshold"]


def test_the_hardest_reasons_come_first():
    choice = choice_of(P.NATIONAL_OPEN, replace(WORKS, value_eur=Decimal(5_000_000)))

    assert [reason.verdict for reason in choice.reasons] == [UNWISE, OK]


@pytest.mark.parametrize(
    ("changed", "ground"),
    [
        ({"innovation": Innovation.ADAPT}, NegotiationGround.ADAPT),
        ({"innovation": Innovation.NOT_ON_MARKET}, NegotiationGround.DESIGN),
        ({"needs_negotiation": True}, NegotiationGround.NATURE),
        ({"can_be_specified": False}, NegotiationGround.SPECIFICATION),
        ({"earlier_failed": True}, NegotiationGround.EARLIER_FAILED),
    ],
)
def test_each_ground_of_article_2_28_follows_from_one_answer(changed, ground):
    assert with_facts(**changed).grounds == [ground]


def test_a_question_that_is_not_answered_is_no_ground():
    assert ChoiceFacts(ContractKind.SUPPLIES).grounds == []


def test_the_works_regulation_is_from_memory_and_says_so():
    reasons = {reason.code: reason for reason in choice_of(P.NATIONAL_OPEN, WORKS).reasons}

    assert reasons["follows_works_regulation"].certainty is Certainty.M


@pytest.mark.parametrize(
    ("kind", "regime", "single", "multiple"),
    [
        (ContractKind.WORKS, Regime.REGULAR, 150_000, 1_500_000),
        (ContractKind.SUPPLIES, Regime.REGULAR, 50_000, None),
        (ContractKind.SERVICES, Regime.SOCIAL, 50_000, 750_000),
    ],
)
def test_the_house_limits_depend_on_kind_and_regime(kind, regime, single, multiple):
    limits = house_limits(kind, regime, on=ON)

    assert (limits.single_eur, limits.multiple_eur) == (single, multiple)


def test_before_the_table_begins_there_are_no_house_limits():
    assert house_limits(ContractKind.WORKS, Regime.REGULAR, on=date(2010, 1, 1)).single_eur is None
