"""Which steps the planning of a procedure has, in reading order, and from which of them the time to bid counts."""

from collections.abc import Mapping
from types import MappingProxyType

from tenders.domain.vocabulary import Procedure, StepKind

P, S = Procedure, StepKind
Steps = tuple[StepKind, ...]

_ASK: Steps = (S.QUESTIONS_UNTIL, S.CLARIFICATION)
_SELECT: Steps = (S.NOTICE, S.REQUESTS_CLOSING, S.SELECTION, S.INVITATION)
_DECIDE: Steps = (S.EVALUATION, S.AWARD_DECISION, S.STANDSTILL_END, S.CONTRACT)
_REPORT: Steps = (*_DECIDE, S.AWARD_NOTICE)
_ONE_ROUND: Steps = (S.NOTICE, *_ASK, S.CLOSING)
_TWO_ROUNDS: Steps = (*_SELECT, *_ASK, S.CLOSING)
_NEGOTIATED: Steps = (*_SELECT, *_ASK, S.FIRST_BIDS, S.NEGOTIATION_END, S.CLOSING)

STEPS: Mapping[Procedure, Steps] = MappingProxyType(
    {
        P.OPEN: (*_ONE_ROUND, *_REPORT),
        P.RESTRICTED: (*_TWO_ROUNDS, *_REPORT),
        P.COMPETITIVE_NEGOTIATION: (*_NEGOTIATED, *_REPORT),
        P.COMPETITIVE_DIALOGUE: (*_SELECT, S.DIALOGUE_END, *_ASK, S.CLOSING, *_REPORT),
        P.INNOVATION_PARTNERSHIP: (*_NEGOTIATED, *_REPORT),
        P.NEGOTIATED_WITHOUT_NOTICE: (S.NOTICE, S.CLOSING, *_REPORT),
        P.DESIGN_CONTEST: (*_ONE_ROUND, *_REPORT),
        P.SOCIAL_SERVICES: (*_ONE_ROUND, *_REPORT),
        P.DYNAMIC_PURCHASING: (*_TWO_ROUNDS, *_REPORT),
        P.FRAMEWORK_CALL_OFF: (*_ONE_ROUND, *_DECIDE),
        P.CONCESSION: (*_ONE_ROUND, *_REPORT),
        P.SBIR: (*_ONE_ROUND, *_DECIDE),
        P.NATIONAL_OPEN: (*_ONE_ROUND, *_REPORT),
        P.NATIONAL_RESTRICTED: (*_TWO_ROUNDS, *_REPORT),
        P.QUOTE: (*_ONE_ROUND, *_DECIDE),
        P.SINGLE_QUOTE: (S.NOTICE, S.CLOSING, S.AWARD_DECISION, S.CONTRACT),
    }
)
# Each step comes after those it depends on: the note is counted back from the closing, the questions from the note.
COMPUTED: Steps = (
    S.NOTICE,
    S.REQUESTS_CLOSING,
    S.SELECTION,
    S.INVITATION,
    S.DIALOGUE_END,
    S.FIRST_BIDS,
    S.NEGOTIATION_END,
    S.CLOSING,
    S.CLARIFICATION,
    S.QUESTIONS_UNTIL,
    S.EVALUATION,
    S.AWARD_DECISION,
    S.STANDSTILL_END,
    S.CONTRACT,
    S.AWARD_NOTICE,
)


def steps_of(procedure: Procedure) -> Steps:
    """Return the steps of a procedure in reading order."""
    return STEPS[procedure]


def previous(procedure: Procedure, step: StepKind) -> StepKind | None:
    """Return the step that comes before this one in the procedure, or None for the first and for one it has not."""
    steps = STEPS[procedure]
    place = steps.index(step) if step in steps else 0
    return steps[place - 1] if place else None


def bids_from(procedure: Procedure) -> StepKind:
    """Return the step from which the time for the (first) bids counts: the invitation after a selection."""
    return S.INVITATION if S.INVITATION in STEPS[procedure] else S.NOTICE


def asked_before(procedure: Procedure) -> StepKind:
    """Return the closing before which the last note goes out: that of the first bids, where there are two."""
    return S.FIRST_BIDS if S.FIRST_BIDS in STEPS[procedure] else S.CLOSING
