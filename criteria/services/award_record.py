"""The award record (proces-verbaal van gunning): all that Aw 2012 art. 2.132 asks, as far as Kring knows it."""

from django.utils.translation import gettext as _

from criteria.award_labels import out_message
from criteria.domain.vocabulary import BidState
from criteria.labels import BID_STATE_LABELS
from criteria.models import AwardDecision, Bid, Evaluation, Letter, Seat, Standstill, Summons
from criteria.services.evaluation_report import checks, not_ranked, ranking_table
from criteria.services.outcome import Outcome, outcome
from criteria.services.summonses import summonses_of
from procurement.core.domain.blocks import Block, Bullets, Document, Facts, Heading, Paragraph, Signatures, Table
from procurement.core.templatetags.formats import dutch_date, dutch_datetime, euro, number
from tenders.models import ClarificationNote


def document(evaluation: Evaluation, head: str) -> Document:
    """Return the record. head: hash of the audit chain, printed at the end.

    Raises:
        AwardDecision.DoesNotExist: there is no decision yet.
    """
    rows = AwardDecision.objects.filter(evaluation=evaluation)
    decision = rows.select_related("computation__evaluation__lot", "decided_by", "winner__company").first()
    if decision is None:
        raise AwardDecision.DoesNotExist
    found = outcome(decision.computation)
    standstill = Standstill.objects.select_related("act").get(decision=decision)
    tender = evaluation.lot.tender
    return Document(
        title=_("Proces-verbaal van gunning"),
        subtitle=tender.title,
        organisation=tender.organisation.name,
        reference=tender.reference,
        language=tender.language,
        facts=[
            (_("Aanbesteding"), tender.title),
            (_("Kenmerk"), tender.reference),
            (_("Winnaar"), decision.winner.company.name),
            (_("Besluit"), dutch_datetime(decision.decided_at)),
        ],
        blocks=[
            *_authority(evaluation),
            *_procedure(evaluation),
            *_course(evaluation, decision, standstill),
            *_bidders(evaluation),
            *_rejected(found),
            *_judged(found),
            *_winner(decision, found),
            *_conflicts(evaluation),
            *_decided(decision, standstill),
            *checks(decision.computation, head, number="10"),
        ],
    )


def _authority(evaluation: Evaluation) -> list[Block]:
    tender = evaluation.lot.tender
    organisation = tender.organisation
    value = euro(tender.estimated_value_eur, 0)
    return [
        Heading(_("Aanbestedende dienst, voorwerp en waarde"), number="1"),
        Facts(
            [
                (_("Naam"), organisation.name),
                (_("Adres"), organisation.address or _("niet ingevuld")),
                (_("Voorwerp"), tender.description or tender.title),
                (
                    _("Geraamde waarde"),
                    _("%(value)s exclusief btw") % {"value": value} if value else _("niet ingevuld"),
                ),
            ]
        ),
    ]


def _procedure(evaluation: Evaluation) -> list[Block]:
    tender = evaluation.lot.tender
    return [
        Heading(_("Procedure"), number="2"),
        Paragraph(tender.get_procedure_display() or _("niet ingevuld")),
        *([Paragraph(tender.procedure_motivation)] if tender.procedure_motivation else []),
        Paragraph(
            _("De inschrijvingen zijn elektronisch ingediend.")
            if tender.electronic_submission
            else _("Er is niet elektronisch ingeschreven.")
        ),
    ]


def _course(evaluation: Evaluation, decision: AwardDecision, standstill: Standstill) -> list[Block]:
    tender = evaluation.lot.tender
    steps = [
        (_("Aankondiging verzonden"), dutch_datetime(tender.notice_sent_at)),
        *(
            (_("Nota van inlichtingen %(number)s") % {"number": note.number}, dutch_datetime(note.sent_at))
            for note in ClarificationNote.objects.filter(tender=tender, sent_at__isnull=False).order_by("number")
        ),
        (_("Sluiting"), dutch_datetime(tender.closing_at)),
        (_("Inschrijvingen geopend"), dutch_datetime(evaluation.bids_opened_at)),
        (_("Kwaliteit vastgesteld"), dutch_datetime(evaluation.locked_at)),
        (_("Prijzen geopend"), dutch_datetime(evaluation.prices_opened_at)),
        (_("Berekend"), dutch_datetime(decision.computation.computed_at)),
        (_("Gunningsbeslissing"), dutch_datetime(decision.decided_at)),
        (_("Brieven verzonden"), dutch_datetime(standstill.sent_at)),
        (_("Einde opschortende termijn"), dutch_date(standstill.ends_on) + _(", 23.59 uur")),
        (_("Definitieve gunning"), dutch_datetime(standstill.final_at)),
    ]
    return [
        Heading(_("Verloop"), number="3"),
        Table(
            caption=_("Stappen van de procedure"),
            header=[_("Stap"), _("Wanneer")],
            rows=[[step, moment] for step, moment in steps if moment],
            widths=[44, 56],
        ),
    ]


def _bidders(evaluation: Evaluation) -> list[Block]:
    bids = Bid.objects.filter(lot_id=evaluation.lot_id).select_related("company")
    return [
        Heading(_("Inschrijvers"), number="4"),
        Table(
            caption=_("Ontvangen inschrijvingen"),
            header=[_("Code"), _("Inschrijver"), _("Ontvangen"), _("Status"), _("Grond")],
            rows=[
                [
                    bid.code,
                    bid.company.name,
                    dutch_datetime(bid.received_at, "short"),
                    str(BID_STATE_LABELS[BidState(bid.state)]),
                    bid.set_aside_ground or "–",
                ]
                for bid in bids
            ],
            widths=[8, 32, 24, 14, 22],
        ),
    ]


def _rejected(found: Outcome) -> list[Block]:
    winner = found.winner
    lower = [
        _("%(name)s: plaats %(rank)s met %(total)s, tegen %(best)s voor de winnaar.")
        % {
            "name": one.bid.company.name,
            "rank": one.rank,
            "total": number(one.total, 2) if found.ends_in_points else euro(one.total),
            "best": number(winner.total, 2) if found.ends_in_points else euro(winner.total),
        }
        for one in found.ranked
        if winner is not None and one.bid.pk != winner.bid.pk
    ]
    out = [f"{one.bid.company.name}: {out_message(one, found.leaves)}" for one in found.out]
    return [
        Heading(_("Afgewezen inschrijvers en redenen"), number="5"),
        Bullets([*lower, *out]) if lower or out else Paragraph(_("Geen.")),
        Paragraph(_("De redenen per criterium staan in de brief aan elke inschrijver en in het beoordelingsverslag.")),
    ]


def _judged(found: Outcome) -> list[Block]:
    return [Heading(_("Beoordeling en rangschikking"), number="6"), ranking_table(found), *not_ranked(found)]


def _winner(decision: AwardDecision, found: Outcome) -> list[Block]:
    prices = {bid["bidder"]: bid.get("price") for bid in found.case["bids"]}
    price = prices.get(decision.winner.code)
    return [
        Heading(_("Winnaar en redenen"), number="7"),
        Facts(
            [
                (_("Naam"), decision.winner.company.name),
                (_("KvK-nummer"), decision.winner.company.kvk or _("niet ingevuld")),
                (_("Inschrijfprijs"), f"{euro(price)} {_('exclusief btw')}" if price else _("niet van toepassing")),
            ]
        ),
        Paragraph(decision.advice),
        Paragraph(decision.motivation),
    ]


def _conflicts(evaluation: Evaluation) -> list[Block]:
    seats = Seat.objects.filter(evaluation=evaluation, has_conflict=True).select_related("member__user")
    lines = [
        _("%(name)s meldde een belang. Maatregel: %(measure)s")
        % {"name": seat.member.user.get_full_name(), "measure": seat.measure or _("nog niet vastgelegd")}
        for seat in seats
    ]
    views = [
        _("%(name)s zag een prijs buiten de opening: %(how)s") % {"name": view.user.get_full_name(), "how": view.how}
        for view in evaluation.price_views.select_related("user")
    ]
    found = [*lines, *views]
    return [
        Heading(_("Belangen en maatregelen"), number="8"),
        Bullets(found) if found else Paragraph(_("Niemand van de commissie heeft een belang gemeld.")),
    ]


def _decided(decision: AwardDecision, standstill: Standstill) -> list[Block]:
    letters = Letter.objects.filter(decision=decision).count()
    blocks: list[Block] = [
        Heading(_("Vaststelling"), number="9"),
        Paragraph(
            _("De mandaathouder heeft de gunningsbeslissing genomen. Er zijn %(count)s brieven, één per inschrijver.")
            % {"count": letters}
        ),
        Signatures([(decision.decided_by.get_full_name(), _("mandaathouder"), dutch_datetime(decision.decided_at))]),
    ]
    return [*blocks, *(Paragraph(_summoned(one)) for one in summonses_of(standstill))]


def _summoned(summons: Summons) -> str:
    """One summons and its end in one paragraph."""
    served = _("Op %(day)s dagvaardde %(party)s voor %(court)s.") % {
        "day": dutch_date(summons.served_on),
        "party": summons.party,
        "court": summons.court or _("de voorzieningenrechter"),
    }
    end = getattr(summons, "end", None)
    ended = (
        _("Geëindigd op %(day)s, %(how)s: %(note)s")
        % {"day": dutch_date(end.ended_on), "how": end.get_how_display(), "note": end.note}
        if end is not None
        else _("Deze dagvaarding loopt nog.")
    )
    return " ".join(text for text in (served, summons.remark, ended) if text)
