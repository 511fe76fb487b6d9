"""A review is frozen when it is offered and final once both parties signed."""

from datetime import date
from typing import Any

import pytest

from contracts.domain.lifecycle import TransitionError
from contracts.domain.periods import Quarter
from contracts.domain.vocabulary import ReviewState
from contracts.models import Review
from contracts.services import reviews
from contracts.services.measuring import correct_measurement
from contracts.services.parties import Party, SamePartyError, party_of
from procurement.accounts.domain.roles import Role
from procurement.core.domain.canonical import sha256_hex
from procurement.core.models import AuditEvent
from procurement.core.services.signatures import SignatureRefused
from tests.factories.accounts import make_user
from tests.factories.contracts import make_contractor, make_kpi

pytestmark = pytest.mark.django_db
Q1, Q2 = Quarter(2024, 1), Quarter(2024, 2)


def write(running: Any, quarter: Quarter = Q1, **changes: Any) -> Review:
    values = {"held_on": date(2024, 4, 24), "summary": "Op koers.", "attendees": "Beide partijen", "decisions": ""}
    actions = changes.pop("actions", None)
    return reviews.save_review(running.contract.pk, quarter, actions, actor=running.manager, **values | changes)


def offered(running: Any) -> Review:
    make_kpi(running.contract, measured={"2024Q1": "70"})
    return reviews.offer_review(write(running).pk, actor=running.manager)


def action(text: str = "Register vullen", **changes: Any) -> dict[str, Any]:
    return {"text": text, "owner": "De opdrachtnemer", "due": date(2024, 6, 1), "kpi": None} | changes


def test_a_draft_can_be_written_over_with_its_actions(running):
    write(running, actions=[action(), action("Wegen")])

    again = write(running, summary="Anders.", actions=[action("Wegen")])

    assert Review.objects.get().summary == "Anders."
    assert [row.text for row in again.actions.all()] == ["Wegen"]
    write(running, summary="Nog anders.")
    assert again.actions.count() == 1


def test_nothing_is_offered_while_a_kpi_is_not_measured(running):
    make_kpi(running.contract)

    with pytest.raises(reviews.ReviewRefusedError, match="missing") as refused:
        reviews.offer_review(write(running).pk, actor=running.manager)
    assert refused.value.params == {"codes": "KPI01"}


def test_what_changed_since_it_was_read_is_not_signed(running):
    read = offered(running).sha256
    review = reviews.withdraw_review(Review.objects.get().pk, actor=running.manager)
    write(running, summary="Anders dan u las.")
    again = reviews.offer_review(review.pk, actor=running.manager)

    for seen in (read, ""):
        with pytest.raises(reviews.ReviewRefusedError, match="changed"):
            reviews.sign_review(again.pk, person=running.contractor, party=Party.CONTRACTOR, seen_sha256=seen)
    signed = reviews.sign_review(again.pk, person=running.contractor, party=Party.CONTRACTOR, seen_sha256=again.sha256)
    assert signed.act.signatures.count() == 1


def test_offering_freezes_the_review_under_its_hash(running):
    review = offered(running)

    assert review.state == ReviewState.SIGNING
    assert review.sha256 == sha256_hex(review.snapshot)
    assert review.snapshot["kpis"][0]["value"] == "70.0000"
    with pytest.raises(reviews.ReviewRefusedError, match="frozen"):
        write(running, summary="Te laat.")
    with pytest.raises(TransitionError):
        reviews.offer_review(review.pk, actor=running.manager)


def test_a_later_correction_does_not_reach_what_was_offered(running):
    review = offered(running)
    measurement = running.contract.kpis.get().measurements.get()

    correct_measurement(
        measurement.pk,
        value=measurement.value + 5,
        measured_on=date(2024, 10, 1),
        source="Register",
        note="Telfout.",
        actor=running.manager,
    )

    review.refresh_from_db()
    assert review.snapshot["kpis"][0]["value"] == "70.0000"
    assert sha256_hex(review.snapshot) == review.sha256


def test_the_review_is_final_when_both_parties_signed(running):
    review = offered(running)

    half = reviews.sign_review(review.pk, person=running.manager, party=Party.AUTHORITY)
    assert (half.state, half.signed_at) == (ReviewState.SIGNING, None)
    whole = reviews.sign_review(review.pk, person=running.contractor, party=Party.CONTRACTOR)

    assert whole.state == ReviewState.SIGNED
    assert [row.content_sha256 for row in whole.act.signatures.all()] == [review.sha256] * 2
    assert AuditEvent.objects.filter(action="review.signed").count() == 2
    with pytest.raises(TransitionError):
        reviews.withdraw_review(review.pk, actor=running.manager)
    with pytest.raises(reviews.ReviewRefusedError, match="frozen"):
        reviews.sign_review(review.pk, person=running.manager, party=Party.AUTHORITY)


def test_one_party_does_not_sign_for_both(running):
    review = offered(running)
    reviews.sign_review(review.pk, person=running.contractor, party=Party.CONTRACTOR)

    with pytest.raises(SamePartyError):
        reviews.sign_review(review.pk, person=make_contractor(running.contract), party=Party.CONTRACTOR)
    with pytest.raises(SignatureRefused, match="already_signed"):
        reviews.sign_review(review.pk, person=running.contractor, party=Party.AUTHORITY)
    review.refresh_from_db()
    assert review.state == ReviewState.SIGNING


def test_a_withdrawn_offer_can_be_changed_and_offered_again(running):
    review = offered(running)
    reviews.sign_review(review.pk, person=running.contractor, party=Party.CONTRACTOR)

    reviews.withdraw_review(review.pk, actor=running.manager)
    write(running, summary="Aangevuld.")
    again = reviews.offer_review(review.pk, actor=running.manager)
    reviews.sign_review(review.pk, person=running.contractor, party=Party.CONTRACTOR)

    assert again.sha256 != review.sha256
    assert reviews.sign_review(review.pk, person=running.manager, party=Party.AUTHORITY).state == ReviewState.SIGNED


def test_open_actions_come_back_in_the_next_review_until_they_are_done(running):
    make_kpi(running.contract, measured={"2024Q1": "70", "2024Q2": "73"})
    first = write(running, actions=[action(), action("Wegen")])
    done = first.actions.get(text="Wegen")

    reviews.finish_action(done.pk, actor=running.manager, done_on=date(2024, 5, 20))

    content = reviews.snapshot_of(write(running, Q2))
    assert [row["text"] for row in content["open_actions"]] == ["Register vullen"]
    assert AuditEvent.objects.get(action="action.done").data["done_on"] == "2024-05-20"


def test_who_speaks_for_which_party(running):
    buyer = make_user(organisation=running.contract.organisation, role=Role.BUYER)
    reader = make_user(organisation=running.contract.organisation, role=Role.READER)

    assert party_of(running.manager, running.contract) is Party.AUTHORITY
    assert party_of(buyer, running.contract) is Party.AUTHORITY
    assert party_of(running.contractor, running.contract) is Party.CONTRACTOR
    assert party_of(reader, running.contract) is None
    assert not running.contractor.has_perm("contracts.change_contract", running.contract)
