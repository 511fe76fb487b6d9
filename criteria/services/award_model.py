"""Drafting the award model of a lot: method, costs, scale and the tree of criteria."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from criteria.domain.vocabulary import CriterionKind
from criteria.models import AwardModel, Criterion, ScaleLevel
from procurement.accounts.models import User
from procurement.core import audit
from procurement.core.domain.codes import taken_code
from tenders.models import Lot
from tenders.services import drafting


class CodeTakenError(ValueError):
    """The model has another criterion with this code; capitals make no difference. code: as it stands."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class PlaceError(ValueError):
    """A criterion cannot stand there: only below a group of the same model, and never below itself."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the scale: the grade, its word, and what earns it."""

    grade: Decimal
    word: str
    meaning: str


@transaction.atomic
def start_model(lot_id: int, levels: Sequence[Level], *, actor: User) -> AwardModel:
    """Give a lot its award model, with a scale to begin from; returns the one there is when it has one.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    lot = Lot.objects.get(pk=lot_id)
    drafting.lock_draft(lot.tender_id)
    model, is_new = AwardModel.objects.get_or_create(lot=lot)
    if is_new:
        _write_scale(model, levels)
        audit.record("award_model.started", actor=actor, target=model, lot=lot.number)
    return model


@transaction.atomic
def change_model(model_id: int, *, actor: User, **values: Any) -> AwardModel:
    """Store the named fields of the model and return it; nothing is recorded when nothing changed.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    model = _locked(model_id)
    changed = drafting.set_fields(model, values)
    if changed:
        model.save(update_fields=[*changed, "updated_at"])
        audit.record("award_model.changed", actor=actor, target=model, fields=changed)
    return model


@transaction.atomic
def change_scale(model_id: int, levels: Sequence[Level], *, actor: User) -> list[ScaleLevel]:
    """Replace the scale by these levels and return it, from high to low.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    model = _locked(model_id)
    before = [(level.grade, level.word, level.meaning) for level in model.scale.all()]
    after = sorted(((one.grade, one.word, one.meaning) for one in levels), reverse=True)
    if before != after:
        model.scale.all().delete()
        _write_scale(model, levels)
        audit.record("award_model.scale_changed", actor=actor, target=model, grades=[str(one[0]) for one in after])
    return list(model.scale.all())


@transaction.atomic
def change_points(
    model_id: int, points: Mapping[int, Decimal | None], *, actor: User, price_points: Decimal | None
) -> AwardModel:
    """Store the points of criteria (id -> points) and of costs together, so that their sum is seen at once.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    model = _locked(model_id)
    rows = [row for row in model.criteria.exclude(kind=CriterionKind.GROUP) if row.pk in points]
    changed = [row for row in rows if row.max_points != points[row.pk]]
    for row in changed:
        row.max_points = points[row.pk]
        row.save(update_fields=["max_points", "updated_at"])
    moved = model.price_points != price_points
    if moved:
        model.price_points = price_points
        model.save(update_fields=["price_points", "updated_at"])
    if changed or moved:
        codes = [row.code for row in changed]
        audit.record("award_model.points_changed", actor=actor, target=model, criteria=codes, costs=moved)
    return model


@transaction.atomic
def add_criterion(model_id: int, *, actor: User, **values: Any) -> Criterion:
    """Add a criterion at the end and return it.

    Raises:
        TenderFrozenError: the text cannot change any more.
        CodeTakenError: the code is in use.
        PlaceError: its parent is no group of this model.
    """
    model = _locked(model_id)
    last = model.criteria.aggregate(last=Max("order"))["last"] or 0
    criterion = Criterion(model=model, order=last + 1, **values)
    _check_place(criterion)
    _check_code(criterion)
    criterion.save()
    audit.record("criterion.added", actor=actor, target=criterion, code=criterion.code)
    return criterion


@transaction.atomic
def change_criterion(criterion_id: int, *, actor: User, **values: Any) -> Criterion:
    """Store the named fields of a criterion and return it; nothing is recorded when nothing changed.

    Raises:
        TenderFrozenError: the text cannot change any more.
        CodeTakenError: the code is in use.
        PlaceError: its parent is no group of this model, or stands below it.
    """
    criterion = Criterion.objects.select_related("model").get(pk=criterion_id)
    _locked(criterion.model_id)
    criterion.refresh_from_db()
    changed = drafting.set_fields(criterion, values)
    if changed:
        _check_place(criterion)
        _check_code(criterion)
        criterion.save(update_fields=[*changed, "updated_at"])
        audit.record("criterion.changed", actor=actor, target=criterion, fields=changed)
    return criterion


@transaction.atomic
def delete_criterion(criterion_id: int, *, actor: User) -> None:
    """Remove a criterion from the draft; a group goes with all that stands below it.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    criterion = Criterion.objects.get(pk=criterion_id)
    model = _locked(criterion.model_id)
    gone = [row.code for row in _below(criterion)]
    criterion.delete()
    kept = [code for code in model.tie_break if code not in gone]
    if kept != model.tie_break:
        model.tie_break = kept
        model.save(update_fields=["tie_break", "updated_at"])
    audit.record("criterion.deleted", actor=actor, target=model, codes=gone)


@transaction.atomic
def move_criterion(criterion_id: int, *, actor: User, up: bool) -> None:
    """Let a criterion change places with its neighbour below the same parent; at the edge nothing happens.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    criterion = Criterion.objects.get(pk=criterion_id)
    model = _locked(criterion.model_id)
    rows = list(model.criteria.filter(parent_id=criterion.parent_id))
    place = next(i for i, row in enumerate(rows) if row.pk == criterion.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    first, second = rows[place], rows[other]
    first.order, second.order = second.order, first.order
    if first.order == second.order:
        second.order += 1 if up else -1
    Criterion.objects.bulk_update([first, second], ["order"])
    audit.record("criterion.moved", actor=actor, target=criterion, up=up)


def next_code(model: AwardModel, parent: Criterion | None = None) -> str:
    """Return a free code: "K6", or "K2.3" below the group K2."""
    used = list(model.criteria.values_list("code", flat=True))
    prefix = f"{parent.code}." if parent else "K"
    number = 1
    while taken_code(f"{prefix}{number}", used):
        number += 1
    return f"{prefix}{number}"


def _locked(model_id: int) -> AwardModel:
    model = AwardModel.objects.select_related("lot").get(pk=model_id)
    drafting.lock_draft(model.lot.tender_id)
    return AwardModel.objects.select_for_update(of=("self",)).select_related("lot").get(pk=model_id)


def _write_scale(model: AwardModel, levels: Sequence[Level]) -> None:
    ScaleLevel.objects.bulk_create(
        ScaleLevel(model=model, grade=one.grade, word=one.word, meaning=one.meaning) for one in levels
    )


def _check_place(criterion: Criterion) -> None:
    parent = criterion.parent
    if parent is None:
        return
    if parent.kind != CriterionKind.GROUP or parent.model_id != criterion.model_id:
        raise PlaceError(criterion.code)
    if criterion.pk and parent.pk in {row.pk for row in _below(criterion)}:
        raise PlaceError(criterion.code)


def _below(criterion: Criterion) -> list[Criterion]:
    """Return the criterion and all that stands below it."""
    rows = list(Criterion.objects.filter(model_id=criterion.model_id))
    found, wanted = [], {criterion.pk}
    while wanted:
        found += [row for row in rows if row.pk in wanted]
        wanted = {row.pk for row in rows if row.parent_id in wanted} - {row.pk for row in found}
    return found


def _check_code(criterion: Criterion) -> None:
    """The model's row is locked, so nobody takes the code between this and the saving."""
    others = Criterion.objects.filter(model_id=criterion.model_id).exclude(pk=criterion.pk)
    if taken := taken_code(criterion.code, others.values_list("code", flat=True)):
        raise CodeTakenError(taken)
