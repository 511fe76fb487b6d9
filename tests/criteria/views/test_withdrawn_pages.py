"""The pages of a tender that was withdrawn: all can be read, the reason stands on each, and no button leads on."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from criteria.domain.vocabulary import BidState
from criteria.models import Evaluation, Letter
from criteria.services import decision, letters
from procurement.core import clock
from tenders.domain.lifecycle import TenderState
from tenders.services import lifecycle
from tests.cast import Cast
from tests.factories.accounts import PASSWORD
from tests.factories.criteria_award import (
    SENT_AT,
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
    make_grades,
    make_locked,
    make_met,
    make_scene,
)

pytestmark = pytest.mark.django_db
REASON = "Deze aanbesteding is ingetrokken. U kunt alles nog lezen"
# Addresses that go on towards the award; none of them stands on a page of a withdrawn tender.
ACTS = (
    "bid_new",
    "bids_open",
    "bids_open_withdraw",
    "assessment_start",
    "consensus_start",
    "seat_add",
    "hand_in",
    "lock",
    "lock_withdraw",
    "prices_open",
    "prices_open_withdraw",
    "compute_award",
    "advice_save",
    "advice_submit",
    "advice_take_back",
    "decide_award",
    "letters_plan",
    "letters_approve",
    "letters_reopen",
    "letters_send",
    "summons",
    "finalise_award",
)
PAGES = (
    "bids",
    "assessment",
    "committee",
    "promises",
    "consensus",
    "prices",
    "award",
    "decision",
    "letters",
    "standstill",
)
PEOPLE = ("buyer", "secretary", "assessor", "mandate_holder", "reader")


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def registering(cast: Cast) -> Evaluation:
    """Bids are registered and checked."""
    found = make_evaluation(cast.lot)
    make_bid(cast.lot, state=BidState.RECEIVED)
    return found


def grading(cast: Cast) -> Evaluation:
    """Assessors have handed in."""
    scene = make_scene(cast)
    make_grades([scene.first, scene.second])
    return scene.evaluation


def meeting(cast: Cast) -> Evaluation:
    """The committee met, and quality can be locked."""
    return make_met(cast).evaluation


def locked(cast: Cast) -> Evaluation:
    """Quality is locked."""
    return make_locked(cast).evaluation


def withdraw(cast: Cast) -> None:
    """Withdraw the tender."""
    lifecycle.transition(cast.tender.pk, TenderState.WITHDRAWN, actor=cast.buyer, reason="Geen budget meer.")


def urls(cast: Cast) -> Iterator[str]:
    """The addresses of acts that need no more than the tender."""
    for name in ACTS:
        try:
            yield reverse(f"criteria:{name}", args=[cast.tender.pk])
        except NoReverseMatch as error:
            raise AssertionError(name) from error


def pages_of(cast: Cast, name: str) -> dict[str, str]:
    """Page -> what this person reads there, for those it may open."""
    client = Client()
    client.force_login(cast.again(name))
    with clock.at(SENT_AT):
        answers = {page: client.get(reverse(f"criteria:{page}", args=[cast.tender.pk])) for page in PAGES}
    return {page: answer.text for page, answer in answers.items() if answer.status_code == 200}


@pytest.mark.parametrize(
    "make",
    [registering, grading, meeting, locked, make_priced, make_computed, make_decided, make_approved, make_sent],
    ids=lambda make: make.__name__,
)
def test_what_was_readable_is_readable_and_leads_no_further(cast: Cast, make: Callable[[Cast], Evaluation]) -> None:
    make(cast)
    before = {name: pages_of(cast, name) for name in PEOPLE}
    assert any(f'"{url}"' in text for seen in before.values() for text in seen.values() for url in urls(cast))
    withdraw(cast)

    after = {name: pages_of(cast, name) for name in PEOPLE}

    assert {name: set(seen) for name, seen in after.items()} == {name: set(seen) for name, seen in before.items()}
    assert [(name, page) for name, seen in after.items() for page, text in seen.items() if REASON not in text] == []
    led = {
        (name, url)
        for name, seen in after.items()
        for text in seen.values()
        for url in urls(cast)
        if f'"{url}"' in text
    }
    assert led == set()


def test_who_had_the_page_open_reads_why_it_is_too_late(cast: Cast, client: Client) -> None:
    make_decided(cast)
    client.force_login(cast.again("buyer"))
    withdraw(cast)

    answer = client.post(
        reverse("criteria:letters_approve", args=[cast.tender.pk]), {"has_read": "on", "identity": PASSWORD}
    )

    assert answer.status_code == 403
    assert REASON in answer.text
    assert f'href="{cast.tender.get_absolute_url()}"' in answer.text
    assert not Letter.objects.filter(content__isnull=False).exists()


def test_a_script_gets_the_reason_as_a_line(cast: Cast, client: Client) -> None:
    make_computed(cast)
    client.force_login(cast.again("secretary"))
    withdraw(cast)

    answer = client.post(
        reverse("criteria:advice_save", args=[cast.tender.pk]), {"text": "x"}, headers={"Accept": "application/json"}
    )

    assert (answer.status_code, REASON in answer.text) == (403, True)


def test_a_draft_of_the_advice_stays_readable(cast: Cast, client: Client) -> None:
    evaluation = make_computed(cast)
    decision.save_advice(evaluation.pk, text="Gun aan E, om drie redenen.", disclosure="full")
    withdraw(cast)
    client.force_login(cast.again("secretary"))

    assert "Gun aan E, om drie redenen." in client.get(reverse("criteria:decision", args=[cast.tender.pk])).text


def test_the_own_grades_stay_readable_without_a_field_to_type_in(cast: Cast, client: Client) -> None:
    scene = make_scene(cast)
    withdraw(cast)
    client.force_login(cast.again("assessor"))

    with clock.at(OPENING_AT):
        page = client.get(reverse("criteria:assess_bid", args=[cast.tender.pk, scene.bids[0].pk])).text

    assert REASON in page
    assert "<textarea" not in page


def test_a_bidder_reads_that_the_tender_was_withdrawn(cast: Cast, client: Client) -> None:
    evaluation = make_sent(cast)
    assert any(one.bid.company == cast.bidder_company for one in letters.letters_of(evaluation))
    withdraw(cast)
    client.force_login(cast.again("bidder"))

    page = client.get(reverse("criteria:my_bids")).text

    assert "aanbesteding ingetrokken" in page
    assert "loopt tot en met" not in page
