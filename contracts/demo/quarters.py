"""The quarters of the furniture case: measured by the contractor, reviewed and signed by both."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from contracts.domain.periods import Quarter, parse
from contracts.domain.vocabulary import RecalibrationKind
from contracts.models import Contract
from contracts.services import incentives, measuring, recalibration, reviews
from contracts.services.parties import Party
from contracts.services.start import DEFAULT_TOLERANCE_PCT
from procurement.accounts.models import User
from procurement.core import clock
from procurement.core.domain.workdays import NATIONAL

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# Days after the end of a quarter.
MEASURED, COMPUTED, HEARD, DECIDED, HELD, SIGNED_BACK = 9, 10, 16, 20, 23, 29


def load_quarters(contract: Contract, data: Mapping[str, Any], *, manager: User, contractor: User) -> None:
    """Measure, review and sign each quarter of the data in its own days, and recalibrate at each turn of the year."""
    done: dict[str, str] = {}
    for period, row in sorted(data["reviews"].items()):
        quarter = parse(period)
        done |= {action["text"]: action["done_on"] for action in row["actions"] if "done_on" in action}
        _measure(contract, quarter, data, actor=contractor)
        _penalise(contract, quarter, data["penalty"], manager=manager, contractor=contractor)
        _finish(contract, done, until=moment(quarter, HELD).date(), actor=manager)
        _review(contract, quarter, row, manager=manager, contractor=contractor)
        if quarter.number == 4:
            _recalibrate(contract, quarter.next(), data, manager=manager, contractor=contractor)
    _finish(contract, done, until=clock.today(), actor=manager)


def _measure(contract: Contract, quarter: Quarter, data: Mapping[str, Any], *, actor: User) -> None:
    notes, wrong = data["reviews"][str(quarter)]["notes"], data["correction"]
    kpis = {kpi.code: kpi for kpi in contract.kpis.all()}
    for row in data["kpis"]:
        value = row["measured"].get(str(quarter))
        if value is None:
            continue
        is_wrong = (str(quarter), row["code"]) == (wrong["quarter"], wrong["kpi"])
        with clock.at(moment(quarter, MEASURED)):
            made = measuring.record_measurement(
                kpis[row["code"]].pk,
                quarter,
                value=Decimal(wrong["first"] if is_wrong else value),
                measured_on=clock.today(),
                source=row["evidence_asked"],
                note=notes.get(row["code"], ""),
                actor=actor,
            )
        if is_wrong:
            with clock.at(moment(quarter, HEARD)):
                measuring.correct_measurement(
                    made.pk,
                    value=Decimal(value),
                    measured_on=clock.today(),
                    source=row["evidence_asked"],
                    note=wrong["note"],
                    actor=actor,
                )


def _penalise(
    contract: Contract, quarter: Quarter, texts: Mapping[str, str], *, manager: User, contractor: User
) -> None:
    with clock.at(moment(quarter, COMPUTED)):
        made = incentives.propose_incentives(contract.pk, actor=manager)
    for row in made:
        with clock.at(moment(quarter, HEARD)):
            incentives.hear(row.pk, text=texts["hearing"], heard_on=clock.today(), actor=contractor)
        with clock.at(moment(quarter, DECIDED)):
            incentives.decide(row.pk, impose=True, motivation=texts["motivation"], actor=manager)


def _review(contract: Contract, quarter: Quarter, row: Mapping[str, Any], *, manager: User, contractor: User) -> None:
    kpis = {kpi.code: kpi for kpi in contract.kpis.all()}
    actions = [
        {
            "text": one["text"],
            "owner": one["owner"],
            "due": date.fromisoformat(one["due"]),
            "kpi": kpis.get(one["kpi"] or ""),
        }
        for one in row["actions"]
    ]
    texts = {name: row[name] for name in ("summary", "decisions", "attendees")}
    with clock.at(moment(quarter, HELD)):
        review = reviews.save_review(contract.pk, quarter, actions, actor=manager, held_on=clock.today(), **texts)
        reviews.offer_review(review.pk, actor=manager)
        reviews.sign_review(review.pk, person=manager, party=Party.AUTHORITY)
    with clock.at(moment(quarter, SIGNED_BACK)):
        reviews.sign_review(review.pk, person=contractor, party=Party.CONTRACTOR)


def _finish(contract: Contract, done: Mapping[str, str], *, until: date, actor: User) -> None:
    """Report what was done by ``until``, each on its own day."""
    for action in reviews.open_actions(contract):
        day = date.fromisoformat(done[action.text]) if action.text in done else None
        if day and day <= until:
            with clock.at(datetime.combine(day, time(16, 0), tzinfo=AMSTERDAM)):
                reviews.finish_action(action.pk, actor=actor, done_on=day)


def _recalibrate(
    contract: Contract, quarter: Quarter, data: Mapping[str, Any], *, manager: User, contractor: User
) -> None:
    """Propose the decisions of this year in January; both parties sign within a week."""
    kpis = {kpi.code: kpi for kpi in contract.kpis.all()}
    rows = {row["code"]: row for row in data["kpis"]}
    for one in data["recalibrations"]:
        if one["year"] != quarter.year:
            continue
        kind = RecalibrationKind(one["kind"])
        is_new = kind is RecalibrationKind.ADD
        with clock.at(moment(quarter.previous(), HELD + 2)):
            decision = recalibration.propose(
                contract.pk,
                kind,
                quarter,
                reason=one["reason"],
                actor=manager,
                kpi=None if is_new else kpis[one["kpi"]],
                proposal=_proposal(contract, rows[one["kpi"]]) if is_new else None,
            )
            recalibration.sign(decision.pk, person=manager, party=Party.AUTHORITY)
        with clock.at(moment(quarter.previous(), SIGNED_BACK)):
            recalibration.sign(decision.pk, person=contractor, party=Party.CONTRACTOR)


def _proposal(contract: Contract, row: Mapping[str, Any]) -> dict[str, Any]:
    requirement = contract.lot.tender.requirements.get(code=row["source"])
    names = ("code", "name", "unit", "better", "decimals", "definition", "evidence_asked", "targets")
    return {name: row[name] for name in names} | {
        "requirement": requirement.pk,
        "tolerance_pct": str(DEFAULT_TOLERANCE_PCT),
    }


def moment(quarter: Quarter, days: int) -> datetime:
    """Return the first working day from so many days after the quarter, at two o'clock."""
    day = NATIONAL.on_or_after(quarter.last_day + timedelta(days=days))
    return datetime.combine(day, time(14, 0), tzinfo=AMSTERDAM)
