"""Who may do what in awarding. Follows from role, seat and the state of the evaluation."""

from typing import Any

import rules

from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.domain.vocabulary import SeatKind
from criteria.models import Seat
from procurement.accounts.domain.roles import Role
from procurement.accounts.roles import has_role, is_buyer
from tenders.domain.lifecycle import RUNNING, TenderState
from tenders.domain.vocabulary import TeamRole
from tenders.permissions import in_team, is_drafter, is_editable, sees_all


def seat_of(user: Any, evaluation_id: int) -> Seat | None:
    """The seat of the user in this evaluation; one query a request for all evaluations.

    Also when the user has left the team: a conflict, and having graded, shut out for good. ``sits`` tells who is in it.
    """
    # Through the attribute, because the user of a request is a wrapper with a dictionary of its own.
    cached: dict[int, Seat] | None = getattr(user, "_seats", None)
    if cached is None:
        rows = Seat.objects.filter(member__user_id=user.pk).select_related("member").order_by("pk")
        cached = {}
        for seat in sorted(rows, key=_weight):
            cached[seat.evaluation_id] = seat
        user._seats = cached
    return cached.get(evaluation_id)


def _weight(seat: Seat) -> tuple[bool, bool, bool]:
    """Of more seats in one evaluation a conflict weighs most, then the seat held now, then one that grades."""
    return bool(seat.has_conflict), seat.member.is_active, seat.kind == SeatKind.ASSESSOR


def sits(user: Any, evaluation: Any) -> Seat | None:
    """The seat that the user holds in this evaluation now, or None."""
    seat = seat_of(user, evaluation.pk) if evaluation is not None and user.is_authenticated else None
    return seat if seat is not None and seat.member.is_active else None


def holds_seat(*kinds: SeatKind) -> Any:
    """Return a predicate on an Evaluation: the user holds a seat of one of ``kinds`` without a conflict."""

    @rules.predicate(f"holds_seat:{'|'.join(kinds)}")
    def predicate(user: Any, evaluation: Any) -> bool:
        seat = sits(user, evaluation)
        return seat is not None and seat.kind in kinds and not seat.has_conflict

    return predicate


@rules.predicate
def prices_are_open(user: Any, evaluation: Any) -> bool:
    """The price opening has taken place."""
    return evaluation is not None and is_at_least(EvaluationState(evaluation.state), EvaluationState.PRICED)


def of_tender(predicate: Any) -> Any:
    """Return the predicate on an Evaluation that asks ``predicate`` about its tender."""

    @rules.predicate(f"of_tender:{predicate.name}")
    def adapted(user: Any, evaluation: Any) -> bool:
        return evaluation is not None and bool(predicate.test(user, evaluation.lot.tender))

    return adapted


def from_state(mark: EvaluationState) -> Any:
    """Return a predicate: the evaluation stands at ``mark`` or later."""

    @rules.predicate(f"from_state:{mark}")
    def predicate(user: Any, evaluation: Any) -> bool:
        return evaluation is not None and is_at_least(EvaluationState(evaluation.state), mark)

    return predicate


def in_state(*states: EvaluationState) -> Any:
    """Return a predicate: the evaluation stands in one of ``states``."""

    @rules.predicate(f"in_state:{'|'.join(states)}")
    def predicate(user: Any, evaluation: Any) -> bool:
        return evaluation is not None and evaluation.state in states

    return predicate


@rules.predicate
def is_running(user: Any, evaluation: Any) -> bool:
    """The tender is published, so bids can have come in, and it is neither awarded nor withdrawn."""
    return evaluation is not None and evaluation.lot.tender.state in RUNNING


@rules.predicate
def is_not_withdrawn(user: Any, evaluation: Any) -> bool:
    """The tender is not withdrawn; for what may begin before it is published."""
    return evaluation is not None and evaluation.lot.tender.state != TenderState.WITHDRAWN


@rules.predicate
def is_cleared(user: Any, evaluation: Any) -> bool:
    """The user holds a seat and declared, before access and again with the bidders known (rules INT-01, INT-02)."""
    seat = sits(user, evaluation)
    return seat is not None and seat.has_conflict is False and bool(seat.declared_at and seat.renewed_at)


@rules.predicate
def has_declared(user: Any, evaluation: Any) -> bool:
    """The user holds a seat and signed the first declaration without a conflict."""
    seat = sits(user, evaluation)
    return seat is not None and seat.has_conflict is False and seat.declared_at is not None


@rules.predicate
def must_declare(user: Any, evaluation: Any) -> bool:
    """The user holds a seat, also one with a conflict: the own declaration stays readable."""
    return sits(user, evaluation) is not None


@rules.predicate
def has_conflict(user: Any, evaluation: Any) -> bool:
    """The user declared a conflict in this evaluation; leaving the team does not undo that."""
    seat = seat_of(user, evaluation.pk) if evaluation is not None and user.is_authenticated else None
    return seat is not None and bool(seat.has_conflict)


@rules.predicate
def is_or_was_assessor(user: Any, evaluation: Any) -> bool:
    """The user has a place among those who grade, or had one: who grades or graded handles no bids or prices."""
    seat = seat_of(user, evaluation.pk) if evaluation is not None and user.is_authenticated else None
    return seat is not None and seat.kind == SeatKind.ASSESSOR


@rules.predicate
def has_handed_in(user: Any, evaluation: Any) -> bool:
    """The user's own grading is handed in, and so fixed."""
    seat = seat_of(user, evaluation.pk) if evaluation is not None else None
    return seat is not None and seat.handed_in_at is not None


is_chair = holds_seat(SeatKind.CHAIR)
is_secretary = holds_seat(SeatKind.SECRETARY)
is_assessor = holds_seat(SeatKind.ASSESSOR)
leads_meeting = holds_seat(SeatKind.CHAIR, SeatKind.SECRETARY)
# Who handles bids: the buyer and the secretary, never somebody who grades or stepped aside for a conflict.
keeps_register = (of_tender(is_buyer | in_team(TeamRole.BUYER)) | is_secretary) & ~is_or_was_assessor & ~has_conflict
sees_tender = of_tender(sees_all | in_team())
# Who reads the finished file beside the committee: to decide, to check law and to audit.
reads_file = of_tender(
    has_role(Role.AUDITOR) | in_team(TeamRole.MANDATE_HOLDER, TeamRole.LAWYER, TeamRole.BUYER) | is_buyer
)
_before_lock = in_state(
    EvaluationState.REGISTERING, EvaluationState.OPENED, EvaluationState.INDIVIDUAL, EvaluationState.CONSENSUS
)
_before_computing = _before_lock | in_state(EvaluationState.LOCKED, EvaluationState.PRICED)
# What goes on towards the award and so ends when the tender is withdrawn; what reads, or records a fact, does not.
ACTS: set[str] = set()


def _add_act(name: str, predicate: Any, *, while_: Any = is_running) -> None:
    """Add the permission for an act; ``while_`` says how long the tender allows it."""
    rules.add_perm(name, predicate & while_)
    ACTS.add(name)


rules.add_perm("criteria.change_award_model", is_drafter & is_editable)


@rules.predicate
def is_own_grade(user: Any, assessment: Any) -> bool:
    """The user gave this grade."""
    return assessment is not None and user.is_authenticated and assessment.seat.member.user_id == user.pk


@rules.predicate
def may_see_others(user: Any, assessment: Any) -> bool:
    """The user may see the grades of the whole committee in this evaluation."""
    return assessment is not None and bool(user.has_perm("criteria.view_consensus", assessment.seat.evaluation))


# Stage 9: bids.
rules.add_perm("criteria.view_bids", sees_tender)
rules.add_perm(
    "criteria.view_register", keeps_register | leads_meeting | (sees_tender & from_state(EvaluationState.OPENED))
)
_add_act("criteria.register_bid", keeps_register & in_state(EvaluationState.REGISTERING))
_add_act("criteria.judge_bid", keeps_register & _before_computing)
_add_act(
    "criteria.open_bids",
    (keeps_register | is_chair) & ~is_or_was_assessor & in_state(EvaluationState.REGISTERING),
)
rules.add_perm(
    "criteria.read_bid_files",
    from_state(EvaluationState.OPENED)
    & ~has_conflict
    & (is_cleared | (keeps_register & ~must_declare) | of_tender(has_role(Role.AUDITOR))),
)

# Stage 10: the committee and its work.
rules.add_perm("criteria.view_assessment", sees_tender)
_forms_committee = (keeps_register | of_tender(is_buyer)) & ~has_conflict & _before_lock
_add_act("criteria.manage_committee", _forms_committee, while_=is_not_withdrawn)
rules.add_perm("criteria.record_measure", _forms_committee)
rules.add_perm("criteria.sign_declaration", must_declare)
rules.add_perm("criteria.read_declarations", (keeps_register | leads_meeting | reads_file) & ~has_conflict)
rules.add_perm("criteria.follow_progress", (leads_meeting | keeps_register) & ~is_or_was_assessor)
_add_act("criteria.start_assessment", (leads_meeting | keeps_register) & in_state(EvaluationState.OPENED))
rules.add_perm("criteria.view_own_assessment", is_assessor & is_cleared & from_state(EvaluationState.INDIVIDUAL))
_add_act("criteria.grade", is_assessor & is_cleared & ~has_handed_in & in_state(EvaluationState.INDIVIDUAL))
_add_act("criteria.start_consensus", leads_meeting & has_declared & in_state(EvaluationState.INDIVIDUAL))
rules.add_perm(
    "criteria.view_consensus",
    (is_cleared & from_state(EvaluationState.CONSENSUS))
    | (reads_file & ~has_conflict & from_state(EvaluationState.LOCKED)),
)
rules.add_perm("criteria.view_grade", is_own_grade | may_see_others)
_add_act("criteria.write_consensus", leads_meeting & is_cleared & in_state(EvaluationState.CONSENSUS))
_add_act("criteria.revise_grade", is_assessor & is_cleared & in_state(EvaluationState.CONSENSUS))
rules.add_perm(
    "criteria.view_promises",
    ((keeps_register | (is_chair & is_cleared)) & from_state(EvaluationState.OPENED))
    | (is_cleared & from_state(EvaluationState.CONSENSUS))
    | (reads_file & ~has_conflict & from_state(EvaluationState.LOCKED)),
)
_add_act(
    "criteria.enter_promise",
    (keeps_register | (is_chair & is_cleared))
    & in_state(EvaluationState.OPENED, EvaluationState.INDIVIDUAL, EvaluationState.CONSENSUS),
)
_add_act(
    "criteria.lock_quality",
    ((leads_meeting & is_cleared) | keeps_register) & ~is_or_was_assessor & in_state(EvaluationState.CONSENSUS),
)
_add_act(
    "criteria.open_prices",
    ((leads_meeting & is_cleared) | keeps_register) & ~is_or_was_assessor & in_state(EvaluationState.LOCKED),
)
rules.add_perm(
    "criteria.view_prices",
    (is_cleared | keeps_register | reads_file) & ~has_conflict & from_state(EvaluationState.PRICED),
)
_add_act(
    "criteria.enter_price",
    ((leads_meeting & is_cleared) | keeps_register) & ~is_or_was_assessor & in_state(EvaluationState.PRICED),
)
rules.add_perm("criteria.record_price_view", (keeps_register | leads_meeting) & ~has_conflict & _before_lock)

# Stage 11: computation, decision, letters and standstill.
_reads_result = (is_cleared | keeps_register | reads_file) & ~has_conflict
rules.add_perm("criteria.view_award", sees_tender)
rules.add_perm(
    "criteria.view_result",
    (_reads_result & from_state(EvaluationState.COMPUTED))
    | (sees_tender & ~has_conflict & from_state(EvaluationState.STANDSTILL)),
)
_add_act(
    "criteria.compute_award",
    ((leads_meeting & is_cleared) | keeps_register) & ~is_or_was_assessor & in_state(EvaluationState.PRICED),
)
_add_act(
    "criteria.write_advice",
    ((leads_meeting & is_cleared) | keeps_register) & ~is_or_was_assessor & in_state(EvaluationState.COMPUTED),
)
_add_act(
    "criteria.decide_award",
    of_tender(in_team(TeamRole.MANDATE_HOLDER)) & ~has_conflict & in_state(EvaluationState.COMPUTED),
)
_handles_letters = (
    (keeps_register | leads_meeting | of_tender(in_team(TeamRole.LAWYER))) & ~has_conflict & ~is_or_was_assessor
)
rules.add_perm("criteria.view_letters", _reads_result & from_state(EvaluationState.DECIDED))
_add_act("criteria.write_letters", _handles_letters & in_state(EvaluationState.DECIDED))
_add_act(
    "criteria.approve_letters",
    (_handles_letters | of_tender(in_team(TeamRole.MANDATE_HOLDER)))
    & ~has_conflict
    & in_state(EvaluationState.DECIDED),
)
_add_act("criteria.send_letters", keeps_register & ~is_or_was_assessor & in_state(EvaluationState.DECIDED))
_add_act(
    "criteria.record_summons",
    (keeps_register | of_tender(in_team(TeamRole.LAWYER)))
    & ~has_conflict
    & ~is_or_was_assessor
    & in_state(EvaluationState.STANDSTILL, EvaluationState.FINAL),
    while_=is_not_withdrawn,
)
_add_act(
    "criteria.finalise_award",
    (keeps_register | of_tender(in_team(TeamRole.MANDATE_HOLDER)))
    & ~has_conflict
    & ~is_or_was_assessor
    & in_state(EvaluationState.STANDSTILL),
)
