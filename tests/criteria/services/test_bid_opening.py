"""The opening of the bids: two people, after the closing, over a register that stays as it was signed."""

from datetime import timedelta
from typing import Any

import pytest

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState
from criteria.models import Bid, BidFile, Evaluation
from criteria.services import bid_files, bid_opening, opening_record
from criteria.services import bids as bid_service
from procurement.core import clock
from procurement.core.documents import render_html
from procurement.core.models import ActState, AuditEvent, Notification, StoredFile
from procurement.core.services import signatures
from procurement.core.services.signatures import SignatureRefused
from tenders.domain.lifecycle import TenderState
from tenders.models import Tender
from tests.cast import Cast
from tests.factories.accounts import make_contact
from tests.factories.criteria_bids import (
    CLOSING_AT,
    OPENING_AT,
    make_bid,
    make_document,
    make_evaluation,
    make_seat,
    sign_opening,
)
from tests.factories.files import PDF, TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation(cast: Cast) -> Evaluation:
    """Two checked bids, one of them incomplete, and a late one."""
    found = make_evaluation(cast.lot)
    make_bid(cast.lot, state=BidState.RECEIVED)
    make_bid(cast.lot, state=BidState.RECEIVED, complete=False, remarks="Geen UEA")
    make_bid(cast.lot, state=BidState.LATE, complete=None, received_at=CLOSING_AT + timedelta(minutes=14))
    return found


def sign(evaluation: Evaluation, person: Any, *, at: Any = OPENING_AT, remarks: str | None = None) -> Any:
    """Sign the opening as this person."""
    with clock.at(at):
        return sign_opening(evaluation, person, capacity="inkoper", remarks=remarks)


def refused(call: Any) -> str:
    with pytest.raises((EvaluationError, SignatureRefused)) as caught:
        call()
    return caught.value.code


def test_two_people_open_the_bids(cast: Cast, evaluation: Evaluation) -> None:
    make_seat(evaluation, user=cast.assessor, renewed_at=None)

    first = sign(evaluation, cast.buyer, remarks="Korte storing om 11.40 uur")
    evaluation.refresh_from_db()
    assert (first.state, evaluation.state) == (ActState.PENDING, EvaluationState.REGISTERING)

    second = sign(evaluation, cast.second_buyer)

    evaluation.refresh_from_db()
    assert (second.state, evaluation.state, evaluation.bids_opened_at) == (
        ActState.COMPLETE,
        EvaluationState.OPENED,
        OPENING_AT,
    )
    assert list(Bid.objects.values_list("state", flat=True)) == ["admitted", "received", "late"]
    assert Tender.objects.get().state == TenderState.CLOSED
    assert Notification.objects.get().recipient == cast.assessor
    event = AuditEvent.objects.get(action="evaluation.bids_opened")
    assert (event.data["in_time"], event.data["late"]) == (2, 1)


def test_one_person_does_not_open_alone(cast: Cast, evaluation: Evaluation) -> None:
    sign(evaluation, cast.buyer)

    assert refused(lambda: sign(evaluation, cast.buyer)) == "already_signed"


def test_nobody_opens_before_the_closing_moment(cast: Cast, evaluation: Evaluation) -> None:
    early = CLOSING_AT - timedelta(seconds=1)

    assert refused(lambda: sign(evaluation, cast.buyer, at=early)) == "not_closed"
    assert sign(evaluation, cast.buyer, at=CLOSING_AT).state == ActState.PENDING


def test_every_bid_in_time_is_checked_first(cast: Cast, evaluation: Evaluation) -> None:
    Bid.objects.filter(code="A").update(complete=None)

    assert refused(lambda: sign(evaluation, cast.buyer)) == "unchecked"


def test_only_late_bids_are_nothing_to_open(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot)
    make_bid(cast.lot, state=BidState.LATE)

    assert refused(lambda: sign(evaluation, cast.buyer)) == "no_bids"


def test_who_speaks_for_a_bidder_opens_nothing(cast: Cast, evaluation: Evaluation) -> None:
    make_contact(company=Bid.objects.first().company, user=cast.second_buyer)

    assert refused(lambda: sign(evaluation, cast.second_buyer)) == "is_bidder"


def test_the_register_is_closed_between_the_two_signatures(cast: Cast, evaluation: Evaluation) -> None:
    sign(evaluation, cast.buyer)
    bid = Bid.objects.get(code="A")

    with clock.at(OPENING_AT):
        assert refused(lambda: bid_service.set_aside(bid.pk, actor=cast.buyer, ground="x")) == "opening_pending"
        bid_opening.withdraw_signature(evaluation.pk, actor=cast.second_buyer)
        bid_service.set_aside(bid.pk, actor=cast.buyer, ground="Ongeldig")
        assert refused(lambda: bid_opening.withdraw_signature(evaluation.pk, actor=cast.buyer)) == "nothing_pending"

    assert signatures.pending(bid_opening.OPEN_BIDS, evaluation) is None


def test_a_register_that_moved_is_not_signed_by_the_second(cast: Cast, evaluation: Evaluation) -> None:
    sign(evaluation, cast.buyer)
    Bid.objects.filter(code="A").update(remarks="stilletjes gewijzigd")

    assert refused(lambda: sign(evaluation, cast.second_buyer)) == "other_content"


def test_opened_bids_are_not_opened_again(cast: Cast, evaluation: Evaluation) -> None:
    sign(evaluation, cast.buyer)
    sign(evaluation, cast.second_buyer)

    assert refused(lambda: sign(evaluation, cast.chair)) == "wrong_state"


def test_the_record_tells_what_was_signed_whatever_happens_later(cast: Cast, evaluation: Evaluation) -> None:
    sign(evaluation, cast.buyer, remarks="Korte storing om 11.40 uur")
    sign(evaluation, cast.second_buyer)
    evaluation = Evaluation.objects.select_related("lot__tender__organisation").get()
    before = render_html(opening_record.bids_record(evaluation))

    Bid.objects.filter(code="A").update(state=BidState.EXCLUDED, set_aside_ground="later", remarks="later")

    html = render_html(opening_record.bids_record(evaluation))
    assert html == before
    for words in (
        "Korte storing om 11.40 uur",
        "Geen UEA",
        "M. Verhoeve",
        "J. Wolters",
        "14</td>",
        "Er zijn geen prijzen",
    ):
        assert words in html
    register = evaluation.opened_register
    act = signatures.completed(bid_opening.OPEN_BIDS, evaluation)
    assert act.content_sha256 == bid_opening.sha256_hex(register)


def test_there_is_no_record_before_the_opening(evaluation: Evaluation) -> None:
    with pytest.raises(EvaluationError):
        opening_record.bids_record(Evaluation.objects.select_related("lot__tender__organisation").get())


class TestDocuments:
    """Documents of bids: neutral names, before and just after the opening, never for a late bid."""

    def add(self, cast: Cast, bid: Bid, content: bytes = PDF, **fields: Any) -> BidFile:
        values = {"title": "Plan van aanpak", "criterion": None, "name": "Werkbank BV - plan.pdf"}
        return bid_files.add_document(bid.pk, actor=cast.buyer, content=content, **values | fields)

    def test_readers_get_a_neutral_name(self, cast: Cast, evaluation: Evaluation) -> None:
        criterion = evaluation.lot.award_model.criteria.get(code="K1")

        document = self.add(cast, Bid.objects.get(code="A"), criterion=criterion)

        assert document.file.name == "K1-plan-van-aanpak.pdf"
        assert document.original_name == "Werkbank BV - plan.pdf"

    def test_the_same_document_twice_is_one(self, cast: Cast, evaluation: Evaluation) -> None:
        bid = Bid.objects.get(code="A")

        assert self.add(cast, bid) == self.add(cast, bid)
        assert StoredFile.objects.count() == 1

    def test_a_late_bid_and_another_type_are_refused(self, cast: Cast, evaluation: Evaluation) -> None:
        assert refused(lambda: self.add(cast, Bid.objects.get(code="C"))) == "bid_out"
        with pytest.raises(ValueError, match="type_not_allowed"):
            self.add(cast, Bid.objects.get(code="A"), content=TEXT, name="plan.txt")

    def test_a_criterion_of_another_lot_is_refused(self, cast: Cast, evaluation: Evaluation) -> None:
        other = make_evaluation(_another_lot(cast))

        foreign = other.lot.award_model.criteria.first()

        assert refused(lambda: self.add(cast, Bid.objects.get(code="A"), criterion=foreign)) == "other_criterion"

    def test_a_mistake_is_taken_off_before_the_opening_only(self, cast: Cast, evaluation: Evaluation) -> None:
        document = self.add(cast, Bid.objects.get(code="A"))
        bid_files.remove_document(document.pk, actor=cast.buyer)
        assert not BidFile.objects.exists()

        again = self.add(cast, Bid.objects.get(code="A"))
        sign(evaluation, cast.buyer)
        sign(evaluation, cast.second_buyer)
        assert refused(lambda: bid_files.remove_document(again.pk, actor=cast.buyer)) == "wrong_state"

    def test_who_may_read_follows_state_declaration_and_conflict(self, cast: Cast) -> None:
        evaluation = make_evaluation(cast.lot)
        bid, late = make_bid(cast.lot), make_bid(cast.lot, state=BidState.LATE)
        make_document(bid)
        make_seat(evaluation, user=cast.assessor)
        make_seat(evaluation, user=cast.external_assessor, renewed_at=None)
        make_seat(evaluation, user=cast.chair, has_conflict=True)
        people = ("assessor", "external_assessor", "chair", "buyer", "auditor", "reader", "bidder", "other_buyer")

        before = {name: bid_files.readers_of(cast.again(name), [bid.pk, late.pk]) for name in people}
        evaluation.state = EvaluationState.OPENED
        evaluation.save()
        after = {name: bid_files.readers_of(cast.again(name), [bid.pk, late.pk]) for name in people}

        assert set().union(*before.values()) == set()
        assert {name for name, found in after.items() if found == {bid.pk}} == {"assessor", "buyer", "auditor"}
        assert set().union(*after.values()) == {bid.pk}


def _another_lot(cast: Cast) -> Any:
    return cast.tender.lots.create(number=2, title="Tweede perceel")
