"""Stage 5 of the demo: the award model of the furniture case, and the same for practice tenders."""

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from criteria.models import AwardModel
from criteria.services import award_model as service
from criteria.services.award_model import Level
from procurement.core import clock
from tenders.models import Ambition, Lot, Tender

DATA = json.loads((Path(__file__).parent / "furniture_model.json").read_text(encoding="utf-8"))
MODELLED = datetime(2023, 2, 23, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
MODEL_FIGURES = ("price_points", "price_floor_eur", "price_ceiling_eur", "lcc_rate_pct", "rounding", "spread_tolerance")
CRITERION_FIGURES = ("max_points", "minimum")
# The bids of a practice tender cost about half of those of the furniture case.
PRACTICE_BAND = {"price_floor_eur": Decimal(210000), "price_ceiling_eur": Decimal(310000)}


def load_award_model(context: dict[str, Any]) -> None:
    """The award model of the furniture case: five criteria, 30 points for costs over twelve years."""
    with clock.at(MODELLED):
        model = write_model(context["lot"], context.get("ambitions", {}), actor=context["people"]["verhoeve"])
    context["award_model"] = model


def bring_to_award_model(context: dict[str, Any], tender: Tender) -> None:
    """Give a practice tender the same model, on its own amounts and with its own ambition."""
    ambitions = dict.fromkeys(("reuse", "waste", "mki"), tender.ambitions.first())
    actor = context["people"]["verhoeve"]
    model = write_model(tender.lots.get(number=1), ambitions, actor=actor)
    service.change_model(model.pk, actor=actor, **PRACTICE_BAND)


def write_model(lot: Lot, ambitions: Mapping[str, Ambition | None], *, actor: Any) -> AwardModel:
    """Write the model of the data file for this lot, through the services, and return it."""
    levels = [Level(Decimal(row["grade"]), row["word"], row["meaning"]) for row in DATA["scale"]]
    model = service.start_model(lot.pk, levels, actor=actor)
    for row in DATA["criteria"]:
        values = _with_figures(row, CRITERION_FIGURES)
        values["ambition"] = ambitions.get(row["ambition"])
        service.add_criterion(model.pk, actor=actor, **values)
    return service.change_model(model.pk, actor=actor, **_with_figures(DATA["model"], MODEL_FIGURES))


def _with_figures(row: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return dict(row) | {name: Decimal(row[name]) for name in names if name in row}
