"""The demo of policy and stages 1 and 2, loaded through the services."""

from typing import Any

import pytest

from procurement.accounts.demo.loader import load_people
from procurement.core.models import AuditEvent
from tenders.demo import preparation as demo
from tenders.domain.readiness import StrategyState
from tenders.domain.vocabulary import StageState
from tenders.models import DefinitionVersion, PolicyGoal
from tenders.services import consultation_report, progress, strategy

pytestmark = pytest.mark.django_db


@pytest.fixture
def context() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for load in (load_people, demo.load_policy, demo.load_ambition, demo.load_market):
        load(found)
    return found


def test_the_furniture_case_has_done_stages_1_and_2(context):
    tender = context["tender"]

    assert progress.ambition_states([tender.pk]) == {tender.pk: StageState.DONE}
    assert progress.market_states([tender.pk]) == {tender.pk: StageState.DONE}
    assert [str(item) for item in tender.ambitions.all()] == [
        "A1 60% hergebruikt of gerecycled bij de start, 80% uiterlijk in contractjaar 5",
        "A2 Milieukosten per werkplek van 3,10 naar 1,50 euro per jaar",
        "A3 Restafval uit de meubelstroom onder 250 kg per kwartaal",
    ]


def test_policy_has_two_levels_and_shows_where_it_stops(context):
    goals = PolicyGoal.objects.counting_tenders()

    assert {goal.title: goal.tender_count for goal in goals if goal.parent_id} == {
        "Facilitair: eerst voorraad, dan opknappen, dan nieuw": 1,
        "Restafval uit onze gebouwen halveren": 1,
        "Bedrijfskleding: langer dragen en terugbrengen": 0,
    }
    assert list(DefinitionVersion.objects.values_list("number", flat=True)) == [2, 1]


def test_the_strategy_was_signed_in_january_2023(context):
    status = strategy.status_of(context["tender"])

    assert status.state is StrategyState.SIGNED
    assert [(item.person_name, item.capacity, item.shown_at.date().isoformat()) for item in status.signatures] == [
        ("R. Aalders", "client", "2023-01-26"),
        ("S. Koning", "budget_holder", "2023-01-27"),
    ]


def test_the_consultation_has_seven_parties_and_five_conclusions(context):
    held = context["tender"].consultation

    assert (held.responses.count(), held.questions.count(), held.conclusions.count()) == (7, 6, 5)
    assert held.held_on.isoformat() == "2023-02-06"
    assert [leak.party for leak in consultation_report.find_leaks(held)] == []


def test_everything_happened_in_its_own_year(context):
    shown = AuditEvent.objects.filter(target_type__startswith="tenders.").values_list("shown_at__year", flat=True)

    assert set(shown) == {2022, 2023}


def test_the_committee_is_handed_on(context):
    assert set(context["committee"]) == {"lammers", "idrissi", "prins", "meijering", "verkerk", "osei", "halim"}


def test_a_practice_tender_goes_through_both_stages(context):
    tender = demo.start_practice_tender(context, title="Oefen: circulaire bureaustoelen", reference="OEFEN-1")
    waiting = (progress.ambition_states([tender.pk]), progress.market_states([tender.pk]))

    demo.bring_to_ambition(context, tender)
    demo.bring_to_market(context, tender)

    assert waiting == ({tender.pk: StageState.BUSY}, {tender.pk: StageState.EMPTY})
    assert progress.ambition_states([tender.pk]) == {tender.pk: StageState.DONE}
    assert progress.market_states([tender.pk]) == {tender.pk: StageState.DONE}
