"""What the rules say of the letters of a decision before they go out (AWD-03, 04, 09, 10; CMP-01)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from criteria.domain.vocabulary import Disclosure
from criteria.models import AwardDecision, Consensus, Letter


@dataclass(frozen=True, slots=True)
class LetterFinding:
    """What a rule found. code: names the words; severity: as in ``components/finding.html``."""

    code: str
    severity: str
    article: str
    params: dict[str, Any] = field(default_factory=dict)


def findings_of(decision: AwardDecision, letters: Sequence[Letter]) -> list[LetterFinding]:
    """Return the findings on these letters, what blocks first."""
    organisation = decision.evaluation.lot.tender.organisation
    rows = list(Consensus.objects.filter(evaluation=decision.evaluation_id).select_related("bid", "criterion"))
    found = []
    if not organisation.court_city:
        found.append(LetterFinding("court_missing", "block", "Aw 2012 art. 2.130"))
    if not organisation.complaint_desk:
        found.append(LetterFinding("desk_missing", "warning", "CMP-01"))
    found.extend(_equal_texts(rows))
    found.extend(_no_advantages(decision, rows))
    found.extend(_secrets(decision))
    return found


def _equal_texts(rows: Sequence[Consensus]) -> list[LetterFinding]:
    """Two bidders who read the same sentence learn nothing of their own bid (rule AWD-09)."""
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row.motivation.strip():
            texts[row.criterion.code, row.motivation.strip()].append(row.bid.code)
    return [
        LetterFinding("equal_texts", "warning", "Aw 2012 art. 2.130", {"criterion": code, "bids": ", ".join(bids)})
        for (code, _text), bids in texts.items()
        if len(bids) > 1
    ]


def _no_advantages(decision: AwardDecision, rows: Sequence[Consensus]) -> list[LetterFinding]:
    missing = [row.criterion.code for row in rows if row.bid_id == decision.winner_id and not row.strengths.strip()]
    if not missing:
        return []
    return [LetterFinding("no_advantages", "warning", "Aw 2012 art. 2.130", {"criteria": ", ".join(sorted(missing))})]


def _secrets(decision: AwardDecision) -> list[LetterFinding]:
    """From points on a fixed scale a reader computes the winner's costs (rule AWD-10)."""
    formula = decision.computation.case.get("price", {}).get("formula", {}).get("kind")
    if formula != "linear_absolute" or decision.disclosure != Disclosure.FULL:
        return []
    return [LetterFinding("computable_costs", "warning", "Aw 2012 art. 2.57 en 2.138")]
