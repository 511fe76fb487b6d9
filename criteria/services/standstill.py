"""The standstill, and the final award after it (Aw 2012 art. 2.127, 2.131). Summonses: see ``summonses``."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.models import Evaluation, Standstill, Summons
from criteria.services import evaluation as evaluations
from criteria.services.summonses import require_none_open
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
def finalise(evaluation_id: int, *, actor: User) -> Standstill:
    """Award finally once the term is over, and return the standstill; with the last lot the tender is awarded.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "not_allowed", "standstill_running" (rule STD-01) or
            "summons_open" (rule STD-03).
    """
    evaluation = evaluations.lock(evaluation_id)
    evaluations.require_running(evaluation)
    evaluations.require_state(evaluation, EvaluationState.STANDSTILL)
    evaluations.require_may(actor, "criteria.finalise_award", evaluation)
    rows: Any = Standstill.objects.select_for_update(of=("self",)).select_related("decision__winner")
    standstill: Standstill = rows.get(decision__evaluation=evaluation)
    obstacle = obstacle_of(standstill)
    if obstacle is not None:
        raise obstacle
    require_none_open(evaluation)
    standstill.final_at, standstill.final_by = clock.now(), actor
    standstill.save(update_fields=["final_at", "final_by", "updated_at"])
    evaluations.move(evaluation, EvaluationState.FINAL, at=clock.now())
    if not _others_running(evaluation):
        lifecycle.transition(evaluation.lot.tender_id, TenderState.AWARDED, actor=actor)
    audit.record("award.final", actor=actor, target=evaluation, winner=standstill.decision.winner.code)
    return standstill


def obstacle_of(standstill: Standstill, open_summonses: Sequence[Summons] = ()) -> EvaluationError | None:
    """Return why the award cannot be made final now, or None. open_summonses: those of it that have not ended."""
    if clock.today() <= standstill.ends_on:
        return EvaluationError("standstill_running", ends_on=dutch_date(standstill.ends_on))
    if open_summonses:
        return EvaluationError("summons_open", parties=[one.party for one in open_summonses])
    return None


def _others_running(evaluation: Evaluation) -> bool:
    lots = evaluation.lot.tender.lots.exclude(pk=evaluation.lot_id)
    return lots.exclude(evaluation__state=EvaluationState.FINAL).exists()
