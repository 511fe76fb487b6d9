"""The papers of a market consultation: the questions, and the report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from procurement.core.domain.blocks import Document
from procurement.core.extension_points import Report, Text
from procurement.core.models import BackgroundJob
from procurement.core.services.papers import Made, Paper, fingerprint_of
from tenders.models import MarketConsultation, Tender
from tenders.services.consultation_document import build_document
from tenders.services.consultation_report import build_report

DOCUMENT, REPORT = "market.document", "market.report"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper: what it is called, the start of its file name, and what builds it."""

    label: Text
    file_name: str
    build: Callable[[MarketConsultation], Document]


PAPERS: Mapping[str, PaperKind] = MappingProxyType(
    {
        DOCUMENT: PaperKind(_("Document marktconsultatie"), "marktconsultatie", build_document),
        REPORT: PaperKind(_("Verslag marktconsultatie"), "verslag-marktconsultatie", build_report),
    }
)


def paper_of(kind: str, consultation: MarketConsultation) -> Paper:
    """Return the paper as the texts are now. kind: a key of ``PAPERS``."""
    return Paper(
        kind,
        PAPERS[kind].label,
        fingerprint_of(PAPERS[kind].build(consultation)),
        {"consultation": consultation.pk, "tender": consultation.tender_id},
    )


def build_paper(job: BackgroundJob, report: Report) -> Made:
    """Build the paper that the job asks for."""
    consultation = MarketConsultation.objects.select_related("tender__organisation").get(pk=job.params["consultation"])
    kind = PAPERS[job.kind]
    return Made(
        name=f"{kind.file_name}-{slugify(consultation.tender.reference)}",
        kind=job.kind,
        target_id=consultation.tender_id,
        document=kind.build(consultation),
    )


def readable_targets(user: Any, tender_ids: Sequence[int]) -> set[int]:
    """Return the tenders whose papers this person may read: those that they see."""
    return set(Tender.objects.visible_to(user).filter(pk__in=tender_ids).values_list("pk", flat=True))
