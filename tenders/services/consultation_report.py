"""The report of a market consultation, as a document: what was asked, answered and concluded, traceable to no firm."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from procurement.accounts.models import User
from procurement.core import documents, pdf
from procurement.core.domain.blocks import Block, Bullets, Document, Facts, Heading, Paragraph, Table
from procurement.core.domain.canonical import sha256_hex
from procurement.core.extension_points import JobFile, Report
from procurement.core.models import BackgroundJob
from procurement.core.services import jobs
from procurement.core.templatetags.formats import dutch_date
from tenders.domain.consultation import in_no_order, names_in, without_names
from tenders.domain.vocabulary import FollowUp
from tenders.labels import FOLLOW_UP_LABELS
from tenders.models import ConsultationQuestion, ConsultationResponse, MarketConsultation, Tender

KIND = "market.report"
# Raise it when the same data must give another document.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Leak:
    """A text that names a party without its consent. where: "question", "answer", "summary" or "conclusion"."""

    where: str
    number: int
    party: str


@dataclass(frozen=True, slots=True)
class ReportJob:
    """The newest report that this person asked for. is_current: it was made from the texts as they are now."""

    job: BackgroundJob
    is_current: bool


def request_report(consultation: MarketConsultation, *, actor: User, enqueue: Callable[[str], object]) -> BackgroundJob:
    """Return the job that makes, or made, the report of these texts for this person."""
    tender = consultation.tender
    return jobs.request_job(
        KIND,
        fingerprint=fingerprint(build_report(consultation)),
        actor=actor,
        organisation=tender.organisation,
        params={"consultation": consultation.pk, "tender": tender.pk, "title": str(_("Verslag marktconsultatie"))},
        enqueue=enqueue,
    )


def newest_job(consultation: MarketConsultation, user: User) -> ReportJob | None:
    """Return the last report that this person asked for, or None."""
    asked = BackgroundJob.objects.select_related("result").filter(kind=KIND, requested_by=user)
    job = asked.filter(params__consultation=consultation.pk).first()
    if job is None:
        return None
    return ReportJob(job, job.fingerprint == fingerprint(build_report(consultation)))


def run_report(job: BackgroundJob, report: Report) -> JobFile:
    """Make the report as PDF; the work of a background job."""
    consultation = MarketConsultation.objects.select_related("tender__organisation").get(pk=job.params["consultation"])
    document = build_report(consultation)
    report(20, _("Opmaken"))
    html = documents.render_html(document)
    report(40, _("PDF maken"))
    name = f"verslag-marktconsultatie-{slugify(consultation.tender.reference)}.pdf"
    return JobFile(pdf.render_pdf(html), name=name, kind=KIND, target_id=consultation.tender_id)


def readable_targets(user: Any, tender_ids: Sequence[int]) -> set[int]:
    """Return the tenders whose report this person may read: those that they see."""
    return set(Tender.objects.visible_to(user).filter(pk__in=tender_ids).values_list("pk", flat=True))


def fingerprint(document: Document) -> str:
    """Return the SHA-256 over all that decides the bytes of the report."""
    return sha256_hex({"version": VERSION, "html": documents.render_html(document)})


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
