"""The report of a market consultation, as a document: what was asked, answered and concluded, traceable to no firm."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from procurement.core.domain.blocks import Block, Bullets, Document, Facts, Heading, Paragraph, Table
from procurement.core.templatetags.formats import dutch_date
from tenders.domain.consultation import in_no_order, names_in, without_names
from tenders.domain.vocabulary import FollowUp
from tenders.labels import FOLLOW_UP_LABELS
from tenders.models import ConsultationQuestion, ConsultationResponse, MarketConsultation


@dataclass(frozen=True, slots=True)
class Leak:
    """A text that names a party without its consent. where: "question", "answer", "summary" or "conclusion"."""

    where: str
    number: int
    party: str


def find_leaks(consultation: MarketConsultation) -> list[Leak]:
    """Return where a text that will be printed names a party that gave no consent; the report leaves the name out."""
    parties = _unnamed(list(consultation.responses.all()))
    found = []
    for question in consultation.questions.prefetch_related("answers"):
        printed = [("question", question.text)]
        if question.summary.strip():
            printed.append(("summary", question.summary))
        else:
            printed += [("answer", answer.text) for answer in question.answers.all()]
        found += [Leak(where, question.number, party) for where, text in printed for party in names_in(text, parties)]
    for conclusion in consultation.conclusions.all():
        text = f"{conclusion.text} {conclusion.reason}"
        found += [Leak("conclusion", conclusion.number, party) for party in names_in(text, parties)]
    return found


def build_report(consultation: MarketConsultation) -> Document:
    """Return the report as a tree of blocks, in the language of the tender."""
    tender = consultation.tender
    with override(tender.language):
        responses = list(consultation.responses.all())
        clean = _cleaner(responses)
        blocks: list[Block] = [
            *_course(consultation),
            *_participants(responses),
            *_answers(consultation, clean),
            *_conclusions(consultation, clean),
            *_level_field(consultation),
        ]
        return Document(
            title=_("Verslag marktconsultatie"),
            subtitle=tender.title,
            blocks=blocks,
            organisation=tender.organisation.name,
            reference=tender.reference,
            language=tender.language,
            facts=[
                (_("Aanbestedende dienst"), tender.organisation.name),
                (_("Kenmerk"), tender.reference),
                (_("Datum consultatie"), dutch_date(consultation.held_on)),
                (_("Aantal reacties"), str(len(responses))),
            ],
        )


def _course(consultation: MarketConsultation) -> list[Block]:
    who = (
        _("De consultatie was openbaar: iedereen kon reageren.")
        if consultation.is_open
        else _("De consultatie was gericht aan genodigde partijen.")
    )
    pairs = [(_("Kanaal"), consultation.channel), (_("Datum"), dutch_date(consultation.held_on))]
    if consultation.respond_by:
        pairs.append((_("Reageren tot en met"), dutch_date(consultation.respond_by)))
    texts = [consultation.purpose, who]
    if not consultation.is_open:
        texts.append(consultation.invitation_motivation)
    return [
        Heading(_("Doel en verloop"), number="1"),
        Paragraph("\n\n".join(texts)),
        Facts(pairs),
        Paragraph(
            _(
                "Een marktconsultatie is geen aanbesteding. Aan deelname en aan dit verslag kan niemand rechten "
                "ontlenen; wie niet meedeed heeft geen achterstand."
            ),
            tone="note",
        ),
    ]


def _participants(responses: Sequence[ConsultationResponse]) -> list[Block]:
    named = sorted(response.party for response in responses if response.may_be_named)
    count = len(responses)
    text = ngettext("Eén partij heeft gereageerd.", "%(count)s partijen hebben gereageerd.", count) % {"count": count}
    blocks: list[Block] = [Heading(_("Deelnemers"), number="2"), Paragraph(text)]
    if named:
        blocks += [Paragraph(_("Met hun instemming noemen wij:")), Bullets(named)]
    if hidden := count - len(named):
        sentence = ngettext("Eén partij wordt niet genoemd.", "%(count)s partijen worden niet genoemd.", hidden) % {
            "count": hidden
        }
        blocks.append(Paragraph(sentence, tone="note"))
    return blocks


def _answers(consultation: MarketConsultation, clean: Callable[[str], str]) -> list[Block]:
    blocks: list[Block] = [
        Heading(_("Vragen en antwoorden"), number="3"),
        Paragraph(
            _(
                "Alle partijen kregen dezelfde vragen. De antwoorden staan hier zonder namen en in een volgorde "
                "die niets zegt over wie wat schreef."
            )
        ),
    ]
    for question in consultation.questions.prefetch_related("answers"):
        blocks.append(Heading(clean(question.text), level=2, number=f"3.{question.number}"))
        if question.why:
            blocks.append(Paragraph(_("Waarom wij dit vroegen: %(why)s") % {"why": question.why}, tone="note"))
        blocks += _answered(question, clean)
    return blocks


def _answered(question: ConsultationQuestion, clean: Callable[[str], str]) -> list[Block]:
    if question.summary.strip():
        return [Paragraph(clean(question.summary))]
    texts = in_no_order([clean(answer.text) for answer in question.answers.all()], salt=str(question.number))
    return [Bullets(texts)] if texts else [Paragraph(_("Niemand heeft deze vraag beantwoord."))]


def _conclusions(consultation: MarketConsultation, clean: Callable[[str], str]) -> list[Block]:
    rows = [
        (
            str(conclusion.number),
            clean(conclusion.text),
            str(FOLLOW_UP_LABELS[FollowUp(conclusion.follow_up)]),
            clean(conclusion.reason),
        )
        for conclusion in consultation.conclusions.all()
    ]
    heading = Heading(_("Conclusies en wat wij ermee doen"), number="4")
    if not rows:
        return [heading, Paragraph(_("Er zijn nog geen conclusies getrokken."))]
    header = (_("Nr."), _("Conclusie"), _("Wat wij ermee doen"), _("Toelichting"))
    return [heading, Table(_("Conclusies"), header, rows, widths=(6, 38, 16, 40))]


def _level_field(consultation: MarketConsultation) -> list[Block]:
    blocks: list[Block] = [Heading(_("Gelijk speelveld en vervolg"), number="5")]
    if consultation.level_field_measures:
        blocks.append(Paragraph(consultation.level_field_measures))
    if consultation.capable_firms is not None:
        count = consultation.capable_firms
        text = ngettext(
            "Naar ons beeld kan één partij de opdracht uitvoeren. Bij de eisen houden wij daarmee rekening.",
            "Naar ons beeld kunnen %(count)s partijen de opdracht uitvoeren. Bij de eisen houden wij daarmee rekening.",
            count,
        )
        blocks.append(Paragraph(text % {"count": count}))
    if consultation.report_published_on:
        day = dutch_date(consultation.report_published_on)
        blocks.append(Paragraph(_("Dit verslag is voor iedereen gepubliceerd op %(day)s.") % {"day": day}))
    else:
        blocks.append(Paragraph(_("Dit verslag wordt uiterlijk bij de aankondiging van de aanbesteding gepubliceerd.")))
    return blocks


def _cleaner(responses: Sequence[ConsultationResponse]) -> Callable[[str], str]:
    parties = _unnamed(responses)
    substitute = _("[een partij]")
    return lambda text: without_names(text, parties, substitute=substitute)


def _unnamed(responses: Sequence[ConsultationResponse]) -> list[str]:
    return [response.party for response in responses if not response.may_be_named]
