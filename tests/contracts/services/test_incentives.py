"""Penalties are computed by rule, heard, and decided by a person."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.domain.vocabulary import IncentiveState
from contracts.models import Incentive, Kpi
from contracts.services.incentives import IncentiveRefusedError, decide, hear, propose_incentives
from contracts.services.measuring import correct_measurement
from procurement.core.models import AuditEvent
from tests.factories.contracts import make_kpi

pytestmark = pytest.mark.django_db


def late(running: Any, measured: dict[str, str], **clause: Any) -> Kpi:
    values = {"penalty_after_reds": 2, "penalty_eur": Decimal(2500), "penalty_max_eur": Decimal(4000)} | clause
    return make_kpi(running.contract, targets="60", measured=measured, **values)


def one(running: Any) -> Incentive:
    late(running, {"2024Q1": "48", "2024Q2": "55"})
    [made] = propose_incentives(running.contract.pk, actor=running.manager)
    return made


def test_the_second_red_quarter_in_a_row_gives_a_penalty_once(running):
    made = one(running)

    assert (made.period, made.amount_eur, made.state) == ("2024Q2", Decimal(2500), IncentiveState.PROPOSED)
    assert propose_incentives(running.contract.pk, actor=running.manager) == []
    assert AuditEvent.objects.get(action="incentive.proposed").data["penalties"] == ["KPI01 2024Q2"]


def test_the_rule_is_kept_in_words_with_what_was_left_of_the_ceiling(running):
    late(running, {"2024Q1": "48", "2024Q2": "50", "2024Q3": "52"})

    made = propose_incentives(running.contract.pk, actor=None)

    assert [row.amount_eur for row in made] == [Decimal(2500), Decimal(1500)]
    assert made[1].rule.replace("\u00a0", " ") == (
        "KPI01: 3 kwartalen op rij rood; € 2.500 per kwartaal vanaf het 2e rode kwartaal, "
        "ten hoogste € 4.000 per contractjaar, waarvan nog € 1.500 over was."
    )


def test_no_penalty_without_hearing(running):
    made = one(running)

    with pytest.raises(IncentiveRefusedError, match="not_heard"):
        decide(made.pk, impose=True, motivation="De regel geldt.", actor=running.manager)
    hear(made.pk, text="De auto kwam te laat.", heard_on=date(2024, 7, 16), actor=running.contractor)
    decided = decide(made.pk, impose=True, motivation="De regel geldt.", actor=running.manager)

    assert (decided.state, decided.decided_by) == (IncentiveState.IMPOSED, running.manager)
    event = AuditEvent.objects.get(action="incentive.decided")
    assert (event.actor, event.data["amount_eur"]) == (running.manager, "2500.00")


def test_what_the_contractor_said_is_not_replaced(running):
    made = one(running)
    hear(made.pk, text="Overmacht: brand.", heard_on=date(2024, 7, 16), actor=running.contractor)

    with pytest.raises(IncentiveRefusedError, match="^heard$"):
        hear(made.pk, text="Geen bezwaar.", heard_on=date(2024, 7, 17), actor=running.manager)

    made.refresh_from_db()
    assert (made.hearing, made.heard_by) == ("Overmacht: brand.", running.contractor)
    assert AuditEvent.objects.filter(action="incentive.heard").count() == 1


@pytest.mark.parametrize("corrected", ["60", None])
def test_a_penalty_that_the_clause_gives_no_more_is_not_imposed(running, corrected):
    made = one(running)
    hear(made.pk, text="De meting klopt niet.", heard_on=date(2024, 7, 16), actor=running.contractor)
    if corrected:
        correct_measurement(
            made.kpi.measurements.get(period="2024Q2").pk,
            value=Decimal(corrected),
            measured_on=date(2024, 7, 17),
            source="Ritten",
            note="Twee ritten ontbraken.",
            actor=running.manager,
        )
    else:
        Kpi.objects.filter(pk=made.kpi_id).update(penalty_eur=None)

    with pytest.raises(IncentiveRefusedError, match="stale"):
        decide(made.pk, impose=True, motivation="De regel geldt.", actor=running.manager)

    waived = decide(made.pk, impose=False, motivation="De meting is gecorrigeerd.", actor=running.manager)
    assert waived.state == IncentiveState.WAIVED


def test_a_penalty_can_be_waived_unheard_and_is_then_closed(running):
    made = one(running)

    assert decide(made.pk, impose=False, motivation="Overmacht.", actor=running.manager).state == IncentiveState.WAIVED
    with pytest.raises(IncentiveRefusedError, match="decided"):
        hear(made.pk, text="Toch nog.", heard_on=date(2024, 7, 16), actor=running.contractor)


def test_a_kpi_without_clause_costs_nothing(running):
    late(running, {"2024Q1": "10", "2024Q2": "10"}, penalty_after_reds=None, penalty_eur=None, penalty_max_eur=None)

    assert propose_incentives(running.contract.pk, actor=running.manager) == []
