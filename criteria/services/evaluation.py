"""The evaluation of a lot: its row, its lock and its state. No other module saves the state."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.domain.refusals import EvaluationError
from criteria.models import Evaluation
from procurement.accounts.models import User
from tenders.domain.lifecycle import RUNNING, TenderState
from tenders.models import Lot, Tender

_RELATED = ("lot__tender__organisation", "lot__award_model")
_STAMPS = {
    EvaluationState.OPENED: "bids_opened_at",
    EvaluationState.INDIVIDUAL: "individual_at",
    EvaluationState.CONSENSUS: "consensus_at",
    EvaluationState.LOCKED: "locked_at",
    EvaluationState.PRICED: "prices_opened_at",
}


def of_tender(tender: Tender) -> Evaluation:
    """Return the evaluation of the tender's first lot; one that is not stored yet when nothing has begun.

    Raises:
        Lot.DoesNotExist: the tender has no lot, which no service makes.
    """
    found = Evaluation.objects.select_related(*_RELATED).filter(lot__tender=tender).order_by("lot__number").first()
    if found is not None:
        return found
    lot = Lot.objects.select_related("tender__organisation", "award_model").filter(tender=tender).earliest("number")
    return Evaluation(lot=lot, state=EvaluationState.REGISTERING)


@transaction.atomic
def ensure(lot: Lot) -> Evaluation:
    """Return the stored evaluation of the lot; makes it at the first seat or bid."""
    return Evaluation.objects.get_or_create(lot=lot)[0]


def lock(evaluation_id: int) -> Evaluation:
    """Return the evaluation, locked together with its tender for the rest of the transaction, the lot beside it.

    The tender too: whether it is withdrawn is asked under this lock, and with the last of its lots it is awarded.

    Raises:
        TransactionManagementError: called outside a transaction.
    """
    rows = Evaluation.objects.select_for_update(of=("self", "lot__tender"))
    return rows.select_related("lot__tender__organisation").get(pk=evaluation_id)


@contextmanager
def held(evaluation_id: int) -> Iterator[None]:
    """Hold the evaluation, so that nobody comes between comparing what was typed with what is stored, and saving."""
    with transaction.atomic():
        lock(evaluation_id)
        yield


def move(evaluation: Evaluation, target: EvaluationState, *, at: datetime, also: tuple[str, ...] = ()) -> None:
    """Save the next state of a locked evaluation with its moment, and the fields named in ``also``.

    Raises:
        TransitionError: the move is not allowed from the state found under the lock.
    """
    evaluation.move_to(target)
    stamp = _STAMPS.get(target)
    if stamp:
        setattr(evaluation, stamp, at)
    stamps = (stamp,) if stamp else ()
    evaluation.save(update_fields=["state", *stamps, *also, "updated_at"])


def require_may(actor: User, perm: str, evaluation: Evaluation) -> None:
    """Check under the lock that this person may do this now, with roles, team and seats read anew.

    For acts that cannot be undone: between the page and the lock somebody may have left, or reported a conflict.

    Raises:
        EvaluationError: "not_allowed".
    """
    fresh = User.objects.get(pk=actor.pk)
    if not fresh.is_active or not fresh.has_perm(perm, evaluation):
        raise EvaluationError("not_allowed")


def require_seen(seen_sha256: str, content_sha256: str) -> None:
    """Check that what somebody signs is what was on the screen.

    Raises:
        EvaluationError: "seen_changed".
    """
    if seen_sha256 != content_sha256:
        raise EvaluationError("seen_changed")


def require_state(evaluation: Evaluation, *states: EvaluationState) -> None:
    """Check that the evaluation stands in one of ``states``.

    Raises:
        EvaluationError: "wrong_state", with the state it is in.
    """
    if evaluation.state not in states:
        raise EvaluationError("wrong_state", state=str(evaluation.state))


def require_before(evaluation: Evaluation, mark: EvaluationState) -> None:
    """Check that the evaluation has not come to ``mark`` yet.

    Raises:
        EvaluationError: "wrong_state", with the state it is in.
    """
    if is_at_least(EvaluationState(evaluation.state), mark):
        raise EvaluationError("wrong_state", state=str(evaluation.state))


def require_running(evaluation: Evaluation) -> None:
    """Check that the tender is published and not withdrawn; every act on the way to the award asks this first.

    Raises:
        EvaluationError: "tender_withdrawn" or "tender_not_running".
    """
    require_not_withdrawn(evaluation)
    if evaluation.lot.tender.state not in RUNNING:
        raise EvaluationError("tender_not_running")


def require_not_withdrawn(evaluation: Evaluation) -> None:
    """Check that the tender is not withdrawn, for what may begin before it is published.

    Raises:
        EvaluationError: "tender_withdrawn".
    """
    if evaluation.lot.tender.state == TenderState.WITHDRAWN:
        raise EvaluationError("tender_withdrawn")
