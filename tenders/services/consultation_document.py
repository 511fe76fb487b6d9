"""The document with which the market is consulted: what is meant, what is asked, and how everybody gets the same."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from procurement.core.domain.blocks import Block, Document, Facts, Heading, Paragraph, Table
from procurement.core.domain.decimals import format_unit
from procurement.core.templatetags.formats import dutch_date
from tenders.models import MarketConsultation, Tender


def build_document(consultation: MarketConsultation) -> Document:
    """Return the consultation document as a tree of blocks, in the language of the tender."""
    tender = consultation.tender
    with override(tender.language):
        return Document(
            title=_("Marktconsultatie"),
            subtitle=tender.title,
            blocks=[
                *_purpose(consultation),
                *_authority(tender),
                *_contract(tender),
                *_questions(consultation),
                *_course(consultation),
                *_answering(consultation),
            ],
            organisation=tender.organisation.name,
            reference=tender.reference,
            language=tender.language,
            facts=[
                (_("Aanbestedende dienst"), tender.organisation.name),
                (_("Kenmerk"), tender.reference),
                (_("Reageren tot en met"), dutch_date(consultation.respond_by) or _("zie het platform")),
            ],
        )


def _purpose(consultation: MarketConsultation) -> list[Block]:
    return [
        Heading(_("Inleiding en doel"), number="1"),
        Paragraph(consultation.purpose),
        Paragraph(
            _(
                "Dit is geen aanbesteding. Meedoen geeft geen rechten en geen voorsprong; niet meedoen geeft geen "
                "achterstand. Wij vergoeden geen kosten."
            ),
            tone="note",
        ),
    ]


def _authority(tender: Tender) -> list[Block]:
    blocks: list[Block] = [Heading(_("De organisatie en de aanleiding"), number="2")]
    texts = [tender.organisation.vision, tender.occasion]
    blocks += [Paragraph(text) for text in texts if text.strip()]
    if tender.definition:
        blocks += [
            Paragraph(_("Onder circulariteit verstaan wij in dit project:")),
            Paragraph(tender.definition, tone="lead"),
        ]
    return blocks


def _contract(tender: Tender) -> list[Block]:
    blocks: list[Block] = [Heading(_("De voorgenomen opdracht"), number="3")]
    blocks.append(Paragraph(tender.description or _("De opdracht wordt na deze consultatie uitgewerkt.")))
    rows = [
        (
            ambition.code,
            ambition.title,
            format_unit(ambition.baseline, ambition.unit),
            format_unit(ambition.target, ambition.unit),
            str(ambition.target_year),
        )
        for ambition in tender.ambitions.all()
    ]
    if rows:
        header = (_("Nr."), _("Ambitie"), _("Nu"), _("Doel"), _("Jaar"))
        align = ("left", "left", "right", "right", "right")
        widths = (8, 44, 18, 18, 12)
        blocks.append(Table(_("Wat wij willen bereiken"), header, rows, align=align, widths=widths))
    return blocks


def _questions(consultation: MarketConsultation) -> list[Block]:
    blocks: list[Block] = [
        Heading(_("Vragen aan de markt"), number="4"),
        Paragraph(_("Alle partijen krijgen dezelfde vragen. U hoeft niet elke vraag te beantwoorden.")),
    ]
    theme = ""
    for question in consultation.questions.all():
        if question.theme != theme:
            theme = question.theme
            blocks.append(Heading(theme, level=2))
        blocks.append(Paragraph(f"{question.number}. {question.text}", tone="strong"))
        if question.why:
            blocks.append(Paragraph(_("Waarom wij dit vragen: %(why)s") % {"why": question.why}))
    return blocks


def _course(consultation: MarketConsultation) -> list[Block]:
    blocks: list[Block] = [
        Heading(_("Werkwijze en gelijk speelveld"), number="5"),
        Facts(
            [
                (_("Kanaal"), consultation.channel or _("het aanbestedingsplatform")),
                (_("Reageren tot en met"), dutch_date(consultation.respond_by) or _("zie het platform")),
                (_("Datum consultatie"), dutch_date(consultation.held_on)),
            ]
        ),
    ]
    if consultation.level_field_measures:
        blocks.append(Paragraph(consultation.level_field_measures))
    return blocks


def _answering(consultation: MarketConsultation) -> list[Block]:
    return [
        Heading(_("Vertrouwelijkheid en hoe u reageert"), number="6"),
        Paragraph(
            _(
                "Van de consultatie maken wij een openbaar verslag zonder te zeggen wie wat antwoordde. Uw naam staat "
                "er alleen in als u dat goedvindt. Zeg bij uw reactie of dat mag, en welke onderdelen vertrouwelijk "
                "zijn. Op onze stukken is de Wet open overheid van toepassing."
            )
        ),
        Paragraph(_("U reageert per vraag, met het nummer erbij, alleen via het genoemde kanaal.")),
    ]
