"""The standstill: a summons served in it, and the final award after it (Aw 2012 art. 2.127, 2.131)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.models import Evaluation, Standstill
from criteria.services import evaluation as evaluations
from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.templatetags.formats import dutch_date
from tenders.domain.lifecycle import TenderState
from tenders.services import lifecycle


def standstill_of(evaluation: Evaluation) -> Standstill | None:
    """Return the standstill of the decision, or None before the decision."""
    rows = Standstill.objects.filter(decision__evaluation=evaluation.pk)
    return rows.select_related("act", "final_by").order_by("-decision_id").first()


@transaction.atomic
def record_summons(evaluation_id: int, *, actor: User, summons_on: date, summons_note: str) -> Standstill:
    """Record that a summons was served within the term, and return the standstill; it blocks the final award.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state" or "summons_outside".
    """
    evaluation, standstill = _running(evaluation_id)
    if summons_on > clock.today() or summons_on < _sent_day(standstill):
        raise EvaluationError("summons_outside")
    standstill.summons_on, standstill.summons_note = summons_on, summons_note.strip()
    standstill.ruled_on, standstill.ruling_note = None, ""
    standstill.save(update_fields=["summons_on", "summons_note", "ruled_on", "ruling_note", "updated_at"])
    audit.record("standstill.summoned", actor=actor, target=evaluation, summons_on=summons_on.isoformat())
    return standstill


@transaction.atomic
def record_ruling(evaluation_id: int, *, actor: User, ruled_on: date, ruling_note: str) -> Standstill:
    """Record the ruling in first instance, and return the standstill; it lifts the block (rule STD-03).

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "no_summons" or "ruling_before_summons".
    """
    evaluation, standstill = _running(evaluation_id)
    if standstill.summons_on is None:
        raise EvaluationError("no_summons")
    if ruled_on < standstill.summons_on or ruled_on > clock.today():
        raise EvaluationError("ruling_before_summons")
    standstill.ruled_on, standstill.ruling_note = ruled_on, ruling_note.strip()
    standstill.save(update_fields=["ruled_on", "ruling_note", "updated_at"])
    audit.record("standstill.ruled", actor=actor, target=evaluation, ruled_on=ruled_on.isoformat())
    return standstill


@transaction.atomic
def finalise(evaluation_id: int, *, actor: User) -> Standstill:
    """Award finally once the term is over, and return the standstill; with the last lot the tender is awarded.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "standstill_running" (rule STD-01) or "summons_open" (rule
            STD-03).
    """
    evaluation, standstill = _running(evaluation_id)
    obstacle = obstacle_of(standstill)
    if obstacle is not None:
        raise obstacle
    standstill.final_at, standstill.final_by = clock.now(), actor
    standstill.save(update_fields=["final_at", "final_by", "updated_at"])
    evaluations.move(evaluation, EvaluationState.FINAL, at=clock.now())
    if not _others_running(evaluation):
        lifecycle.transition(evaluation.lot.tender_id, TenderState.AWARDED, actor=actor)
    audit.record("award.final", actor=actor, target=evaluation, winner=standstill.decision.winner.code)
    return standstill


def obstacle_of(standstill: Standstill) -> EvaluationError | None:
    """Return why the award cannot be made final now, or None."""
    if clock.today() <= standstill.ends_on:
        return EvaluationError("standstill_running", ends_on=dutch_date(standstill.ends_on))
    if standstill.summons_on is not None and standstill.ruled_on is None:
        return EvaluationError("summons_open")
    return None


def _running(evaluation_id: int) -> tuple[Evaluation, Standstill]:
    evaluation = evaluations.lock(evaluation_id)
    evaluations.require_running(evaluation)
    evaluations.require_state(evaluation, EvaluationState.STANDSTILL)
    rows: Any = Standstill.objects.select_for_update(of=("self",)).select_related("decision__winner")
    return evaluation, rows.get(decision__evaluation=evaluation)


def _sent_day(standstill: Standstill) -> date:
    return timezone.localtime(standstill.sent_at).date() if standstill.sent_at else standstill.send_on


def _others_running(evaluation: Evaluation) -> bool:
    lots = evaluation.lot.tender.lots.exclude(pk=evaluation.lot_id)
    return lots.exclude(evaluation__state=EvaluationState.FINAL).exists()
