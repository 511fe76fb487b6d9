"""Seats of the committee: who may sit, what they declare, and what a conflict does."""

from datetime import timedelta
from typing import Any

import pytest

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import SeatKind
from criteria.models import Evaluation, PriceView, Seat
from criteria.services import committee as service
from procurement.core import clock
from procurement.core.models import AuditEvent, Signature
from tests.cast import Cast
from tests.factories.accounts import make_contact
from tests.factories.criteria_bids import (
    GRADING_AT,
    NOTICE_AT,
    make_bid,
    make_evaluation,
    make_grade,
    make_seat,
    set_state,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation(cast: Cast) -> Evaluation:
    """Bids are being registered; two are in."""
    found = make_evaluation(cast.lot)
    make_bid(cast.lot, company=cast.bidder_company)
    make_bid(cast.lot, company=cast.contractor_company)
    return found


def give(cast: Cast, name: str, kind: SeatKind = SeatKind.ASSESSOR) -> Seat:
    """Give the seat as the buyer."""
    return service.give_seat(cast.lot, member=cast.member(name), kind=kind, actor=cast.buyer)


def refused(call: Any) -> str:
    with pytest.raises(EvaluationError) as caught:
        call()
    return caught.value.code


def test_a_seat_is_given_once(cast: Cast) -> None:
    first, again = give(cast, "assessor"), give(cast, "assessor")

    assert first == again
    assert AuditEvent.objects.get(action="seat.given").data["kind"] == "assessor"


def test_there_is_one_chair_until_the_chair_leaves(cast: Cast, evaluation: Evaluation) -> None:
    chair = give(cast, "chair", SeatKind.CHAIR)

    assert refused(lambda: give(cast, "secretary", SeatKind.CHAIR)) == "seat_taken"
    service.declare(chair.pk, actor=cast.chair, has_conflict=True, details="Familie van een inschrijver")
    assert give(cast, "secretary", SeatKind.CHAIR).kind == SeatKind.CHAIR


def test_only_an_active_member_with_the_role_sits(cast: Cast) -> None:
    left = cast.member("assessor")
    left.is_active = False
    left.save()

    assert refused(lambda: service.give_seat(cast.lot, member=left, kind=SeatKind.ASSESSOR, actor=cast.buyer)) == (
        "not_in_committee"
    )
    assert refused(lambda: give(cast, "lawyer")) == "not_in_committee"


def test_one_person_has_one_seat(cast: Cast) -> None:
    give(cast, "assessor")

    assert refused(lambda: give(cast, "assessor", SeatKind.CHAIR)) == "one_seat_a_person"


def test_who_speaks_for_a_bidder_does_not_sit(cast: Cast, evaluation: Evaluation) -> None:
    make_contact(company=cast.bidder_company, user=cast.assessor)

    assert refused(lambda: give(cast, "assessor")) == "is_bidder"


def test_a_seat_is_taken_back_only_before_anything_was_declared(cast: Cast, evaluation: Evaluation) -> None:
    seat = give(cast, "assessor")
    service.remove_seat(seat.pk, actor=cast.buyer)
    assert not Seat.objects.exists()

    seat = give(cast, "assessor")
    service.declare(seat.pk, actor=cast.assessor, has_conflict=False)
    assert refused(lambda: service.remove_seat(seat.pk, actor=cast.buyer)) == "seat_in_use"


def test_the_declaration_is_signed_twice_once_before_and_once_with_the_bidders_known(
    cast: Cast, evaluation: Evaluation
) -> None:
    seat = give(cast, "assessor")

    with clock.at(NOTICE_AT):
        service.declare(seat.pk, actor=cast.assessor, has_conflict=False)
        service.declare(seat.pk, actor=cast.assessor, has_conflict=False)
    seat.refresh_from_db()
    assert (seat.declared_at, seat.renewed_at, seat.has_conflict) == (NOTICE_AT, None, False)

    set_state(evaluation, EvaluationState.OPENED)
    with clock.at(GRADING_AT):
        service.declare(seat.pk, actor=cast.assessor, has_conflict=False)
    seat.refresh_from_db()
    assert (seat.declared_at, seat.renewed_at) == (NOTICE_AT, GRADING_AT)
    assert Signature.objects.count() == 2
    content = service.declaration_content(seat, evaluation, bidders_known=True)
    assert content["bidders"] == ["Herstelatelier De Werkbank", "Kringstoel Collectief"]


def test_who_sits_down_after_the_opening_declares_both_at_once(cast: Cast, evaluation: Evaluation) -> None:
    set_state(evaluation, EvaluationState.OPENED)
    seat = give(cast, "assessor")

    service.declare(seat.pk, actor=cast.assessor, has_conflict=False)

    seat.refresh_from_db()
    assert seat.declared_at == seat.renewed_at
    assert seat.declared_at is not None


def test_a_late_conflict_ends_the_access_and_keeps_the_grades(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot, state=EvaluationState.INDIVIDUAL)
    seat = make_seat(evaluation, user=cast.assessor)
    grade = make_grade(seat, make_bid(cast.lot), evaluation.lot.award_model.criteria.first())

    assert refused(lambda: service.declare(seat.pk, actor=cast.assessor, has_conflict=True)) == "details_missing"
    service.declare(seat.pk, actor=cast.assessor, has_conflict=True, details="Zwager werkt bij een inschrijver")

    grade.refresh_from_db()
    assert grade.is_current
    assert not Seat.objects.filled().exists()
    assert not cast.again("assessor").has_perm("criteria.grade", evaluation)
    assert refused(lambda: service.declare(seat.pk, actor=cast.assessor, has_conflict=False)) == "conflict_stays"
    assert "Zwager" not in str(list(AuditEvent.objects.values("data")))


def test_nobody_declares_for_another_or_after_the_lock(cast: Cast, evaluation: Evaluation) -> None:
    seat = give(cast, "assessor")

    assert refused(lambda: service.declare(seat.pk, actor=cast.chair, has_conflict=False)) == "not_your_seat"
    set_state(evaluation, EvaluationState.LOCKED)
    assert refused(lambda: service.declare(seat.pk, actor=cast.assessor, has_conflict=False)) == "wrong_state"


def test_a_measure_belongs_to_a_conflict(cast: Cast, evaluation: Evaluation) -> None:
    seat = give(cast, "assessor")

    assert refused(lambda: service.record_measure(seat.pk, actor=cast.buyer, measure="x")) == "no_conflict"
    service.declare(seat.pk, actor=cast.assessor, has_conflict=True, details="Belang")
    assert refused(lambda: service.record_measure(seat.pk, actor=cast.buyer, measure=" ")) == "measure_missing"
    service.record_measure(seat.pk, actor=cast.buyer, measure="Vervangen door N. Halim")

    seat.refresh_from_db()
    assert seat.measure == "Vervangen door N. Halim"


def test_who_saw_a_price_leaves_and_does_not_come_back(cast: Cast, evaluation: Evaluation) -> None:
    seat = give(cast, "assessor")
    seen = {"user": cast.assessor, "how": "Zag het blad bij de inkoper", "seen_at": NOTICE_AT, "actor": cast.buyer}

    first = service.record_price_view(cast.lot, **seen)
    again = service.record_price_view(cast.lot, **seen)
    service.record_price_view(cast.lot, **seen | {"user": cast.chair})

    seat.refresh_from_db()
    assert first == again
    assert PriceView.objects.count() == 2
    assert (seat.has_conflict, seat.conflict_details) == (True, "Zag het blad bij de inkoper")
    assert refused(lambda: give(cast, "chair")) == "has_seen_price"


@pytest.mark.parametrize(
    ("change", "code"),
    [({"how": " "}, "how_missing"), ({"seen_at": GRADING_AT + timedelta(days=9999)}, "seen_in_future")],
)
def test_a_view_says_how_and_when(cast: Cast, evaluation: Evaluation, change: dict[str, Any], code: str) -> None:
    seen = {"user": cast.assessor, "how": "x", "seen_at": NOTICE_AT, "actor": cast.buyer} | change

    assert refused(lambda: service.record_price_view(cast.lot, **seen)) == code
