"""Who signs, signs what was on the screen: the lock, both openings and the letters refuse what changed meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState, Disclosure
from criteria.models import Bid, Consensus, Evaluation, Letter, Seat
from criteria.services import bid_opening, bids, committee, decision, letters, locking, opening, quality
from procurement.core import clock
from procurement.core.models import Signature
from tests.cast import Cast
from tests.factories.criteria_award import DECIDED_AT, approve, make_computed, make_decided
from tests.factories.criteria_bids import (
    OPENING_AT,
    make_bid,
    make_evaluation,
    make_locked,
    make_met,
    make_seat,
    sign_lock,
    sign_opening,
    sign_price_opening,
)

pytestmark = pytest.mark.django_db


def refused(call: Callable[[], Any]) -> str:
    """Return the code with which a signature is refused; none is kept."""
    before = Signature.objects.count()
    with pytest.raises(EvaluationError) as caught:
        call()
    assert Signature.objects.count() == before
    return caught.value.code


def test_a_conclusion_that_changed_is_not_locked_unseen(cast: Cast) -> None:
    scene = make_met(cast)
    seen = quality.locked_sha256(scene.again())
    Consensus.objects.filter(bid=scene.bids[0], criterion=scene.k1).update(strengths="Nog iets erbij.")

    def lock(sha256: str) -> Any:
        return locking.sign_lock(scene.evaluation.pk, actor=cast.chair, capacity="voorzitter", seen_sha256=sha256)

    assert refused(lambda: lock(seen)) == "seen_changed"
    assert lock(quality.locked_sha256(scene.again())).signatures.count() == 1


@pytest.fixture
def register(cast: Cast) -> Evaluation:
    """Two checked bids."""
    found = make_evaluation(cast.lot)
    for _number in range(2):
        make_bid(cast.lot, state=BidState.RECEIVED)
    return found


def test_a_register_that_changed_is_not_opened_unseen(cast: Cast, register: Evaluation) -> None:
    seen = bid_opening.content_sha256(register)
    with clock.at(OPENING_AT):
        bids.check_completeness(Bid.objects.get(code="B").pk, actor=cast.buyer, complete=False, remarks="Geen UEA")

        assert (
            refused(
                lambda: bid_opening.sign_opening(
                    register.pk, actor=cast.second_buyer, capacity="inkoper", seen_sha256=seen
                )
            )
            == "seen_changed"
        )


@pytest.mark.parametrize("remarks", ["", "Korte storing"])
def test_who_thought_to_be_the_first_does_not_open_the_bids(cast: Cast, register: Evaluation, remarks: str) -> None:
    with clock.at(OPENING_AT):
        sign_opening(register, cast.buyer)

        assert refused(lambda: sign_opening(register, cast.second_buyer, remarks=remarks)) == "first_taken"
        sign_opening(register, cast.second_buyer)

    register.refresh_from_db()
    assert register.state == EvaluationState.OPENED


def test_a_bid_that_fell_out_changes_what_opens(cast: Cast) -> None:
    scene = make_locked(cast)
    found = opening.what_opens(scene.again())
    assert [bid.code for bid in found.opens] == ["A", "B"]
    sign_price_opening(scene.evaluation, cast.buyer)
    bids.set_aside(scene.bids[1].pk, actor=cast.buyer, ground="Valse verklaring")

    def open_prices(sha256: str) -> Any:
        return opening.sign_price_opening(
            scene.evaluation.pk, actor=cast.secretary, capacity="secretaris", seen_sha256=sha256
        )

    assert refused(lambda: open_prices(found.sha256)) == "seen_changed"
    assert scene.again().state == EvaluationState.LOCKED
    open_prices(opening.what_opens(scene.again()).sha256)
    assert scene.again().state == EvaluationState.PRICED


def test_a_letter_that_changed_is_not_approved_unread(cast: Cast) -> None:
    evaluation = make_decided(cast)
    found = letters.letters_of(evaluation)
    ids, seen = [one.pk for one in found], letters.drafts_sha256(found)
    letters.change_note(ids[1], actor=cast.lawyer, note="Dit stond er nog niet.")

    def approve_seen(person: Any) -> Any:
        return letters.approve(evaluation.pk, ids, actor=person, capacity="inkoper", seen_sha256=seen)

    assert refused(lambda: approve_seen(cast.buyer)) == "seen_changed"
    assert not Letter.objects.filter(content__isnull=False).exists()


def test_the_second_person_saw_what_the_first_one_froze(cast: Cast) -> None:
    evaluation = make_decided(cast)
    seen = letters.drafts_sha256(letters.letters_of(evaluation))

    approve(evaluation, cast.buyer)

    assert letters.drafts_sha256(letters.letters_of(evaluation)) == seen


def test_letters_that_were_reopened_and_rewritten_are_read_again(cast: Cast) -> None:
    evaluation = make_decided(cast)
    approve(evaluation, cast.buyer)
    found = letters.letters_of(evaluation)
    ids, seen = [one.pk for one in found], letters.drafts_sha256(found)
    letters.withdraw_approval(evaluation.pk, actor=cast.buyer)
    letters.change_note(ids[0], actor=cast.buyer, note="Toch nog iets.")
    approve(evaluation, cast.buyer)

    assert (
        refused(lambda: letters.approve(evaluation.pk, ids, actor=cast.lawyer, capacity="jurist", seen_sha256=seen))
        == "seen_changed"
    )


def test_the_lock_signed_by_two_covers_the_hash_they_saw(cast: Cast) -> None:
    scene = make_met(cast)
    seen = quality.locked_sha256(scene.again())

    acts = [sign_lock(scene.evaluation, person) for person in (cast.chair, cast.secretary)]

    assert {act.content_sha256 for act in acts} == {seen}


class TestDecision:
    """The mandate holder decides on the advice that was on the screen."""

    @pytest.fixture
    def advised(self, cast: Cast) -> Evaluation:
        """An advice lies before the mandate holder."""
        evaluation = make_computed(cast)
        decision.save_advice(evaluation.pk, text="Gun aan E.", disclosure=Disclosure.LIMITED)
        decision.submit_advice(evaluation.pk, actor=cast.secretary)
        return evaluation

    @pytest.mark.parametrize(
        ("text", "disclosure"), [("Gun aan E, maar.", Disclosure.LIMITED), ("Gun aan E.", Disclosure.FULL)]
    )
    def test_an_advice_that_was_rewritten_is_not_followed_unread(
        self, cast: Cast, advised: Evaluation, text: str, disclosure: Disclosure
    ) -> None:
        seen = decision.shown_sha256(advised)
        decision.take_back_advice(advised.pk, actor=cast.secretary)
        decision.save_advice(advised.pk, text=text, disclosure=disclosure)
        decision.submit_advice(advised.pk, actor=cast.secretary)

        def decide_on(sha256: str) -> Any:
            return decision.decide(advised.pk, actor=cast.mandate_holder, motivation="Akkoord.", seen_sha256=sha256)

        with clock.at(DECIDED_AT):
            assert refused(lambda: decide_on(seen)) == "seen_changed"
            assert decide_on(decision.shown_sha256(advised)).advice == text


class TestDeclaration:
    """Who declares to have no interest has read the words and the names that were signed."""

    def test_the_bidders_became_known_while_the_page_was_open(self, cast: Cast, register: Evaluation) -> None:
        seat = make_seat(register, user=cast.assessor, declared_at=None, renewed_at=None, has_conflict=None)
        seen = committee.shown_sha256(register)
        with clock.at(OPENING_AT):
            sign_opening(register, cast.buyer)
            sign_opening(register, cast.second_buyer)

            def declare(sha256: str, **values: Any) -> Any:
                return committee.declare(seat.pk, actor=cast.assessor, seen_sha256=sha256, **values)

            assert refused(lambda: declare(seen, has_conflict=False)) == "seen_changed"
            now = committee.shown_sha256(Evaluation.objects.get(pk=register.pk))
            assert declare(now, has_conflict=False).renewed_at == OPENING_AT

    def test_a_conflict_is_taken_whatever_was_on_the_page(self, cast: Cast, register: Evaluation) -> None:
        seat = make_seat(register, user=cast.assessor)

        committee.declare(seat.pk, actor=cast.assessor, has_conflict=True, details="Zwager", seen_sha256="oud")

        assert Seat.objects.get(pk=seat.pk).has_conflict
