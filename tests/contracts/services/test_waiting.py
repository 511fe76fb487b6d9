"""What waits for each party, how far the stage is, and what hangs on the thread."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.domain.periods import Quarter
from contracts.domain.vocabulary import ContractState, RecalibrationKind
from contracts.services import incentives, recalibration, reviews
from contracts.services.lessons import write_lesson
from contracts.services.parties import Party
from contracts.services.stage_states import contract_states
from contracts.services.thread import contract_nodes
from contracts.services.work import work_of
from criteria.domain.lifecycle import EvaluationState
from procurement.accounts.domain.roles import Role
from procurement.core.extension_points import NAVIGATION
from procurement.core.models import AuditEvent
from tenders.domain.vocabulary import StageState
from tenders.models import Lesson, Lot
from tests.factories.accounts import make_user
from tests.factories.contracts import make_award, make_contract, make_kpi, make_manager, make_measurement, make_promise
from tests.factories.tenders import make_ambition, make_tender

pytestmark = pytest.mark.django_db
WHOLE = {"2024Q1": "70", "2024Q2": "73", "2024Q3": "74"}


def titles(user: Any) -> list[str]:
    return [str(item.title) for item in work_of(user)]


def review(running: Any, quarter: Quarter, **changes: Any) -> Any:
    texts = {"held_on": date(2024, 4, 24), "summary": "Op koers.", "attendees": "", "decisions": ""}
    return reviews.save_review(running.contract.pk, quarter, changes.get("actions"), actor=running.manager, **texts)


def test_both_parties_are_asked_to_measure_within_thirty_days(running):
    make_kpi(running.contract, measured={"2024Q1": "70"})

    [item] = [item for item in work_of(running.contractor) if str(item.group) == "Meten"]

    assert (str(item.title), item.due) == ("Meet de KPI's van 2024Q2", date(2024, 7, 30))
    assert "Meet de KPI's van 2024Q2" in titles(running.manager)
    assert titles(make_user(organisation=running.contract.organisation, role=Role.READER)) == []


def test_the_manager_writes_the_oldest_review_and_each_party_signs_it(running):
    make_kpi(running.contract, measured=WHOLE)
    assert titles(running.manager) == ["Leg het kwartaalgesprek van 2024Q1 vast en bied het aan"]

    offered = reviews.offer_review(review(running, Quarter(2024, 1)).pk, actor=running.manager)
    assert "Teken het kwartaalgesprek van 2024Q1" in titles(running.contractor)
    reviews.sign_review(offered.pk, person=running.contractor, party=Party.CONTRACTOR)

    assert titles(running.contractor) == []
    assert titles(running.manager) == [
        "Leg het kwartaalgesprek van 2024Q2 vast en bied het aan",
        "Teken het kwartaalgesprek van 2024Q1",
    ]


def test_a_penalty_waits_for_the_contractor_then_for_the_manager(running):
    make_kpi(running.contract, measured={"2024Q1": "1", "2024Q2": "1"}, penalty_after_reds=2, penalty_eur=Decimal(2500))
    [penalty] = incentives.propose_incentives(running.contract.pk, actor=None)

    assert "Geef uw reactie op de voorgestelde boete voor KPI01 in 2024Q2" in titles(running.contractor)
    assert "Hoor de opdrachtnemer over de boete voor KPI01 in 2024Q2" in titles(running.manager)
    incentives.hear(penalty.pk, text="Te laat.", heard_on=date(2024, 7, 16), actor=running.contractor)
    assert "Besluit over de boete voor KPI01 in 2024Q2" in titles(running.manager)
    assert not [title for title in titles(running.contractor) if "boete" in title]


def test_a_recalibration_waits_for_who_did_not_sign(running):
    decision = recalibration.propose(
        running.contract.pk,
        RecalibrationKind.CONFIRM,
        Quarter(2025, 1),
        reason="Blijft.",
        actor=running.manager,
        kpi=make_kpi(running.contract, measured=WHOLE),
    )
    recalibration.sign(decision.pk, person=running.manager, party=Party.AUTHORITY)

    assert titles(running.contractor) == ["Teken de herijking van KPI01"]
    assert "Teken de herijking van KPI01" not in titles(running.manager)


def test_an_action_is_work_from_two_weeks_before_it_is_due(running):
    make_kpi(running.contract, measured=WHOLE)
    near = {"text": "Wegen", "owner": "G. Terpstra", "due": date(2024, 10, 28), "kpi": None}
    review(running, Quarter(2024, 3), actions=[near, near | {"text": "Later", "due": date(2024, 10, 29)}])

    assert titles(running.contractor) == ["Afspraak voor G. Terpstra: Wegen"]


def test_work_of_many_contracts_asks_no_more_queries(running):
    make_kpi(running.contract, measured={"2024Q1": "70"})
    with CaptureQueriesContext(
        connection,
    ) as few:
        work_of(running.manager)
    for _number in range(3):
        other = make_contract(organisation=running.contract.organisation)
        other.manager = running.manager
        other.save()
        make_kpi(other, measured={"2024Q1": "70"})

    with CaptureQueriesContext(connection) as many:
        assert len([title for title in titles(running.manager) if title.startswith("Meet")]) == 4
    assert len(many) <= len(few)


def test_the_stage_follows_the_award_and_the_contract(running):
    draft, awarded = make_tender(), make_tender()
    make_award(Lot.objects.get(tender=awarded))
    ready = running.contract.lot.tender
    kpi = make_kpi(running.contract, measured=WHOLE)
    preparing = make_contract(state=ContractState.PREPARING).lot.tender
    pks = [tender.pk for tender in (draft, awarded, ready, preparing)]

    found = contract_states(pks)
    assert [found[pk] for pk in pks] == [StageState.EMPTY, StageState.BUSY, StageState.DONE, StageState.BUSY]

    kpi.targets.all().delete()
    bid = running.contract.bid
    make_promise(bid, bid.lot.award_model.criteria.get())
    assert contract_states([ready.pk]) == {ready.pk: StageState.FINDINGS}


def test_an_award_that_is_not_final_leaves_the_stage_empty():
    tender = make_tender()
    make_award(Lot.objects.get(tender=tender), state=EvaluationState.STANDSTILL)

    assert contract_states([tender.pk]) == {tender.pk: StageState.EMPTY}


def test_the_thread_shows_gaps_where_promise_and_measurement_lack(running):
    contract = running.contract
    tender, bid = contract.lot.tender, contract.bid
    ambition = make_ambition(tender=tender)
    criterion = bid.lot.award_model.criteria.get()
    criterion.ambition = ambition
    criterion.save()
    promise = make_promise(bid, criterion)

    nodes = contract_nodes([ambition.pk])[ambition.pk]
    assert [(node.kind, node.is_missing) for node in nodes] == [("promise", False), ("kpi", True)]

    kpi = make_kpi(contract, promise=promise, ambition=ambition, unit="% massa")
    nodes = contract_nodes([ambition.pk])[ambition.pk]
    assert [(node.kind, node.is_missing) for node in nodes] == [
        ("promise", False),
        ("kpi", False),
        ("measurement", True),
    ]

    make_measurement(kpi, "2024Q2", "73")
    titles_now = [str(node.title) for node in contract_nodes([ambition.pk])[ambition.pk]]
    assert titles_now == ["K5: 72%\u00a0massa", f"{kpi}", "KPI01: 73%\u00a0massa in 2024Q2, gehaald"]


def test_a_contract_that_ended_without_a_lesson_leaves_the_thread_open(running):
    contract = running.contract
    ambition = make_ambition(tender=contract.lot.tender)
    make_kpi(contract, ambition=ambition, measured=WHOLE)
    contract.state = ContractState.ENDED
    contract.save()

    assert contract_nodes([ambition.pk])[ambition.pk][-1].is_missing
    write_lesson(contract, text="Noem de meting.", ambition=ambition, actor=running.manager)
    assert not any(node.is_missing for node in contract_nodes([ambition.pk])[ambition.pk])
    assert Lesson.objects.get().written_by == running.manager
    assert AuditEvent.objects.filter(action="lesson.written").count() == 1


def test_the_navigation_shows_contracts_to_who_has_a_part_in_them(running):
    item = NAVIGATION["contracts"]

    assert item.shown_to(running.contractor)
    assert item.shown_to(make_manager(make_contract()))
    assert not item.shown_to(make_user())
