"""The opening of the bids: an act of two people, after the closing moment. No price is opened here."""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState
from criteria.models import Bid, BidFile, Evaluation, Seat
from criteria.services import evaluation as evaluations
from criteria.services.bids import OPEN_BIDS
from criteria.services.committee import is_bidder
from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.domain.canonical import sha256_hex
from procurement.core.models import ActState, SignedAct
from procurement.core.services import signatures
from procurement.core.services.notifications import notify
from tenders.domain.lifecycle import TenderState
from tenders.services import lifecycle

NOTICE = "criteria.committee"


@transaction.atomic
def sign_opening(
    evaluation_id: int, *, actor: User, capacity: str, seen_sha256: str, remarks: str | None = None
) -> SignedAct:
    """Sign the opening of the bids and return the act; with the second signature the bids are open.

    The first person's remarks stand in the record and are what the second one signs too. Complete bids are admitted,
    the tender closes, and the committee is asked to declare again with the bidders known.
    seen_sha256: ``content_sha256`` as it was on the screen. remarks: None of who signs second.

    Raises:
        EvaluationError: why it cannot be opened, see ``obstacle``; "tender_withdrawn", "tender_not_running",
            "wrong_state", "is_bidder", "not_allowed", "seen_changed", or "first_taken" when somebody else signed first.
        SignatureRefused: the same person twice, or the register has changed since the first signature.
    """
    evaluation = evaluations.lock(evaluation_id)
    evaluations.require_running(evaluation)
    evaluations.require_state(evaluation, EvaluationState.REGISTERING)
    found = obstacle(evaluation)
    if found is not None:
        raise found
    if is_bidder(actor, evaluation.lot_id):
        raise EvaluationError("is_bidder")
    evaluations.require_may(actor, "criteria.open_bids", evaluation)
    evaluations.require_seen(seen_sha256, content_sha256(evaluation))
    if signatures.pending(OPEN_BIDS, evaluation) is None:
        evaluation.opening_remarks = (remarks or "").strip()
        evaluation.save(update_fields=["opening_remarks", "updated_at"])
    elif remarks is not None:
        raise EvaluationError("first_taken")
    act = signatures.sign(
        OPEN_BIDS, target=evaluation, content_sha256=content_sha256(evaluation), person=actor, capacity=capacity
    )
    if act.state == ActState.COMPLETE:
        _open(evaluation, actor, act)
    return act


@transaction.atomic
def withdraw_signature(evaluation_id: int, *, actor: User) -> Evaluation:
    """Withdraw the first signature under the opening, so that the register can be mended; returns the evaluation.

    Raises:
        EvaluationError: "tender_withdrawn" or "nothing_pending".
    """
    evaluation = evaluations.lock(evaluation_id)
    evaluations.require_running(evaluation)
    act = signatures.pending(OPEN_BIDS, evaluation)
    if act is None:
        raise EvaluationError("nothing_pending")
    signatures.withdraw(act.pk, person=actor)
    return evaluation


def obstacle(evaluation: Evaluation) -> EvaluationError | None:
    """Return why the bids cannot be opened yet, or None: "no_closing", "not_closed", "no_bids" or "unchecked"."""
    closing_at = evaluation.lot.tender.closing_at
    if closing_at is None:
        return EvaluationError("no_closing")
    if clock.now() < closing_at:
        return EvaluationError("not_closed", closing_at=closing_at)
    bids = list(Bid.objects.filter(lot_id=evaluation.lot_id).waiting())
    if not bids:
        return EvaluationError("no_bids")
    unchecked = [bid.code for bid in bids if bid.complete is None]
    return EvaluationError("unchecked", bids=unchecked) if unchecked else None


def register_content(evaluation: Evaluation) -> dict[str, Any]:
    """Return the register as it is signed: every bid with its moment, verdict and the hashes of what came with it."""
    documents = Prefetch("files", BidFile.objects.select_related("file"))
    bids = Bid.objects.filter(lot_id=evaluation.lot_id).select_related("company", "sealed_price")
    return {
        "tender": evaluation.lot.tender_id,
        "lot": evaluation.lot_id,
        "closing_at": _written(evaluation.lot.tender.closing_at),
        "remarks": evaluation.opening_remarks,
        "bids": [
            {
                "code": bid.code,
                "bidder": bid.company.name,
                "received_at": _written(bid.received_at),
                "channel": bid.channel,
                "state": bid.state,
                "complete": bid.complete,
                "remarks": bid.remarks,
                "ground": bid.set_aside_ground,
                "documents": sorted(document.file.sha256 for document in bid.files.all()),
                "price": bid.sealed_price.token_sha256 if hasattr(bid, "sealed_price") else None,
            }
            for bid in bids.prefetch_related(documents)
        ],
    }


def content_sha256(evaluation: Evaluation) -> str:
    """Return the SHA-256 of the register as it is signed."""
    return sha256_hex(register_content(evaluation))


def _written(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment is not None else None


def _open(evaluation: Evaluation, actor: User, act: SignedAct) -> None:
    now = clock.now()
    evaluation.opened_register = register_content(evaluation)
    Bid.objects.filter(lot_id=evaluation.lot_id).waiting().filter(complete=True).update(state=BidState.ADMITTED)
    evaluations.move(evaluation, EvaluationState.OPENED, at=now, also=("opened_register",))
    tender = evaluation.lot.tender
    if tender.state == TenderState.PUBLISHED:
        lifecycle.transition(tender.pk, TenderState.CLOSED, actor=actor)
    seats = Seat.objects.filled().filter(evaluation=evaluation).select_related("member__user")
    notify(
        [seat.member.user for seat in seats],
        NOTICE,
        _("Vernieuw uw verklaring van belangen"),
        _("De inschrijvingen zijn geopend. Nu de inschrijvers bekend zijn, verklaart u opnieuw of u een belang hebt."),
        reverse("criteria:declaration", args=[tender.pk]),
    )
    bids = Bid.objects.filter(lot_id=evaluation.lot_id)
    audit.record(
        "evaluation.bids_opened",
        actor=actor,
        target=evaluation,
        content_sha256=act.content_sha256,
        in_time=bids.in_time().count(),
        late=bids.filter(state=BidState.LATE).count(),
    )
