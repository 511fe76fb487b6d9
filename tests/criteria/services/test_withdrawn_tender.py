"""Once a tender is withdrawn nothing goes on: every act is refused, and what is there can be read."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState, Disclosure, SeatKind, SummonsEnding
from criteria.models import Evaluation, Promise, Seat
from criteria.services import (
    assessments,
    bid_opening,
    committee,
    computation,
    consensus,
    decision,
    entered_prices,
    letters,
    locking,
    opening,
    promises,
    standstill,
    summonses,
)
from procurement.core import clock
from procurement.core.models import AuditEvent
from tenders.domain.lifecycle import TenderState
from tenders.services import lifecycle
from tests.cast import Cast, make_cast
from tests.factories.criteria_award import (
    SENT_AT,
    approve,
    decide,
    make_approved,
    make_computed,
    make_decided,
    make_priced,
    make_sent,
    make_summons,
)
from tests.factories.criteria_bids import (
    OPENING_AT,
    Scene,
    make_bid,
    make_conclusions,
    make_evaluation,
    make_grades,
    make_locked,
    make_promises,
    make_scene,
    make_seat,
    sign_lock,
    sign_opening,
    sign_price_opening,
)
from tests.two_connections import while_open

pytestmark = pytest.mark.django_db
LATER = datetime(2023, 8, 1, 9, tzinfo=UTC)


def withdraw(cast: Cast) -> None:
    """Withdraw the tender with a reason, as the buyer does."""
    lifecycle.transition(cast.tender.pk, TenderState.WITHDRAWN, actor=cast.buyer, reason="Geen budget meer.")


def refused(call: Callable[[], Any]) -> str:
    """Return the code with which an act is refused, after seeing that it left no trace."""
    before = AuditEvent.objects.count()
    with pytest.raises(EvaluationError) as caught:
        call()
    assert AuditEvent.objects.count() == before
    return caught.value.code


def scene_in(cast: Cast, state: EvaluationState) -> Scene:
    """The committee with everything graded, concluded and checked."""
    scene = make_scene(cast, state=state)
    if state == EvaluationState.CONSENSUS:
        make_grades([scene.first, scene.second])
        make_conclusions(scene.evaluation)
    make_promises(scene.evaluation, entered_by=cast.secretary, checked_by=cast.buyer)
    return scene


def of_opened_bids(cast: Cast, scene: Scene) -> dict[str, Callable[[], Any]]:
    """The acts of grading, by name."""
    bid, k1 = scene.bids[0], scene.k1
    values = {"grade": Decimal(8), "motivation": "Eens.", "strengths": "", "missing": ""}
    entered = {"value": Decimal(300), "text": "", "source": "Plan, pagina 4"}
    return {
        "start": lambda: assessments.start_individual(scene.evaluation.pk, actor=cast.chair),
        "grade": lambda: assessments.save_grade(
            scene.first.pk, bid=bid, criterion=k1, grade=Decimal(8), motivation="Ja."
        ),
        "hand in": lambda: assessments.hand_in(scene.first.pk, actor=cast.assessor),
        "meet": lambda: consensus.start_consensus(scene.evaluation.pk, actor=cast.chair),
        "draft": lambda: consensus.save_draft(bid, k1, values=values),
        "confirm": lambda: consensus.confirm(bid, k1, actor=cast.chair, values=values),
        "revise": lambda: consensus.revise_grade(
            scene.first.pk, bid=bid, criterion=k1, grade=Decimal(6), motivation="Minder.", actor=cast.assessor
        ),
        "enter": lambda: promises.enter_promise(bid, scene.k3, actor=cast.buyer, **entered),
        "check": lambda: promises.check_promise(Promise.objects.get(bid=bid).pk, actor=cast.buyer, value=Decimal(200)),
        "lock": lambda: sign_lock(scene.evaluation, cast.chair),
        "take back": lambda: locking.withdraw_signature(scene.evaluation.pk, actor=cast.chair),
    }


@pytest.mark.parametrize(
    ("state", "names"),
    [
        (EvaluationState.OPENED, ["start", "enter", "check"]),
        (EvaluationState.INDIVIDUAL, ["grade", "hand in", "meet"]),
        (EvaluationState.CONSENSUS, ["draft", "confirm", "revise", "enter", "lock", "take back"]),
    ],
)
def test_no_act_of_the_committee_is_taken(cast: Cast, state: EvaluationState, names: list[str]) -> None:
    scene = scene_in(cast, state)
    acts = of_opened_bids(cast, scene)
    withdraw(cast)

    assert {name: refused(acts[name]) for name in names} == dict.fromkeys(names, "tender_withdrawn")
    assert scene.again().state == state


def test_bids_are_not_opened(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot)
    make_bid(cast.lot, state=BidState.RECEIVED)
    with clock.at(OPENING_AT):
        sign_opening(evaluation, cast.buyer)
        withdraw(cast)

        for act in (
            lambda: sign_opening(evaluation, cast.second_buyer),
            lambda: bid_opening.withdraw_signature(evaluation.pk, actor=cast.buyer),
        ):
            assert refused(act) == "tender_withdrawn"


def test_prices_are_not_opened(cast: Cast) -> None:
    scene = make_locked(cast)
    sign_price_opening(scene.evaluation, cast.buyer)
    withdraw(cast)

    for act in (
        lambda: sign_price_opening(scene.evaluation, cast.secretary),
        lambda: opening.withdraw_signature(scene.evaluation.pk, actor=cast.buyer),
    ):
        assert refused(act) == "tender_withdrawn"
    assert scene.again().state == EvaluationState.LOCKED


def test_nothing_is_computed_and_no_price_typed(cast: Cast) -> None:
    evaluation = make_priced(cast)
    bid = evaluation.lot.bids.get(code="A")
    withdraw(cast)

    for act in (
        lambda: computation.compute(evaluation.pk, actor=cast.secretary),
        lambda: entered_prices.enter_price(bid.pk, actor=cast.buyer, capacity="inkoper", price_eur=Decimal(1)),
        lambda: entered_prices.confirm_price(bid.pk, actor=cast.buyer, capacity="inkoper", shown_sha256=""),
    ):
        assert refused(act) == "tender_withdrawn"


def test_nothing_is_advised_or_decided(cast: Cast) -> None:
    evaluation = make_computed(cast)
    decision.save_advice(evaluation.pk, text="Gun aan E.", disclosure=Disclosure.FULL)
    withdraw(cast)

    for act in (
        lambda: decision.save_advice(evaluation.pk, text="Anders.", disclosure=Disclosure.FULL),
        lambda: decision.submit_advice(evaluation.pk, actor=cast.secretary),
        lambda: decision.take_back_advice(evaluation.pk, actor=cast.secretary),
        lambda: decide(evaluation, cast.mandate_holder),
    ):
        assert refused(act) == "tender_withdrawn"


def of_letters(cast: Cast, evaluation: Evaluation) -> list[Callable[[], Any]]:
    """Every act on the letters."""
    ids = [one.pk for one in letters.letters_of(evaluation)]
    return [
        lambda: letters.change_note(ids[0], actor=cast.buyer, note="Nog iets."),
        lambda: letters.plan_sending(evaluation.pk, actor=cast.buyer, send_on=date(2023, 6, 14)),
        lambda: approve(evaluation, cast.buyer),
        lambda: letters.withdraw_approval(evaluation.pk, actor=cast.buyer),
        lambda: letters.send(evaluation.pk, actor=cast.buyer, channel="TenderNed", outside_at=SENT_AT),
    ]


@pytest.mark.parametrize("make", [make_decided, make_approved])
def test_no_letter_is_changed_approved_or_sent(cast: Cast, make: Callable[[Cast], Evaluation]) -> None:
    evaluation = make(cast)
    withdraw(cast)

    with clock.at(SENT_AT):
        assert {refused(act) for act in of_letters(cast, evaluation)} == {"tender_withdrawn"}


def test_no_summons_end_or_final_award_is_recorded(cast: Cast) -> None:
    evaluation = make_sent(cast)
    summons = make_summons(evaluation, cast.lawyer)
    withdraw(cast)

    with clock.at(LATER):
        for act in (
            lambda: summonses.record_summons(
                evaluation.pk, actor=cast.buyer, served_on=date(2023, 6, 30), party="B", court="Midden-Nederland"
            ),
            lambda: summonses.end_summons(
                summons.pk,
                actor=cast.buyer,
                how=SummonsEnding.JUDGMENT,
                ended_on=date(2023, 7, 28),
                note="Afgewezen.",
            ),
            lambda: standstill.finalise(evaluation.pk, actor=cast.buyer),
        ):
            assert refused(act) == "tender_withdrawn"


def test_nobody_joins_the_committee_or_declares_without_a_conflict(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot, state=EvaluationState.OPENED)
    fresh = {"declared_at": None, "renewed_at": None, "has_conflict": None}
    seat = make_seat(evaluation, user=cast.assessor, **fresh)
    withdraw(cast)

    for act in (
        lambda: committee.give_seat(cast.lot, member=cast.member("chair"), kind=SeatKind.CHAIR, actor=cast.buyer),
        lambda: committee.remove_seat(seat.pk, actor=cast.buyer),
        lambda: committee.declare(seat.pk, actor=cast.assessor, has_conflict=False),
    ):
        assert refused(act) == "tender_withdrawn"


def test_a_fact_is_recorded_all_the_same(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot, state=EvaluationState.OPENED)
    seat = make_seat(evaluation, user=cast.assessor)
    withdraw(cast)

    with clock.at(OPENING_AT):
        committee.declare(seat.pk, actor=cast.assessor, has_conflict=True, details="Mijn zwager werkt daar.")
        committee.record_measure(seat.pk, actor=cast.buyer, measure="Las niets.")
        committee.record_price_view(
            cast.lot, user=cast.external_assessor, how="Open op een scherm", seen_at=OPENING_AT, actor=cast.buyer
        )

    assert Seat.objects.get(pk=seat.pk).measure == "Las niets."
    assert evaluation.price_views.count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_signs_while_the_tender_is_being_withdrawn_is_refused() -> None:
    cast = make_cast()
    scene = scene_in(cast, EvaluationState.CONSENSUS)

    answer = while_open(lambda: withdraw(cast), lambda: sign_lock(scene.evaluation, cast.chair))

    assert isinstance(answer, EvaluationError)
    assert answer.code == "tender_withdrawn"
