"""Stage 9 of the demo: five bids with their documents and sealed price files, opened by two people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from criteria.models import Bid, Criterion, Evaluation
from criteria.services import bid_files, bid_opening, bids, sealing
from criteria.services.opening_record import BIDS_RECORD, record_paper
from criteria.services.price_workbook import write_sheet
from procurement.core import clock
from procurement.core.documents import render_html
from procurement.core.domain.blocks import Block, Document, Heading, Paragraph, Table
from procurement.core.domain.paper_format import PaperFormat
from procurement.core.pdf import render_pdf
from procurement.core.services.jobs import run
from procurement.core.services.papers import request_paper
from tenders.models import Lot, Tender

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DATA: Mapping[str, Any] = json.loads((Path(__file__).parent / "furniture_bids.json").read_text(encoding="utf-8"))
BIDS: Mapping[str, Mapping[str, Any]] = DATA["bids"]
CHANNEL = "TenderNed"
REGISTERED = datetime(2023, 7, 3, 12, 40, tzinfo=AMSTERDAM)
CHECKED = datetime(2023, 7, 3, 14, 20, tzinfo=AMSTERDAM)
OPENED = datetime(2023, 7, 3, 15, 0, tzinfo=AMSTERDAM)
OPENED_BY_SECOND = datetime(2023, 7, 3, 15, 12, tzinfo=AMSTERDAM)
# A practice tender costs half of the furniture case and is bid for by three; they came in before its closing moment.
PRACTICE = ("B", "C", "E")
PRACTICE_SHARE = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that a bidder hands in. criterion: code, or empty for a general one."""

    title: str
    criterion: str
    content: bytes


def load_bids(context: dict[str, Any]) -> None:
    """Register, seal, check and open the five bids of the furniture case; puts ``bids`` and ``evaluation`` there."""
    people, lot = context["people"], context["lot"]
    context["bids"] = {}
    for minute, (letter, row) in enumerate(BIDS.items()):
        received_at = datetime.fromisoformat(row["received_at"]).replace(tzinfo=AMSTERDAM)
        with clock.at(REGISTERED + timedelta(minutes=12 * minute)):
            context["bids"][letter] = _hand_in(
                lot, letter, company=context["companies"][letter], received_at=received_at, actor=people["verhoeve"]
            )
    with clock.at(CHECKED):
        for bid in context["bids"].values():
            bids.check_completeness(bid.pk, actor=people["verhoeve"], complete=True, remarks="")
    with clock.at(OPENED):
        _open(lot, people["verhoeve"], "inkoper")
    with clock.at(OPENED_BY_SECOND):
        _open(lot, people["idrissi"], "secretaris")
        make_record(Evaluation.objects.get(lot=lot), BIDS_RECORD, actor=people["verhoeve"])
    for bid in context["bids"].values():
        bid.refresh_from_db()
    context["evaluation"] = Evaluation.objects.get(lot=lot)
    context["tender"].refresh_from_db()


def bring_to_bids(context: dict[str, Any], tender: Tender) -> None:
    """Register three bids and a late one for a practice tender that has closed; the last is not checked yet."""
    actor, lot = context["people"]["verhoeve"], tender.lots.get(number=1)
    closing_at: datetime = tender.closing_at or clock.now()
    with clock.at(max(clock.now(), closing_at + timedelta(hours=1))):
        found = [
            _hand_in(
                lot,
                letter,
                company=context["companies"][letter],
                received_at=closing_at - timedelta(hours=20 - 6 * place, minutes=7 * place),
                actor=actor,
                share=PRACTICE_SHARE,
            )
            for place, letter in enumerate(PRACTICE)
        ]
        bids.register_bid(
            lot,
            actor=actor,
            company=context["companies"]["D"],
            received_at=closing_at + timedelta(minutes=14, seconds=9),
            channel=CHANNEL,
        )
        for bid in found[:-1]:
            bids.check_completeness(bid.pk, actor=actor, complete=True, remarks="")


def bring_to_opening(context: dict[str, Any], tender: Tender) -> None:
    """Check the last bid of a practice tender and open them all by two people."""
    people, lot = context["people"], tender.lots.get(number=1)
    bring_to_bids(context, tender)
    closing_at: datetime = tender.closing_at or clock.now()
    with clock.at(max(clock.now(), closing_at + timedelta(hours=2))):
        for bid in Bid.objects.filter(lot=lot).waiting():
            bids.check_completeness(bid.pk, actor=people["verhoeve"], complete=True, remarks="")
        for key in ("verhoeve", "second_buyer"):
            _open(lot, people[key], "inkoper")
    tender.refresh_from_db()


def make_record(evaluation: Evaluation, kind: str, *, actor: Any) -> None:
    """Make the record of an opening at once, as the worker would."""
    whole = Evaluation.objects.select_related("lot__tender__organisation", "lot__award_model").get(pk=evaluation.pk)
    job = request_paper(
        record_paper(whole, kind),
        PaperFormat.PDF,
        actor=actor,
        organisation=whole.lot.tender.organisation,
        enqueue=lambda job_id: None,
    )
    run(str(job.pk))


def price_file(evaluation: Evaluation, letter: str, *, share: Decimal = Decimal(1)) -> bytes:
    """Return the filled price sheet of a bid; share: of the amounts of the furniture case."""
    row = BIDS[letter]
    lines: list[tuple[object, ...]] = [
        (kind, words, float(Decimal(amount) * share), first, last, every, guaranteed)
        for kind, words, amount, first, last, every, guaranteed in row["lines"]
    ]
    return write_sheet(evaluation, bidder="", price=float(Decimal(row["price"]) * share), lines=lines)


def _open(lot: Lot, person: Any, capacity: str) -> None:
    evaluation = Evaluation.objects.select_related("lot__tender").get(lot=lot)
    seen = bid_opening.content_sha256(evaluation)
    bid_opening.sign_opening(evaluation.pk, actor=person, capacity=capacity, seen_sha256=seen)


def _hand_in(
    lot: Lot, letter: str, *, company: Any, received_at: datetime, actor: Any, share: Decimal = Decimal(1)
) -> Bid:
    bid = bids.register_bid(
        lot,
        actor=actor,
        company=company,
        received_at=received_at,
        channel=CHANNEL,
        concept=BIDS[letter]["concept"],
    )
    criteria = {row.code: row for row in Criterion.objects.filter(model__lot=lot)}
    for paper in papers(letter):
        bid_files.add_document(
            bid.pk,
            actor=actor,
            title=paper.title,
            criterion=criteria.get(paper.criterion),
            content=paper.content,
            name=f"{letter}-{paper.criterion or 'algemeen'}.pdf",
        )
    evaluation = Evaluation.objects.select_related("lot__tender__organisation", "lot__award_model").get(lot=lot)
    content = price_file(evaluation, letter, share=share)
    sealing.seal_price(bid.pk, actor=actor, content=content, name=f"prijsblad {letter}.xlsx")
    return bid


@cache
def papers(letter: str) -> tuple[Paper, ...]:
    """Return the documents of a bid: two plans, the values with their proof, and the declaration."""
    row = BIDS[letter]
    return (
        _paper("Plan van aanpak circulariteit", "K1", [Paragraph(text) for text in row["plan"]]),
        _paper("Onderhoud, herstel en terugname", "K2", [Paragraph(text) for text in row["process"]]),
        _paper("Waarden en bewijs", "", _values(row)),
        _paper(
            "Uniform Europees Aanbestedingsdocument",
            "",
            [Paragraph("Geen van de uitsluitingsgronden is van toepassing. Aan de geschiktheidseisen wordt voldaan.")],
        ),
    )


def _paper(title: str, criterion: str, blocks: list[Block]) -> Paper:
    document = Document(title=title, blocks=blocks, subtitle="Inschrijving", reference=criterion)
    return Paper(title, criterion, render_pdf(render_html(document)))


def _values(row: Mapping[str, Any]) -> list[Block]:
    modules = [[name, amount.replace(".", ",")] for name, amount in row["mki"].items()]
    return [
        Heading("Groeipad"),
        Paragraph(
            f"Wij garanderen dat ten minste 80% van de massa in leveringen hergebruikt of gerecycled is uiterlijk in "
            f"contractjaar {row['values']['K3'][0]}."
        ),
        Heading("Milieukosten"),
        Paragraph(f"MKI per werkplek per jaar: € {row['values']['K4'][0].replace('.', ',')}, weegset A1."),
        Table("MKI per module, 420 werkplekken over twaalf jaar", ["Module", "Euro"], modules, align=["left", "right"]),
        Heading("Aandeel bij levering"),
        Paragraph(f"Hergebruikt of gerecycled in de massa van de eerste levering: {row['values']['K5'][0]}%."),
    ]
