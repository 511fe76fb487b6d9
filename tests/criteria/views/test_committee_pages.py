"""The committee: places, declarations with their consequence, measures, and prices that were seen."""

import pytest

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.vocabulary import SeatKind
from criteria.models import PriceView, Seat
from tenders.domain.vocabulary import TeamRole
from tenders.models import TeamMember
from tests.cast import Cast
from tests.criteria.views.asking import Person, errors_of, messages_of
from tests.factories.criteria_bids import make_bid, make_evaluation, make_scene, make_seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer(cast: Cast) -> Person:
    """Who arranges the committee."""
    return Person(cast.buyer, cast.tender.pk)


def member_of(cast: Cast, user: object) -> TeamMember:
    return TeamMember.objects.get(tender=cast.tender, user=user, role=TeamRole.COMMITTEE)


def test_a_member_of_the_team_gets_a_place_and_loses_it_again(cast: Cast, buyer: Person) -> None:
    make_evaluation(cast.lot)
    data = {"member": member_of(cast, cast.chair).pk, "kind": "chair"}

    page = buyer.post("seat_add", data=data, follow=True)
    again = buyer.post("seat_add", data=data)
    second = buyer.post("seat_add", data={"member": member_of(cast, cast.assessor).pk, "kind": "chair"})
    gone = buyer.post("seat_remove", Seat.objects.get().pk, follow=True)

    assert "heeft een plaats in de commissie." in messages_of(page)[0]
    assert "member" in errors_of(again, "seat_form")
    assert "Er is al een voorzitter" in errors_of(second, "seat_form")["__all__"][0]
    assert messages_of(gone) == ["De plaats is ingetrokken."]
    assert not Seat.objects.exists()


def test_who_declared_keeps_the_place(cast: Cast, buyer: Person) -> None:
    seat = make_seat(make_evaluation(cast.lot), user=cast.assessor)

    page = buyer.post("seat_remove", seat.pk, follow=True)

    assert "Vervangen kan alleen na een gemeld belang." in messages_of(page)[0]


def test_somebody_signs_and_later_reports_an_interest(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot)
    seat = make_seat(evaluation, user=cast.assessor, declared_at=None, renewed_at=None, has_conflict=None)
    prins = Person(cast.assessor, cast.tender.pk)
    seen = {"seen_sha256": prins.get("declaration").context["form"].initial["seen_sha256"]}

    nothing = prins.post("declaration", data=seen)
    half = prins.post("declaration", data=seen | {"answer": "conflict", "details": " "})
    signed = prins.post("declaration", data=seen | {"answer": "none"}, follow=True)
    report = prins.get("declaration")
    prins.post("declaration", data=seen | {"answer": "conflict", "details": "Mijn zwager werkt bij een bieder."})
    seat.refresh_from_db()

    assert "answer" in errors_of(nothing)
    assert "Beschrijf welk belang" in errors_of(half)["details"][0]
    assert messages_of(signed) == ["Uw verklaring is getekend."]
    assert 'type="hidden" name="answer"' in report.text
    assert seat.has_conflict
    assert prins.get("assess_bid", 1).status_code == 403


def test_bidders_are_named_once_the_bids_are_open(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot)
    bid = make_bid(cast.lot)
    make_seat(evaluation, user=cast.assessor, renewed_at=None)
    prins = Person(cast.assessor, cast.tender.pk)

    before = prins.get("declaration")
    evaluation.state = EvaluationState.OPENED
    evaluation.save()
    after = prins.get("declaration")

    assert bid.company.name not in before.text
    assert bid.company.name in after.text


def test_a_conflict_stays(cast: Cast) -> None:
    make_seat(make_evaluation(cast.lot), user=cast.assessor, has_conflict=True, conflict_details="x")
    prins = Person(cast.assessor, cast.tender.pk)

    page = prins.post("declaration", data={"answer": "none"})

    assert page.status_code == 403 or "blijft staan" in page.text
    assert Seat.objects.get().has_conflict


def test_a_measure_is_written_down(cast: Cast, buyer: Person) -> None:
    evaluation = make_evaluation(cast.lot)
    seat = make_seat(evaluation, user=cast.assessor, has_conflict=True, conflict_details="x")
    quiet = make_seat(evaluation, user=cast.external_assessor)

    empty = buyer.post("seat_measure", seat.pk, data={"measure": ""})
    page = buyer.post("seat_measure", seat.pk, data={"measure": "Vervangen door een ander."}, follow=True)

    assert "measure" in errors_of(empty)
    assert messages_of(page) == ["De maatregel is vastgelegd."]
    assert buyer.get("seat_measure", quiet.pk).status_code == 404


def test_who_saw_a_price_gets_no_place(cast: Cast, buyer: Person) -> None:
    make_evaluation(cast.lot)
    data = {"user": cast.assessor.pk, "how": "Opende het prijsblad bij het downloaden."}

    future = buyer.post("price_view", data=data | {"seen_at": "2031-01-01T10:00:00"})
    page = buyer.post("price_view", data=data | {"seen_at": "2023-04-20T12:30:00"}, follow=True)
    seat = buyer.post("seat_add", data={"member": member_of(cast, cast.assessor).pk, "kind": "assessor"})

    assert "toekomst" in errors_of(future)["seen_at"][0]
    assert "kan niet in de commissie" in messages_of(page)[0]
    assert PriceView.objects.get().user == cast.assessor
    assert "heeft een prijs gezien" in errors_of(seat, "seat_form")["__all__"][0]


def test_declarations_are_read_by_who_may(cast: Cast) -> None:
    scene = make_scene(cast)
    scene.first.has_conflict, scene.first.conflict_details = True, "Mijn zwager werkt er."
    scene.first.save()

    pages = {
        name: Person(getattr(cast, name), cast.tender.pk).get("committee").text
        for name in ("buyer", "assessor", "external_assessor", "reader")
    }

    assert {name: "Mijn zwager" in text for name, text in pages.items()} == {
        "buyer": True,
        "assessor": True,
        "external_assessor": False,
        "reader": False,
    }


def test_an_invalid_place_is_said_at_the_field(cast: Cast, buyer: Person) -> None:
    make_evaluation(cast.lot)

    page = buyer.post("seat_add", data={"member": member_of(cast, cast.chair).pk, "kind": "koning"})

    assert "kind" in errors_of(page, "seat_form")
    assert SeatKind.CHAIR not in Seat.objects.values_list("kind", flat=True)
