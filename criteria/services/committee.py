"""The committee: who sits in it, which interests they declared, and who may not sit in it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from criteria.assessment_labels import DECLARATION_TEXTS
from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState, SeatKind
from criteria.models import Bid, Evaluation, PriceView, Seat
from criteria.services import evaluation as evaluations
from procurement.accounts.models import CompanyContact, User
from procurement.core import audit, clock
from procurement.core.domain.canonical import sha256_hex
from procurement.core.services import signatures
from tenders.domain.vocabulary import TeamRole
from tenders.models import Lot, TeamMember

DECLARE = "evaluation.declare"
SINGLE = (SeatKind.CHAIR, SeatKind.SECRETARY)


@transaction.atomic
def give_seat(lot: Lot, *, member: TeamMember, kind: SeatKind, actor: User) -> Seat:
    """Give a member of the team with the role committee a place, and return it; asked twice, it is given once.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "not_in_committee", "seat_taken", "one_seat_a_person",
            "has_seen_price" or "is_bidder".
    """
    evaluation = evaluations.lock(evaluations.ensure(lot).pk)
    evaluations.require_not_withdrawn(evaluation)
    existing: Seat | None = Seat.objects.filter(member=member).first()
    if existing is not None and existing.evaluation_id == evaluation.pk and existing.kind == kind:
        return existing
    evaluations.require_before(evaluation, EvaluationState.CONSENSUS)
    _require_can_sit(evaluation, member)
    if kind in SINGLE and Seat.objects.filled().filter(evaluation=evaluation, kind=kind).exists():
        raise EvaluationError("seat_taken", kind=str(kind))
    seat: Seat = Seat.objects.create(evaluation=evaluation, member=member, kind=kind)
    audit.record("seat.given", actor=actor, target=seat, kind=str(kind), person=member.user_id)
    return seat


@transaction.atomic
def remove_seat(seat_id: int, *, actor: User) -> Evaluation:
    """Take back a place whose holder has not declared anything yet; afterwards a place is only left by a conflict.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state" or "seat_in_use".
    """
    seat, evaluation = _locked_seat(seat_id)
    evaluations.require_not_withdrawn(evaluation)
    evaluations.require_before(evaluation, EvaluationState.CONSENSUS)
    if seat.has_conflict is not None or seat.assessments.exists():
        raise EvaluationError("seat_in_use")
    person, kind, name = seat.member.user_id, seat.kind, str(seat)
    seat.delete()
    audit.record("seat.removed", actor=actor, target=evaluation, person=person, kind=kind, seat=name)
    return evaluation


@transaction.atomic
def declare(
    seat_id: int, *, actor: User, has_conflict: bool, details: str = "", seen_sha256: str | None = None
) -> Seat:
    """Record the holder's declaration of interests and return the seat.

    Before the opening it gives access to the place, after it, with the bidders known, to their documents (Aw 2012
    art. 1.10b, rules INT-01 and INT-02). A conflict can be reported at any time until quality is locked; it ends the
    access, and what the person graded counts no further but is kept. Of a withdrawn tender only a conflict is taken.
    seen_sha256: ``shown_sha256`` as it was on the screen; None when it was read in the same transaction. A conflict is
    taken whatever was shown.

    Raises:
        EvaluationError: "not_your_seat", "tender_withdrawn", "wrong_state", "conflict_stays", "details_missing" or
            "seen_changed", such as when the bidders became known meanwhile.
    """
    seat, evaluation = _locked_seat(seat_id)
    if seat.member.user_id != actor.pk:
        raise EvaluationError("not_your_seat")
    if not has_conflict:
        evaluations.require_not_withdrawn(evaluation)
    evaluations.require_before(evaluation, EvaluationState.LOCKED)
    if seat.has_conflict:
        raise EvaluationError("conflict_stays")
    if has_conflict and not details.strip():
        raise EvaluationError("details_missing")
    bidders_known = is_at_least(EvaluationState(evaluation.state), EvaluationState.OPENED)
    if not has_conflict and seen_sha256 is not None:
        evaluations.require_seen(seen_sha256, shown_sha256(evaluation))
    if not has_conflict and seat.has_conflict is False and (seat.renewed_at or not bidders_known):
        return seat
    now = clock.now()
    seat.has_conflict, seat.conflict_details = has_conflict, details.strip() if has_conflict else ""
    seat.declared_at = seat.declared_at or now
    if bidders_known:
        seat.renewed_at = now
    seat.save(update_fields=["has_conflict", "conflict_details", "declared_at", "renewed_at"])
    content = declaration_content(seat, evaluation, bidders_known=bidders_known)
    signatures.sign(DECLARE, target=seat, content_sha256=sha256_hex(content), person=actor, required=1)
    audit.record("seat.declared", actor=actor, target=seat, has_conflict=has_conflict, bidders_known=bidders_known)
    return seat


@transaction.atomic
def record_measure(seat_id: int, *, actor: User, measure: str) -> Seat:
    """Record what is done about a conflict, and return the seat; it stands in the award record (rule INT-03).

    Raises:
        EvaluationError: "wrong_state", "no_conflict" or "measure_missing".
    """
    seat, evaluation = _locked_seat(seat_id)
    evaluations.require_before(evaluation, EvaluationState.LOCKED)
    if not seat.has_conflict:
        raise EvaluationError("no_conflict")
    if not measure.strip():
        raise EvaluationError("measure_missing")
    seat.measure = measure.strip()
    seat.save(update_fields=["measure"])
    audit.record("seat.measure_recorded", actor=actor, target=seat, person=seat.member.user_id)
    return seat


@transaction.atomic
def record_price_view(lot: Lot, *, user: User, how: str, seen_at: datetime, actor: User) -> PriceView:
    """Record that somebody saw a price outside the price opening, and return the row.

    This person takes no seat any more; a seat already held is left, as with any conflict.

    Raises:
        EvaluationError: "wrong_state", "how_missing" or "seen_in_future".
    """
    evaluation = evaluations.lock(evaluations.ensure(lot).pk)
    evaluations.require_before(evaluation, EvaluationState.LOCKED)
    if not how.strip():
        raise EvaluationError("how_missing")
    if seen_at > clock.now():
        raise EvaluationError("seen_in_future")
    view = PriceView.objects.filter(evaluation=evaluation, user=user, how=how.strip(), at=seen_at).first()
    if view is not None:
        return view
    view = PriceView.objects.create(evaluation=evaluation, user=user, how=how.strip(), at=seen_at)
    for seat in Seat.objects.filter(evaluation=evaluation, member__user=user).exclude(has_conflict=True):
        seat.has_conflict, seat.conflict_details = True, how.strip()
        seat.save(update_fields=["has_conflict", "conflict_details"])
    audit.record("price_view.recorded", actor=actor, target=evaluation, person=user.pk)
    return view


def shown(evaluation: Evaluation) -> dict[str, Any]:
    """Return what somebody who declares now reads: the words, and the bidders once they are known."""
    if not is_at_least(EvaluationState(evaluation.state), EvaluationState.OPENED):
        return {"text": str(DECLARATION_TEXTS["first"]), "bidders": []}
    bids = Bid.objects.filter(lot_id=evaluation.lot_id).exclude(state=BidState.LATE)
    names = sorted(bids.values_list("company__name", flat=True))
    return {"text": str(DECLARATION_TEXTS["bidders"]), "bidders": names}


def shown_sha256(evaluation: Evaluation) -> str:
    """Return the SHA-256 of ``shown``."""
    return sha256_hex(shown(evaluation))


def declaration_content(seat: Seat, evaluation: Evaluation, *, bidders_known: bool) -> dict[str, Any]:
    """Return what the holder signs: the words, the tender, the bidders if known, and the answer."""
    return {
        **shown(evaluation),
        "seat": seat.pk,
        "tender": evaluation.lot.tender_id,
        "has_conflict": seat.has_conflict,
        "details": seat.conflict_details,
        "at": seat.renewed_at if bidders_known else seat.declared_at,
    }


def is_bidder(user: User, lot_id: int) -> bool:
    """True when the user speaks for a company that bids for the lot (rule SEAL-04)."""
    companies = Bid.objects.filter(lot_id=lot_id).values("company_id")
    return CompanyContact.objects.filter(user=user, is_active=True, company_id__in=companies).exists()


def _require_can_sit(evaluation: Evaluation, member: TeamMember) -> None:
    if member.tender_id != evaluation.lot.tender_id or member.role != TeamRole.COMMITTEE or not member.is_active:
        raise EvaluationError("not_in_committee")
    if Seat.objects.filter(evaluation=evaluation, member__user=member.user_id).exists():
        raise EvaluationError("one_seat_a_person")
    if PriceView.objects.filter(evaluation=evaluation, user=member.user_id).exists():
        raise EvaluationError("has_seen_price")
    if is_bidder(member.user, evaluation.lot_id):
        raise EvaluationError("is_bidder")


def _locked_seat(seat_id: int) -> tuple[Seat, Evaluation]:
    evaluation = evaluations.lock(Seat.objects.values_list("evaluation_id", flat=True).get(pk=seat_id))
    rows = Seat.objects.select_for_update(of=("self",)).select_related("member__user")
    return rows.get(pk=seat_id), evaluation
