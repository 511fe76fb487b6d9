"""Sealing prices: encrypted at once, judged on form only, replaced before the closing moment only."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.test import override_settings

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import Basis, BidState
from criteria.models import Bid, Evaluation, PriceKeyCanary, SealedPrice
from criteria.services import opening, sealing
from criteria.services.price_workbook import blank_sheet
from procurement.core import clock
from procurement.core.domain.file_types import FileRefused
from procurement.core.models import AuditEvent, StoredFile
from tests.cast import Cast
from tests.factories.criteria_bids import (
    CLOSING_AT,
    OPENING_AT,
    make_bid,
    make_evaluation,
    make_price_file,
    sealed_of,
)
from tests.factories.files import PDF, make_xlsx, make_zip

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
SECRET = 487654.32


@pytest.fixture
def evaluation(cast: Cast) -> Evaluation:
    """Bids are being registered."""
    return make_evaluation(cast.lot)


@pytest.fixture
def bid(cast: Cast, evaluation: Evaluation) -> Bid:
    """A bid that was received in time."""
    return make_bid(cast.lot, state=BidState.RECEIVED)


def seal(bid: Bid, content: bytes, *, at: Any = OPENING_AT, name: str = "prijs.xlsx", **options: Any) -> SealedPrice:
    """Seal as the officer who registered the bid."""
    with clock.at(at):
        return sealing.seal_price(bid.pk, actor=bid.registered_by, content=content, name=name, **options)


def refused(call: Any) -> str:
    with pytest.raises((EvaluationError, FileRefused)) as caught:
        call()
    return caught.value.code


def everything_stored() -> str:
    """All text that the database and the audit trail hold about the bid and its envelope."""
    rows = [*SealedPrice.objects.values("structure", "file_size", "token_sha256", "faults", "sealed_at")]
    rows += [*AuditEvent.objects.values("data", "target_label"), *StoredFile.objects.values("name")]
    return json.dumps(rows, default=str)


def test_a_sealed_price_shows_its_form_and_no_figure(evaluation: Evaluation, bid: Bid) -> None:
    content = make_price_file(evaluation, price=SECRET)

    sealed = seal(bid, content, name="prijs-487654.xlsx")

    assert sealed.structure == {"sheets": [{"name": "Prijs", "rows": 12}], "others": 0, "faults": []}
    assert "487654" not in everything_stored()
    assert b"487654" not in bytes(sealed.token)
    assert content[:200] not in bytes(sealed.token)
    assert AuditEvent.objects.get(action="bid.price_sealed").data["token_sha256"] == sealed.token_sha256


def test_the_envelope_holds_the_file_its_name_and_its_hash(evaluation: Evaluation, bid: Bid) -> None:
    content = make_price_file(evaluation, price=SECRET)
    seal(bid, content, name="prijs.xlsx")

    envelope = opening._unseal(sealed_of(bid))

    assert (envelope.content, envelope.name) == (content, "prijs.xlsx")


def test_only_opening_decrypts() -> None:
    readers = [
        path.relative_to(ROOT).as_posix()
        for app in ("procurement", "tenders", "criteria", "contracts")
        for path in (ROOT / app).rglob("*.py")
        if ".decrypt(" in path.read_text()
    ]

    assert readers == ["criteria/services/opening.py"]


def test_with_life_cycle_costs_the_cost_lines_are_counted(evaluation: Evaluation, bid: Bid) -> None:
    model = evaluation.lot.award_model
    model.basis, model.lcc_years = Basis.NPV, 12
    model.save()
    lines = [("Aanschaf", "", 1000, 0, 0, 1, "ja"), ("Onderhoud", "", 10, 1, 12, 1, "ja")]

    sealed = seal(bid, make_price_file(evaluation, price=1000, lines=lines))

    assert [sheet["name"] for sheet in sealed.structure["sheets"]] == ["Prijs", "Kosten"]
    assert sealed.structure["faults"] == []


def test_a_blank_sheet_has_a_form_and_no_figures(evaluation: Evaluation) -> None:
    model = evaluation.lot.award_model
    model.basis, model.lcc_years = Basis.NPV, 12
    model.save()

    content = blank_sheet(evaluation)

    assert content == blank_sheet(evaluation)
    faults = sealing.structure_of(content, name="blad.xlsx", model=model)["faults"]
    assert [fault["code"] for fault in faults] == ["no_lines"]


def test_a_deviating_form_is_refused_and_sealed_only_as_it_was_submitted(bid: Bid) -> None:
    content = make_xlsx([["Totaal", SECRET]], title="Bedrag 487654")

    with pytest.raises(sealing.SheetRefused) as caught:
        seal(bid, content)
    assert [fault.code for fault in caught.value.faults] == ["sheet_missing"]
    assert not SealedPrice.objects.exists()

    sealed = seal(bid, content, as_submitted=True)
    assert (sealed.structure["sheets"], sealed.structure["others"]) == ([], 1)
    assert "487654" not in everything_stored()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (PDF, "prijs.pdf", "type_not_allowed"),
        (PDF, "prijs.xlsx", "type_not_allowed"),
        (b"zomaar tekst", "prijs.xlsx", "type_not_allowed"),
        (b"PK\x03\x04kapot", "prijs.xlsx", "damaged"),
        (b"\x00" * (sealing.MAX_BYTES + 1), "prijs.xlsx", "too_large"),
        (b"", "prijs.xlsx", "empty"),
        (
            make_zip({"[Content_Types].xml": b"x", "xl/workbook.xml": b"geen xml"}),
            "prijs.xlsx",
            "spreadsheet_unreadable",
        ),
    ],
)
def test_what_is_no_price_sheet_is_refused(bid: Bid, content: bytes, name: str, code: str) -> None:
    assert refused(lambda: seal(bid, content, name=name)) == code
    assert not SealedPrice.objects.exists()


def test_a_file_that_would_burst_is_refused_before_it_is_unpacked(bid: Bid) -> None:
    bomb = make_zip({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x", "xl/big.xml": b"0" * 30_000_000})

    assert len(bomb) < sealing.MAX_BYTES
    assert refused(lambda: seal(bid, bomb)) == "archive_too_large"


def test_before_the_closing_moment_a_price_can_be_replaced_and_after_it_not(evaluation: Evaluation, bid: Bid) -> None:
    early = CLOSING_AT - timedelta(hours=1)
    first = seal(bid, make_price_file(evaluation, price=1), at=early)

    second = seal(bid, make_price_file(evaluation, price=2), at=early)

    event = AuditEvent.objects.get(action="bid.price_replaced")
    assert (event.data["replaces"], event.data["token_sha256"]) == (first.token_sha256, second.token_sha256)
    assert refused(lambda: seal(bid, make_price_file(evaluation, price=3), at=CLOSING_AT)) == "already_sealed"
    assert sealed_of(bid).token_sha256 == second.token_sha256


def test_a_late_or_excluded_bid_takes_no_price(cast: Cast, evaluation: Evaluation) -> None:
    content = make_price_file(evaluation)
    late = make_bid(cast.lot, state=BidState.LATE)
    out = make_bid(cast.lot, state=BidState.EXCLUDED)

    assert refused(lambda: seal(late, content)) == "bid_late"
    assert refused(lambda: seal(out, content)) == "bid_out"


def test_after_the_opening_of_the_bids_no_price_comes_in(cast: Cast) -> None:
    evaluation = make_evaluation(cast.lot, state=EvaluationState.OPENED)
    bid = make_bid(cast.lot, state=BidState.RECEIVED)

    assert refused(lambda: seal(bid, make_price_file(evaluation))) == "wrong_state"


def test_the_canary_tells_whether_a_key_still_opens(evaluation: Evaluation, bid: Bid) -> None:
    assert opening.canary_opens()
    seal(bid, make_price_file(evaluation))

    assert PriceKeyCanary.objects.count() == 1
    assert opening.canary_opens()
    with override_settings(PRICE_KEYS=[Fernet.generate_key().decode()]):
        assert not opening.canary_opens()


def test_a_new_key_in_front_seals_and_the_old_one_still_opens(evaluation: Evaluation, bid: Bid, settings: Any) -> None:
    seal(bid, make_price_file(evaluation, price=SECRET))

    settings.PRICE_KEYS = [Fernet.generate_key().decode(), *settings.PRICE_KEYS]

    assert opening.canary_opens()
    assert opening._unseal(sealed_of(bid)).name == "prijs.xlsx"
