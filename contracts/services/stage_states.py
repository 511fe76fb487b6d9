"""How far stage 12 is, for the workspace and for lists of tenders."""

from collections.abc import Sequence

from contracts.domain.vocabulary import ContractState
from contracts.models import Contract
from contracts.services.promises import lost_promises
from contracts.services.scorecard import open_quarters
from criteria.domain.lifecycle import EvaluationState
from criteria.models import Evaluation
from tenders.domain.vocabulary import StageState


def contract_states(tender_ids: Sequence[int]) -> dict[int, StageState]:
    """Return tender id -> state of stage 12; findings are promises that no KPI measures.

    Of a tender with several lots the contract that asks most counts.
    """
    rows = Contract.objects.filter(lot__tender__in=tender_ids).select_related("lot")
    contracts = list(rows)
    lost, waiting = lost_promises(contracts), open_quarters(contracts)
    by_tender: dict[int, set[StageState]] = {pk: set() for pk in tender_ids}
    for contract in contracts:
        state = _state(contract, has_lost=bool(lost[contract.pk]), is_waiting=contract.pk in waiting)
        by_tender[contract.lot.tender_id].add(state)
    final = Evaluation.objects.filter(lot__tender__in=tender_ids, state=EvaluationState.FINAL, lot__contract=None)
    for pk in final.values_list("lot__tender", flat=True):
        by_tender[pk].add(StageState.BUSY)
    return {pk: _worst(states) for pk, states in by_tender.items()}


def _state(contract: Contract, *, has_lost: bool, is_waiting: bool) -> StageState:
    if has_lost:
        return StageState.FINDINGS
    if contract.state == ContractState.PREPARING or is_waiting:
        return StageState.BUSY
    return StageState.DONE


def _worst(states: set[StageState]) -> StageState:
    order = (StageState.FINDINGS, StageState.BUSY, StageState.DONE)
    return next((state for state in order if state in states), StageState.EMPTY)
