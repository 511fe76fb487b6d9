"""Second accounts look for grades and prices where they should not be."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.vocabulary import BidState
from criteria.models import Assessment, Seat
from criteria.services import assessments, sealing
from criteria.urls import assessment_patterns, bid_patterns
from procurement.core import clock
from procurement.core.models import AuditEvent, Notification
from tests.cast import Cast
from tests.factories.criteria_bids import (
    GRADING_AT,
    OPENING_AT,
    make_bid,
    make_document,
    make_evaluation,
    make_price_file,
    make_scene,
)

pytestmark = pytest.mark.django_db
# Words and figures that stand nowhere else.
SECRET_TEXT = "Zeldzaam woord kwikstaart"
SECRET_PRICE = 487654.32


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def pages(person: Any, cast: Cast, **ids: int) -> Iterator[tuple[str, str]]:
    """Every page of stages 9 and 10, of the workspace and of the core that this person gets with a GET."""
    client = Client()
    client.force_login(person)
    names = [f"criteria:{pattern.name}" for pattern in (*bid_patterns, *assessment_patterns)]
    addresses = [reverse("core:work"), reverse("tenders:workspace", args=[cast.tender.pk])]
    for name in names:
        for wanted in ((), ("bid_id",), ("criterion_id",), ("bid_id", "criterion_id"), ("seat_id",), ("promise_id",)):
            try:
                addresses.append(
                    reverse(name, kwargs={"pk": cast.tender.pk} | {key: ids.get(key, 1) for key in wanted})
                )
            except NoReverseMatch:
                continue
    with clock.at(OPENING_AT):
        for address in addresses:
            answer = client.get(address)
            if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
                yield address, answer.text


def grade_secretly(cast: Cast) -> Any:
    """J. Prins has graded the first bid with a rare word and a 10, and N. Halim nothing."""
    scene = make_scene(cast)
    make_document(scene.bids[0], criterion=scene.k1)
    with clock.at(GRADING_AT):
        for bid in scene.bids:
            for criterion in (scene.k1, scene.k2):
                assessments.save_grade(scene.first.pk, bid=bid, criterion=criterion, grade=10, motivation=SECRET_TEXT)
    return scene


@pytest.mark.parametrize("name", ["external_assessor", "chair", "secretary", "buyer", "admin", "auditor", "reader"])
def test_nobody_finds_the_words_or_the_mean_of_another(cast: Cast, name: str) -> None:
    scene = grade_secretly(cast)
    ids = {"bid_id": scene.bids[0].pk, "criterion_id": scene.k1.pk, "seat_id": scene.first.pk}

    seen = dict(pages(getattr(cast, name), cast, **ids))

    assert len(seen) >= 4
    assert [address for address, text in seen.items() if SECRET_TEXT in text] == []
    assert [address for address, text in seen.items() if "10,0" in text or "gemiddelde van de cijfers" in text] == []


def test_the_own_words_are_there_so_the_search_finds_what_there_is(cast: Cast) -> None:
    scene = grade_secretly(cast)
    ids = {"bid_id": scene.bids[0].pk, "criterion_id": scene.k1.pk}

    seen = dict(pages(cast.assessor, cast, **ids))

    assert len([address for address, text in seen.items() if SECRET_TEXT in text]) == 2


def test_the_chair_sees_the_same_page_before_and_after_somebody_graded(cast: Cast) -> None:
    scene = make_scene(cast)
    address = reverse("criteria:assessment", args=[cast.tender.pk])
    client = Client()
    client.force_login(cast.chair)
    before = client.get(address).text

    with clock.at(GRADING_AT):
        assessments.save_grade(scene.first.pk, bid=scene.bids[0], criterion=scene.k1, grade=10, motivation=SECRET_TEXT)

    assert _without_token(client.get(address).text) == _without_token(before)


def test_drafts_leave_nothing_in_trail_or_messages(cast: Cast) -> None:
    events, messages = AuditEvent.objects.count(), Notification.objects.count()

    grade_secretly(cast)

    made = AuditEvent.objects.exclude(action__in=("file.stored",)).count()
    assert (made, Notification.objects.count()) == (events, messages)
    assert Assessment.objects.count() == 4


def test_a_hand_in_tells_that_and_no_more(cast: Cast) -> None:
    scene = grade_secretly(cast)

    assessments.hand_in(scene.first.pk, actor=cast.assessor)

    event = AuditEvent.objects.get(action="seat.handed_in")
    assert event.data == {}
    assert SECRET_TEXT not in str(list(AuditEvent.objects.values()))


def test_somebody_with_a_conflict_sees_nothing_of_the_assessment(cast: Cast) -> None:
    scene = grade_secretly(cast)
    Seat.objects.filter(pk=scene.second.pk).update(has_conflict=True)
    scene.evaluation.state = EvaluationState.CONSENSUS
    scene.evaluation.save()

    seen = dict(pages(cast.external_assessor, cast, bid_id=scene.bids[0].pk, criterion_id=scene.k1.pk))

    assert [address for address, text in seen.items() if SECRET_TEXT in text] == []


@pytest.mark.parametrize("name", ["assessor", "auditor", "lawyer", "mandate_holder"])
def test_consensus_links_only_to_files_that_one_may_open(cast: Cast, name: str) -> None:
    scene = grade_secretly(cast)
    scene.evaluation.state = EvaluationState.LOCKED
    scene.evaluation.save()
    client = Client()
    client.force_login(getattr(cast, name))
    address = reverse("criteria:consensus_item", args=[cast.tender.pk, scene.bids[0].pk, scene.k1.pk])

    page = client.get(address).text

    links = re.findall(r'href="(/bestanden/[^"]+)"', page)
    assert "Plan van aanpak" in page
    assert len(links) == (name in ("assessor", "auditor"))
    for link in links:
        assert client.get(link).getvalue().startswith(b"%PDF")


@pytest.mark.parametrize("name", ["buyer", "secretary", "chair", "admin", "auditor", "assessor"])
def test_no_page_holds_a_price_before_the_prices_are_open(cast: Cast, name: str) -> None:
    evaluation = make_evaluation(cast.lot)
    bid = make_bid(cast.lot, state=BidState.RECEIVED)
    content = make_price_file(evaluation, price=SECRET_PRICE)
    with clock.at(OPENING_AT):
        sealing.seal_price(bid.pk, actor=cast.buyer, content=content, name="prijs 487654.xlsx")

    seen = dict(pages(getattr(cast, name), cast, bid_id=bid.pk))

    assert [address for address, text in seen.items() if "487654" in text or "487.654" in text] == []


def test_an_upload_that_is_refused_shows_no_figure_either(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot)
    bid = make_bid(cast.lot, state=BidState.RECEIVED)
    from_bidder = make_price_file(evaluation, price="=487654*2")
    client = Client()
    client.force_login(cast.buyer)

    with clock.at(OPENING_AT):
        answer = client.post(
            reverse("criteria:bid_price", args=[cast.tender.pk, bid.pk]),
            {"prijsblad-upload": SimpleUploadedFile("bod 487654.xlsx", from_bidder)},
        )

    assert answer.status_code == 200
    assert "formule" in answer.text
    assert "487654" not in answer.text


def _without_token(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)
