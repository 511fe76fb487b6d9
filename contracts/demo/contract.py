"""Stage 12 of the demo: the contract of the furniture case in its own quarters, and a practice contract."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from contracts.demo.quarters import load_quarters
from contracts.domain.periods import Quarter, between, parse, quarter_of
from contracts.models import Contract, Kpi
from contracts.services import kpis, lessons, measuring, start
from procurement.core import clock
from procurement.core.domain.workdays import NATIONAL
from tenders.models import Lot, Tender

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DATA = json.loads((Path(__file__).parent / "furniture_contract.json").read_text(encoding="utf-8"))
SIGNED_ON, STARTS_ON = date(2023, 10, 2), date(2024, 1, 1)
ENDS_ON, ENDS_ON_LATEST = date(2031, 12, 31), date(2035, 12, 31)
PREPARED = datetime(2023, 11, 6, 10, 0, tzinfo=AMSTERDAM)
STARTED = datetime(2024, 1, 2, 9, 0, tzinfo=AMSTERDAM)
# What a bidder promised in writing on this criterion, when that was noted, is measured by this KPI.
PROMISED_TOO = {"KPI04": "K2"}
COPIED = ("code", "name", "unit", "better", "decimals", "definition", "evidence_asked")


def load_contract(context: dict[str, Any]) -> None:
    """The contract with its KPIs, ten quarters, their reviews, a penalty, two recalibrations and two lessons."""
    people, lot = context["people"], context["lot"]
    manager = people["deruiter"]
    with clock.at(_at(SIGNED_ON)):
        contract = start.create_contract(
            lot.pk,
            actor=manager,
            manager=manager,
            reference=f"{context['tender'].reference}-C",
            signed_on=SIGNED_ON,
            starts_on=STARTS_ON,
            ends_on=ENDS_ON,
            ends_on_latest=ENDS_ON_LATEST,
        )
    with clock.at(PREPARED):
        _write_kpis(contract, lot, actor=manager)
    with clock.at(STARTED):
        contract = start.start_contract(contract.pk, actor=manager)
    load_quarters(contract, DATA, manager=manager, contractor=people["werkbank"])
    for row in DATA["lessons"]:
        ambition = context.get("ambitions", {}).get(row["ambition"])
        with clock.at(_at(date.fromisoformat(row["on"]))):
            lessons.write_lesson(contract, text=row["text"], ambition=ambition, actor=manager)
    context["contract"] = contract


def bring_to_contract(context: dict[str, Any], tender: Tender, first: Quarter | None = None) -> Contract:
    """Give a practice tender, awarded for good, a contract whose first quarter is measured and waits for its review.

    first: the quarter in which it starts, by default the one that ended last.
    """
    manager, today = context["people"]["deruiter"], clock.today()
    first = first or quarter_of(today).previous()
    before = NATIONAL.on_or_after(first.first_day - timedelta(days=20))
    with clock.at(_at(before)):
        contract = start.create_contract(
            tender.lots.get(number=1).pk,
            actor=manager,
            manager=manager,
            reference=f"{tender.reference}-C",
            signed_on=before,
            starts_on=first.first_day,
            ends_on=date(first.year + 3, 12, 31),
        )
        found = list(contract.kpis.select_related("promise__criterion"))
        for kpi in found:
            kpis.set_targets(kpi.pk, dict.fromkeys(_years(first), _practice_target(kpi)), actor=manager)
        start.start_contract(contract.pk, actor=manager)
    with clock.at(_at(min(NATIONAL.on_or_after(first.last_day + timedelta(days=9)), today))):
        measuring.record_quarter(
            first,
            {kpi.pk: _practice_target(kpi) for kpi in found},
            measured_on=clock.today(),
            source="Kwartaalopgave van de opdrachtnemer",
            actor=manager,
        )
    contract.refresh_from_db()
    return contract


def _write_kpis(contract: Contract, lot: Lot, *, actor: Any) -> None:
    """Fit the KPIs that came from promises, then add those that rest on a requirement; KPI14 comes later."""
    promised = {
        kpi.promise.criterion.code: kpi for kpi in contract.kpis.select_related("promise__criterion") if kpi.promise
    }
    requirements = {row.code: row for row in lot.tender.requirements.select_related("ambition")}
    rows = [row for row in DATA["kpis"] if row["code"] != "KPI14"]
    sources = {row["code"]: _promised_source(row, promised) for row in rows}
    # From the last to the first, so that a number that is given up is free before it is given out.
    for row in reversed(rows):
        source = sources[row["code"]]
        if source:
            kpis.change_kpi(promised[source].pk, actor=actor, **_fields(row))
    for row in rows:
        if not sources[row["code"]]:
            first = str(quarter_of(STARTS_ON))
            fields = _fields(row) | {"requirement": requirements[row["source"]], "first_period": first}
            kpis.add_kpi(contract.pk, actor=actor, tolerance_pct=start.DEFAULT_TOLERANCE_PCT, **fields)
    made = {kpi.code: kpi for kpi in contract.kpis.all()}
    for row in rows:
        kpis.set_targets(made[row["code"]].pk, _by_quarter(row["targets"]), actor=actor)


def _promised_source(row: Mapping[str, Any], promised: Mapping[str, Kpi]) -> str:
    names = (row["source"], PROMISED_TOO.get(row["code"], ""))
    return next((name for name in names if name in promised), "")


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {name: row[name] for name in COPIED}
    fields |= {"baseline": Decimal(row["baseline"]), "order": int(row["code"][3:])}
    penalty = row.get("penalty")
    if penalty:
        fields |= {
            "penalty_after_reds": penalty["after_reds"],
            "penalty_eur": Decimal(penalty["eur"]),
            "penalty_max_eur": Decimal(penalty["max_eur"]),
        }
    return fields


def _by_quarter(values: Mapping[str, str]) -> dict[Quarter, Decimal]:
    return {parse(period): Decimal(value) for period, value in values.items()}


def _years(first: Quarter) -> list[Quarter]:
    return list(between(first, Quarter(first.year + 1, 4)))


def _practice_target(kpi: Kpi) -> Decimal:
    promise = kpi.promise
    return promise.value if promise and promise.value is not None else Decimal(90)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(11, 0), tzinfo=AMSTERDAM)
