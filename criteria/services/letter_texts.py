"""The award letters in words: a tree of blocks for one bidder (Aw 2012 art. 2.127-2.130; rules AWD-02, 03, 06)."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from criteria.domain.vocabulary import LetterKind
from criteria.services.letter_facts import LetterFacts
from criteria.services.letter_reasons import reasons, score_table
from criteria.services.standstill_terms import counted
from procurement.core.domain.blocks import Block, Bullets, Document, Heading, Paragraph
from procurement.core.domain.workdays import NATIONAL
from procurement.core.templatetags.formats import dutch_date, number
from tenders.domain.vocabulary import ProofMoment
from tenders.models import Requirement

EVIDENCE_DAYS = 7


def letter_document(facts: LetterFacts) -> Document:
    """Return the letter as a document, with the bidder's own data and those of the winner only."""
    tender = facts.decision.evaluation.lot.tender
    company = facts.letter.bid.company
    return Document(
        title=_("Mededeling van de gunningsbeslissing"),
        subtitle="\n".join([company.name, *company.address.splitlines()]),
        organisation=tender.organisation.name,
        reference=tender.reference,
        language=tender.language,
        kind="letter",
        facts=[
            (_("Datum"), dutch_date(facts.standstill.send_on)),
            (_("Kenmerk"), tender.reference),
            (_("Aanbesteding"), tender.title),
            (_("Uw inschrijving"), facts.letter.bid.code),
        ],
        blocks=[
            Paragraph(_("Geachte inschrijver,")),
            *_decision(facts),
            *_how(facts),
            *score_table(facts),
            *reasons(facts),
            *_note(facts),
            *_standstill(facts),
            *_what_now(facts),
            *_reservations(facts),
            *_closing(facts),
        ],
    )


def _decision(facts: LetterFacts) -> list[Block]:
    winner, bid = facts.winner.bid, facts.letter.bid
    tender = facts.decision.evaluation.lot.tender
    blocks: list[Block] = [Heading(_("Onze beslissing"), number="1")]
    if facts.letter.kind == LetterKind.AWARD:
        text = _(
            "Wij zijn van plan de opdracht “%(title)s” aan u te gunnen. Uw inschrijving eindigde op de eerste plaats."
        )
        return [*blocks, Paragraph(text % {"title": tender.title}, tone="lead")]
    intent = _(
        "Wij zijn van plan de opdracht “%(title)s” te gunnen aan %(winner)s. Uw inschrijving krijgt de opdracht niet."
    )
    blocks.append(Paragraph(intent % {"title": tender.title, "winner": winner.company.name}, tone="lead"))
    if facts.own is not None:
        place = _("Uw inschrijving eindigde op plaats %(rank)s van de %(count)s inschrijvingen die zijn gerangschikt.")
        blocks.append(Paragraph(place % {"rank": facts.own.rank, "count": len(facts.outcome.ranked)}))
    elif facts.letter.kind == LetterKind.KNOCKED_OUT and facts.out is not None:
        blocks.append(Paragraph(_knocked_out(facts)))
    else:
        ground = _("Uw inschrijving (%(code)s) doet niet mee in de rangschikking. De grond is: %(ground)s")
        blocks.append(Paragraph(ground % {"code": bid.code, "ground": bid.set_aside_ground or _("te laat ontvangen.")}))
    return blocks


def _knocked_out(facts: LetterFacts) -> str:
    out = facts.out
    if out is None:
        return ""
    name = next((f"{one.code} {one.name}" for one in facts.criteria if one.code == out.criterion), out.criterion)
    if out.code == "above_ceiling":
        return _("Uw inschrijving is niet gerangschikt, omdat de kosten boven het gepubliceerde plafond liggen.")
    figures = {"name": name, "value": number(out.value), "limit": number(out.limit)}
    if out.code == "above_maximum":
        text = _(
            "Uw inschrijving is niet gerangschikt. Op %(name)s biedt u %(value)s. In de leidraad staat een maximum van "
            "%(limit)s. Wij hebben uw prijs daarom niet geopend."
        )
    else:
        text = _(
            "Uw inschrijving is niet gerangschikt. Op %(name)s kreeg u gemiddeld een %(value)s. In de leidraad staat "
            "dat een inschrijving minimaal een %(limit)s moet halen. Wij hebben uw prijs daarom niet geopend."
        )
    return text % figures


def _how(facts: LetterFacts) -> list[Block]:
    quality = sum((one.maximum for one in facts.criteria), Decimal(0))
    costs = facts.outcome.price_max
    blocks: list[Block] = [Heading(_("Hoe wij hebben beoordeeld"), number="2")]
    if facts.outcome.ends_in_points and costs is not None:
        text = _(
            "De inschrijvingen zijn beoordeeld op de criteria uit de inschrijvingsleidraad. Er waren %(quality)s "
            "punten te halen voor kwaliteit en %(costs)s voor kosten. Wie de meeste punten haalt, krijgt de opdracht."
        )
        blocks.append(Paragraph(text % {"quality": number(quality), "costs": number(costs)}))
    else:
        blocks.append(
            Paragraph(
                _("De inschrijvingen zijn beoordeeld op de criteria en met de methode uit de inschrijvingsleidraad.")
            )
        )
    if any(one.kind == "graded" for one in facts.criteria):
        text = _(
            "Elke beoordelaar gaf eerst alleen een cijfer met een toelichting. Daarna heeft de commissie de cijfers "
            "besproken en vastgesteld. Pas toen zijn de prijzen geopend."
        )
        blocks.append(Paragraph(text))
    return blocks


def _note(facts: LetterFacts) -> list[Block]:
    return [Paragraph(facts.letter.personal_note)] if facts.letter.personal_note.strip() else []


def _standstill(facts: LetterFacts) -> list[Block]:
    tender = facts.decision.evaluation.lot.tender
    count = counted(tender, facts.standstill.send_on)
    figures = {
        "days": count.days,
        "first": dutch_date(count.first),
        "end": dutch_date(facts.standstill.ends_on),
        "raw": dutch_date(count.raw_end),
    }
    blocks: list[Block] = [
        Heading(_("Opschortende termijn"), number="5"),
        Paragraph(
            _(
                "De opschortende termijn van %(days)s kalenderdagen begint op %(first)s en eindigt op %(end)s om "
                "23.59 uur, Nederlandse tijd. Tot en met die dag sluiten wij de overeenkomst niet."
            )
            % figures,
            tone="strong",
        ),
    ]
    if count.raw_end != facts.standstill.ends_on:
        shift = (
            _(
                "De %(days)se dag is %(raw)s. Dat is geen werkdag. Daarom loopt de termijn door tot en met %(end)s "
                "(Algemene termijnenwet)."
            )
            if NATIONAL.free_day(count.raw_end)
            else _(
                "De %(days)se dag is %(raw)s. Een termijn telt ten minste twee werkdagen. Daarom loopt zij door tot en "
                "met %(end)s (Algemene termijnenwet)."
            )
        )
        blocks.append(Paragraph(shift % figures))
    return blocks


def _what_now(facts: LetterFacts) -> list[Block]:
    organisation = facts.decision.evaluation.lot.tender.organisation
    end = dutch_date(facts.standstill.ends_on)
    items = [
        _(
            "Uitleg vragen. Stel uw vraag via het platform van de aanbesteding; wij lichten de beslissing "
            "graag toe. Een gesprek geeft geen nieuwe redenen."
        ),
    ]
    if organisation.complaint_desk:
        desk = _("Een klacht indienen bij ons klachtenmeldpunt: %(desk)s. Een klacht verlengt de termijn niet.")
        items.append(desk % {"desk": ", ".join(organisation.complaint_desk.split("\n")).rstrip(".")})
    items.append(
        _(
            "Een kort geding starten bij de rechtbank %(court)s. Dat kan tot en met %(end)s om 23.59 uur; de "
            "dagvaarding moet dan aan ons zijn betekend. Stuur ons een kopie. Na deze termijn kunt u zich in "
            "beginsel niet meer tegen deze beslissing verzetten."
        )
        % {"court": organisation.court_city, "end": end}
    )
    blocks: list[Block] = [Heading(_("Wat u kunt doen"), number="6")]
    if facts.letter.kind != LetterKind.AWARD:
        return [
            *blocks,
            Paragraph(_("Bent u het niet eens met deze beslissing, of hebt u vragen? U kunt:")),
            Bullets(items),
        ]
    return [*blocks, *_evidence(facts)]


def _evidence(facts: LetterFacts) -> list[Block]:
    tender = facts.decision.evaluation.lot.tender
    until = NATIONAL.nth_working_day(facts.standstill.send_on, EVIDENCE_DAYS)
    asked = [
        row.verification or row.text
        for row in Requirement.objects.filter(tender=tender, proof_moment=ProofMoment.AWARD).order_by("code")
    ]
    items = asked or [
        _("een uittreksel uit het handelsregister"),
        _("de gedragsverklaring aanbesteden"),
        _("de verklaring van de Belastingdienst over betaling van belastingen en premies"),
    ]
    return [
        Paragraph(
            _("Stuur ons uiterlijk op %(until)s de bewijsstukken bij uw Uniform Europees Aanbestedingsdocument:")
            % {"until": dutch_date(until)}
        ),
        Bullets(items),
        Paragraph(
            _(
                "Andere inschrijvers kunnen tot het einde van de opschortende termijn een kort geding aanhangig maken. "
                "Gebeurt dat, dan sluiten wij de overeenkomst niet voordat de voorzieningenrechter heeft beslist en "
                "laten wij u dat weten."
            )
        ),
    ]


def _reservations(facts: LetterFacts) -> list[Block]:
    texts = [
        _(
            "Deze mededeling is geen aanvaarding van uw aanbod (artikel 2.129 van de Aanbestedingswet "
            "2012). Een overeenkomst ontstaat pas als beide partijen haar hebben ondertekend."
        ),
    ]
    if facts.letter.kind == LetterKind.AWARD:
        texts.append(
            _(
                "Wij gunnen definitief nadat de termijn voorbij is en de bewijsstukken kloppen. U kunt "
                "aan deze brief nog geen rechten ontlenen."
            )
        )
    else:
        texts.append(
            _(
                "Deze brief bevat gegevens van uw eigen inschrijving en van de winnaar. Andere "
                "inschrijvers krijgen uw gegevens niet."
            )
        )
    return [Heading(_("Voorbehoud"), number="7"), *(Paragraph(text) for text in texts)]


def _closing(facts: LetterFacts) -> list[Block]:
    tender = facts.decision.evaluation.lot.tender
    person = facts.decision.decided_by
    lines: Sequence[str] = [
        tender.organisation.name,
        person.get_full_name(),
        person.job_title or _("mandaathouder"),
    ]
    # One paragraph, so that no page holds a name alone.
    return [Paragraph("\n".join([_("Met vriendelijke groet,"), *(line for line in lines if line)]))]
