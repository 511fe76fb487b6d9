"""The programme of ambitions: how far each goes in this tender, and what carries it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tenders.domain.compliance_space import solution_words
from tenders.extension_points import THREAD_FORWARD, ThreadNode
from tenders.models import Ambition, AmbitionLevel, Tender

CARRIES = ("requirement", "criterion", "kpi")
"""What binds an ambition; a lesson or a measurement does not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One ambition in the programme. carriers: what in the documents or the contract binds to it.

    solutions: words in its levels that name a solution.
    """

    ambition: Ambition
    level: AmbitionLevel | None
    carriers: Sequence[ThreadNode]
    solutions: Sequence[str]

    @property
    def is_open(self) -> bool:
        """Nothing carries it, and nobody said that direction is enough."""
        return not self.carriers and not (self.level and self.level.direction_only)


def entries_of(tender: Tender) -> list[Entry]:
    """Return the ambitions of a tender with their level and what carries them, in a fixed number of queries."""
    ambitions = list(tender.ambitions.select_related("policy_goal"))
    ids = [ambition.pk for ambition in ambitions]
    levels = {row.ambition_id: row for row in AmbitionLevel.objects.filter(ambition__in=ids)}
    carriers: dict[int, list[ThreadNode]] = {pk: [] for pk in ids}
    for find in THREAD_FORWARD.values() if ids else ():
        for pk, nodes in find(ids).items():
            carriers[pk] += [node for node in nodes if node.kind in CARRIES and not node.is_missing]
    return [
        Entry(ambition, levels.get(ambition.pk), carriers[ambition.pk], _solutions(levels.get(ambition.pk)))
        for ambition in ambitions
    ]


def _solutions(level: AmbitionLevel | None) -> list[str]:
    texts = (level.basic, level.good, level.excellent) if level else ()
    return [words for text in texts if (words := solution_words(text))]
