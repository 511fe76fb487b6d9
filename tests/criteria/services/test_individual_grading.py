"""Grading alone: who may, what may be half, and what a hand-in fixes."""

from decimal import Decimal
from typing import Any

import pytest

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState
from criteria.models import Assessment, Seat
from criteria.services import assessments as service
from procurement.core import clock
from procurement.core.models import AuditEvent, Notification, Signature
from tests.cast import Cast
from tests.factories.criteria_bids import (
    GRADING_AT,
    Scene,
    make_bid,
    make_document,
    make_evaluation,
    make_grade,
    make_grades,
    make_scene,
    make_seat,
    set_state,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(cast: Cast) -> Scene:
    """Two assessors are grading two bids on two criteria."""
    return make_scene(cast)


def save(scene: Scene, seat: Seat, *, grade: str | None = "8", motivation: str = "Concreet.", **where: Any) -> Any:
    """Save one part."""
    bid, criterion = where.get("bid", scene.bids[0]), where.get("criterion", scene.k1)
    with clock.at(GRADING_AT):
        return service.save_grade(
            seat.pk,
            bid=bid,
            criterion=criterion,
            grade=Decimal(grade) if grade is not None else None,
            motivation=motivation,
        )


def refused(call: Any) -> str:
    with pytest.raises(EvaluationError) as caught:
        call()
    return caught.value.code


def test_a_part_is_saved_half_and_then_whole_as_one_version(scene: Scene) -> None:
    save(scene, scene.first, grade=None, motivation="Nog een cijfer bedenken")
    save(scene, scene.first, grade="6", motivation="  Voldoende uitgewerkt.  ")

    row = Assessment.objects.get()
    assert (row.version, row.grade, row.motivation, row.saved_at) == (1, 6, "Voldoende uitgewerkt.", GRADING_AT)
    assert not AuditEvent.objects.filter(action__startswith="seat").exists()


def test_saving_costs_a_handful_of_queries(scene: Scene, django_assert_max_num_queries: Any) -> None:
    bid, criterion = scene.bids[0], scene.k1

    with django_assert_max_num_queries(6):
        service.save_grade(scene.first.pk, bid=bid, criterion=criterion, grade=Decimal(8), motivation="Concreet.")


@pytest.mark.parametrize("grade", ["7", "0", "11", "8.5"])
def test_a_grade_outside_the_scale_is_refused(scene: Scene, grade: str) -> None:
    assert refused(lambda: save(scene, scene.first, grade=grade)) == "not_on_scale"


def test_who_did_not_declare_does_not_grade(cast: Cast, scene: Scene) -> None:
    Seat.objects.filter(pk=scene.second.pk).update(renewed_at=None)

    assert refused(lambda: save(scene, scene.second)) == "not_cleared"
    assert refused(lambda: save(scene, scene.chair)) == "not_cleared"


def test_a_bid_that_is_out_and_a_measured_criterion_are_not_graded(cast: Cast, scene: Scene) -> None:
    out = make_bid(cast.lot, state=BidState.EXCLUDED)

    assert refused(lambda: save(scene, scene.first, bid=out)) == "bid_out"
    assert refused(lambda: save(scene, scene.first, criterion=scene.k3)) == "other_criterion"


@pytest.mark.parametrize("state", [EvaluationState.OPENED, EvaluationState.CONSENSUS, EvaluationState.LOCKED])
def test_outside_the_individual_phase_nothing_is_saved(scene: Scene, state: EvaluationState) -> None:
    set_state(scene.evaluation, state)

    assert refused(lambda: save(scene, scene.first)) == "wrong_state"


def test_a_hand_in_with_a_gap_is_refused_and_a_zero_is_no_gap(cast: Cast, scene: Scene) -> None:
    make_grades([scene.first], grade="2")
    Seat.objects.filter(pk=scene.first.pk).update(handed_in_at=None)
    Assessment.objects.filter(bid=scene.bids[0], criterion=scene.k1).update(motivation=" ")

    with pytest.raises(EvaluationError) as caught:
        service.hand_in(scene.first.pk, actor=cast.assessor)

    assert (caught.value.code, caught.value.params) == ("incomplete", {"missing": 1})


def test_a_hand_in_fixes_and_signs_the_own_work_once(cast: Cast, scene: Scene) -> None:
    make_grades([scene.first])
    Seat.objects.filter(pk=scene.first.pk).update(handed_in_at=None)

    with clock.at(GRADING_AT):
        service.hand_in(scene.first.pk, actor=cast.assessor)
        service.hand_in(scene.first.pk, actor=cast.assessor)

    scene.first.refresh_from_db()
    assert scene.first.handed_in_at == GRADING_AT
    assert Signature.objects.get().person == cast.assessor
    assert AuditEvent.objects.filter(action="seat.handed_in").count() == 1
    assert refused(lambda: save(scene, scene.first)) == "handed_in"
    assert refused(lambda: service.hand_in(scene.first.pk, actor=cast.chair)) == "not_your_seat"
    assert not Notification.objects.exists()


def test_the_last_hand_in_tells_chair_and_secretary_once(cast: Cast, scene: Scene) -> None:
    make_grades([scene.first, scene.second])
    Seat.objects.filter(pk=scene.second.pk).update(handed_in_at=None)

    service.hand_in(scene.second.pk, actor=cast.external_assessor)

    assert set(Notification.objects.values_list("recipient__name", flat=True)) == {"C. Lammers", "H. Idrissi"}


class TestStart:
    """Letting the assessors begin."""

    def test_the_assessors_are_told_and_it_starts_once(self, cast: Cast) -> None:
        scene = make_scene(cast, state=EvaluationState.OPENED)

        service.start_individual(scene.evaluation.pk, actor=cast.chair)
        service.start_individual(scene.evaluation.pk, actor=cast.secretary)

        assert scene.again().state == EvaluationState.INDIVIDUAL
        assert set(Notification.objects.values_list("recipient__name", flat=True)) == {"J. Prins", "N. Halim"}
        assert AuditEvent.objects.filter(action="evaluation.assessment_started").count() == 1

    def test_what_is_not_settled_stands_in_the_way(self, cast: Cast) -> None:
        scene = make_scene(cast, state=EvaluationState.OPENED)
        start = lambda: service.start_individual(scene.evaluation.pk, actor=cast.chair)  # noqa: E731
        waiting = make_bid(cast.lot, state=BidState.RECEIVED)

        assert refused(start) == "bids_waiting"
        waiting.state = BidState.EXCLUDED
        waiting.save()
        Seat.objects.filter(pk=scene.first.pk).update(has_conflict=True)
        assert refused(start) == "too_few_assessors"
        Seat.objects.filter(pk__in=[scene.chair.pk, scene.secretary.pk]).update(has_conflict=True)
        assert refused(start) == "no_lead"

    def test_without_a_bid_that_takes_part_there_is_nothing_to_grade(self, cast: Cast) -> None:
        scene = make_scene(cast, state=EvaluationState.OPENED, bids=0)

        assert refused(lambda: service.start_individual(scene.evaluation.pk, actor=cast.chair)) == "no_bids"


class TestBlindness:
    """Before the consensus phase nobody reads the grades of another; the list and the permission say the same."""

    @pytest.mark.parametrize("state", list(EvaluationState))
    def test_list_and_permission_agree_for_the_whole_cast(self, cast: Cast, state: EvaluationState) -> None:
        scene = make_scene(cast, state=state, bids=1)
        grade = make_grade(scene.first, scene.bids[0], scene.k1)
        conflicted = make_seat(scene.evaluation, user=cast.lawyer, has_conflict=True)
        rows = Assessment.objects.select_related("seat__member", "seat__evaluation__lot__tender__organisation")
        row = rows.get(pk=grade.pk)

        for name in cast.people:
            if name == "anonymous":
                continue
            person = cast.again(name)
            listed = Assessment.objects.readable_by(person).contains(grade)
            assert listed == person.has_perm("criteria.view_grade", row), (name, state)
        assert not Assessment.objects.readable_by(cast.anonymous).exists()
        assert conflicted.has_conflict

    @pytest.mark.parametrize(
        ("state", "readers"),
        [
            (EvaluationState.INDIVIDUAL, {"assessor"}),
            (EvaluationState.CONSENSUS, {"assessor", "external_assessor", "chair", "secretary"}),
            (
                EvaluationState.LOCKED,
                {
                    "assessor",
                    "external_assessor",
                    "chair",
                    "secretary",
                    "buyer",
                    "second_buyer",
                    "auditor",
                    "mandate_holder",
                    "lawyer",
                },
            ),
        ],
    )
    def test_who_reads_a_grade_of_another(self, cast: Cast, state: EvaluationState, readers: set[str]) -> None:
        scene = make_scene(cast, state=state, bids=1)
        grade = make_grade(scene.first, scene.bids[0], scene.k1)

        found = {
            name
            for name in cast.people
            if name != "anonymous" and Assessment.objects.readable_by(cast.again(name)).contains(grade)
        }

        assert found == readers


def test_a_sheet_takes_three_queries_whatever_the_number_of_bids(
    cast: Cast, scene: Scene, django_assert_num_queries: Any
) -> None:
    for _number in range(5):
        make_document(make_bid(cast.lot))

    with django_assert_num_queries(3):
        sheet = service.sheet_of(scene.first, cast.lot.pk)
        assert (sheet.progress.done, sheet.progress.total) == (0, 14)


def test_grades_of_who_left_do_not_count(cast: Cast) -> None:
    scene = make_scene(cast, state=EvaluationState.CONSENSUS)
    make_grades([scene.first, scene.second])
    Seat.objects.filter(pk=scene.second.pk).update(has_conflict=True)

    grades = service.current_grades(scene.again())

    assert {row.seat_id for rows in grades.values() for row in rows} == {scene.first.pk}


def test_the_seat_that_grades_is_found_in_one_query_and_locked(
    cast: Cast, scene: Scene, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(3), service.seat_that_grades(cast.assessor, cast.tender.pk) as seat:
        assert seat == scene.first
    with service.seat_that_grades(cast.chair, cast.tender.pk) as seat:
        assert seat is None
    make_evaluation(cast.lot, state=EvaluationState.CONSENSUS)
    with service.seat_that_grades(cast.assessor, cast.tender.pk) as seat:
        assert seat is None
