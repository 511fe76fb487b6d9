"""Documents of a bid that assessors read after the opening. Price files go through ``sealing`` and never here."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState
from criteria.models import Bid, BidFile, Criterion, Evaluation
from criteria.services import evaluation as evaluations
from procurement.accounts.models import User
from procurement.core import audit
from procurement.core.domain.file_types import FileType
from procurement.core.services import files

KIND = "criteria.bid_file"
TYPES = frozenset({FileType.PDF})
_CHANGEABLE = (EvaluationState.REGISTERING, EvaluationState.OPENED)


@transaction.atomic
def add_document(
    bid_id: int, *, actor: User, title: str, criterion: Criterion | None, content: bytes, name: str
) -> BidFile:
    """Store a PDF of a bid and return its row; the same bytes under the same title are stored once.

    Readers get a neutral name made of criterion and title, because a name out of the bidder's office tells who it is.

    Raises:
        EvaluationError: "wrong_state", "bid_out" (also for a late bid) or "other_criterion".
        FileRefused: it is no PDF, or too large.
    """
    bid, evaluation = _changeable(bid_id)
    if criterion is not None and criterion.model.lot_id != bid.lot_id:
        raise EvaluationError("other_criterion")
    same: BidFile | None = BidFile.objects.filter(
        bid=bid, title=title, criterion=criterion, file__sha256=hashlib.sha256(content).hexdigest()
    ).first()
    if same is not None:
        return same
    stored = files.store(
        content,
        name=neutral_name(title, criterion),
        kind=KIND,
        target_id=bid.pk,
        organisation=evaluation.lot.tender.organisation,
        actor=actor,
        allowed_types=TYPES,
    )
    document = BidFile.objects.create(bid=bid, criterion=criterion, title=title, original_name=name[:200], file=stored)
    audit.record("bid.document_added", actor=actor, target=bid, title=title, sha256=stored.sha256)
    return document


@transaction.atomic
def remove_document(document_id: int, *, actor: User) -> Bid:
    """Take a document off a bid that was put there by mistake, before the opening, and return the bid.

    The stored file stays under its hash.

    Raises:
        EvaluationError: "wrong_state" or "bid_out".
    """
    document = BidFile.objects.select_related("file").get(pk=document_id)
    bid, evaluation = _changeable(document.bid_id)
    evaluations.require_state(evaluation, EvaluationState.REGISTERING)
    document.delete()
    audit.record("bid.document_removed", actor=actor, target=bid, title=document.title, sha256=document.file.sha256)
    return bid


def neutral_name(title: str, criterion: Criterion | None) -> str:
    """Return the file name that readers see: "K1-plan-van-aanpak.pdf"."""
    words = slugify(title)[:60] or "document"
    return f"{criterion.code}-{words}.pdf" if criterion else f"{words}.pdf"


def readers_of(user: Any, bid_ids: Sequence[int]) -> set[int]:
    """Return the ids of the bids whose documents this person may read now; late bids never."""
    opened = Bid.objects.filter(pk__in=bid_ids).exclude(state=BidState.LATE)
    lots = dict(opened.values_list("pk", "lot_id"))
    readable = _readable_lots(user, set(lots.values()))
    return {pk for pk, lot_id in lots.items() if lot_id in readable}


def _readable_lots(user: Any, lot_ids: Iterable[int]) -> set[int]:
    related = Evaluation.objects.select_related("lot__tender__organisation").filter(lot__in=lot_ids)
    return {row.lot_id for row in related if user.has_perm("criteria.read_bid_files", row)}


def _changeable(bid_id: int) -> tuple[Bid, Evaluation]:
    lot_id = Bid.objects.values_list("lot_id", flat=True).get(pk=bid_id)
    evaluation = evaluations.lock(Evaluation.objects.values_list("pk", flat=True).get(lot_id=lot_id))
    evaluations.require_running(evaluation)
    evaluations.require_state(evaluation, *_CHANGEABLE)
    bid = Bid.objects.get(pk=bid_id)
    if bid.state not in (BidState.RECEIVED, BidState.ADMITTED):
        raise EvaluationError("bid_out", bid=bid.code)
    return bid, evaluation
