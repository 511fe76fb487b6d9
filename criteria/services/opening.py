"""The opening of the prices: an act of two people after the lock. The only place where an envelope is opened."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import InvalidToken
from django.db import transaction

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.price_sheet import PriceSheet, PriceSheetError, SheetFault, read_price_sheet
from criteria.domain.refusals import EvaluationError
from criteria.models import Bid, CostLine, Evaluation, OpenedPrice, PriceKeyCanary, SealedPrice
from criteria.services import evaluation as evaluations
from criteria.services import quality
from criteria.services.committee import is_bidder
from criteria.services.locking import LOCK
from criteria.services.sealing import CANARY, asks_costs, price_fernet
from procurement.accounts.models import User
from procurement.core import audit, clock, spreadsheets
from procurement.core.domain.canonical import sha256_hex
from procurement.core.domain.file_types import FileRefused, FileType
from procurement.core.models import ActState, SignedAct, StoredFile
from procurement.core.services import files, signatures

OPEN_PRICES = "evaluation.open_prices"
OPENED_FILE = "criteria.opened_price"


@dataclass(frozen=True, slots=True)
class ToOpen:
    """What an opening of the prices does. opens: the bids whose price is read; sealed: code of a bid that quality
    knocked out -> code of the criterion; quality_sha256: of the locked quality; sha256: of all three.
    """

    opens: Sequence[Bid]
    sealed: Mapping[str, str]
    quality_sha256: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """What an opened envelope holds."""

    name: str
    sha256: str
    content: bytes


@transaction.atomic
def sign_price_opening(evaluation_id: int, *, actor: User, capacity: str, seen_sha256: str) -> SignedAct:
    """Sign the opening of the prices and return the act; with the second signature they are open and read.

    What is signed is the quality as it was locked: if anything of it differs, nothing opens. The price of a bid that
    quality knocked out stays sealed. A file that cannot be read stays with its faults, until two people have typed
    its price over. seen_sha256: of what would be opened, as it was on the screen, see ``what_opens``.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "is_bidder", "not_allowed", "quality_changed",
            "seen_changed" or "key_lost" (no key opens an envelope).
        SignatureRefused: the same person twice.
    """
    evaluation = evaluations.lock(evaluation_id)
    evaluations.require_running(evaluation)
    evaluations.require_state(evaluation, EvaluationState.LOCKED)
    if is_bidder(actor, evaluation.lot_id):
        raise EvaluationError("is_bidder")
    evaluations.require_may(actor, "criteria.open_prices", evaluation)
    content = quality.locked_sha256(evaluation)
    lock = signatures.completed(LOCK, evaluation)
    if lock is None or lock.content_sha256 != content:
        raise EvaluationError("quality_changed")
    found = what_opens(evaluation)
    evaluations.require_seen(seen_sha256, found.sha256)
    act = signatures.sign(OPEN_PRICES, target=evaluation, content_sha256=content, person=actor, capacity=capacity)
    if act.state == ActState.COMPLETE:
        _open_all(evaluation, found, actor)
    return act


@transaction.atomic
def withdraw_signature(evaluation_id: int, *, actor: User) -> Evaluation:
    """Withdraw the first signature under the price opening and return the evaluation.

    Raises:
        EvaluationError: "tender_withdrawn" or "nothing_pending".
    """
    evaluation = evaluations.lock(evaluation_id)
    evaluations.require_running(evaluation)
    act = signatures.pending(OPEN_PRICES, evaluation)
    if act is None:
        raise EvaluationError("nothing_pending")
    signatures.withdraw(act.pk, person=actor)
    return evaluation


def what_opens(evaluation: Evaluation) -> ToOpen:
    """Return what an opening of the prices would open now; its hash is what the signers have seen.

    Raises:
        EvaluationError: "incomplete_quality".
    """
    out = quality.knocked_out_codes(evaluation)
    bids = quality.taking_part(evaluation).select_related("sealed_price")
    opens = [bid for bid in bids if bid.code not in out]
    locked = quality.locked_sha256(evaluation)
    content = {"quality": locked, "opens": [bid.code for bid in opens], "stay_sealed": out}
    return ToOpen(opens, out, locked, sha256_hex(content))


def canary_opens() -> bool:
    """True when a key opens the stored canary, or when no price was ever sealed here."""
    canary = PriceKeyCanary.objects.order_by("pk").first()
    if canary is None:
        return True
    try:
        return price_fernet().decrypt(bytes(canary.token)) == CANARY
    except InvalidToken:
        return False


def opened_file_again(stored: StoredFile) -> bytes | None:
    """Return the bytes of an opened price file from its envelope; None when no key opens it any more."""
    sealed = SealedPrice.objects.filter(opened_file=stored.pk).select_related("bid").first()
    try:
        return _unseal(sealed).content if sealed is not None else None
    except EvaluationError:
        return None


def _open_all(evaluation: Evaluation, found: ToOpen, actor: User) -> None:
    unread = [bid.code for bid in found.opens if not _open_one(bid, evaluation, actor)]
    evaluations.move(evaluation, EvaluationState.PRICED, at=clock.now())
    audit.record(
        "evaluation.prices_opened",
        actor=actor,
        target=evaluation,
        opened=[bid.code for bid in found.opens],
        stay_sealed=sorted(found.sealed),
        unread=unread,
    )


def _open_one(bid: Bid, evaluation: Evaluation, actor: User) -> bool:
    """Open the envelope of a bid and store what is in it; False when the sheet cannot be read."""
    sealed: SealedPrice | None = getattr(bid, "sealed_price", None)
    if sealed is None:
        return False
    envelope = _unseal(sealed)
    sealed.opened_at = clock.now()
    sealed.opened_file = files.store(
        envelope.content,
        name=f"prijsblad-{bid.code}.xlsx",
        kind=OPENED_FILE,
        target_id=bid.pk,
        organisation=evaluation.lot.tender.organisation,
        actor=actor,
        allowed_types=frozenset({FileType.XLSX}),
        after_commit=True,
    )
    try:
        sheet = _read(envelope, evaluation)
    except PriceSheetError as error:
        sealed.faults = [_fault(fault) for fault in error.faults]
    except FileRefused as refused:
        sealed.faults = [_fault(SheetFault(refused.code))]
    else:
        _store(bid, sheet)
    sealed.save(update_fields=["opened_at", "opened_file", "faults"])
    return not sealed.faults


def _unseal(sealed: SealedPrice) -> Envelope:
    try:
        inside: dict[str, Any] = json.loads(price_fernet().decrypt(bytes(sealed.token)))
    except InvalidToken as error:
        raise EvaluationError("key_lost", bid=sealed.bid.code) from error
    return Envelope(inside["name"], inside["sha256"], base64.b64decode(inside["content"]))


def _read(envelope: Envelope, evaluation: Evaluation) -> PriceSheet:
    model = evaluation.lot.award_model
    sheets = spreadsheets.read_sheets(envelope.content)
    return read_price_sheet(sheets, with_costs=asks_costs(model), years=model.lcc_years)


def _store(bid: Bid, sheet: PriceSheet) -> None:
    now = clock.now()
    OpenedPrice.objects.create(
        bid=bid, price_eur=sheet.price_eur, opened_at=now, confirmed_at=now, remarks=list(sheet.remarks)
    )
    store_lines(bid, sheet)


def store_lines(bid: Bid, sheet: PriceSheet) -> None:
    """Store the cost lines of a bid; a residual value without guarantee counts for zero (rule LCC-01)."""
    CostLine.objects.bulk_create(
        CostLine(
            bid=bid,
            category=line.category,
            description=line.description,
            amount_eur=line.amount_eur,
            from_year=line.from_year,
            to_year=line.to_year,
            every=line.every,
            is_guaranteed=line.is_guaranteed,
            counts=line.counts,
            reason="" if line.counts else "residual_not_guaranteed",
            order=place,
        )
        for place, line in enumerate(sheet.lines)
    )


def _fault(fault: SheetFault) -> dict[str, Any]:
    return {"code": fault.code, "sheet": fault.sheet, "row": fault.row, "column": fault.column}
