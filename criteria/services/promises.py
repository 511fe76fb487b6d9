"""Values that a bid promises on measured criteria: entered by one person with their place, checked by another."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState, CriterionKind
from criteria.models import Bid, Criterion, Evaluation, Promise
from criteria.services import evaluation as evaluations
from procurement.accounts.models import User
from procurement.core import audit, clock

_STATES = (EvaluationState.OPENED, EvaluationState.INDIVIDUAL, EvaluationState.CONSENSUS)


@transaction.atomic
def enter_promise(
    bid: Bid, criterion: Criterion, *, actor: User, value: Decimal | None, text: str, source: str
) -> Promise:
    """Record what the bid promises on a criterion, in its unit, and return it; a changed value waits for its check.

    source: where it stands in the bid, such as the page. A measured criterion asks a value.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "bid_out", "other_criterion", "value_missing" or
            "source_missing".
    """
    _require_open(bid, criterion)
    if criterion.kind == CriterionKind.MEASURED and value is None:
        raise EvaluationError("value_missing")
    if not source.strip():
        raise EvaluationError("source_missing")
    values: dict[str, Any] = {"value": value, "text": text.strip(), "source": source.strip()}
    promise: Promise | None = Promise.objects.filter(bid=bid, criterion=criterion).first()
    if promise is not None and all(getattr(promise, name) == given for name, given in values.items()):
        return promise
    values |= {"entered_by": actor, "entered_at": clock.now(), "checked_by": None, "checked_at": None}
    if promise is None:
        promise = Promise.objects.create(bid=bid, criterion=criterion, **values)
    else:
        for name, given in values.items():
            setattr(promise, name, given)
        promise.save(update_fields=list(values))
    audit.record("promise.entered", actor=actor, target=promise, bid=bid.code, criterion=criterion.code)
    return promise


@transaction.atomic
def check_promise(promise_id: int, *, actor: User, value: Decimal | None) -> Promise:
    """Agree with a value after looking it up in the bid, and return the promise. ``value``: what was on the screen.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "bid_out", "own_entry", or "changed" when it is another
            value by now.
    """
    found = Promise.objects.select_related("bid", "criterion__model").get(pk=promise_id)
    _require_open(found.bid, found.criterion)
    promise = Promise.objects.select_for_update(of=("self",)).select_related("bid", "criterion").get(pk=promise_id)
    if promise.checked_at is not None and promise.value == value:
        return promise
    if promise.value != value:
        raise EvaluationError("changed")
    if promise.entered_by_id == actor.pk:
        raise EvaluationError("own_entry")
    promise.checked_by, promise.checked_at = actor, clock.now()
    promise.save(update_fields=["checked_by", "checked_at"])
    audit.record("promise.checked", actor=actor, target=promise, bid=promise.bid.code, criterion=promise.criterion.code)
    return promise


def measured_criteria(lot_id: int) -> list[Criterion]:
    """Return the criteria of the lot on which the bid states a value, in the order of the award model."""
    return list(Criterion.objects.filter(model__lot_id=lot_id, kind=CriterionKind.MEASURED).order_by("order", "pk"))


def promises_of(bids: Iterable[Bid]) -> dict[tuple[int, int], Promise]:
    """Return (bid id, criterion id) -> what was promised."""
    rows = Promise.objects.filter(bid__in=[bid.pk for bid in bids]).select_related("entered_by", "checked_by")
    return {(row.bid_id, row.criterion_id): row for row in rows}


def _require_open(bid: Bid, criterion: Criterion) -> None:
    evaluation = evaluations.lock(Evaluation.objects.values_list("pk", flat=True).get(lot_id=bid.lot_id))
    evaluations.require_running(evaluation)
    evaluations.require_state(evaluation, *_STATES)
    if bid.state not in (BidState.RECEIVED, BidState.ADMITTED):
        raise EvaluationError("bid_out", bid=bid.code)
    if criterion.kind == CriterionKind.GROUP or criterion.model.lot_id != bid.lot_id:
        raise EvaluationError("other_criterion")
