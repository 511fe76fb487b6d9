"""How far stages 9 and 10 are, for the workspace and for lists of tenders."""

from collections.abc import Mapping, Sequence

from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.domain.vocabulary import BidState
from criteria.models import Bid, Evaluation, SealedPrice, Seat
from procurement.core import clock
from tenders.domain.vocabulary import StageState
from tenders.models import Tender


def bids_states(tender_ids: Sequence[int]) -> dict[int, StageState]:
    """Return tender id -> state of stage 9; findings are bids of which it is not settled whether they take part."""
    states = _evaluation_states(tender_ids)
    bids = Bid.objects.filter(lot__tender__in=tender_ids)
    registered = set(bids.values_list("lot__tender", flat=True))
    waiting = set(bids.filter(state=BidState.RECEIVED).values_list("lot__tender", flat=True))
    closed = Tender.objects.filter(pk__in=tender_ids, closing_at__lte=clock.now(), notice_sent_at__isnull=False)
    busy = registered | set(closed.values_list("pk", flat=True))
    return {pk: _bids_state(pk, states.get(pk), waiting, busy) for pk in tender_ids}


def assessment_states(tender_ids: Sequence[int]) -> dict[int, StageState]:
    """Return tender id -> state of stage 10; findings: conflicts without a measure, prices that nobody can read."""
    states = _evaluation_states(tender_ids)
    seats = Seat.objects.filter(evaluation__lot__tender__in=tender_ids)
    seated = set(seats.values_list("evaluation__lot__tender", flat=True))
    unmeasured = seats.filter(has_conflict=True, measure="").values_list("evaluation__lot__tender", flat=True)
    unread = SealedPrice.objects.filter(
        bid__lot__tender__in=tender_ids,
        bid__state=BidState.ADMITTED,
        opened_at__isnull=False,
        bid__opened_price__confirmed_at__isnull=True,
    )
    findings = set(unmeasured) | set(unread.values_list("bid__lot__tender", flat=True))
    found = {}
    for pk in tender_ids:
        state = states.get(pk)
        if state is None or (not is_at_least(state, EvaluationState.OPENED) and pk not in seated):
            found[pk] = StageState.EMPTY
        elif pk in findings:
            found[pk] = StageState.FINDINGS
        else:
            found[pk] = StageState.DONE if is_at_least(state, EvaluationState.PRICED) else StageState.BUSY
    return found


def _bids_state(pk: int, state: EvaluationState | None, waiting: set[int], busy: set[int]) -> StageState:
    if state is not None and is_at_least(state, EvaluationState.OPENED):
        return StageState.FINDINGS if pk in waiting else StageState.DONE
    return StageState.BUSY if pk in busy else StageState.EMPTY


def _evaluation_states(tender_ids: Sequence[int]) -> Mapping[int, EvaluationState]:
    """Of a tender with several lots the least far one counts."""
    found: dict[int, EvaluationState] = {}
    for pk, state in Evaluation.objects.filter(lot__tender__in=tender_ids).values_list("lot__tender", "state"):
        known = found.get(pk)
        if known is None or is_at_least(known, EvaluationState(state)):
            found[pk] = EvaluationState(state)
    return found
