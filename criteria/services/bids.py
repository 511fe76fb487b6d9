"""Bids: received, counted in order, checked for completeness, set aside. No price passes through here."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.receipt import codes_in_order, is_late, minutes_late
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState
from criteria.models import Bid, Evaluation
from criteria.services import evaluation as evaluations
from procurement.accounts.models import Company, User
from procurement.accounts.services.companies import add_company
from procurement.core import audit, clock
from procurement.core.services import signatures
from tenders.models import Lot

OPEN_BIDS = "evaluation.open_bids"


@dataclass(frozen=True, slots=True)
class NewCompany:
    """A bidder that is not in the address book yet; one of the same name is taken instead."""

    name: str
    kvk: str = ""


@transaction.atomic
def register_bid(
    lot: Lot, *, actor: User, company: Company | NewCompany, received_at: datetime, channel: str, concept: str = ""
) -> Bid:
    """Register a bid as it came in on the outside channel and return it; sent twice, it is registered once.

    Codes follow the order of receipt, so they may still move until the opening. A bid that came in after the closing
    moment is set aside at once and never opened: nothing of its content is kept (Aw 2012 art. 2.109, rule SEAL-05).

    Raises:
        EvaluationError: "tender_withdrawn", "tender_not_running", "wrong_state", "no_closing", "received_in_future",
            "bidder_twice", "other_organisation" or "opening_pending".
    """
    evaluation = evaluations.lock(evaluations.ensure(lot).pk)
    if isinstance(company, NewCompany):
        company = _in_address_book(company, evaluation, actor)
    existing: Bid | None = Bid.objects.filter(lot=lot, company=company).first()
    if existing is not None:
        if (existing.received_at, existing.channel) == (received_at, channel):
            return existing
        raise EvaluationError("bidder_twice", bid=existing.code)
    _require_open_register(evaluation)
    closing_at = _check_receipt(evaluation, company, received_at)
    late = is_late(received_at, closing_at)
    bid = Bid.objects.create(
        lot=lot,
        company=company,
        code="~new",
        state=BidState.LATE if late else BidState.RECEIVED,
        received_at=received_at,
        channel=channel,
        concept="" if late else concept,
        registered_by=actor,
        registered_at=clock.now(),
    )
    _give_codes(lot)
    bid.refresh_from_db(fields=["code"])
    audit.record(
        "bid.registered",
        actor=actor,
        target=bid,
        received_at=received_at.isoformat(),
        channel=channel,
        minutes_late=minutes_late(received_at, closing_at),
    )
    return bid


@transaction.atomic
def change_bid(bid_id: int, *, actor: User, received_at: datetime, channel: str, concept: str) -> Bid:
    """Correct what was registered, before the opening, and return the bid; whether it is late follows anew.

    Raises:
        EvaluationError: "wrong_state", "received_in_future" or "opening_pending".
    """
    bid, evaluation = _locked_bid(bid_id)
    _require_open_register(evaluation)
    closing_at = _check_receipt(evaluation, bid.company, received_at)
    late = is_late(received_at, closing_at)
    changed = {"received_at": received_at, "channel": channel, "concept": "" if late else concept}
    if bid.state in (BidState.RECEIVED, BidState.LATE):
        changed["state"] = BidState.LATE if late else BidState.RECEIVED
    fields = [name for name, value in changed.items() if getattr(bid, name) != value]
    if not fields:
        return bid
    for name in fields:
        setattr(bid, name, changed[name])
    bid.save(update_fields=fields)
    _give_codes(bid.lot)
    bid.refresh_from_db(fields=["code"])
    audit.record("bid.changed", actor=actor, target=bid, fields=fields, received_at=received_at.isoformat())
    return bid


@transaction.atomic
def check_completeness(bid_id: int, *, actor: User, complete: bool, remarks: str) -> Bid:
    """Record whether the bid is complete, and what lacks; after the opening a complete bid is admitted.

    A bid that lacks something may be completed within what is equal for all (rule CRIT-24), then checked again.

    Raises:
        EvaluationError: "wrong_state", "bid_out", "remarks_missing" or "opening_pending".
    """
    bid, evaluation = _locked_bid(bid_id)
    evaluations.require_state(evaluation, EvaluationState.REGISTERING, EvaluationState.OPENED)
    _require_no_pending_opening(evaluation)
    if bid.state not in (BidState.RECEIVED, BidState.ADMITTED):
        raise EvaluationError("bid_out", bid=bid.code)
    if not complete and not remarks.strip():
        raise EvaluationError("remarks_missing")
    bid.complete, bid.remarks = complete, remarks.strip()
    if evaluation.state == EvaluationState.OPENED:
        bid.state = BidState.ADMITTED if complete else BidState.RECEIVED
    bid.save(update_fields=["complete", "remarks", "state"])
    audit.record("bid.checked", actor=actor, target=bid, complete=complete)
    return bid


@transaction.atomic
def set_aside(bid_id: int, *, actor: User, ground: str) -> Bid:
    """Set a bid aside on a ground that will stand in the letter, and return it. It is graded and ranked no further.

    Raises:
        EvaluationError: "wrong_state", "bid_out", "ground_missing" or "opening_pending".
    """
    return _take_out(bid_id, BidState.EXCLUDED, actor=actor, ground=ground)


@transaction.atomic
def withdraw_bid(bid_id: int, *, actor: User, ground: str) -> Bid:
    """Record that the bidder withdrew the bid, with where that appears, and return it.

    Raises:
        EvaluationError: "wrong_state", "bid_out", "ground_missing" or "opening_pending".
    """
    return _take_out(bid_id, BidState.WITHDRAWN, actor=actor, ground=ground)


@transaction.atomic
def readmit_bid(bid_id: int, *, actor: User, reason: str) -> Bid:
    """Undo a setting aside or withdrawal, before grading has begun, and return the bid; the reason is kept.

    Raises:
        EvaluationError: "wrong_state", "bid_not_out", "ground_missing" or "opening_pending".
    """
    bid, evaluation = _locked_bid(bid_id)
    evaluations.require_state(evaluation, EvaluationState.REGISTERING, EvaluationState.OPENED)
    _require_no_pending_opening(evaluation)
    if bid.state not in (BidState.EXCLUDED, BidState.WITHDRAWN):
        raise EvaluationError("bid_not_out", bid=bid.code)
    if not reason.strip():
        raise EvaluationError("ground_missing")
    before = bid.set_aside_ground
    opened = evaluation.state == EvaluationState.OPENED
    bid.state = BidState.ADMITTED if opened and bid.complete else BidState.RECEIVED
    bid.set_aside_ground = ""
    bid.save(update_fields=["state", "set_aside_ground"])
    audit.record("bid.readmitted", actor=actor, target=bid, ground_before=before, reason=reason.strip())
    return bid


def _in_address_book(new: NewCompany, evaluation: Evaluation, actor: User) -> Company:
    organisation_id = evaluation.lot.tender.organisation_id
    namesake = Company.objects.filter(organisation_id=organisation_id, name__iexact=new.name.strip()).first()
    return namesake or add_company(organisation_id, name=new.name, kvk=new.kvk, actor=actor)


def _take_out(bid_id: int, state: BidState, *, actor: User, ground: str) -> Bid:
    bid, evaluation = _locked_bid(bid_id)
    evaluations.require_before(evaluation, EvaluationState.COMPUTED)
    _require_no_pending_opening(evaluation)
    if bid.state == state and bid.set_aside_ground == ground.strip():
        return bid
    if bid.state not in (BidState.RECEIVED, BidState.ADMITTED):
        raise EvaluationError("bid_out", bid=bid.code)
    if not ground.strip():
        raise EvaluationError("ground_missing")
    bid.state, bid.set_aside_ground = state, ground.strip()
    bid.save(update_fields=["state", "set_aside_ground"])
    audit.record(
        "bid.set_aside" if state == BidState.EXCLUDED else "bid.withdrawn",
        actor=actor,
        target=bid,
        ground=bid.set_aside_ground,
    )
    return bid


def _locked_bid(bid_id: int) -> tuple[Bid, Evaluation]:
    """Lock the evaluation first and then the bid, as every act does, so that two acts cannot wait for each other."""
    lot_id = Bid.objects.values_list("lot_id", flat=True).get(pk=bid_id)
    evaluation = evaluations.lock(Evaluation.objects.values_list("pk", flat=True).get(lot_id=lot_id))
    evaluations.require_running(evaluation)
    bid = Bid.objects.select_for_update(of=("self",)).select_related("lot__tender", "company").get(pk=bid_id)
    return bid, evaluation


def _require_open_register(evaluation: Evaluation) -> None:
    evaluations.require_running(evaluation)
    evaluations.require_state(evaluation, EvaluationState.REGISTERING)
    _require_no_pending_opening(evaluation)


def _require_no_pending_opening(evaluation: Evaluation) -> None:
    """Who signed the register signed these rows; nothing moves between the two signatures."""
    if evaluation.state == EvaluationState.REGISTERING and signatures.pending(OPEN_BIDS, evaluation):
        raise EvaluationError("opening_pending")


def _check_receipt(evaluation: Evaluation, company: Company, received_at: datetime) -> datetime:
    tender = evaluation.lot.tender
    if tender.closing_at is None:
        raise EvaluationError("no_closing")
    if company.organisation_id != tender.organisation_id:
        raise EvaluationError("other_organisation")
    if received_at > clock.now():
        raise EvaluationError("received_in_future")
    return tender.closing_at


def _give_codes(lot: Lot) -> None:
    """Give codes in order of receipt, first out of the way of each other because a code is unique in the lot."""
    bids = list(Bid.objects.filter(lot=lot).order_by("received_at", "pk").only("pk", "code", "received_at"))
    codes = codes_in_order([(bid.pk, bid.received_at) for bid in bids])
    moved = [bid for bid in bids if bid.code != codes[bid.pk]]
    for place, bid in enumerate(moved):
        bid.code = f"~{place}"
    Bid.objects.bulk_update(moved, ["code"])
    for bid in moved:
        bid.code = codes[bid.pk]
    Bid.objects.bulk_update(moved, ["code"])
