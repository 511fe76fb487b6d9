"""What the award model puts into a publication: JSON from which case, guide and page are made."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from criteria.domain.model_case import plain
from criteria.models import AwardModel, Criterion, ScaleLevel

FIGURES = (
    "price_points",
    "price_floor_eur",
    "price_ceiling_eur",
    "bid_ceiling_eur",
    "zero_at",
    "exponent",
    "lcc_rate_pct",
    "rounding",
    "spread_tolerance",
)
WORDS = ("method", "method_motivation", "basis", "formula", "lcc_rate_source", "lcc_data_asked", "aggregate")


def award_model_parts(tender_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the award models of each tender, one for each lot that has one, in the order of the lots."""
    found: dict[int, list[dict[str, Any]]] = {pk: [] for pk in tender_ids}
    for model in whole_models().filter(lot__tender_id__in=tender_ids).order_by("lot__number"):
        found[model.lot.tender_id].append(model_part(model))
    return found


def whole_models() -> QuerySet[AwardModel]:
    """Return the models with all that ``model_part`` reads, in a few queries for any number of them."""
    return AwardModel.objects.select_related("lot__tender").prefetch_related("scale", "criteria__ambition")


def model_part(model: AwardModel) -> dict[str, Any]:
    """Return one model as plain JSON: every field, the scale from high to low, and the tree of criteria."""
    lot = model.lot
    return {
        "lot": {"number": lot.number, "title": lot.title},
        "name": lot.title,
        "source": lot.tender.reference,
        **{name: getattr(model, name) for name in WORDS},
        **{name: _figure(getattr(model, name)) for name in FIGURES},
        "lcc_years": model.lcc_years,
        "tie_break": list(model.tie_break),
        "assessor_count": model.assessor_count,
        "scale": [_level(level) for level in sorted(model.scale.all(), key=_falling)],
        "criteria": _tree(list(model.criteria.all()), None),
    }


def _tree(rows: Iterable[Criterion], parent_id: int | None) -> list[dict[str, Any]]:
    rows = list(rows)
    return [_criterion(row, _tree(rows, row.pk)) for row in rows if row.parent_id == parent_id]


def _criterion(row: Criterion, children: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": row.pk,
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "aspect": row.aspect,
        "max_points": plain(row.max_points),
        "minimum": plain(row.minimum),
        "better": row.better,
        "unit": row.unit,
        "knots": [[_figure(x), _figure(fraction)] for x, fraction in row.knots],
        "between": row.between,
        "is_growth": row.is_growth,
        "asked": row.asked,
        "looks_at": row.looks_at,
        "subject_link": row.subject_link,
        "verification": row.verification,
        "firm_wide": row.firm_wide,
        "max_pages": row.max_pages,
        "ambition": _ambition(row),
        "kpi": {
            "name": row.kpi_name,
            "unit": row.kpi_unit,
            "definition": row.kpi_definition,
            "evidence": row.kpi_evidence,
        },
        "children": children,
    }


def _ambition(row: Criterion) -> Mapping[str, str] | None:
    return {"code": row.ambition.code, "title": row.ambition.title} if row.ambition else None


def _level(level: ScaleLevel) -> dict[str, str]:
    return {"grade": plain(level.grade), "word": level.word, "meaning": level.meaning}


def _falling(level: ScaleLevel) -> Decimal:
    return -Decimal(level.grade)


def _figure(value: Any) -> str:
    return "" if value is None else plain(Decimal(value))
