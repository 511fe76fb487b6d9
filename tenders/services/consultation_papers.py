"""The papers of a market consultation as PDF, made in the background: the questions, and the report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import User
from procurement.core import documents, pdf
from procurement.core.domain.blocks import Document
from procurement.core.domain.canonical import sha256_hex
from procurement.core.extension_points import JobFile, Report, Text
from procurement.core.models import BackgroundJob
from procurement.core.services import jobs
from tenders.models import MarketConsultation, Tender
from tenders.services.consultation_document import build_document
from tenders.services.consultation_report import build_report

DOCUMENT, REPORT = "market.document", "market.report"
# Raise it when the same data must give other papers.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper: what it is called, the start of its file name, and what builds it."""

    label: Text
    file_name: str
    build: Callable[[MarketConsultation], Document]


PAPERS: Mapping[str, Paper] = MappingProxyType(
    {
        DOCUMENT: Paper(_("Document marktconsultatie"), "marktconsultatie", build_document),
        REPORT: Paper(_("Verslag marktconsultatie"), "verslag-marktconsultatie", build_report),
    }
)


@dataclass(frozen=True, slots=True)
class PaperJob:
    """The newest paper of a kind that this person asked for. is_current: made from the texts as they are now."""

    job: BackgroundJob
    is_current: bool


def request_paper(
    kind: str, consultation: MarketConsultation, *, actor: User, enqueue: Callable[[str], object]
) -> BackgroundJob:
    """Return the job that makes, or made, this paper of these texts for this person. kind: a key of ``PAPERS``."""
    tender = consultation.tender
    return jobs.request_job(
        kind,
        fingerprint=fingerprint(PAPERS[kind].build(consultation)),
        actor=actor,
        organisation=tender.organisation,
        params={"consultation": consultation.pk, "tender": tender.pk},
        enqueue=enqueue,
    )


def newest_job(kind: str, consultation: MarketConsultation, user: User) -> PaperJob | None:
    """Return the last paper of this kind that this person asked for, or None."""
    asked = BackgroundJob.objects.select_related("result").filter(kind=kind, requested_by=user)
    job = asked.filter(params__consultation=consultation.pk).first()
    if job is None:
        return None
    return PaperJob(job, job.fingerprint == fingerprint(PAPERS[kind].build(consultation)))


def run_paper(job: BackgroundJob, report: Report) -> JobFile:
    """Make the paper as PDF; the work of a background job."""
    consultation = MarketConsultation.objects.select_related("tender__organisation").get(pk=job.params["consultation"])
    paper = PAPERS[job.kind]
    report(20, _("Opmaken"))
    html = documents.render_html(paper.build(consultation))
    report(40, _("PDF maken"))
    name = f"{paper.file_name}-{slugify(consultation.tender.reference)}.pdf"
    return JobFile(pdf.render_pdf(html), name=name, kind=job.kind, target_id=consultation.tender_id)


def readable_targets(user: Any, tender_ids: Sequence[int]) -> set[int]:
    """Return the tenders whose papers this person may read: those that they see."""
    return set(Tender.objects.visible_to(user).filter(pk__in=tender_ids).values_list("pk", flat=True))


def fingerprint(document: Document) -> str:
    """Return the SHA-256 over all that decides the bytes of a paper."""
    return sha256_hex({"version": VERSION, "html": documents.render_html(document)})
