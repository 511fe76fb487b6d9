"""Stages 3 and 4 of the demo: the furniture case in its own months, and practice tenders on their way."""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from procurement.core import clock
from procurement.core.domain.workdays import NATIONAL
from tenders.demo.specification import bring_to_room
from tenders.domain.value_estimate import Part
from tenders.domain.vocabulary import Procedure, StepKind
from tenders.models import Tender
from tenders.services import planning, procedure, procedure_choice, requirements, value_estimate

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DATA = json.loads((Path(__file__).parent / "furniture_drafting.json").read_text(encoding="utf-8"))
DECIMALS = ("estimated_value_eur", "tender_fee_eur")
DRAFTED = datetime(2023, 2, 13, 10, 0, tzinfo=AMSTERDAM)
SPECIFIED = datetime(2023, 2, 21, 14, 0, tzinfo=AMSTERDAM)


def load_procedure(context: dict[str, Any]) -> None:
    """Value, procedure, conditions and planning of the furniture case."""
    actor, tender = context["people"]["verhoeve"], context["tender"]
    with clock.at(DRAFTED):
        procedure.change_procedure(tender.pk, actor=actor, **_values(DATA["procedure"]))
        for row in DATA["estimate"]:
            value_estimate.add_line(tender.pk, actor=actor, **row | {"amount_eur": Decimal(row["amount_eur"])})
        value_estimate.choose_main_part(tender.pk, actor=actor, main_part=Part.SUPPLIES)
        value_estimate.take_over(tender.pk, actor=actor)
        _choose(tender, actor)
        days = {StepKind(kind): (_day(day), _hour(hour)) for kind, (day, hour) in DATA["planning"].items()}
        planning.set_days(tender.pk, days, actor=actor)
    tender.refresh_from_db()


def load_specification(context: dict[str, Any]) -> None:
    """Exclusion grounds, requirements and clauses of the furniture case."""
    actor, tender = context["people"]["verhoeve"], context["tender"]
    ambitions = {ambition.code: ambition for ambition in tender.ambitions.all()}
    with clock.at(SPECIFIED):
        requirements.choose_grounds(tender.pk, DATA["grounds"], actor=actor)
        for row in DATA["requirements"]:
            values = row | {"ambition": ambitions.get(row["ambition"])}
            requirements.add_requirement(tender.pk, actor=actor, **values)
        requirements.change_clauses(tender.pk, actor=actor, **DATA["clauses"])
    tender.refresh_from_db()


def bring_to_procedure(context: dict[str, Any], tender: Tender) -> None:
    """Give a practice tender its value, procedure and a planning that begins in two weeks."""
    actor = context["people"]["verhoeve"]
    values = DATA["procedure"] | {
        "occasion": "De huidige stoelen zijn aan vervanging of opknappen toe.",
        "description": "Opknappen, aanvullen en onderhouden van bureaustoelen voor twee locaties.",
        "quantity": "260 stoelen",
        "estimated_value_eur": "268000",
        "value_dated_on": clock.today().isoformat(),
        "value_basis": "Prijzen uit een eerdere opdracht, bijgesteld naar dit jaar.",
        "duration_months": 48,
        "option_count": 0,
        "option_months": 0,
        "duration_motivation": "",
        "tender_fee_eur": "1200",
    }
    procedure.change_procedure(tender.pk, actor=actor, **_values(values))
    _choose(tender, actor)
    planning.propose(tender.pk, actor=actor, notice=NATIONAL.on_or_after(clock.today() + timedelta(days=14)))
    tender.refresh_from_db()


def bring_to_specification(context: dict[str, Any], tender: Tender) -> None:
    """Give a practice tender four requirements, its exclusion grounds and the clauses."""
    actor = context["people"]["verhoeve"]
    ambition = tender.ambitions.first()
    requirements.choose_grounds(tender.pk, {"UF-a": DATA["grounds"]["UF-a"]}, actor=actor)
    for row in DATA["requirements"][:4]:
        values = row | {"ambition": ambition, "code": row["code"].replace("MEU-", "")}
        requirements.add_requirement(tender.pk, actor=actor, **values)
    requirements.change_clauses(tender.pk, actor=actor, **DATA["clauses"])
    bring_to_room(context, tender)
    tender.refresh_from_db()


def _choose(tender: Tender, actor: Any) -> None:
    """Answer the questions of the chooser and adopt the open procedure, with the motivation of the case."""
    procedure_choice.save_facts(tender.pk, actor=actor, **DATA["procedure_facts"])
    motivation = DATA["procedure"]["procedure_motivation"]
    procedure_choice.adopt(tender.pk, Procedure.OPEN, actor=actor, motivation=motivation)


def _values(raw: dict[str, Any]) -> dict[str, Any]:
    values = dict(raw)
    for name in DECIMALS:
        values[name] = Decimal(values[name])
    values["value_dated_on"] = date.fromisoformat(values["value_dated_on"])
    return values


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _hour(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
