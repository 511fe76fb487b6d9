"""Makers of what stage 5 holds: a small award model, and that of the furniture case."""

from decimal import Decimal
from typing import Any

from criteria.demo.award_model import write_model
from criteria.domain.vocabulary import CriterionKind
from criteria.models import AwardModel, Criterion, ScaleLevel
from procurement.accounts.models import User
from tenders.models import Lot

WORDS = {10: "uitstekend", 8: "goed", 6: "voldoende", 4: "onvoldoende", 2: "slecht"}


def make_model(*, lot: Lot, **fields: Any) -> AwardModel:
    """A model with points, a fixed price band of 100.000 to 200.000 euro and a scale of five levels."""
    defaults: dict[str, Any] = {
        "price_points": Decimal(40),
        "price_floor_eur": Decimal(100000),
        "price_ceiling_eur": Decimal(200000),
        "tie_break": ["quality", "lot"],
        "assessor_count": 5,
        "spread_tolerance": Decimal(4),
        "aggregate": "mean",
    }
    model = AwardModel.objects.create(lot=lot, **defaults | fields)
    for grade, word in WORDS.items():
        ScaleLevel.objects.create(model=model, grade=Decimal(grade), word=word, meaning=f"Het plan is {word}.")
    return model


def make_criterion(*, model: AwardModel, **fields: Any) -> Criterion:
    """A graded criterion of 60 points with everything that the rules ask for."""
    number = Criterion.objects.filter(model=model).count() + 1
    defaults: dict[str, Any] = {
        "code": f"K{number}",
        "name": f"Criterium {number}",
        "kind": CriterionKind.GRADED,
        "aspect": "qualitative",
        "order": number,
        "asked": "Een plan met aantallen.",
        "looks_at": "Of de aantallen kloppen.",
        "subject_link": "Gaat over deze levering.",
        "verification": "Per kwartaal nagegaan op de leverlijst.",
        "kpi_name": "Aandeel hergebruikt",
        "kpi_unit": "% massa",
        "kpi_definition": "Massa hergebruikt gedeeld door massa geleverd.",
        "kpi_evidence": "Leverlijst.",
    }
    if fields.get("kind") != CriterionKind.GROUP:
        defaults["max_points"] = Decimal(60)
    return Criterion.objects.create(model=model, **defaults | fields)


def make_furniture_model(*, lot: Lot, actor: User) -> AwardModel:
    """The model of the furniture case, written through the services."""
    return write_model(lot, {}, actor=actor)
