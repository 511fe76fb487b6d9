"""Stage 9 as people meet it: what is typed stays, what is refused says why at the field, and nothing happens twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.vocabulary import BidState
from criteria.models import Bid, BidFile, Evaluation, SealedPrice
from criteria.services import bids as bid_service
from procurement.core.models import AuditEvent, BackgroundJob
from tests.cast import Cast
from tests.criteria.views.asking import Person, errors_of, messages_of
from tests.factories.accounts import PASSWORD, make_company
from tests.factories.criteria_bids import CLOSING_AT, make_bid, make_evaluation, make_price_file
from tests.factories.files import PDF, make_png, make_xlsx, make_zip

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation(cast: Cast) -> Evaluation:
    """Bids are being registered; the closing moment has passed."""
    return make_evaluation(cast.lot)


@pytest.fixture
def bid(cast: Cast, evaluation: Evaluation) -> Bid:
    """A bid received in time."""
    return make_bid(cast.lot, state=BidState.RECEIVED, complete=None)


@pytest.fixture
def buyer(cast: Cast) -> Person:
    """Who keeps the register."""
    return Person(cast.buyer, cast.tender.pk)


def receipt(**fields: Any) -> dict[str, Any]:
    """What one types when a bid of a new company came in an hour before the closing."""
    moment = CLOSING_AT - timedelta(hours=1)
    return {
        "new_name": "Houtwerk Zuid",
        "received_at": f"{moment:%Y-%m-%dT%H:%M:%S}",
        "channel": "TenderNed",
        "concept": "Alles uit hergebruikt hout.",
    } | fields


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_bid_of_a_new_company_is_registered_once(evaluation: Evaluation, buyer: Person) -> None:
    first = buyer.post("bid_new", data=receipt(), follow=True)
    buyer.post("bid_new", data=receipt())

    assert messages_of(first) == ["Inschrijving A is geregistreerd."]
    assert Bid.objects.get().company.name == "Houtwerk Zuid"


def test_a_late_bid_is_set_aside_with_what_to_do(evaluation: Evaluation, buyer: Person) -> None:
    late = CLOSING_AT + timedelta(hours=2, seconds=1)

    page = buyer.post("bid_new", data=receipt(received_at=f"{late:%Y-%m-%dT%H:%M:%S}"), follow=True)

    assert "terzijde gelegd" in messages_of(page)[0]
    assert Bid.objects.get().state == BidState.LATE
    assert "Voeg toe" not in page.text
    assert "Verzegel" not in page.text


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"received_at": "2031-01-01T12:00:00"}, "received_at", "toekomst"),
        ({"received_at": "gisteren"}, "received_at", "geldige datum"),
        ({"channel": ""}, "channel", "verplicht"),
        ({"new_name": ""}, "company", "Kies de onderneming"),
        ({"new_kvk": "12"}, "new_kvk", "acht cijfers"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_the_rest_stays(
    evaluation: Evaluation, buyer: Person, change: dict[str, str], field: str, words: str
) -> None:
    page = buyer.post("bid_new", data=receipt(**change))

    assert list(errors_of(page)) == [field]
    assert words in errors_of(page)[field][0]
    assert "Alles uit hergebruikt hout." in page.text
    assert not Bid.objects.exists()


def test_one_company_is_chosen_not_two(cast: Cast, evaluation: Evaluation, buyer: Person) -> None:
    company = make_company(organisation=cast.organisation)

    page = buyer.post("bid_new", data=receipt(company=company.pk))

    assert "niet beide" in errors_of(page)["new_name"][0]


def test_a_company_that_bids_already_is_said_at_the_company(cast: Cast, evaluation: Evaluation, buyer: Person) -> None:
    buyer.post("bid_new", data=receipt())

    page = buyer.post("bid_new", data=receipt(received_at="2023-04-19T09:00:00"))

    assert "heeft al een inschrijving: A" in errors_of(page)["company"][0]


def test_a_correction_can_make_a_bid_late(bid: Bid, buyer: Person) -> None:
    late = f"{CLOSING_AT + timedelta(hours=3):%Y-%m-%dT%H:%M:%S}"

    wrong = buyer.post("bid_change", bid.pk, data={"received_at": "", "channel": "Post"})
    page = buyer.post("bid_change", bid.pk, data={"received_at": late, "channel": "TenderNed"}, follow=True)

    assert list(errors_of(wrong)) == ["received_at"]
    assert "terzijde gelegd" in messages_of(page)[0]


def test_a_document_is_added_and_taken_off(bid: Bid, buyer: Person) -> None:
    data = {"document-title": "Plan van aanpak", "document-upload": upload(PDF, "Houtwerk plan.pdf")}

    page = buyer.post("bid_document_add", bid.pk, data=data, follow=True)
    document = BidFile.objects.get()
    assert "Plan van aanpak" in page.text
    assert "Houtwerk plan" not in page.text
    gone = buyer.post("bid_document_remove", bid.pk, document.pk, follow=True)

    assert messages_of(gone) == ["Het document is verwijderd."]
    assert not BidFile.objects.exists()
    assert buyer.post("bid_document_remove", bid.pk, document.pk).status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [(make_png(), "plan.pdf", "soort .png"), (b"MZ\x90\x00", "plan.exe", "bestand"), (b"", "plan.pdf", "leeg")],
)
def test_a_wrong_document_is_refused_at_its_field(
    bid: Bid, buyer: Person, content: bytes, name: str, words: str
) -> None:
    data = {"document-title": "Mijn titel", "document-upload": upload(content, name)}

    page = buyer.post("bid_document_add", bid.pk, data=data)

    assert words in errors_of(page, "document_form")["upload"][0]
    assert "Mijn titel" in page.text
    assert not BidFile.objects.exists()


def test_a_document_that_is_too_large_is_refused_at_its_field(bid: Bid, buyer: Person, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 50

    page = buyer.post(
        "bid_document_add",
        bid.pk,
        data={"document-title": "Mijn titel", "document-upload": upload(PDF + b" " * 60, "plan.pdf")},
    )

    assert errors_of(page, "document_form")["upload"]
    assert "Mijn titel" in page.text


def test_nothing_is_added_to_a_bid_that_is_out(bid: Bid, buyer: Person) -> None:
    bid.state = BidState.WITHDRAWN
    bid.save()

    page = buyer.post("bid_document_add", bid.pk, data={"document-title": "x", "document-upload": upload(PDF, "x.pdf")})

    assert "doet niet meer mee" in errors_of(page, "document_form")["__all__"][0]


def test_the_blank_sheet_comes_back_filled_and_is_sealed(evaluation: Evaluation, bid: Bid, buyer: Person) -> None:
    blank = buyer.get("price_sheet")
    filled = make_price_file(evaluation, price=487654.32)

    page = buyer.post("bid_price", bid.pk, data={"prijsblad-upload": upload(filled, "Houtwerk.xlsx")}, follow=True)

    assert blank["Content-Disposition"].endswith('.xlsx"')
    assert messages_of(page) == ["Het prijsblad van inschrijving A is verzegeld."]
    assert "487" not in page.text
    assert "Houtwerk.xlsx" not in page.text
    assert "Blad “Prijs”" in page.text


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (PDF, "prijs.pdf", "xlsx"),
        (PDF, "prijs.xlsx", "soort .pdf"),
        (make_zip({"a.txt": b"a"}), "prijs.xlsx", "herkent"),
        (b"", "prijs.xlsx", "leeg"),
    ],
)
def test_what_is_no_workbook_is_refused_at_its_field(
    bid: Bid, buyer: Person, content: bytes, name: str, words: str
) -> None:
    page = buyer.post("bid_price", bid.pk, data={"prijsblad-upload": upload(content, name)})

    assert words in errors_of(page, "price_form")["upload"][0]
    assert not SealedPrice.objects.exists()


def test_a_deviating_sheet_can_be_sealed_as_it_was_submitted(bid: Bid, buyer: Person) -> None:
    other = make_xlsx([["Totaal", 487654]], title="Offerte")

    offered = buyer.post("bid_price", bid.pk, data={"prijsblad-upload": upload(other, "p.xlsx")})
    assert "Het blad “Prijs” ontbreekt." in errors_of(offered, "price_form")["upload"]
    assert "zoals de inschrijver het heeft ingediend" in offered.text
    assert "487" not in offered.text
    assert not SealedPrice.objects.exists()
    data = {"prijsblad-upload": upload(other, "p.xlsx"), "prijsblad-as_submitted": "on"}
    buyer.post("bid_price", bid.pk, data=data)

    assert SealedPrice.objects.get().structure["faults"]


def test_after_closing_an_envelope_is_not_replaced(evaluation: Evaluation, bid: Bid, buyer: Person) -> None:
    buyer.post("bid_price", bid.pk, data={"prijsblad-upload": upload(make_price_file(evaluation, price=1), "a.xlsx")})
    other = upload(make_price_file(evaluation, price=2), "a.xlsx")

    page = buyer.post("bid_price", bid.pk, data={"prijsblad-upload": other})

    assert "wordt het niet vervangen" in errors_of(page, "price_form")["__all__"][0]
    assert SealedPrice.objects.count() == 1


def test_who_only_judges_does_not_seal(cast: Cast, evaluation: Evaluation, bid: Bid) -> None:
    evaluation.state = EvaluationState.OPENED
    evaluation.save()
    buyer = Person(cast.buyer, cast.tender.pk)

    answer = buyer.post("bid_price", bid.pk, data={"prijsblad-upload": upload(PDF, "a.xlsx")})

    assert answer.status_code == 403


def test_completeness_asks_what_lacks_and_keeps_the_words(bid: Bid, buyer: Person) -> None:
    wrong = buyer.post("bid_completeness", bid.pk, data={"complete": "nee", "remarks": ""})
    nothing = buyer.post("bid_completeness", bid.pk, data={"remarks": "Bijlage 3 volgt."})
    right = buyer.post("bid_completeness", bid.pk, data={"complete": "nee", "remarks": "Bijlage 3"}, follow=True)

    assert errors_of(wrong, "completeness_form") == {"remarks": ["Schrijf op wat er ontbreekt."]}
    assert "Bijlage 3 volgt." in nothing.text
    assert "complete" in errors_of(nothing, "completeness_form")
    assert messages_of(right) == ["De controle van inschrijving A is vastgelegd."]
    bid.refresh_from_db()
    assert (bid.complete, bid.remarks) == (False, "Bijlage 3")


def test_a_bid_that_is_out_is_not_checked(bid: Bid, buyer: Person) -> None:
    bid.state = BidState.LATE
    bid.save()

    page = buyer.post("bid_completeness", bid.pk, data={"complete": "ja"})

    assert "doet niet meer mee" in errors_of(page, "completeness_form")["__all__"][0]


@pytest.mark.parametrize(("how", "state"), [("terzijde", BidState.EXCLUDED), ("ingetrokken", BidState.WITHDRAWN)])
def test_a_bid_goes_out_and_comes_back_with_its_grounds(bid: Bid, buyer: Person, how: str, state: BidState) -> None:
    empty = buyer.post("bid_take_out", bid.pk, how, data={f"{how}-ground": ""})
    page = buyer.post("bid_take_out", bid.pk, how, data={f"{how}-ground": "Geen handtekening"}, follow=True)
    bid.refresh_from_db()

    assert "ground" in errors_of(empty, f"{how}_form")
    assert bid.state == state
    assert "Geen handtekening" in page.text

    buyer.post("bid_take_out", bid.pk, "toegelaten", data={"toegelaten-ground": "Alsnog getekend"})
    again = buyer.post("bid_take_out", bid.pk, "toegelaten", data={"toegelaten-ground": "Alsnog getekend"})
    bid.refresh_from_db()

    assert bid.state == BidState.RECEIVED
    assert "doet gewoon mee" in errors_of(again, "toegelaten_form")["__all__"][0]
    assert buyer.post("bid_take_out", bid.pk, "weg").status_code == 404


def seen(person: Person) -> dict[str, Any]:
    """What a browser sends when one signs the opening that is on the page."""
    return {"identity": PASSWORD, "seen_sha256": person.get("bids_open").context["form"].initial["seen_sha256"]}


def test_two_people_open_with_remarks_of_the_first(cast: Cast, bid: Bid, buyer: Person) -> None:
    bid_service.check_completeness(bid.pk, actor=cast.buyer, complete=True, remarks="")
    second = Person(cast.second_buyer, cast.tender.pk)

    wrong = buyer.post("bids_open", data=seen(buyer) | {"identity": "fout", "remarks": "Platform lag er uit."})
    shown = seen(buyer)
    first = buyer.post("bids_open", data=shown | {"remarks": "Platform lag er uit."}, follow=True)
    twice = buyer.post("bids_open", data=shown)
    last = second.post("bids_open", data=seen(second), follow=True)

    assert "identity" in errors_of(wrong)
    assert "Platform lag er uit." in wrong.text
    assert messages_of(first) == ["U hebt getekend. Een tweede persoon opent de inschrijvingen."]
    assert "__all__" in errors_of(twice)
    assert messages_of(last) == ["De inschrijvingen zijn geopend. Het proces-verbaal wordt gemaakt."]
    opened = Evaluation.objects.get()
    assert (opened.state, opened.opening_remarks) == (EvaluationState.OPENED, "Platform lag er uit.")
    assert BackgroundJob.objects.filter(kind="criteria.bids_record").count() == 1
    assert second.post("bids_open", data=shown).status_code == 403


def test_the_first_signature_is_withdrawn(cast: Cast, bid: Bid, buyer: Person) -> None:
    bid_service.check_completeness(bid.pk, actor=cast.buyer, complete=True, remarks="")
    buyer.post("bids_open", data=seen(buyer), follow=True)

    page = buyer.post("bids_open_withdraw", follow=True)
    again = buyer.post("bids_open_withdraw", follow=True)

    assert "De handtekening is ingetrokken." in messages_of(page)[0]
    assert messages_of(again) == ["Er staat geen handtekening open."]


def test_without_a_register_there_is_nothing_to_open(cast: Cast, buyer: Person) -> None:
    make_evaluation(cast.lot).delete()

    assert buyer.get("bids_open").status_code == 404
    assert buyer.post("bids_open_withdraw").status_code == 404


def test_the_record_is_asked_for_once(cast: Cast, bid: Bid, buyer: Person) -> None:
    bid_service.check_completeness(bid.pk, actor=cast.buyer, complete=True, remarks="")
    for person in (buyer, Person(cast.second_buyer, cast.tender.pk)):
        person.post("bids_open", data=seen(person))

    for _time in range(2):
        assert buyer.post("record", "opening").status_code == 302
    assert buyer.post("record", "alles").status_code == 404
    assert buyer.post("record", "prijzen").status_code == 403

    assert BackgroundJob.objects.filter(kind="criteria.bids_record", requested_by=cast.buyer).count() == 1


def test_a_read_document_leaves_a_trace(cast: Cast, evaluation: Evaluation, bid: Bid, buyer: Person) -> None:
    data = {"document-title": "Plan van aanpak", "document-upload": upload(PDF, "Houtwerk plan.pdf")}
    buyer.post("bid_document_add", bid.pk, data=data)
    document = BidFile.objects.get()
    evaluation.state = EvaluationState.OPENED
    evaluation.save()

    answer = buyer.client.get(document.file.get_absolute_url())

    assert b"".join(answer.streaming_content) == PDF
    assert "Houtwerk" not in answer["Content-Disposition"]
    assert AuditEvent.objects.filter(target_id=str(document.file.pk)).exists()
