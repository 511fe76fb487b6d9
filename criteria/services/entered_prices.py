"""A price typed over after the opening, because its file could not be read: by one person, agreed by another."""

from collections.abc import Container, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.price_sheet import PriceSheet, SheetLine
from criteria.domain.refusals import EvaluationError
from criteria.models import Bid, CostLine, Evaluation, OpenedPrice
from criteria.services import evaluation as evaluations
from criteria.services import opening, quality
from criteria.services.committee import is_bidder
from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.domain.canonical import sha256_hex
from procurement.core.models import ActState
from procurement.core.services import signatures

ENTER = "evaluation.enter_price"


@transaction.atomic
def enter_price(
    bid_id: int, *, actor: User, capacity: str, price_eur: Decimal, lines: Sequence[SheetLine] = ()
) -> OpenedPrice:
    """Type over the price and cost lines (euro excl. VAT) of a file that could not be read; return the price.

    It counts once another person agrees. Typed anew before that, it replaces what was typed.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "is_bidder", "not_allowed", "price_known" or
            "price_not_above_zero".
        SignatureRefused: as ``signatures.sign``.
    """
    bid, evaluation = _locked_bid(bid_id)
    if is_bidder(actor, evaluation.lot_id):
        raise EvaluationError("is_bidder")
    evaluations.require_may(actor, "criteria.enter_price", evaluation)
    if bid.code not in waiting_codes(evaluation):
        raise EvaluationError("price_known", bid=bid.code)
    if price_eur <= 0:
        raise EvaluationError("price_not_above_zero")
    pending = signatures.pending(ENTER, bid)
    if pending is not None:
        signatures.withdraw(pending.pk, person=actor)
    CostLine.objects.filter(bid=bid).delete()
    opening.store_lines(bid, PriceSheet(price_eur, tuple(lines)))
    price = OpenedPrice.objects.update_or_create(
        bid=bid,
        defaults={
            "price_eur": price_eur,
            "opened_at": clock.now(),
            "remarks": [],
            "entered_by": actor,
            "confirmed_by": None,
            "confirmed_at": None,
        },
    )[0]
    signatures.sign(ENTER, target=bid, content_sha256=entered_sha256(bid), person=actor, capacity=capacity)
    audit.record("price.entered", actor=actor, target=bid)
    return price


@transaction.atomic
def confirm_price(bid_id: int, *, actor: User, capacity: str, shown_sha256: str) -> OpenedPrice:
    """Agree with a price that somebody else typed over, and return it. shown_sha256: of what was on the screen.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "is_bidder", "not_allowed", "nothing_pending", or "changed"
            since it was shown.
        SignatureRefused: the person who typed it cannot agree with it.
    """
    bid, evaluation = _locked_bid(bid_id)
    if is_bidder(actor, evaluation.lot_id):
        raise EvaluationError("is_bidder")
    evaluations.require_may(actor, "criteria.enter_price", evaluation)
    price = OpenedPrice.objects.select_for_update().filter(bid=bid, entered_by__isnull=False).first()
    if price is None or (price.confirmed_at is None and signatures.pending(ENTER, bid) is None):
        raise EvaluationError("nothing_pending")
    if price.confirmed_at is not None:
        return price
    if shown_sha256 != entered_sha256(bid):
        raise EvaluationError("changed")
    act = signatures.sign(ENTER, target=bid, content_sha256=shown_sha256, person=actor, capacity=capacity)
    if act.state == ActState.COMPLETE:
        price.confirmed_by, price.confirmed_at = actor, clock.now()
        price.save(update_fields=["confirmed_by", "confirmed_at"])
        audit.record("price.confirmed", actor=actor, target=bid)
    return price


def waiting_codes(evaluation: Evaluation, *, out: Container[str] | None = None) -> list[str]:
    """Return the codes of bids in the comparison whose price does not count yet; empty when all can be computed.

    out: the codes that quality knocked out, when they are known already.

    Raises:
        EvaluationError: "wrong_state" before the price opening.
    """
    evaluations.require_state(evaluation, *_FROM_PRICED)
    out = quality.knocked_out_codes(evaluation) if out is None else out
    bids = quality.taking_part(evaluation).exclude(opened_price__confirmed_at__isnull=False)
    return [bid.code for bid in bids if bid.code not in out]


def entered_sha256(bid: Bid) -> str:
    """Return the SHA-256 of the price and cost lines of a bid as they stand now."""
    lines: list[dict[str, Any]] = [
        {
            "category": line.category,
            "description": line.description,
            "amount": line.amount_eur,
            "years": [line.from_year, line.to_year, line.every],
            "guaranteed": line.is_guaranteed,
        }
        for line in CostLine.objects.filter(bid=bid).order_by("order", "pk")
    ]
    price = OpenedPrice.objects.values_list("price_eur", flat=True).get(bid=bid)
    return sha256_hex({"bid": bid.pk, "price": price, "lines": lines})


_FROM_PRICED = (
    EvaluationState.PRICED,
    EvaluationState.COMPUTED,
    EvaluationState.DECIDED,
    EvaluationState.STANDSTILL,
    EvaluationState.FINAL,
)


def _locked_bid(bid_id: int) -> tuple[Bid, Evaluation]:
    lot_id = Bid.objects.values_list("lot_id", flat=True).get(pk=bid_id)
    evaluation = evaluations.lock(Evaluation.objects.values_list("pk", flat=True).get(lot_id=lot_id))
    evaluations.require_running(evaluation)
    evaluations.require_state(evaluation, EvaluationState.PRICED)
    return Bid.objects.select_for_update(of=("self",)).get(pk=bid_id), evaluation
