"""The pages on which two people sign carry the hash of what they show, and ask to look again when it changed."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.vocabulary import BidState, Disclosure, LetterState
from criteria.models import Consensus, Evaluation, Letter
from criteria.services import bids, decision, letters
from procurement.core import clock
from procurement.core.models import Signature
from tests.cast import Cast
from tests.factories.accounts import PASSWORD
from tests.factories.criteria_award import DECIDED_AT, make_computed, make_decided
from tests.factories.criteria_bids import (
    OPENING_AT,
    make_bid,
    make_evaluation,
    make_locked,
    make_met,
    make_seat,
    sign_opening,
)

pytestmark = pytest.mark.django_db
AGAIN = "Er is intussen iets gewijzigd; bekijk het opnieuw."


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


class Page:
    """A page of the tender as one person has it open, with its hidden hash."""

    def __init__(self, cast: Cast, person: str, name: str, *, sends_to: str = "") -> None:
        self.client = Client()
        self.client.force_login(cast.again(person))
        self.url = reverse(f"criteria:{name}", args=[cast.tender.pk])
        self.target = reverse(f"criteria:{sends_to or name}", args=[cast.tender.pk])
        self.text = self.client.get(self.url).text

    @property
    def seen(self) -> str:
        """The hash that the form posts."""
        (found,) = re.findall(r'name="seen_sha256" value="([0-9a-f]{64})"', self.text)
        return str(found)

    def sign(self, **data: str) -> str:
        """Send the form as it stands on the page, and return what comes back."""
        answer = self.client.post(self.target, {"seen_sha256": self.seen, "identity": PASSWORD} | data, follow=True)
        self.text = answer.text
        return self.text


def test_the_lock_is_looked_at_again_and_then_signed(cast: Cast) -> None:
    scene = make_met(cast)
    page = Page(cast, "chair", "lock")
    before = page.seen
    Consensus.objects.filter(bid=scene.bids[0], criterion=scene.k1).update(strengths="Nog iets erbij.")

    assert AGAIN in page.sign()
    assert page.seen != before
    assert not Signature.objects.exists()
    assert "U hebt getekend" in page.sign()


def test_a_wrong_password_does_not_take_over_what_changed(cast: Cast) -> None:
    scene = make_met(cast)
    page = Page(cast, "chair", "lock")
    before = page.seen
    Consensus.objects.filter(bid=scene.bids[0], criterion=scene.k1).update(strengths="Nog iets erbij.")

    page.sign(identity="iets anders")

    assert page.seen == before
    assert AGAIN in page.sign()


def test_without_the_hash_nothing_is_signed(cast: Cast) -> None:
    make_met(cast)
    page = Page(cast, "chair", "lock")

    page.client.post(page.url, {"identity": PASSWORD})

    assert not Signature.objects.exists()


def test_the_register_is_looked_at_again(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot)
    bid = make_bid(cast.lot, state=BidState.RECEIVED)
    with clock.at(OPENING_AT):
        page = Page(cast, "buyer", "bids_open")
        bids.check_completeness(bid.pk, actor=cast.second_buyer, complete=True, remarks="Nagebeld.")

        assert AGAIN in page.sign(remarks="Korte storing")
        assert "Korte storing" in page.text
        assert "U hebt getekend" in page.sign(remarks="Korte storing")

    assert Evaluation.objects.get(pk=evaluation.pk).opening_remarks == "Korte storing"


def test_remarks_of_who_came_second_after_all_are_not_lost(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot)
    make_bid(cast.lot, state=BidState.RECEIVED)
    with clock.at(OPENING_AT):
        page = Page(cast, "second_buyer", "bids_open")
        sign_opening(evaluation, cast.buyer)

        assert "Iemand anders tekende intussen als eerste" in page.sign(remarks="Ik zag een storing.")
        assert "Ik zag een storing." in page.text
        assert Evaluation.objects.get(pk=evaluation.pk).state == EvaluationState.REGISTERING
        page.sign()

    assert Evaluation.objects.get(pk=evaluation.pk).state == EvaluationState.OPENED


def test_what_opens_is_looked_at_again(cast: Cast) -> None:
    scene = make_locked(cast)
    page = Page(cast, "buyer", "prices_open")
    bids.set_aside(scene.bids[1].pk, actor=cast.second_buyer, ground="Valse verklaring")

    assert AGAIN in page.sign()
    assert "Inschrijving B" not in page.text
    assert "U hebt getekend" in page.sign()


def test_the_letters_are_looked_at_again(cast: Cast) -> None:
    evaluation = make_decided(cast)
    with clock.at(DECIDED_AT):
        page = Page(cast, "buyer", "letters", sends_to="letters_approve")
        letters.change_note(letters.letters_of(evaluation)[0].pk, actor=cast.lawyer, note="Dit stond er nog niet.")

        assert AGAIN in page.sign(has_read="on")
        assert "Uw goedkeuring staat onder de brieven" in page.sign(has_read="on")
        Page(cast, "lawyer", "letters", sends_to="letters_approve").sign(has_read="on")

    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.APPROVED}


def test_the_advice_is_read_again_before_deciding(cast: Cast) -> None:
    evaluation = make_computed(cast)
    decision.save_advice(evaluation.pk, text="Gun aan E.", disclosure=Disclosure.FULL)
    decision.submit_advice(evaluation.pk, actor=cast.secretary)
    with clock.at(DECIDED_AT):
        page = Page(cast, "mandate_holder", "decision", sends_to="decide_award")
        decision.take_back_advice(evaluation.pk, actor=cast.secretary)
        decision.save_advice(evaluation.pk, text="Gun aan E, onder voorbehoud.", disclosure=Disclosure.FULL)
        decision.submit_advice(evaluation.pk, actor=cast.secretary)

        assert AGAIN in page.sign(motivation="Ik volg het advies.")
        assert "Gun aan E, onder voorbehoud." in page.text
        assert "Ik volg het advies." in page.text
        assert "Besloten." in page.sign(motivation="Ik volg het advies.")


def test_the_declaration_is_read_again_with_the_names(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot)
    bid = make_bid(cast.lot, state=BidState.RECEIVED)
    make_seat(evaluation, user=cast.assessor, declared_at=None, renewed_at=None, has_conflict=None)
    with clock.at(OPENING_AT):
        page = Page(cast, "assessor", "declaration")
        assert bid.company.name not in page.text
        for person in (cast.buyer, cast.second_buyer):
            sign_opening(evaluation, person)

        assert AGAIN in page.sign(answer="none")
        assert bid.company.name in page.text
        assert "Uw verklaring is getekend" in page.sign(answer="none")
