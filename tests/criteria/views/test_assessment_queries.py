"""Queries of stages 9 and 10: the same number with 20 and with 200 bids, and within what a page may take."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.receipt import code_of
from criteria.domain.vocabulary import BidState
from criteria.models import Assessment, Bid, BidFile, Consensus, OpenedPrice, Promise
from procurement.accounts.models import Company
from procurement.core import clock
from tests.cast import Cast
from tests.factories.criteria_bids import (
    CLOSING_AT,
    GRADING_AT,
    OPENING_AT,
    Scene,
    make_conclusions,
    make_document,
    make_grades,
    make_promises,
    make_scene,
    set_state,
)

pytestmark = pytest.mark.django_db
DASHBOARD, SCORING, ANY, AUTOSAVE = 25, 20, 30, 12


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def add_bids(scene: Scene, number: int) -> None:
    """Bids with a document each, until there are so many."""
    lot, tender = scene.evaluation.lot, scene.evaluation.lot.tender
    start = Bid.objects.filter(lot=lot).count()
    places = range(start, number)
    companies = Company.objects.bulk_create(
        Company(organisation=tender.organisation, name=f"Onderneming nr {place}") for place in places
    )
    bids = Bid.objects.bulk_create(
        Bid(
            lot=lot,
            company=company,
            code=code_of(place),
            state=BidState.ADMITTED,
            received_at=CLOSING_AT,
            channel="TenderNed",
            complete=True,
            registered_by=tender.created_by,
            registered_at=OPENING_AT,
        )
        for place, company in zip(places, companies, strict=True)
    )
    stored = make_document(Bid.objects.filter(lot=lot).earliest("pk")).file
    BidFile.objects.bulk_create(BidFile(bid=bid, title="Plan", file=stored) for bid in bids)


def work(scene: Scene, cast: Cast, state: EvaluationState) -> None:
    """Grade, conclude and open as far as the state goes, for all bids."""
    if state == EvaluationState.REGISTERING:
        Bid.objects.update(state=BidState.RECEIVED)
    if state in (EvaluationState.CONSENSUS, EvaluationState.LOCKED, EvaluationState.PRICED):
        make_grades([scene.first, scene.second])
        make_promises(scene.evaluation, entered_by=cast.secretary, checked_by=cast.buyer)
        make_conclusions(scene.evaluation)
    if state == EvaluationState.PRICED:
        OpenedPrice.objects.bulk_create(
            OpenedPrice(bid=bid, price_eur=Decimal(150000), opened_at=GRADING_AT, confirmed_at=GRADING_AT)
            for bid in Bid.objects.all()
        )
    set_state(scene.evaluation, state)


def count(person: Any, address: str) -> int:
    """Queries of a page for somebody who was there before: the states of the stages are remembered."""
    client = Client()
    client.force_login(person)
    with clock.at(OPENING_AT):
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(address)
    return len(found)


CASES: list[tuple[str, str, EvaluationState, int]] = [
    ("assessment", "assessor", EvaluationState.INDIVIDUAL, DASHBOARD),
    ("assessment", "chair", EvaluationState.INDIVIDUAL, DASHBOARD),
    ("assessment", "secretary", EvaluationState.CONSENSUS, DASHBOARD),
    ("assessment", "chair", EvaluationState.LOCKED, ANY),
    ("assessment", "buyer", EvaluationState.PRICED, ANY),
    ("assess_bid", "assessor", EvaluationState.INDIVIDUAL, SCORING),
    ("assess_criterion", "assessor", EvaluationState.INDIVIDUAL, SCORING),
    ("hand_in", "assessor", EvaluationState.INDIVIDUAL, SCORING),
    ("bids", "buyer", EvaluationState.REGISTERING, ANY),
    ("bids", "reader", EvaluationState.OPENED, ANY),
    ("committee", "buyer", EvaluationState.OPENED, ANY),
    ("promises", "secretary", EvaluationState.CONSENSUS, ANY),
    ("consensus", "assessor", EvaluationState.CONSENSUS, ANY),
    ("consensus_item", "secretary", EvaluationState.CONSENSUS, ANY),
    ("lock", "chair", EvaluationState.CONSENSUS, ANY),
    ("prices", "buyer", EvaluationState.PRICED, ANY),
]


@pytest.mark.parametrize(("name", "person", "state", "limit"), CASES, ids=lambda value: str(value))
def test_a_page_takes_the_same_few_queries(
    cast: Cast, name: str, person: str, state: EvaluationState, limit: int
) -> None:
    scene = make_scene(cast, state=EvaluationState.INDIVIDUAL, bids=1)
    address = _address(scene, cast)[name]()
    counts = []
    for number in (20, 200):
        add_bids(scene, number)
        _clear(scene)
        work(scene, cast, state)
        counts.append(count(getattr(cast, person), address))

    assert counts[0] == counts[1]
    assert counts[1] <= limit


@pytest.mark.parametrize("number", [20, 200])
def test_saving_one_grade_takes_a_dozen(cast: Cast, number: int) -> None:
    scene = make_scene(cast, bids=1)
    add_bids(scene, number)
    client = Client()
    client.force_login(cast.assessor)
    bid, criterion = scene.bids[0], scene.k1
    address = reverse("criteria:assess_save", args=[cast.tender.pk, bid.pk, criterion.pk])
    data = {f"g{bid.pk}-{criterion.pk}-grade": "8", f"g{bid.pk}-{criterion.pk}-motivation": "Concreet."}

    with CaptureQueriesContext(connection) as found:
        answer = client.post(address, data, headers={"Accept": "application/json"})

    assert answer.status_code == 200
    assert len(found) <= AUTOSAVE


def _address(scene: Scene, cast: Cast) -> dict[str, Callable[[], str]]:
    bid, pk = scene.bids[0].pk, cast.tender.pk
    below = {"assess_bid": [bid], "assess_criterion": [scene.k1.pk], "consensus_item": [bid, scene.k1.pk]}

    def of(name: str) -> Callable[[], str]:
        return lambda: reverse(f"criteria:{name}", args=[pk, *below.get(name, [])])

    return {name: of(name) for name, _person, _state, _limit in CASES}


def _clear(scene: Scene) -> None:
    """Throw away what an earlier round made, so that it can be made for all bids."""
    for model in (Assessment, Consensus, Promise, OpenedPrice):
        model.objects.filter(bid__lot=scene.evaluation.lot).delete()
