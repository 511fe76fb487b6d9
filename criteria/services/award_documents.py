"""The evaluation report and the award record (proces-verbaal van gunning, Aw 2012 art. 2.132) as files."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy, override

from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.models import Computation, Evaluation
from criteria.services import award_record, evaluation_report
from procurement.core.domain.blocks import Document
from procurement.core.extension_points import Report
from procurement.core.models import AuditHead
from procurement.core.services.papers import Made, Paper, fingerprint_of

REPORT = "criteria.evaluation_report"
RECORD = "criteria.award_record"
TITLES = {REPORT: gettext_lazy("Beoordelingsverslag"), RECORD: gettext_lazy("Proces-verbaal van gunning")}
_NAMES = {REPORT: "beoordelingsverslag", RECORD: "proces-verbaal-van-gunning"}


def paper_of(evaluation: Evaluation, kind: str) -> Paper:
    """Return the document as it stands now, as it can be asked for.

    The head of the audit chain is printed in it but does not count for its content: asking writes an event itself.
    """
    return Paper(
        kind,
        TITLES[kind],
        fingerprint_of(document_of(evaluation, kind, head="")),
        {"evaluation": evaluation.pk, "kind": kind},
    )


def build(job: Any, report: Report) -> Made:
    """Build the document that the job asks for."""
    rows = Evaluation.objects.select_related("lot__tender__organisation", "lot__award_model")
    evaluation = rows.get(pk=job.params["evaluation"])
    kind = job.params["kind"]
    document = document_of(evaluation, kind, head=head_hash(evaluation))
    return Made(name=_NAMES[kind], kind=kind, target_id=evaluation.pk, document=document)


def head_hash(evaluation: Evaluation) -> str:
    """Return the hash of the last link of the organisation's audit chain."""
    head = AuditHead.objects.filter(stream=f"organisation:{evaluation.organisation_id}").first()
    return head.hash if head is not None else ""


def readers_of(user: Any, evaluation_ids: Sequence[int]) -> set[int]:
    """Return the evaluations of which this person may read the report and the record."""
    rows = Evaluation.objects.select_related("lot__tender__organisation").filter(pk__in=evaluation_ids)
    return {row.pk for row in rows if user.has_perm("criteria.view_result", row)}


def document_of(evaluation: Evaluation, kind: str, *, head: str) -> Document:
    """Return the document of this kind, in the language of the tender.

    Raises:
        Computation.DoesNotExist: nothing is computed yet.
    """
    computation = Computation.objects.filter(evaluation=evaluation).select_related("evaluation__lot").first()
    if computation is None:
        raise Computation.DoesNotExist
    with override(evaluation.lot.tender.language):
        if kind == RECORD and is_at_least(EvaluationState(evaluation.state), EvaluationState.DECIDED):
            return award_record.document(evaluation, head)
        return evaluation_report.document(evaluation, computation, head)
