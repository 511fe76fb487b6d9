"""A promise against what was measured, and the chart of a KPI."""

from decimal import Decimal
from typing import Any

import pytest

from contracts.domain.periods import Quarter
from contracts.domain.vocabulary import Status
from contracts.models import Kpi
from contracts.services.charts import kpi_chart, kpi_table
from contracts.services.promises import measured_by, outcome
from contracts.services.scorecard import points_of
from procurement.core.domain.charts.frame import both
from procurement.core.domain.charts.growth import Verdict, growth_chart
from tests.factories.contracts import make_growth_criterion, make_kpi, make_promise

pytestmark = pytest.mark.django_db
TARGETS = {f"2024Q{n}": "72" for n in (1, 2, 3, 4)} | {f"2025Q{n}": "80" for n in (1, 2, 3, 4)}
MEASURED = {"2024Q1": "70", "2024Q2": "73", "2025Q4": "82"}


@pytest.fixture
def kpi(running: Any) -> Kpi:
    bid = running.contract.bid
    model = bid.lot.award_model
    share = make_promise(bid, model.criteria.get(code="K5"))
    make_promise(bid, make_growth_criterion(model), "2")
    return make_kpi(
        running.contract, promise=share, targets=TARGETS, measured=MEASURED, unit="% massa", baseline=Decimal(41)
    )


def test_a_kpi_measures_every_promise_that_names_it(kpi):
    assert [promise.criterion.code for promise in measured_by(kpi)] == ["K5", "K3"]


def test_a_contract_year_is_judged_on_its_fourth_quarter(running, kpi):
    year = measured_by(kpi)[1]
    points = points_of(running.contract, [kpi])[kpi.pk]

    before = outcome(kpi, year, points, until=Quarter(2025, 3))
    after = outcome(kpi, year, points, until=Quarter(2025, 4))

    assert (before.due, before.norm, before.value, before.status) == (Quarter(2025, 4), 80, None, Status.MISSING)
    assert (after.value, after.status) == (82, Status.GREEN)


def test_a_value_is_judged_on_the_newest_measurement_without_a_margin(running, kpi):
    share = measured_by(kpi)[0]
    points = points_of(running.contract, [kpi])[kpi.pk]

    assert outcome(kpi, share, points, until=Quarter(2024, 1)).status is Status.RED
    assert outcome(kpi, share, points, until=Quarter(2024, 3)).due == Quarter(2024, 2)
    assert outcome(kpi, share, points, until=Quarter(2023, 4)).status is Status.MISSING


def test_the_chart_and_its_table_tell_the_same(running, kpi):
    points = points_of(running.contract, [kpi])[kpi.pk]

    data = kpi_chart(kpi, points)
    table = kpi_table(kpi, points)

    assert [period.label for period in data.periods] == [f"{year}Q{n}" for year in (24, 25) for n in (1, 2, 3, 4)]
    assert [period.verdict for period in data.periods[:3]] == [Verdict.NEAR, Verdict.MET, None]
    assert data.baseline == 41
    assert [cell["text"] for cell in table["rows"][2]["cells"]] == ["2024Q3", "72", "niet gemeten", "nog niet gemeten"]
    assert len(both(growth_chart, data)) == 2
