"""What one letter is made of: the bidder's own data and those of the winner, and nothing of anybody else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from criteria.domain.vocabulary import BidState, Disclosure, LetterKind
from criteria.models import AwardDecision, Bid, Consensus, CostLine, Criterion, Letter, Standstill
from criteria.services.outcome import Out, Outcome, Ranked, outcome, quality_marks


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """One criterion in a letter. own, winner: points; *_value: grade or value; texts: of the committee's conclusion."""

    code: str
    name: str
    kind: str
    unit: str
    maximum: Decimal
    own: Decimal | None
    own_value: Decimal | None
    winner: Decimal | None
    winner_value: Decimal | None
    motivation: str = ""
    strengths: str = ""
    missing: str = ""
    winner_strengths: str = ""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """All that stands in one letter. own: the ranked row of the bidder; out: why the bid is not ranked."""

    letter: Letter
    decision: AwardDecision
    standstill: Standstill
    outcome: Outcome
    winner: Ranked
    own: Ranked | None
    out: Out | None
    criteria: Sequence[CriterionFacts]
    uncounted: Sequence[CostLine]

    @property
    def is_full(self) -> bool:
        """Whether the letter tells the winner's cost points, total and values (rule AWD-10)."""
        return self.decision.disclosure == Disclosure.FULL


def facts_of(letters: Sequence[Letter]) -> list[LetterFacts]:
    """Return the facts of the letters of one decision; the number of queries does not grow with the letters."""
    if not letters:
        return []
    decision = letters[0].decision
    found = outcome(decision.computation)
    winner = found.winner
    if winner is None:
        return []
    shared = _Shared(decision, found, winner)
    return [shared.facts(letter) for letter in letters]


def kind_of(bid: Bid, found: Outcome) -> LetterKind:
    """Return which letter a bidder gets."""
    if found.winner is not None and bid.pk == found.winner.bid.pk:
        return LetterKind.AWARD
    if any(one.bid.pk == bid.pk for one in found.ranked):
        return LetterKind.REJECTION
    if bid.state == BidState.ADMITTED:
        return LetterKind.KNOCKED_OUT
    return LetterKind.EXCLUDED


class _Shared:
    """What the letters of one decision share."""

    def __init__(self, decision: AwardDecision, found: Outcome, winner: Ranked) -> None:
        self.decision, self.outcome, self.winner = decision, found, winner
        self.standstill = decision.standstill
        self.marks = quality_marks(found.case)
        rows = Consensus.objects.filter(evaluation=decision.evaluation_id).select_related("criterion")
        self.conclusions = {(row.bid_id, row.criterion.code): row for row in rows}
        criteria = Criterion.objects.filter(model__lot_id=decision.evaluation.lot_id)
        self.units = dict(criteria.values_list("code", "unit"))
        self.uncounted = list(CostLine.objects.filter(bid__lot_id=decision.evaluation.lot_id, counts=False))

    def facts(self, letter: Letter) -> LetterFacts:
        """Return the facts of one letter."""
        bid = letter.bid
        return LetterFacts(
            letter=letter,
            decision=self.decision,
            standstill=self.standstill,
            outcome=self.outcome,
            winner=self.winner,
            own=next((one for one in self.outcome.ranked if one.bid.pk == bid.pk), None),
            out=next((one for one in self.outcome.out if one.bid.pk == bid.pk), None),
            criteria=[self._criterion(bid, leaf) for leaf in self.outcome.leaves],
            uncounted=[line for line in self.uncounted if line.bid_id == bid.pk],
        )

    def _criterion(self, bid: Bid, leaf: Mapping[str, Any]) -> CriterionFacts:
        code = leaf["code"]
        own, winner = self._mark(bid, code), self._mark(self.winner.bid, code)
        mine = self.conclusions.get((bid.pk, code))
        theirs = self.conclusions.get((self.winner.bid.pk, code))
        return CriterionFacts(
            code=code,
            name=leaf["name"],
            kind=leaf["kind"],
            unit=self.units.get(code, ""),
            maximum=Decimal(str(leaf["max"])),
            own=_figure(own, "earned"),
            own_value=_figure(own, "input"),
            winner=_figure(winner, "earned"),
            winner_value=_figure(winner, "input"),
            motivation=mine.motivation if mine else "",
            strengths=mine.strengths if mine else "",
            missing=mine.missing if mine else "",
            winner_strengths=theirs.strengths if theirs else "",
        )

    def _mark(self, bid: Bid, code: str) -> Mapping[str, Any] | None:
        return self.marks.get(bid.code, {}).get(code)


def _figure(mark: Mapping[str, Any] | None, name: str) -> Decimal | None:
    return None if mark is None else Decimal(str(mark[name]))
