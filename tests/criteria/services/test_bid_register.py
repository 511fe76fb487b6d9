"""Registering bids: order, lateness, completeness, and who is out."""

from datetime import timedelta
from typing import Any

import pytest

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState
from criteria.models import Bid
from criteria.services import bids as service
from procurement.accounts.models import Company
from procurement.core import clock
from procurement.core.models import AuditEvent
from tenders.domain.lifecycle import TenderState
from tests.cast import Cast
from tests.factories.accounts import make_company
from tests.factories.criteria_bids import CLOSING_AT, OPENING_AT, make_bid, make_evaluation, make_running

pytestmark = pytest.mark.django_db


def register(cast: Cast, *, minutes: int = -60, at: Any = OPENING_AT, **fields: Any) -> Bid:
    """Register a bid that came in so many minutes after the closing moment."""
    company = fields.pop("company", None) or make_company(organisation=cast.organisation)
    received_at = CLOSING_AT + timedelta(minutes=minutes)
    with clock.at(at):
        return service.register_bid(
            cast.lot, actor=cast.buyer, company=company, received_at=received_at, channel="TenderNed", **fields
        )


def refused(call: Any) -> str:
    with pytest.raises(EvaluationError) as caught:
        call()
    return caught.value.code


def test_codes_follow_receipt_whatever_the_order_of_registration(cast: Cast) -> None:
    make_running(cast.tender)

    bids = [register(cast, minutes=minutes) for minutes in (-10, -300, -120)]

    codes = dict(Bid.objects.values_list("pk", "code"))
    assert [codes[bid.pk] for bid in bids] == ["C", "A", "B"]
    assert [bid.code for bid in Bid.objects.all()] == ["A", "B", "C"]
    events = AuditEvent.objects.filter(action="bid.registered")
    assert [event.data["minutes_late"] for event in events] == [0, 0, 0]


def test_a_bid_after_the_closing_moment_is_set_aside_and_nothing_of_it_is_kept(cast: Cast) -> None:
    make_running(cast.tender)

    late = register(cast, minutes=14, concept="Alles nieuw")
    exact = register(cast, minutes=0, concept="Precies op tijd")

    assert (late.state, late.concept) == (BidState.LATE, "")
    assert (exact.state, exact.concept) == (BidState.RECEIVED, "Precies op tijd")
    assert AuditEvent.objects.filter(action="bid.registered").first().data["minutes_late"] == 14


def test_the_same_registration_twice_is_one_bid(cast: Cast) -> None:
    make_running(cast.tender)
    company = make_company(organisation=cast.organisation)

    first = register(cast, company=company)
    again = register(cast, company=company)

    assert again == first
    assert AuditEvent.objects.filter(action="bid.registered").count() == 1


def test_a_company_bids_once(cast: Cast) -> None:
    make_running(cast.tender)
    company = make_company(organisation=cast.organisation)
    register(cast, company=company)

    assert refused(lambda: register(cast, company=company, minutes=-30)) == "bidder_twice"


def test_a_new_bidder_joins_the_address_book_once(cast: Cast) -> None:
    make_running(cast.tender)

    bid = register(cast, company=service.NewCompany("Houtwerk Zuid", "12345678"))
    register(cast, company=service.NewCompany("houtwerk zuid "))

    assert bid.company.name == "Houtwerk Zuid"
    assert Company.objects.filter(name__iexact="houtwerk zuid").count() == 1
    assert Bid.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"at": CLOSING_AT - timedelta(hours=2)}, "received_in_future"),
        ({"state": EvaluationState.OPENED}, "wrong_state"),
        ({"tender_state": TenderState.WITHDRAWN}, "tender_withdrawn"),
        ({"tender_state": TenderState.REVIEW}, "tender_not_running"),
        ({"closing_at": None}, "no_closing"),
    ],
)
def test_what_cannot_be_registered_is_refused(cast: Cast, change: dict[str, Any], code: str) -> None:
    make_evaluation(cast.lot, state=change.get("state", EvaluationState.REGISTERING))
    tender = cast.lot.tender
    tender.state = change.get("tender_state", tender.state)
    tender.closing_at = change.get("closing_at", tender.closing_at)
    tender.save()

    assert refused(lambda: register(cast, at=change.get("at", OPENING_AT))) == code
    assert not Bid.objects.exists()
    assert not AuditEvent.objects.filter(action="bid.registered").exists()


def test_a_company_of_another_authority_does_not_bid_here(cast: Cast) -> None:
    make_running(cast.tender)
    stranger = make_company(organisation=cast.other_organisation)

    assert refused(lambda: register(cast, company=stranger)) == "other_organisation"


def test_a_corrected_moment_changes_lateness_and_codes(cast: Cast) -> None:
    make_running(cast.tender)
    first, second = register(cast, minutes=-100), register(cast, minutes=-50)

    with clock.at(OPENING_AT):
        changed = service.change_bid(
            first.pk,
            actor=cast.buyer,
            received_at=CLOSING_AT + timedelta(minutes=1),
            channel="TenderNed",
            concept="x",
        )

    second.refresh_from_db()
    assert (changed.state, changed.code, changed.concept) == (BidState.LATE, "B", "")
    assert second.code == "A"
    assert AuditEvent.objects.get(action="bid.changed").data["fields"] == ["received_at", "state"]


def test_nothing_changed_writes_no_event(cast: Cast) -> None:
    make_running(cast.tender)
    bid = register(cast, concept="Kern")

    with clock.at(OPENING_AT):
        service.change_bid(bid.pk, actor=cast.buyer, received_at=bid.received_at, channel="TenderNed", concept="Kern")

    assert not AuditEvent.objects.filter(action="bid.changed").exists()


def test_before_the_opening_completeness_is_only_noted_and_after_it_admits(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot)
    bid = make_bid(cast.lot, state=BidState.RECEIVED, complete=None)

    service.check_completeness(bid.pk, actor=cast.buyer, complete=False, remarks="UEA ontbreekt")
    bid.refresh_from_db()
    assert (bid.state, bid.complete, bid.remarks) == (BidState.RECEIVED, False, "UEA ontbreekt")

    evaluation.state = EvaluationState.OPENED
    evaluation.save()
    service.check_completeness(bid.pk, actor=cast.buyer, complete=True, remarks="Aangevuld op 24 april")
    bid.refresh_from_db()
    assert (bid.state, bid.complete) == (BidState.ADMITTED, True)


def test_something_that_lacks_is_written_down(cast: Cast) -> None:
    make_evaluation(cast.lot)
    bid = make_bid(cast.lot, state=BidState.RECEIVED)
    late = make_bid(cast.lot, state=BidState.LATE)

    assert refused(lambda: service.check_completeness(bid.pk, actor=cast.buyer, complete=False, remarks=" ")) == (
        "remarks_missing"
    )
    assert refused(lambda: service.check_completeness(late.pk, actor=cast.buyer, complete=True, remarks="")) == (
        "bid_out"
    )


def test_a_bid_is_set_aside_on_a_ground_and_can_be_let_in_again_with_both_on_record(cast: Cast) -> None:
    make_evaluation(cast.lot, state=EvaluationState.OPENED)
    bid = make_bid(cast.lot)

    assert refused(lambda: service.set_aside(bid.pk, actor=cast.buyer, ground=" ")) == "ground_missing"
    service.set_aside(bid.pk, actor=cast.buyer, ground="Geen geldige verklaring")
    service.set_aside(bid.pk, actor=cast.buyer, ground="Geen geldige verklaring")
    bid.refresh_from_db()
    assert (bid.state, bid.set_aside_ground) == (BidState.EXCLUDED, "Geen geldige verklaring")

    service.readmit_bid(bid.pk, actor=cast.buyer, reason="Verklaring alsnog gevonden")
    bid.refresh_from_db()
    assert (bid.state, bid.set_aside_ground) == (BidState.ADMITTED, "")
    assert AuditEvent.objects.filter(action="bid.set_aside").count() == 1
    event = AuditEvent.objects.get(action="bid.readmitted")
    assert event.data["ground_before"] == "Geen geldige verklaring"
    assert refused(lambda: service.readmit_bid(bid.pk, actor=cast.buyer, reason="x")) == "bid_not_out"


def test_a_withdrawn_bid_is_out_until_the_computation(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot, state=EvaluationState.PRICED)
    bid, other = make_bid(cast.lot), make_bid(cast.lot)

    service.withdraw_bid(bid.pk, actor=cast.buyer, ground="Bericht van 3 mei")
    bid.refresh_from_db()
    assert bid.state == BidState.WITHDRAWN
    assert refused(lambda: service.set_aside(bid.pk, actor=cast.buyer, ground="x")) == "bid_out"

    evaluation.state = EvaluationState.COMPUTED
    evaluation.save()
    assert refused(lambda: service.set_aside(other.pk, actor=cast.buyer, ground="x")) == "wrong_state"


def test_the_text_of_a_bid_never_names_the_bidder(cast: Cast) -> None:
    make_running(cast.tender)
    bid = register(cast, company=make_company(organisation=cast.organisation, name="Geheim BV"))

    assert str(bid) == "Inschrijving A"
    assert not AuditEvent.objects.filter(target_label__icontains="geheim", action__startswith="bid").exists()
