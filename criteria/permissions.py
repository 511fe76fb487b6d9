"""Who may do what in awarding. Follows from role, seat and the state of the evaluation."""

from typing import Any

import rules

from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.domain.vocabulary import SeatKind
from criteria.models import Seat
from tenders.permissions import is_drafter, is_editable


def seat_of(user: Any, evaluation_id: int) -> Seat | None:
    """The active seat of the user in this evaluation; one query a request for all evaluations."""
    cached: dict[int, Seat] | None = user.__dict__.get("_seats")
    if cached is None:
        rows = Seat.objects.filter(member__user_id=user.pk, member__is_active=True).select_related("member")
        cached = {seat.evaluation_id: seat for seat in rows}
        user.__dict__["_seats"] = cached
    return cached.get(evaluation_id)


def holds_seat(*kinds: SeatKind) -> Any:
    """Return a predicate on an Evaluation: the user holds a seat of one of ``kinds`` without a conflict."""

    @rules.predicate(f"holds_seat:{'|'.join(kinds)}")
    def predicate(user: Any, evaluation: Any) -> bool:
        if evaluation is None or not user.is_authenticated:
            return False
        seat = seat_of(user, evaluation.pk)
        return seat is not None and seat.kind in kinds and not seat.has_conflict

    return predicate


@rules.predicate
def prices_are_open(user: Any, evaluation: Any) -> bool:
    """The price opening has taken place."""
    return evaluation is not None and is_at_least(EvaluationState(evaluation.state), EvaluationState.PRICED)


rules.add_perm("criteria.change_award_model", is_drafter & is_editable)
