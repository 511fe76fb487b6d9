"""The meeting, promised values and the lock: originals stay, and two people fix what was concluded."""

from decimal import Decimal
from typing import Any

import pytest

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import Aggregate, BidState
from criteria.models import Assessment, Consensus, Promise, Seat
from criteria.services import consensus as service
from criteria.services import locking, promises, quality
from procurement.core.models import ActState, AuditEvent, Notification
from procurement.core.services.signatures import SignatureRefused
from tests.cast import Cast
from tests.factories.criteria_bids import (
    Scene,
    make_conclusions,
    make_grades,
    make_locked,
    make_promises,
    make_scene,
    sign_lock,
)

pytestmark = pytest.mark.django_db
TEXTS = {"motivation": "Concreet en onderbouwd.", "strengths": "Begint bij de voorraad.", "missing": "Doelen per jaar."}


@pytest.fixture
def scene(cast: Cast) -> Scene:
    """The meeting is open: all gave an 8, but the second assessor a 6 for the first bid on K1."""
    found = make_scene(cast, state=EvaluationState.CONSENSUS)
    make_grades([found.first, found.second])
    Assessment.objects.filter(seat=found.second, bid=found.bids[0], criterion=found.k1).update(grade=6)
    return found


def refused(call: Any) -> str:
    with pytest.raises((EvaluationError, SignatureRefused)) as caught:
        call()
    return caught.value.code


def confirm(cast: Cast, scene: Scene, **values: Any) -> Consensus:
    """Confirm the first bid on K1."""
    return service.confirm(scene.bids[0], scene.k1, actor=cast.secretary, values=TEXTS | values)


class TestOpening:
    """Opening the consensus phase."""

    def test_it_opens_once_all_handed_in(self, cast: Cast) -> None:
        scene = make_scene(cast)
        make_grades([scene.first])

        assert refused(lambda: service.start_consensus(scene.evaluation.pk, actor=cast.chair)) == "not_all_handed_in"
        make_grades([scene.second])
        service.start_consensus(scene.evaluation.pk, actor=cast.chair)
        service.start_consensus(scene.evaluation.pk, actor=cast.chair)

        assert scene.again().state == EvaluationState.CONSENSUS
        assert AuditEvent.objects.filter(action="evaluation.consensus_started").count() == 1
        assert not Notification.objects.filter(recipient=cast.chair).exists()

    def test_who_left_is_not_waited_for_but_must_be_replaced(self, cast: Cast) -> None:
        scene = make_scene(cast)
        make_grades([scene.first])
        Seat.objects.filter(pk=scene.second.pk).update(has_conflict=True)

        assert refused(lambda: service.start_consensus(scene.evaluation.pk, actor=cast.chair)) == "too_few_assessors"


class TestMean:
    """Under the mean the meeting confirms, or an assessor revises the own grade."""

    def test_the_confirmed_grade_is_the_mean_and_no_other(self, cast: Cast, scene: Scene) -> None:
        saved = confirm(cast, scene, grade=Decimal(10))

        assert (saved.grade, saved.strengths, saved.confirmed_by) == (
            Decimal("7.000000"),
            TEXTS["strengths"],
            cast.secretary,
        )
        assert Assessment.objects.filter(bid=scene.bids[0], criterion=scene.k1).count() == 2

    def test_a_revision_is_a_new_version_and_makes_the_conclusion_a_draft(self, cast: Cast, scene: Scene) -> None:
        confirm(cast, scene)

        revised = service.revise_grade(
            scene.second.pk,
            bid=scene.bids[0],
            criterion=scene.k1,
            grade=Decimal(8),
            motivation="Bijlage 2 gezien.",
            actor=cast.external_assessor,
        )

        versions = Assessment.objects.filter(seat=scene.second, bid=scene.bids[0], criterion=scene.k1)
        assert list(versions.order_by("version").values_list("version", "grade", "is_current")) == [
            (1, Decimal(6), False),
            (2, Decimal(8), True),
        ]
        assert revised.version == 2
        assert Consensus.objects.get().confirmed_at is None
        assert confirm(cast, scene).grade == 8

    def test_only_the_own_grade_is_revised_with_a_reason_on_the_scale(self, cast: Cast, scene: Scene) -> None:
        def revise(seat: Seat, actor: Any, grade: str = "8", motivation: str = "Reden") -> Any:
            return service.revise_grade(
                seat.pk,
                bid=scene.bids[0],
                criterion=scene.k1,
                grade=Decimal(grade),
                motivation=motivation,
                actor=actor,
            )

        assert refused(lambda: revise(scene.second, cast.assessor)) == "not_your_seat"
        assert refused(lambda: revise(scene.second, cast.external_assessor, grade="7")) == "not_on_scale"
        assert refused(lambda: revise(scene.second, cast.external_assessor, motivation=" ")) == "motivation_missing"
        assert refused(lambda: revise(scene.chair, cast.chair)) == "no_grades"
        Seat.objects.filter(pk=scene.second.pk).update(has_conflict=True)
        assert refused(lambda: revise(scene.second, cast.external_assessor)) == "not_cleared"

    def test_the_same_revision_twice_is_one_version(self, cast: Cast, scene: Scene) -> None:
        for _number in range(2):
            service.revise_grade(
                scene.first.pk,
                bid=scene.bids[0],
                criterion=scene.k1,
                grade=Decimal(6),
                motivation="Reden",
                actor=cast.assessor,
            )

        assert Assessment.objects.filter(seat=scene.first, version=2).count() == 1
        assert not Assessment.objects.filter(version=3).exists()


class TestCommitteesOwn:
    """Under consensus the committee gives a grade of its own."""

    @pytest.fixture(autouse=True)
    def _by_consensus(self, scene: Scene) -> None:
        model = scene.evaluation.lot.award_model
        model.aggregate = Aggregate.CONSENSUS
        model.save()

    def test_the_grade_is_on_the_scale_with_its_reason(self, cast: Cast, scene: Scene) -> None:
        assert refused(lambda: confirm(cast, scene, grade=None)) == "grade_missing"
        assert refused(lambda: confirm(cast, scene, grade=Decimal(7))) == "not_on_scale"
        assert refused(lambda: confirm(cast, scene, grade=Decimal(8), motivation=" ")) == "motivation_missing"
        assert confirm(cast, scene, grade=Decimal(8)).grade == 8

    def test_the_committees_grade_is_what_counts(self, cast: Cast, scene: Scene) -> None:
        make_conclusions(scene.evaluation, grade="4")
        make_promises(scene.evaluation, entered_by=cast.secretary, checked_by=cast.buyer)

        part = quality.bid_parts(scene.again())[0]

        assert part["consensus"] == {"K1": "4", "K2": "4"}
        assert "grades" not in part
        assert quality.knocked_out_codes(scene.again()) == {"A": "K1", "B": "K1"}


def test_a_draft_may_lack_anything_and_is_no_conclusion(scene: Scene) -> None:
    service.save_draft(scene.bids[0], scene.k1, values={"motivation": "Eerste zin"})

    row = Consensus.objects.get()
    assert (row.grade, row.motivation, row.confirmed_at) == (None, "Eerste zin", None)
    assert service.confirmed_counts(scene.again()) == {}
    assert service.next_open(scene.again(), scene.bids[0], scene.k1) == scene.bids[1]


def test_the_meeting_is_about_graded_criteria_of_bids_that_take_part(cast: Cast, scene: Scene) -> None:
    save = lambda bid, criterion: service.save_draft(bid, criterion, values={})  # noqa: E731
    assert refused(lambda: save(scene.bids[0], scene.k3)) == "other_criterion"
    scene.bids[0].state = BidState.EXCLUDED
    scene.bids[0].save()
    assert refused(lambda: save(scene.bids[0], scene.k1)) == "bid_out"


class TestPromises:
    """Values: entered by one, checked by another, and checked again when they change."""

    def enter(self, cast: Cast, scene: Scene, value: str | None = "180", **fields: Any) -> Promise:
        values = {"text": "", "source": "Plan, p. 7"} | fields
        return promises.enter_promise(
            scene.bids[0],
            fields.pop("criterion", None) or scene.k3,
            actor=cast.secretary,
            value=Decimal(value) if value else None,
            text=values["text"],
            source=values["source"],
        )

    def test_another_person_checks(self, cast: Cast, scene: Scene) -> None:
        row = self.enter(cast, scene)

        assert refused(lambda: promises.check_promise(row.pk, actor=cast.secretary, value=Decimal(180))) == "own_entry"
        assert refused(lambda: promises.check_promise(row.pk, actor=cast.buyer, value=Decimal(18))) == "changed"
        promises.check_promise(row.pk, actor=cast.buyer, value=Decimal(180))
        promises.check_promise(row.pk, actor=cast.buyer, value=Decimal(180))
        assert AuditEvent.objects.filter(action="promise.checked").count() == 1

        assert self.enter(cast, scene).checked_by == cast.buyer
        assert self.enter(cast, scene, value="190").checked_by is None

    def test_value_and_place_are_needed(self, cast: Cast, scene: Scene) -> None:
        assert refused(lambda: self.enter(cast, scene, value=None)) == "value_missing"
        assert refused(lambda: self.enter(cast, scene, source=" ")) == "source_missing"

    def test_a_bid_that_is_out_promises_nothing(self, cast: Cast, scene: Scene) -> None:
        scene.bids[0].state = BidState.WITHDRAWN
        scene.bids[0].save()

        assert refused(lambda: self.enter(cast, scene)) == "bid_out"


class TestLock:
    """The lock: everything present, two people, nothing moves between them or afterwards."""

    def test_all_that_lacks_is_named(self, cast: Cast, scene: Scene) -> None:
        Seat.objects.filter(pk=scene.secretary.pk).update(has_conflict=True, measure="")
        confirm(cast, scene)

        found = {error.code: error.params for error in locking.obstacles(scene.again())}

        assert found == {
            "unconfirmed": {"parts": ["A K2", "B K1", "B K2"]},
            "values_missing": {"parts": ["A K3", "B K3"]},
            "measure_open": {"people": ["H. Idrissi"]},
        }

    def test_a_value_that_nobody_checked_and_a_mean_that_moved_are_named(self, cast: Cast, scene: Scene) -> None:
        make_conclusions(scene.evaluation)
        make_promises(scene.evaluation, entered_by=cast.secretary, checked_by=None)

        found = {error.code: error.params for error in locking.obstacles(scene.again())}

        assert found == {"mean_moved": {"parts": ["A K1"]}, "values_unchecked": {"parts": ["A K3", "B K3"]}}
        assert refused(lambda: sign_lock(scene.evaluation, cast.chair, capacity="x")) == "mean_moved"

    def test_two_people_lock_and_the_hash_stays_true(self, cast: Cast) -> None:
        scene = make_locked(cast)

        evaluation = scene.again()
        assert evaluation.state == EvaluationState.LOCKED
        event = AuditEvent.objects.get(action="evaluation.quality_locked")
        assert event.data["content_sha256"] == quality.locked_sha256(evaluation)

    def test_something_that_changed_between_the_signatures_is_refused(self, cast: Cast, scene: Scene) -> None:
        make_conclusions(scene.evaluation)
        Consensus.objects.filter(bid=scene.bids[0], criterion=scene.k1).update(grade=7)
        make_promises(scene.evaluation, entered_by=cast.secretary, checked_by=cast.buyer)
        act = sign_lock(scene.evaluation, cast.chair, capacity="voorzitter")
        assert act.state == ActState.PENDING

        Consensus.objects.filter(bid=scene.bids[1], criterion=scene.k2).update(strengths="Nog iets erbij")

        assert refused(lambda: sign_lock(scene.evaluation, cast.secretary, capacity="x")) == ("other_content")
        locking.withdraw_signature(scene.evaluation.pk, actor=cast.chair)
        assert refused(lambda: locking.withdraw_signature(scene.evaluation.pk, actor=cast.chair)) == "nothing_pending"

    def test_after_the_lock_nothing_of_quality_changes(self, cast: Cast) -> None:
        scene = make_locked(cast)

        assert refused(lambda: confirm(cast, scene)) == "wrong_state"
        assert refused(lambda: service.save_draft(scene.bids[0], scene.k1, values={})) == "wrong_state"
        assert (
            refused(
                lambda: promises.enter_promise(
                    scene.bids[0], scene.k3, actor=cast.secretary, value=Decimal(1), text="", source="p. 1"
                )
            )
            == "wrong_state"
        )
