"""Every page of stages 9 and 10 opens for who uses it, in the state in which it is used."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.vocabulary import Basis, BidState
from procurement.core import clock
from tests.cast import Cast
from tests.factories.criteria_bids import (
    OPENING_AT,
    Scene,
    make_bid,
    make_document,
    make_evaluation,
    make_grades,
    make_locked,
    make_promises,
    make_scene,
    make_seat,
)

pytestmark = pytest.mark.django_db


def get(person: Any, name: str, *args: object, code: int = 200) -> str:
    """The page as this person sees it."""
    client = Client()
    client.force_login(person)
    with clock.at(OPENING_AT):
        answer = client.get(reverse(f"criteria:{name}", args=args))
    assert answer.status_code == code, (name, answer.status_code)
    return "" if name == "price_sheet" else answer.text


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def test_registering(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot)
    bid = make_bid(cast.lot, state=BidState.RECEIVED)
    make_document(bid)
    make_bid(cast.lot, state=BidState.LATE)
    seat = make_seat(evaluation, user=cast.assessor, has_conflict=True, conflict_details="x")
    pk = cast.tender.pk
    for name in ("bids", "bid_new", "price_sheet", "bids_open", "assessment", "committee", "price_view"):
        get(cast.buyer, name, pk)
    for name in ("bid", "bid_change"):
        get(cast.buyer, name, pk, bid.pk)
    get(cast.buyer, "seat_measure", pk, seat.pk)
    get(cast.reader, "bids", pk)
    get(cast.assessor, "declaration", pk)


def test_grading(cast: Cast) -> None:
    scene = make_scene(cast)
    pk = cast.tender.pk
    for person in (cast.assessor, cast.chair, cast.secretary, cast.buyer, cast.reader):
        get(person, "assessment", pk)
        get(person, "committee", pk)
        get(person, "bids", pk)
    get(cast.assessor, "assess_bid", pk, scene.bids[0].pk)
    get(cast.assessor, "assess_criterion", pk, scene.k1.pk)
    get(cast.assessor, "hand_in", pk)
    get(cast.assessor, "declaration", pk)
    get(cast.secretary, "promises", pk)
    get(cast.secretary, "promise", pk, scene.bids[0].pk, scene.k3.pk)


def test_meeting(cast: Cast) -> None:
    scene = make_scene(cast, state=EvaluationState.CONSENSUS)
    make_grades([scene.first, scene.second])
    make_promises(scene.evaluation, entered_by=cast.secretary, checked_by=None, value="700")
    pk = cast.tender.pk
    for person in (cast.assessor, cast.chair):
        get(person, "consensus", pk)
        get(person, "consensus_item", pk, scene.bids[0].pk, scene.k1.pk)
        get(person, "assessment", pk)
        assert "valt af" in get(person, "promises", pk)
    get(cast.chair, "lock", pk)
    get(cast.assessor, "assess_bid", pk, scene.bids[0].pk)


def test_prices(cast: Cast) -> None:
    scene: Scene = make_locked(cast)
    model = scene.evaluation.lot.award_model
    model.basis, model.lcc_years = Basis.NPV, 12
    model.save()
    pk = cast.tender.pk
    get(cast.buyer, "prices_open", pk)
    get(cast.buyer, "assessment", pk)
    evaluation = scene.again()
    evaluation.state, evaluation.prices_opened_at = EvaluationState.PRICED, OPENING_AT
    evaluation.save()
    get(cast.buyer, "prices", pk)
    get(cast.buyer, "price_enter", pk, scene.bids[0].pk)
    get(cast.buyer, "bid_prices", pk, scene.bids[0].pk, code=404)
    get(cast.assessor, "prices", pk)
    get(cast.reader, "prices", pk, code=403)
