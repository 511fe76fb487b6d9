"""The tabs of stage 11, and the documents that it makes."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.models import Evaluation
from criteria.services import award_documents
from procurement.core.http import Request
from procurement.core.services.papers import offers_of
from tenders.workspace import frame

# The last word of an address -> the document it asks for.
DOCUMENTS = {"beoordelingsverslag": award_documents.REPORT, "proces-verbaal": award_documents.RECORD}


def award_frame(request: Request, evaluation: Evaluation, current: str) -> dict[str, Any]:
    """Return the frame of a page of stage 11, with the tabs that exist by now and that this person may open."""
    tender = evaluation.lot.tender
    return {**frame(request, tender, "award"), "evaluation": evaluation, "tabs": _tabs(request, evaluation, current)}


def document_panels(request: Request, evaluation: Evaluation) -> list[dict[str, Any]]:
    """Return the documents of this state: their formats, and where to ask for them."""
    kinds = [award_documents.REPORT]
    if is_at_least(EvaluationState(evaluation.state), EvaluationState.DECIDED):
        kinds.append(award_documents.RECORD)
    papers = [award_documents.paper_of(evaluation, kind) for kind in kinds]
    words = {kind: word for word, kind in DOCUMENTS.items()}
    return [
        {
            "title": paper.title,
            "offers": offered,
            "url": reverse("criteria:award_document", args=[evaluation.lot.tender_id, words[paper.kind]]),
        }
        for paper, offered in zip(papers, offers_of(papers, person=request.user), strict=True)
    ]


def _tabs(request: Request, evaluation: Evaluation, current: str) -> list[dict[str, Any]]:
    pages = [("award", _("Uitslag"))]
    if request.user.has_perm("criteria.view_result", evaluation):
        pages += [
            ("award_explanation", _("Uitleg")),
            ("award_costs", _("Kosten")),
            ("award_sensitivity", _("Gevoeligheid")),
            ("decision", _("Besluit")),
        ]
    if request.user.has_perm("criteria.view_letters", evaluation):
        pages += [("letters", _("Brieven")), ("standstill", _("Termijn"))]
    tender_id = evaluation.lot.tender_id
    return [
        {"label": label, "url": reverse(f"criteria:{name}", args=[tender_id]), "current": name == current}
        for name, label in pages
        if len(pages) > 1
    ]
