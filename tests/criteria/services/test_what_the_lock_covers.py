"""What two people locked stays locked, whatever becomes of bids and of who graded them."""

import pytest

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.vocabulary import SeatKind
from criteria.models import Assessment, Evaluation
from criteria.services import assessments, bids, committee, computation, quality
from procurement.accounts.models import User
from tenders.services import team
from tests.cast import Cast
from tests.criteria.services.test_price_opening import seal_all
from tests.factories.criteria_bids import (
    Scene,
    make_bid,
    make_evaluation,
    make_grades,
    make_locked,
    make_price_file,
    make_scene,
    make_seat,
    sign_price_opening,
)

pytestmark = pytest.mark.django_db


def open_and_compute(cast: Cast, scene: Scene) -> dict[str, dict[str, object]]:
    """Open what is still sealed, compute, and return the bids of the case by code."""
    if scene.again().state == EvaluationState.LOCKED:
        open_prices(cast, scene)
    case = computation.compute(scene.evaluation.pk, actor=cast.buyer).case
    return {bid["bidder"]: bid for bid in case["bids"]}


def open_prices(cast: Cast, scene: Scene) -> None:
    seal_all(scene, {bid.code: make_price_file(scene.again()) for bid in scene.bids})
    for person in (cast.buyer, cast.secretary):
        sign_price_opening(scene.evaluation, person)


@pytest.mark.parametrize("priced", [False, True])
@pytest.mark.parametrize("take_out", [bids.set_aside, bids.withdraw_bid])
def test_a_bid_that_falls_out_after_the_lock_holds_nothing_up(cast: Cast, priced: bool, take_out: object) -> None:
    scene = make_locked(cast)
    before = quality.locked_sha256(scene.again())
    if priced:
        open_prices(cast, scene)

    take_out(scene.bids[1].pk, actor=cast.buyer, ground="Valse verklaring")  # type: ignore[operator]

    assert quality.locked_sha256(scene.again()) == before
    found = open_and_compute(cast, scene)
    assert "price" in found["A"]
    assert "price" not in found["B"]


@pytest.mark.parametrize("priced", [False, True])
def test_an_assessor_who_leaves_after_the_lock_holds_nothing_up(cast: Cast, priced: bool) -> None:
    scene = make_locked(cast)
    if priced:
        open_prices(cast, scene)

    team.deactivate_member(scene.first.member_id, actor=cast.project_leader)

    assert scene.first in assessments.assessors_of(scene.again())
    assert len(next(iter(assessments.current_grades(scene.again()).values()))) == 2
    assert "price" in open_and_compute(cast, scene)["A"]


def test_a_grade_changed_behind_the_lock_is_still_seen(cast: Cast) -> None:
    scene = make_locked(cast)
    before = quality.locked_sha256(scene.again())

    Assessment.objects.filter(seat=scene.first, bid=scene.bids[1], criterion=scene.k1).update(grade=2)

    assert quality.locked_sha256(scene.again()) != before


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_leaving_the_team_does_not_shed_a_conflict(cast: Cast) -> None:
    made = make_evaluation(cast.lot, state=EvaluationState.OPENED)
    seat = make_seat(made, user=cast.buyer, kind=SeatKind.SECRETARY)
    make_bid(cast.lot)
    committee.declare(seat.pk, actor=cast.buyer, has_conflict=True, details="zwager")

    team.deactivate_member(seat.member_id, actor=cast.project_leader)

    evaluation = Evaluation.objects.select_related("lot__tender__organisation").get(pk=made.pk)
    for name in ("read_bid_files", "judge_bid"):
        assert not fresh(cast.buyer).has_perm(f"criteria.{name}", evaluation)


def test_nor_do_the_grades_of_others_come_in_sight(cast: Cast) -> None:
    scene = make_scene(cast, state=EvaluationState.LOCKED)
    seat = make_seat(scene.evaluation, user=cast.buyer, has_conflict=True)
    make_grades([scene.first])
    seat.member.is_active = False
    seat.member.save()

    assert not Assessment.objects.readable_by(fresh(cast.buyer)).exists()


def test_who_graded_and_left_takes_no_part_in_the_prices(cast: Cast) -> None:
    scene = make_locked(cast)
    seat = make_seat(scene.evaluation, user=cast.buyer)
    team.deactivate_member(seat.member_id, actor=cast.project_leader)

    assert not fresh(cast.buyer).has_perm("criteria.open_prices", scene.again())
