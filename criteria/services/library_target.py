"""Where the library lands in the award model: a criterion with its scale, or a KPI as a measured criterion."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria.domain.vocabulary import Aspect, Between, CriterionKind
from criteria.models import AwardModel, Criterion
from criteria.services import award_model as service
from criteria.services.award_model import Level
from criteria.services.scale_presets import five_levels
from procurement.accounts.models import User
from tenders.domain.library import LibraryKind
from tenders.domain.vocabulary import Better
from tenders.extension_points import LibraryTarget
from tenders.models import LibraryVersion, Lot

Values = dict[str, Any]


def criterion_values(version: LibraryVersion) -> Values:
    """Return the fields of a criterion that follow from a criterion or a KPI of the library.

    The points stay out: how heavy a criterion weighs is for each contract to decide.
    """
    content = version.content
    if version.item_kind is LibraryKind.KPI:
        return _kpi_as_criterion(content)
    kind = CriterionKind(content["kind"]) if content["kind"] in set(CriterionKind) else CriterionKind.GRADED
    values = {
        "name": content["name"],
        "kind": kind,
        "aspect": Aspect(content["aspect"]) if content["aspect"] in set(Aspect) else "",
        "asked": content["asked"],
        "looks_at": _looks_at(content, is_graded=kind is CriterionKind.GRADED),
    }
    return values | _measure(content) if kind is CriterionKind.MEASURED else values


def add_criterion(tender_id: int, actor: User, version: LibraryVersion) -> Criterion:
    """Add a criterion to the model of the first lot; a lot without a model gets one, with the scale of the item."""
    lot = Lot.objects.filter(tender_id=tender_id).order_by("number")[0]
    model = AwardModel.objects.filter(lot=lot).first()
    if model is None:
        model = service.start_model(lot.pk, _levels(version.content) or five_levels(), actor=actor)
    values = criterion_values(version) | {"code": service.next_code(model), "library_version": version}
    if values["kind"] is CriterionKind.GRADED:
        values["minimum"] = _minimum(model, version.content)
    points = _figure(version.content.get("points", ""))
    return service.add_criterion(model.pk, actor=actor, **values, max_points=points)


def _change(row: Criterion, actor: User, values: Values) -> None:
    service.change_criterion(row.pk, actor=actor, **values)


def _harvest(row: Criterion) -> tuple[LibraryKind, str, Values]:
    names = ("name", "aspect", "asked", "looks_at", "unit", "better", "is_growth", "between")
    content: Values = {name: getattr(row, name) for name in names}
    levels = [{"grade": _plain(one.grade), "word": one.word, "meaning": one.meaning} for one in row.model.scale.all()]
    content |= {
        "kind": row.kind if row.kind != CriterionKind.GROUP else CriterionKind.GRADED,
        "points": _plain(row.max_points),
        "minimum": _plain(row.minimum),
        "knots": [{"value": value, "fraction": fraction} for value, fraction in row.knots],
        "levels": levels if row.kind == CriterionKind.GRADED else [],
    }
    return LibraryKind.CRITERION, row.name, content


def _kpi_as_criterion(content: Values) -> Values:
    return {
        "name": content["name"],
        "kind": CriterionKind.MEASURED,
        "aspect": Aspect.QUANTITATIVE,
        "asked": _("De waarde die u garandeert voor: %(name)s.") % {"name": content["name"]},
        "unit": content["unit"],
        "better": Better(content["better"]) if content["better"] in set(Better) else Better.HIGHER,
        "kpi_name": content["name"][:160],
        "kpi_unit": content["unit"][:40],
        "kpi_definition": content["definition"],
        "kpi_evidence": content["evidence"],
    }


def _measure(content: Values) -> Values:
    return {
        "unit": content["unit"],
        "better": Better(content["better"]) if content["better"] in set(Better) else Better.HIGHER,
        "is_growth": content["is_growth"],
        "between": Between(content["between"]) if content["between"] in set(Between) else Between.LINEAR,
        "knots": [[row["value"], row["fraction"]] for row in content["knots"]],
    }


def _looks_at(content: Values, *, is_graded: bool) -> str:
    """What the assessor looks at, with what earns each grade below it."""
    levels = [f"{row['grade']} {row['word']}: {row['meaning']}" for row in content["levels"]] if is_graded else []
    return "\n".join(part for part in (content["looks_at"], content["note"], *levels) if part)


def _levels(content: Values) -> list[Level]:
    rows = [(_figure(row["grade"]), row) for row in content.get("levels", ())]
    return [Level(grade, row["word"], row["meaning"]) for grade, row in rows if grade is not None]


def _minimum(model: AwardModel, content: Values) -> Decimal | None:
    """The minimum grade, when it lies on the scale of the model."""
    wanted, grades = _figure(content["minimum"]), [level.grade for level in model.scale.all()]
    return wanted if wanted is not None and grades and min(grades) <= wanted <= max(grades) else None


def _figure(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


CRITERIA = LibraryTarget(
    label=gettext_lazy("Gunningscriteria"),
    order=30,
    kinds=frozenset({LibraryKind.CRITERION, LibraryKind.KPI}),
    model=Criterion,
    to_tender="model__lot__tender",
    page="criteria:award_model",
    values_of=criterion_values,
    add=add_criterion,
    change=_change,
    harvest=_harvest,
    url_of=lambda row: reverse("criteria:change_criterion", args=[row.model.lot.tender_id, row.pk]),
    name_of=lambda row: row.code,
)
