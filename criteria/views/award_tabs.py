"""The tabs of stage 11, and the documents that it makes."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.models import Evaluation
from criteria.services import award_documents
from procurement.core.http import Request
from procurement.core.models import BackgroundJob, StoredFile
from procurement.core.services.jobs import request_job
from procurement.core.tasks import run_job
from procurement.core.templatetags.formats import dutch_datetime
from tenders.workspace import frame

# The last word of an address -> the document it asks for.
DOCUMENTS = {"beoordelingsverslag": award_documents.REPORT, "proces-verbaal": award_documents.RECORD}


def award_frame(request: Request, evaluation: Evaluation, current: str) -> dict[str, Any]:
    """Return the frame of a page of stage 11, with the tabs that exist by now and that this person may open."""
    tender = evaluation.lot.tender
    return {**frame(request, tender, "award"), "evaluation": evaluation, "tabs": _tabs(request, evaluation, current)}


def document_panels(request: Request, evaluation: Evaluation) -> list[dict[str, Any]]:
    """Return the documents of this state: newest file, the person's own job, and where to ask for it."""
    kinds = [award_documents.REPORT]
    if is_at_least(EvaluationState(evaluation.state), EvaluationState.DECIDED):
        kinds.append(award_documents.RECORD)
    return [_panel(request, evaluation, kind) for kind in kinds]


def request_document(request: Request, evaluation: Evaluation, kind: str) -> BackgroundJob:
    """Ask for a document as a job; the same content is made once."""
    return request_job(
        kind,
        fingerprint=award_documents.fingerprint(evaluation, kind),
        actor=request.user,
        organisation=evaluation.lot.tender.organisation,
        params={"evaluation": evaluation.pk, "kind": kind},
        enqueue=run_job.delay,
    )


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


def _panel(request: Request, evaluation: Evaluation, kind: str) -> dict[str, Any]:
    stored = StoredFile.objects.filter(kind=kind, target_id=evaluation.pk).order_by("-created_at").first()
    jobs = BackgroundJob.objects.filter(kind=kind, requested_by=request.user, params__evaluation=evaluation.pk)
    job = jobs.select_related("result").order_by("-created_at").first()
    word = next(word for word, found in DOCUMENTS.items() if found == kind)
    title = award_documents.TITLES[kind]
    return {
        "title": title,
        "files": [
            {
                "name": title,
                "url": stored.get_absolute_url(),
                "size": filesizeformat(stored.size),
                "kind": "PDF",
                "note": dutch_datetime(stored.created_at, "medium"),
            }
        ]
        if stored is not None
        else [],
        "job": None if stored is not None and (job is None or job.result_id is not None) else job,
        "url": reverse("criteria:award_document", args=[evaluation.lot.tender_id, word]),
    }
