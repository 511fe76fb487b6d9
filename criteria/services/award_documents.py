"""The evaluation report and the award record (proces-verbaal van gunning, Aw 2012 art. 2.132) as PDF."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.models import Computation, Evaluation
from criteria.services import award_record, evaluation_report
from procurement.core.documents import render_html
from procurement.core.domain.blocks import Document
from procurement.core.extension_points import JobFile, Report
from procurement.core.models import AuditHead
from procurement.core.pdf import render_pdf

REPORT = "criteria.evaluation_report"
RECORD = "criteria.award_record"
TITLES = {REPORT: gettext_lazy("Beoordelingsverslag"), RECORD: gettext_lazy("Proces-verbaal van gunning")}
_NAMES = {REPORT: "beoordelingsverslag.pdf", RECORD: "proces-verbaal-van-gunning.pdf"}


def fingerprint(evaluation: Evaluation, kind: str) -> str:
    """Return the SHA-256 of all that decides the document: the same content is made once.

    The head of the audit chain is printed in it but not counted: asking for a document writes an event itself.
    """
    return hashlib.sha256(_html(evaluation, kind, head="").encode()).hexdigest()


def run(job: Any, report: Report) -> JobFile:
    """Make the document that the job asks for. params: evaluation, kind."""
    rows = Evaluation.objects.select_related("lot__tender__organisation", "lot__award_model")
    evaluation = rows.get(pk=job.params["evaluation"])
    kind = job.params["kind"]
    report(20, _("Gegevens verzamelen"))
    html = _html(evaluation, kind, head=head_hash(evaluation))
    report(50, _("Opmaken"))
    return JobFile(content=render_pdf(html), name=_NAMES[kind], kind=kind, target_id=evaluation.pk)


def head_hash(evaluation: Evaluation) -> str:
    """Return the hash of the last link of the organisation's audit chain."""
    head = AuditHead.objects.filter(stream=f"organisation:{evaluation.organisation_id}").first()
    return head.hash if head is not None else ""


def readers_of(user: Any, evaluation_ids: Sequence[int]) -> set[int]:
    """Return the evaluations of which this person may read the report and the record."""
    rows = Evaluation.objects.select_related("lot__tender__organisation").filter(pk__in=evaluation_ids)
    return {row.pk for row in rows if user.has_perm("criteria.view_result", row)}


def document_of(evaluation: Evaluation, kind: str, *, head: str) -> Document:
    """Return the document of this kind.

    Raises:
        Computation.DoesNotExist: nothing is computed yet.
    """
    computation = Computation.objects.filter(evaluation=evaluation).select_related("evaluation__lot").first()
    if computation is None:
        raise Computation.DoesNotExist
    if kind == RECORD and is_at_least(EvaluationState(evaluation.state), EvaluationState.DECIDED):
        return award_record.document(evaluation, head)
    return evaluation_report.document(evaluation, computation, head)


def _html(evaluation: Evaluation, kind: str, *, head: str) -> str:
    with override(evaluation.lot.tender.language):
        return render_html(document_of(evaluation, kind, head=head))
