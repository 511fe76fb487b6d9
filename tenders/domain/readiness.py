"""How far stages 1 (ambition) and 2 (market) are, and what still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tenders.domain.lifecycle import EDITABLE, TenderState
from tenders.domain.vocabulary import FollowUp, StageState, TeamRole


class StrategyState(StrEnum):
    """How the purchasing strategy stands. STALE: it was signed, but its text or the ambitions changed since."""

    EMPTY = "empty"
    UNSIGNED = "unsigned"
    PENDING = "pending"
    SIGNED = "signed"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Gap:
    """What lacks in a stage. is_wrong: not merely unfinished, but something that is no longer right."""

    code: str
    is_wrong: bool = False
    role: TeamRole | None = None


@dataclass(frozen=True, slots=True)
class AmbitionFacts:
    """What stage 1 holds. is_touched: anything at all was filled in."""

    state: TenderState
    is_touched: bool
    has_definition: bool
    ambitions: int
    missing_roles: Sequence[TeamRole]
    strategy: StrategyState


@dataclass(frozen=True, slots=True)
class MarketFacts:
    """What stage 2 holds. waiver: why no consultation is held; follow_ups: of each conclusion, with its reason."""

    state: TenderState
    waiver: str
    has_consultation: bool
    is_open: bool
    invitation_motivation: str
    questions: int
    responses: int
    follow_ups: Sequence[tuple[FollowUp, str]]


def ambition_gaps(facts: AmbitionFacts) -> list[Gap]:
    """Return what stage 1 lacks.

    Codes: "definition_missing", "ambition_missing", "role_missing", "strategy_empty", "strategy_unsigned",
    "strategy_pending", "strategy_stale".
    """
    gaps = []
    if not facts.has_definition:
        gaps.append(Gap("definition_missing"))
    if facts.ambitions == 0:
        gaps.append(Gap("ambition_missing"))
    gaps += [Gap("role_missing", role=role) for role in facts.missing_roles]
    if facts.strategy is not StrategyState.SIGNED:
        gaps.append(Gap(f"strategy_{facts.strategy}", is_wrong=facts.strategy is StrategyState.STALE))
    return gaps


def market_gaps(facts: MarketFacts) -> list[Gap]:
    """Return what stage 2 lacks; a tender may do without a consultation when it says why.

    Codes: "consultation_missing", "invitation_unmotivated", "questions_missing", "responses_missing",
    "conclusions_missing", "follow_up_open", "follow_up_unmotivated".
    """
    if not facts.has_consultation:
        return [] if facts.waiver.strip() else [Gap("consultation_missing")]
    gaps = []
    if not facts.is_open and not facts.invitation_motivation.strip():
        gaps.append(Gap("invitation_unmotivated", is_wrong=True))
    if facts.questions == 0:
        gaps.append(Gap("questions_missing"))
    if facts.responses == 0:
        gaps.append(Gap("responses_missing"))
    if not facts.follow_ups:
        gaps.append(Gap("conclusions_missing"))
    if any(follow_up is FollowUp.OPEN for follow_up, _reason in facts.follow_ups):
        gaps.append(Gap("follow_up_open"))
    if any(follow_up is not FollowUp.OPEN and not reason.strip() for follow_up, reason in facts.follow_ups):
        gaps.append(Gap("follow_up_unmotivated", is_wrong=True))
    return gaps


def ambition_state(facts: AmbitionFacts) -> StageState:
    """Return the state of stage 1 as the workspace shows it."""
    return _state(facts.state, ambition_gaps(facts), is_touched=facts.is_touched)


def market_state(facts: MarketFacts) -> StageState:
    """Return the state of stage 2 as the workspace shows it."""
    return _state(facts.state, market_gaps(facts), is_touched=facts.has_consultation or bool(facts.waiver.strip()))


def _state(state: TenderState, gaps: Sequence[Gap], *, is_touched: bool) -> StageState:
    if not gaps:
        return StageState.DONE
    # What lacks in a published tender is no longer work in hand.
    if any(gap.is_wrong for gap in gaps) or state not in EDITABLE:
        return StageState.FINDINGS
    return StageState.BUSY if is_touched else StageState.EMPTY
