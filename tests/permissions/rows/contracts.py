"""Who gets what at the addresses of contracts."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from contracts.domain.vocabulary import ContractState, RecalibrationKind
from contracts.models import Contract, Incentive, Kpi, KpiTarget, Measurement, Recalibration, Review, ReviewAction
from tests.permissions.people import BUYERS, CONTRACT_MANAGERS, MEMBERS, SEES_TENDER, SIGNED_IN
from tests.permissions.row import Row, post
from tests.permissions.world import World, of, of_tender

MOMENT = datetime(2024, 4, 10, 9, 0, tzinfo=UTC)
PERIOD = "2024Q1"


def build(world: World) -> None:
    """The running contract of the awarded tender, with one of everything below it."""
    cast = world.cast
    contract = world["contract"] = Contract.objects.create(
        organisation=cast.organisation,
        lot=world["awarded_lot"],
        bid=world["winning_bid"],
        company=cast.contractor_company,
        reference="C-2023-014",
        title="Circulaire kantoorinrichting",
        state=ContractState.RUNNING,
        manager=cast.contract_manager,
        value_eur=Decimal("489000"),
        starts_on=date(2024, 1, 1),
        ends_on=date(2031, 12, 31),
        ends_on_latest=date(2035, 12, 31),
        recalibration_clause="Elk jaar, binnen 12 tot 16 KPI's.",
        created_at=datetime(2023, 10, 2, 9, 0, tzinfo=UTC),
    )
    kpi = world["kpi"] = Kpi.objects.create(
        contract=contract,
        code="KPI01",
        name="Aandeel hergebruikt",
        unit="%",
        better="higher",
        definition="Massa",
        tolerance_pct=5,
        first_period=PERIOD,
    )
    KpiTarget.objects.create(kpi=kpi, period=PERIOD, value=72)
    world["measurement"] = Measurement.objects.create(
        kpi=kpi,
        period=PERIOD,
        value=70,
        measured_on=MOMENT.date(),
        source="Rapport",
        recorded_by=cast.contractor,
        recorded_at=MOMENT,
    )
    review = world["review"] = Review.objects.create(
        contract=contract, period=PERIOD, held_on=MOMENT.date(), summary="Opstart."
    )
    world["agreed_action"] = ReviewAction.objects.create(
        review=review, text="Register vullen", owner="Opdrachtnemer", due=date(2024, 5, 1)
    )
    world["recalibration"] = Recalibration.objects.create(
        contract=contract,
        kpi=kpi,
        kind=RecalibrationKind.CONFIRM,
        period="2025Q1",
        reason="Bevestigd.",
        decided_on=MOMENT.date(),
    )
    world["incentive"] = Incentive.objects.create(
        contract=contract, kpi=kpi, period=PERIOD, amount_eur=2500, rule="Twee rode kwartalen."
    )


def below_contract(period: str = "", **names: str) -> Callable[[World], dict[str, Any]]:
    """Arguments of an address below the contract."""

    def arguments(world: World) -> dict[str, Any]:
        found = {"pk": world["contract"].pk} | {key: world[name].pk for key, name in names.items()}
        return found | ({"period": period} if period else {})

    return arguments


CONTRACT = of("contract")
QUARTER = below_contract(PERIOD)
KPI = below_contract(kpi_id="kpi")
SEES = MEMBERS | {"contractor"}
SIGNERS = CONTRACT_MANAGERS | BUYERS | {"contractor"}
MEASURES = CONTRACT_MANAGERS | {"contractor"}


def managed(name: str, arguments: Callable[[World], dict[str, Any]]) -> tuple[Row, ...]:
    """The contract manager alone; who sees the contract may not."""
    return (
        Row(f"contracts:{name}", CONTRACT_MANAGERS, arguments, forbidden=SEES - CONTRACT_MANAGERS),
        post(f"contracts:{name}", CONTRACT_MANAGERS, arguments, forbidden=SEES - CONTRACT_MANAGERS),
    )


def managed_post(name: str, arguments: Callable[[World], dict[str, Any]]) -> Row:
    """As ``managed``, for an address that only takes a POST."""
    return post(f"contracts:{name}", CONTRACT_MANAGERS, arguments, forbidden=SEES - CONTRACT_MANAGERS)


def shared(name: str, allowed: frozenset[str], arguments: Callable[[World], dict[str, Any]]) -> tuple[Row, ...]:
    """A form for some of those who see the contract."""
    return (
        Row(f"contracts:{name}", allowed, arguments, forbidden=SEES - allowed),
        post(f"contracts:{name}", allowed, arguments, forbidden=SEES - allowed),
    )


ROWS: tuple[Row, ...] = (
    Row("contracts:contracts", SIGNED_IN),
    Row("contracts:stage", SEES_TENDER, of_tender),
    post("contracts:stage", frozenset(), of_tender, forbidden=SEES_TENDER),
    *(Row(f"contracts:{page}", SEES, CONTRACT) for page in ("contract", "reviews", "recalibrations", "incentives")),
    Row("contracts:lessons", MEMBERS, CONTRACT, forbidden=frozenset({"contractor"})),
    Row("contracts:kpi", SEES, KPI),
    managed_post("start", CONTRACT),
    *managed("add_kpi", CONTRACT),
    *managed("change_kpi", KPI),
    *managed("targets", KPI),
    *shared("measure", MEASURES, QUARTER),
    *shared("record", MEASURES, below_contract(PERIOD, kpi_id="kpi")),
    *shared("correct", MEASURES, below_contract(measurement_id="measurement")),
    *managed("review", QUARTER),
    managed_post("offer_review", QUARTER),
    *shared("sign_review", SIGNERS, QUARTER),
    managed_post("withdraw_review", QUARTER),
    managed_post("review_report", QUARTER),
    managed_post("finish_action", below_contract(action_id="agreed_action")),
    managed_post("recalibrations", CONTRACT),
    *managed("add_by_recalibration", CONTRACT),
    *shared("sign_recalibration", SIGNERS, below_contract(decision_id="recalibration")),
    managed_post("withdraw_recalibration", below_contract(decision_id="recalibration")),
    managed_post("compute_incentives", CONTRACT),
    *shared("hear", MEASURES, below_contract(incentive_id="incentive")),
    *managed("decide", below_contract(incentive_id="incentive")),
    managed_post("lessons", CONTRACT),
)
