"""Acts that cannot be undone ask the rights once more under the lock, of the person as they are now."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState, Disclosure
from criteria.models import Evaluation, Seat
from criteria.services import computation, decision, entered_prices, letters, standstill
from procurement.accounts.models import User
from procurement.core import clock
from procurement.core.models import Signature
from tenders.domain.vocabulary import TeamRole
from tenders.models import TeamMember
from tests.cast import Cast
from tests.factories.criteria_award import (
    SENT_AT,
    approve,
    decide,
    make_approved,
    make_computed,
    make_decided,
    make_priced,
    make_sent,
)
from tests.factories.criteria_bids import (
    OPENING_AT,
    make_bid,
    make_evaluation,
    make_locked,
    make_met,
    sign_lock,
    sign_opening,
    sign_price_opening,
)

pytestmark = pytest.mark.django_db
LATER = datetime(2023, 8, 1, 9, tzinfo=UTC)


def refused(act: Callable[[], Any]) -> str:
    before = Signature.objects.count()
    with pytest.raises(EvaluationError) as caught:
        act()
    assert Signature.objects.count() == before
    return caught.value.code


def registering(cast: Cast) -> Evaluation:
    found = make_evaluation(cast.lot)
    make_bid(cast.lot, state=BidState.RECEIVED)
    return found


def advised(cast: Cast) -> Evaluation:
    found = make_computed(cast)
    decision.save_advice(found.pk, text="Gun aan E.", disclosure=Disclosure.FULL)
    decision.submit_advice(found.pk, actor=cast.secretary)
    return found


ACTS: dict[str, tuple[Callable[[Cast], Any], Callable[[Evaluation, User], Any]]] = {
    "open bids": (registering, lambda one, who: sign_opening(one, who)),
    "lock": (lambda cast: make_met(cast).evaluation, lambda one, who: sign_lock(one, who)),
    "open prices": (lambda cast: make_locked(cast).evaluation, lambda one, who: sign_price_opening(one, who)),
    "type a price": (
        make_priced,
        lambda one, who: entered_prices.enter_price(
            one.lot.bids.get(code="A").pk, actor=who, capacity="x", price_eur=Decimal(1)
        ),
    ),
    "confirm a price": (
        make_priced,
        lambda one, who: entered_prices.confirm_price(
            one.lot.bids.get(code="A").pk, actor=who, capacity="x", shown_sha256=""
        ),
    ),
    "compute": (make_priced, lambda one, who: computation.compute(one.pk, actor=who)),
    "approve": (make_decided, lambda one, who: approve(one, who)),
    "send": (
        make_approved,
        lambda one, who: letters.send(one.pk, actor=who, channel="TenderNed", outside_at=SENT_AT),
    ),
    "finalise": (make_sent, lambda one, who: standstill.finalise(one.pk, actor=who)),
}


@pytest.mark.parametrize("name", ACTS)
def test_who_may_not_is_refused_by_the_service_too(cast: Cast, name: str) -> None:
    make, act = ACTS[name]
    evaluation = make(cast)

    moment = {"open bids": OPENING_AT, "send": SENT_AT}.get(name, LATER)
    with clock.at(moment):
        assert refused(lambda: act(evaluation, cast.reader)) == "not_allowed"


def test_a_conflict_that_came_between_page_and_lock_counts(cast: Cast) -> None:
    scene = make_locked(cast)
    person = cast.again("secretary")
    assert person.has_perm("criteria.open_prices", scene.again())
    Seat.objects.filter(pk=scene.secretary.pk).update(has_conflict=True)

    assert refused(lambda: sign_price_opening(scene.evaluation, person)) == "not_allowed"
    assert scene.again().state == EvaluationState.LOCKED


def test_a_mandate_holder_with_a_conflict_does_not_decide(cast: Cast) -> None:
    evaluation = advised(cast)
    member = TeamMember.objects.create(tender=cast.tender, user=cast.mandate_holder, role=TeamRole.COMMITTEE)
    Seat.objects.create(evaluation=evaluation, member=member, kind="assessor", has_conflict=True)

    assert refused(lambda: decide(evaluation, cast.mandate_holder)) == "not_allowed"


def test_somebody_who_was_shut_out_meanwhile_signs_nothing(cast: Cast) -> None:
    scene = make_locked(cast)
    User.objects.filter(pk=cast.buyer.pk).update(is_active=False)

    assert refused(lambda: sign_price_opening(scene.evaluation, cast.buyer)) == "not_allowed"
