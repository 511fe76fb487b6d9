"""The lock: two people establish the quality, and nothing of it changes any more."""

from django.db import transaction

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import Aggregate
from criteria.models import Bid, Consensus, Evaluation, Promise, Seat
from criteria.services import assessments, consensus, quality
from criteria.services import evaluation as evaluations
from criteria.services.promises import measured_criteria
from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.models import ActState, SignedAct
from procurement.core.services import signatures

LOCK = "evaluation.lock"


@transaction.atomic
def sign_lock(evaluation_id: int, *, actor: User, capacity: str, seen_sha256: str) -> SignedAct:
    """Sign what the committee concluded and return the act; with the second signature quality is locked.

    seen_sha256: ``quality.locked_sha256`` as it was on the screen.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "not_allowed", "seen_changed", or why it cannot be locked,
            see ``obstacles``.
        SignatureRefused: the same person twice, or something has changed since the first signature.
    """
    evaluation = evaluations.lock(evaluation_id)
    evaluations.require_running(evaluation)
    evaluations.require_state(evaluation, EvaluationState.CONSENSUS)
    evaluations.require_may(actor, "criteria.lock_quality", evaluation)
    found = obstacles(evaluation)
    if found:
        raise found[0]
    content = quality.locked_sha256(evaluation)
    evaluations.require_seen(seen_sha256, content)
    act = signatures.sign(LOCK, target=evaluation, content_sha256=content, person=actor, capacity=capacity)
    if act.state == ActState.COMPLETE:
        evaluation.lock_covers = quality.covered(evaluation)
        evaluations.move(evaluation, EvaluationState.LOCKED, at=clock.now(), also=("lock_covers",))
        audit.record("evaluation.quality_locked", actor=actor, target=evaluation, content_sha256=content)
    return act


@transaction.atomic
def withdraw_signature(evaluation_id: int, *, actor: User) -> Evaluation:
    """Withdraw the first signature under the lock and return the evaluation, so that the meeting can go on.

    Raises:
        EvaluationError: "tender_withdrawn" or "nothing_pending".
    """
    evaluation = evaluations.lock(evaluation_id)
    evaluations.require_running(evaluation)
    act = signatures.pending(LOCK, evaluation)
    if act is None:
        raise EvaluationError("nothing_pending")
    signatures.withdraw(act.pk, person=actor)
    return evaluation


def obstacles(evaluation: Evaluation) -> list[EvaluationError]:
    """Return all that stands in the way of the lock: "unconfirmed", "mean_moved", "values_missing",
    "values_unchecked", "measure_open", "too_few_assessors"; each names what it is about."""
    bids = list(quality.taking_part(evaluation))
    return [
        found
        for found in (
            _open_conclusions(evaluation, bids),
            _moved_means(evaluation, bids),
            *_open_values(evaluation, bids),
            _open_measures(evaluation),
            _too_few(evaluation),
        )
        if found is not None
    ]


def _open_conclusions(evaluation: Evaluation, bids: list[Bid]) -> EvaluationError | None:
    done = Consensus.objects.filter(evaluation=evaluation, bid__in=bids, confirmed_at__isnull=False)
    confirmed = set(done.values_list("bid_id", "criterion_id"))
    criteria = assessments.graded_criteria(evaluation.lot_id)
    missing = [f"{bid.code} {one.code}" for bid in bids for one in criteria if (bid.pk, one.pk) not in confirmed]
    return EvaluationError("unconfirmed", parts=missing) if missing else None


def _moved_means(evaluation: Evaluation, bids: list[Bid]) -> EvaluationError | None:
    """A grade that left with its assessor after the meeting confirmed the mean changes the mean."""
    if evaluation.lot.award_model.aggregate != Aggregate.MEAN:
        return None
    grades = assessments.current_marks(evaluation)
    rows = Consensus.objects.filter(evaluation=evaluation, bid__in=bids, confirmed_at__isnull=False)
    moved = [
        f"{row.bid.code} {row.criterion.code}"
        for row in rows.select_related("bid", "criterion")
        if row.grade != consensus.mean_of_rows(grades.get((row.bid_id, row.criterion_id), []))
    ]
    return EvaluationError("mean_moved", parts=moved) if moved else None


def _open_values(evaluation: Evaluation, bids: list[Bid]) -> list[EvaluationError]:
    criteria = measured_criteria(evaluation.lot_id)
    rows = Promise.objects.filter(bid__in=bids, criterion__in=criteria, value__isnull=False)
    found = {(bid, criterion): at for bid, criterion, at in rows.values_list("bid_id", "criterion_id", "checked_at")}
    parts = [(bid, one) for bid in bids for one in criteria]
    missing = [f"{bid.code} {one.code}" for bid, one in parts if (bid.pk, one.pk) not in found]
    unchecked = [f"{bid.code} {one.code}" for bid, one in parts if found.get((bid.pk, one.pk), True) is None]
    errors = [EvaluationError("values_missing", parts=missing)] if missing else []
    return [*errors, *([EvaluationError("values_unchecked", parts=unchecked)] if unchecked else [])]


def _open_measures(evaluation: Evaluation) -> EvaluationError | None:
    open_seats = Seat.objects.filter(evaluation=evaluation, has_conflict=True, measure="").select_related(
        "member__user"
    )
    names = [seat.member.user.get_full_name() for seat in open_seats]
    return EvaluationError("measure_open", people=names) if names else None


def _too_few(evaluation: Evaluation) -> EvaluationError | None:
    try:
        assessments.require_announced_assessors(evaluation)
    except EvaluationError as error:
        return error
    return None
