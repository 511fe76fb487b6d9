"""When stages 1 and 2 are done, and what they lack."""

from dataclasses import replace

import pytest

from tenders.domain.lifecycle import TenderState
from tenders.domain.readiness import (
    AmbitionFacts,
    Gap,
    MarketFacts,
    StrategyState,
    ambition_gaps,
    ambition_state,
    market_gaps,
    market_state,
)
from tenders.domain.vocabulary import FollowUp, StageState, TeamRole

WHOLE = AmbitionFacts(
    state=TenderState.DRAFT,
    is_touched=True,
    has_definition=True,
    ambitions=3,
    missing_roles=[],
    strategy=StrategyState.SIGNED,
)
HELD = MarketFacts(
    state=TenderState.DRAFT,
    waiver="",
    has_consultation=True,
    is_open=True,
    invitation_motivation="",
    questions=6,
    responses=7,
    follow_ups=[(FollowUp.ADOPTED, "opgenomen"), (FollowUp.REJECTED, "te duur")],
)


def test_stage_1_is_done_when_it_lacks_nothing():
    assert ambition_gaps(WHOLE) == []
    assert ambition_state(WHOLE) is StageState.DONE


def test_stage_1_is_empty_until_somebody_begins():
    facts = AmbitionFacts(TenderState.DRAFT, False, False, 0, [TeamRole.CLIENT], StrategyState.EMPTY)

    assert ambition_state(facts) is StageState.EMPTY
    assert ambition_gaps(facts) == [
        Gap("definition_missing"),
        Gap("ambition_missing"),
        Gap("role_missing", role=TeamRole.CLIENT),
        Gap("strategy_empty"),
    ]


@pytest.mark.parametrize(
    "facts",
    [
        replace(WHOLE, has_definition=False),
        replace(WHOLE, ambitions=0),
        replace(WHOLE, missing_roles=[TeamRole.BUDGET_HOLDER]),
        replace(WHOLE, strategy=StrategyState.EMPTY),
        replace(WHOLE, strategy=StrategyState.UNSIGNED),
        replace(WHOLE, strategy=StrategyState.PENDING),
    ],
)
def test_stage_1_is_in_work_while_something_lacks(facts):
    assert ambition_state(facts) is StageState.BUSY


def test_a_signature_that_no_longer_covers_the_text_is_a_finding():
    assert ambition_state(replace(WHOLE, strategy=StrategyState.STALE)) is StageState.FINDINGS


def test_what_lacks_after_publication_is_a_finding():
    facts = replace(WHOLE, state=TenderState.PUBLISHED, ambitions=0)

    assert ambition_state(facts) is StageState.FINDINGS


def test_stage_2_is_done_when_every_conclusion_has_its_follow_up():
    assert market_gaps(HELD) == []
    assert market_state(HELD) is StageState.DONE


def test_stage_2_is_empty_without_consultation_and_without_a_reason():
    facts = replace(HELD, has_consultation=False)

    assert market_gaps(facts) == [Gap("consultation_missing")]
    assert market_state(facts) is StageState.EMPTY


def test_a_tender_may_do_without_a_consultation_when_it_says_why():
    facts = replace(HELD, has_consultation=False, waiver="De markt is vorig jaar geraadpleegd.")

    assert market_state(facts) is StageState.DONE


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (replace(HELD, questions=0), "questions_missing"),
        (replace(HELD, responses=0), "responses_missing"),
        (replace(HELD, follow_ups=[]), "conclusions_missing"),
        (replace(HELD, follow_ups=[(FollowUp.OPEN, "")]), "follow_up_open"),
    ],
)
def test_stage_2_is_in_work_while_something_lacks(facts, code):
    assert market_gaps(facts) == [Gap(code)]
    assert market_state(facts) is StageState.BUSY


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (replace(HELD, is_open=False), "invitation_unmotivated"),
        (replace(HELD, follow_ups=[(FollowUp.REJECTED, " ")]), "follow_up_unmotivated"),
    ],
)
def test_what_is_not_motivated_in_stage_2_is_a_finding(facts, code):
    assert market_gaps(facts) == [Gap(code, is_wrong=True)]
    assert market_state(facts) is StageState.FINDINGS


def test_selected_parties_with_a_reason_are_fine():
    assert market_gaps(replace(HELD, is_open=False, invitation_motivation="Er zijn drie aanbieders.")) == []
