"""Stage 4 of the demo beside its requirements: details, levels of ambition, frames; and a draft to mend."""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from procurement.core import clock
from tenders.models import ConsultationConclusion, FeasibilitySignal, RequirementMeasure, Tender
from tenders.services import requirements, specification

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DATA = json.loads((Path(__file__).parent / "furniture_specification.json").read_text(encoding="utf-8"))
WORKED_OUT = datetime(2023, 2, 22, 10, 0, tzinfo=AMSTERDAM)


def load_details(context: dict[str, Any]) -> None:
    """Parts, consequences, figures, signals, levels and frames of the furniture case."""
    actor, tender = context["people"]["verhoeve"], context["tender"]
    rows = {row.code: row for row in tender.requirements.all()}
    with clock.at(WORKED_OUT):
        for code, part in DATA["parts"].items():
            values = {"part": part, "consequence": DATA["consequences"].get(code, "")}
            requirements.change_requirement(rows[code].pk, actor=actor, **values)
        for code, measure in DATA["measures"].items():
            values = measure | {"value": Decimal(measure["value"])}
            specification.save_detail(RequirementMeasure, rows[code].pk, actor=actor, **values)
        for code, (signal, number, note) in DATA["signals"].items():
            conclusion = ConsultationConclusion.objects.filter(consultation__tender=tender, number=number).first()
            values = {"signal": signal, "conclusion": conclusion, "note": note}
            specification.save_detail(FeasibilitySignal, rows[code].pk, actor=actor, **values)
        for ambition in tender.ambitions.all():
            specification.save_level(ambition.pk, actor=actor, **DATA["levels"][ambition.code])
        specification.save_space(tender.pk, actor=actor, **DATA["space"])
    tender.refresh_from_db()


def bring_to_room(context: dict[str, Any], tender: Tender) -> None:
    """Give a practice tender consequences, a level for its ambition, and its frames."""
    actor = context["people"]["verhoeve"]
    for row in tender.requirements.exclude(kind="exclusion"):
        code = f"MEU-{row.code}"
        values = {"part": DATA["parts"][code], "consequence": DATA["consequences"].get(code, "")}
        requirements.change_requirement(row.pk, actor=actor, **values)
    for ambition in tender.ambitions.all():
        levels = {
            "basic": "De helft van de stoelen is opgeknapt of opnieuw gebruikt.",
            "good": "Driekwart van de stoelen.",
            "excellent": "Alle stoelen.",
            "step": "good",
        }
        specification.save_level(ambition.pk, actor=actor, **levels)
    specification.save_space(tender.pk, actor=actor, **DATA["practice_space"])


def bring_to_mirror(context: dict[str, Any], tender: Tender) -> None:
    """Write first requirements that the mirror has much to say about: a draft to practise on."""
    actor, ambition = context["people"]["verhoeve"], tender.ambitions.first()
    for row in DATA["to_mend"]:
        values = row | {"ambition": ambition if row["group"] == "Hergebruik" else None}
        requirements.add_requirement(tender.pk, actor=actor, **values)
    tender.refresh_from_db()
