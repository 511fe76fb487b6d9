"""The records of the two openings (proces-verbaal): what was there, who opened it, what stayed closed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from criteria.assessment_labels import PRICE_REMARKS, sheet_fault_message
from criteria.domain.receipt import minutes_late
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState
from criteria.labels import BID_STATE_LABELS
from criteria.models import Bid, Criterion, Evaluation, SealedPrice, Seat
from criteria.services import quality
from criteria.services.bids import OPEN_BIDS
from criteria.services.opening import OPEN_PRICES
from procurement.core.domain.blocks import Block, Document, Heading, Paragraph, Signatures, Table
from procurement.core.extension_points import Report
from procurement.core.models import Signature
from procurement.core.services import signatures
from procurement.core.services.papers import Made, Paper, fingerprint_of
from procurement.core.templatetags.formats import dutch_datetime, euro

BIDS_RECORD = "criteria.bids_record"
PRICES_RECORD = "criteria.prices_record"
TITLES = {
    BIDS_RECORD: gettext_lazy("Proces-verbaal van opening"),
    PRICES_RECORD: gettext_lazy("Proces-verbaal van opening van de prijzen"),
}
_NAMES = {BIDS_RECORD: "proces-verbaal-opening", PRICES_RECORD: "proces-verbaal-opening-prijzen"}
Entry = dict[str, Any]


def record_paper(evaluation: Evaluation, kind: str) -> Paper:
    """Return the record as it would be made now, as it can be asked for; the same content is made once."""
    return Paper(
        kind, TITLES[kind], fingerprint_of(_record(evaluation, kind)), {"evaluation": evaluation.pk, "kind": kind}
    )


def build(job: Any, report: Report) -> Made:
    """Build the record that the job asks for."""
    rows = Evaluation.objects.select_related("lot__tender__organisation", "lot__award_model")
    evaluation = rows.get(pk=job.params["evaluation"])
    kind = job.params["kind"]
    return Made(name=_NAMES[kind], kind=kind, target_id=evaluation.pk, document=_record(evaluation, kind))


def bids_record(evaluation: Evaluation) -> Document:
    """Return the record of the opening of the bids, made of the register as it was signed; no price is in it.

    Raises:
        EvaluationError: "wrong_state" before the opening.
    """
    if evaluation.opened_register is None:
        raise EvaluationError("wrong_state", state=str(evaluation.state))
    rows: list[Entry] = evaluation.opened_register["bids"]
    in_time = [row for row in rows if row["state"] != BidState.LATE]
    blocks: list[Block] = [
        Heading(_("Moment van opening"), number="1"),
        Paragraph(
            _("De inschrijvingen zijn na de sluiting geopend door twee personen in Kring, op %(moment)s.")
            % {"moment": dutch_datetime(evaluation.bids_opened_at)}
        ),
        Paragraph(_("Er zijn geen prijzen geopend. De prijsbladen blijven verzegeld tot de kwaliteit vaststaat.")),
        Heading(_("Ontvangen inschrijvingen"), number="2"),
        _received(in_time),
        Paragraph(
            _(
                "Het kenmerk is het begin van de SHA-256 van het verzegelde prijsblad. Daaraan is later te zien dat "
                "hetzelfde bestand is geopend."
            ),
            tone="note",
        ),
        Heading(_("Te laat en niet geopend"), number="3"),
        *_late([row for row in rows if row["state"] == BidState.LATE], evaluation.opened_register["closing_at"]),
        Heading(_("Terzijde gelegd of ingetrokken"), number="4"),
        *_out([row for row in in_time if row["state"] in (BidState.EXCLUDED, BidState.WITHDRAWN)]),
        Heading(_("Storingen, bezwaren en opmerkingen"), number="5"),
        Paragraph(evaluation.opened_register["remarks"] or _("Geen.")),
        Heading(_("Ondertekening"), number="6"),
        *_signed(evaluation, OPEN_BIDS),
    ]
    return _document(evaluation, _("Proces-verbaal van opening van de inschrijvingen"), blocks)


def prices_record(evaluation: Evaluation) -> Document:
    """Return the record of the opening of the prices: what was read, what could not be, what stays sealed."""
    out = quality.knocked_out_codes(evaluation)
    names = dict(Criterion.objects.filter(model__lot_id=evaluation.lot_id).values_list("code", "name"))
    bids = [bid for bid in _bids(evaluation) if bid.state == BidState.ADMITTED]
    opened = [bid for bid in bids if bid.code not in out]
    sealed = [bid for bid in bids if bid.code in out]
    faults = [f"{bid.code}: {sheet_fault_message(fault)}" for bid in opened for fault in _sealed_faults(bid)]
    blocks: list[Block] = [
        Heading(_("Moment van opening"), number="1"),
        Paragraph(
            _("De prijsbladen zijn geopend op %(opened)s, nadat de kwaliteit was vastgesteld op %(locked)s.")
            % {
                "opened": dutch_datetime(evaluation.prices_opened_at),
                "locked": dutch_datetime(evaluation.locked_at),
            }
        ),
        Heading(_("Geopende prijsbladen"), number="2"),
        Table(
            caption=_("Inschrijfprijzen in euro, exclusief btw"),
            header=[_("Code"), _("Inschrijver"), _("Inschrijfprijs"), _("Opmerking")],
            rows=[[bid.code, bid.company.name, _price(bid), _price_remark(bid)] for bid in opened],
            align=["left", "left", "right", "left"],
            widths=[8, 32, 20, 40],
        ),
        Heading(_("Verzegeld gebleven"), number="3"),
        *(
            [Paragraph(_("Geen: elke inschrijving haalt de gepubliceerde minima."))]
            if not sealed
            else [
                Paragraph(
                    _("Inschrijving %(code)s (%(bidder)s): haalt het minimum op %(criterion)s niet.")
                    % {"code": bid.code, "bidder": bid.company.name, "criterion": _named(out[bid.code], names)}
                )
                for bid in sealed
            ]
        ),
        Heading(_("Bladen die niet konden worden gelezen"), number="4"),
        *([Paragraph(text) for text in faults] or [Paragraph(_("Geen."))]),
        Heading(_("Ondertekening"), number="5"),
        *_signed(evaluation, OPEN_PRICES),
    ]
    return _document(evaluation, _("Proces-verbaal van opening van de prijzen"), blocks)


def readers_of(user: Any, evaluation_ids: Sequence[int]) -> set[int]:
    """Return the evaluations of which this person may read the record of the opening of the bids."""
    return _permitted(user, evaluation_ids, "criteria.view_register")


def price_readers_of(user: Any, evaluation_ids: Sequence[int]) -> set[int]:
    """Return the evaluations of which this person may read the record of the opening of the prices."""
    return _permitted(user, evaluation_ids, "criteria.view_prices")


def opened_file_readers_of(user: Any, bid_ids: Sequence[int]) -> set[int]:
    """Return the bids of which this person may read the opened price file."""
    lots = dict(Bid.objects.filter(pk__in=bid_ids).values_list("pk", "lot_id"))
    rows = Evaluation.objects.select_related("lot__tender__organisation").filter(lot__in=set(lots.values()))
    readable = {row.lot_id for row in rows if user.has_perm("criteria.view_prices", row)}
    return {pk for pk, lot_id in lots.items() if lot_id in readable}


def _permitted(user: Any, evaluation_ids: Sequence[int], perm: str) -> set[int]:
    rows = Evaluation.objects.select_related("lot__tender__organisation").filter(pk__in=evaluation_ids)
    return {row.pk for row in rows if user.has_perm(perm, row)}


def _record(evaluation: Evaluation, kind: str) -> Document:
    return bids_record(evaluation) if kind == BIDS_RECORD else prices_record(evaluation)


def _document(evaluation: Evaluation, title: str, blocks: Sequence[Block]) -> Document:
    tender = evaluation.lot.tender
    facts = [
        (_("Aanbesteding"), tender.title),
        (_("Kenmerk"), tender.reference),
        (_("Procedure"), tender.get_procedure_display() or _("niet ingevuld")),
        (_("Sluiting"), dutch_datetime(tender.closing_at)),
    ]
    return Document(
        title=title,
        subtitle=tender.title,
        organisation=tender.organisation.name,
        reference=tender.reference,
        language=tender.language,
        facts=facts,
        blocks=list(blocks),
    )


def _bids(evaluation: Evaluation) -> Any:
    rows = Bid.objects.filter(lot_id=evaluation.lot_id)
    return rows.select_related("company", "sealed_price", "opened_price").order_by("received_at", "pk")


def _received(rows: Sequence[Entry]) -> Table:
    return Table(
        caption=_("Tijdig ontvangen"),
        header=[_("Code"), _("Inschrijver"), _("Ontvangen"), _("Volledig"), _("Kenmerk"), _("Opmerking")],
        rows=[
            [
                row["code"],
                row["bidder"],
                _moment(row["received_at"]),
                _("ja") if row["complete"] else _("nee"),
                row["price"][:16] if row["price"] else _("geen prijsblad"),
                row["remarks"] or "–",
            ]
            for row in rows
        ],
        widths=[7, 24, 18, 10, 21, 20],
    )


def _late(rows: Sequence[Entry], closing_at: str) -> list[Block]:
    if not rows:
        return [Paragraph(_("Geen."))]
    closing = datetime.fromisoformat(closing_at)
    return [
        Table(
            caption=_("Na de sluiting ontvangen: niet geopend"),
            header=[_("Code"), _("Inschrijver"), _("Ontvangen"), _("Minuten te laat")],
            rows=[
                [
                    row["code"],
                    row["bidder"],
                    _moment(row["received_at"]),
                    str(minutes_late(datetime.fromisoformat(row["received_at"]), closing)),
                ]
                for row in rows
            ],
            align=["left", "left", "left", "right"],
        )
    ]


def _out(rows: Sequence[Entry]) -> list[Block]:
    if not rows:
        return [Paragraph(_("Geen."))]
    return [
        Table(
            caption=_("Doen niet mee"),
            header=[_("Code"), _("Inschrijver"), _("Wat"), _("Grond")],
            rows=[
                [row["code"], row["bidder"], str(BID_STATE_LABELS[BidState(row["state"])]), row["ground"]]
                for row in rows
            ],
        )
    ]


def _moment(written: str) -> str:
    return dutch_datetime(datetime.fromisoformat(written), "short")


def _signed(evaluation: Evaluation, kind: str) -> list[Block]:
    found = signatures.signatures_of(evaluation, kind)
    return [
        Signatures([(one.person_name, _capacity(one, evaluation), dutch_datetime(one.shown_at)) for one in found]),
        Paragraph(
            _("Kenmerk van wat is getekend: %(hash)s") % {"hash": found[0].content_sha256 if found else "–"},
            tone="note",
        ),
    ]


def _capacity(signature: Signature, evaluation: Evaluation) -> str:
    seat = Seat.objects.filter(evaluation=evaluation, member__user=signature.person_id).first()
    if seat is None or seat.declared_at is None:
        return signature.capacity
    moment = dutch_datetime(seat.declared_at, "short")
    return _("%(capacity)s, verklaring van belangen %(moment)s") % {"capacity": signature.capacity, "moment": moment}


def _price(bid: Bid) -> str:
    price = getattr(bid, "opened_price", None)
    return euro(price.price_eur) if price is not None and price.confirmed_at else _("nog niet vastgesteld")


def _price_remark(bid: Bid) -> str:
    price = getattr(bid, "opened_price", None)
    if price is None:
        return "–"
    notes = [str(PRICE_REMARKS[code]) for code in price.remarks]
    if price.entered_by_id:
        notes.append(_("Overgetypt door twee personen."))
    return " ".join(notes) or "–"


def _sealed_faults(bid: Bid) -> list[dict[str, Any]]:
    sealed: SealedPrice | None = getattr(bid, "sealed_price", None)
    if sealed is None:
        return []
    return list(sealed.faults)


def _named(code: str, names: dict[str, str]) -> str:
    return f"{code} {names[code]}" if code in names else code
