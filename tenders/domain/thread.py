"""The thread of one ambition: from policy goal to lesson, and where it breaks.

policy goal -> ambition -> requirement or award criterion -> promise -> KPI -> measurement -> lesson
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from tenders.domain.lifecycle import TenderState


class LinkKind(StrEnum):
    """A link of the thread. DEMAND holds requirements and award criteria: either of them carries an ambition."""

    GOAL = "goal"
    AMBITION = "ambition"
    DEMAND = "demand"
    PROMISE = "promise"
    KPI = "kpi"
    MEASUREMENT = "measurement"
    LESSON = "lesson"


class LinkState(StrEnum):
    """PRESENT: it is there. MISSING: it should be there and is not: a finding. LATER: it cannot be there yet."""

    PRESENT = "present"
    MISSING = "missing"
    LATER = "later"


# What higher apps hang on the thread -> the link that it belongs to.
LINK_OF_NODE: Mapping[str, LinkKind] = MappingProxyType(
    {
        "requirement": LinkKind.DEMAND,
        "criterion": LinkKind.DEMAND,
        "promise": LinkKind.PROMISE,
        "kpi": LinkKind.KPI,
        "measurement": LinkKind.MEASUREMENT,
        "lesson": LinkKind.LESSON,
    }
)
# States of the tender in which an empty link is a gap. Measurements and lessons fall due on dates that only
# the contract knows; the contract hangs a missing node on the thread when that date has passed.
DUE_IN: Mapping[LinkKind, frozenset[TenderState]] = MappingProxyType(
    {
        LinkKind.DEMAND: frozenset(TenderState) - {TenderState.WITHDRAWN},
        LinkKind.PROMISE: frozenset({TenderState.AWARDED}),
        LinkKind.KPI: frozenset({TenderState.AWARDED}),
        LinkKind.MEASUREMENT: frozenset(),
        LinkKind.LESSON: frozenset(),
    }
)


@dataclass(frozen=True, slots=True)
class Node:
    """One object on the thread. title: what people read; url: where it stands, or empty."""

    kind: str
    title: str
    url: str = ""
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One bead: its objects, and whether the thread holds here. gaps: what higher apps found missing."""

    kind: LinkKind
    state: LinkState
    nodes: Sequence[Node] = field(default_factory=tuple)
    gaps: Sequence[Node] = field(default_factory=tuple)


def forward_links(state: TenderState, nodes: Sequence[Node]) -> list[Link]:
    """Return the links after the ambition, in order, filled with ``nodes``.

    A link with a missing node among its nodes is MISSING: part of it holds and part of it does not.
    """
    links = []
    for kind in DUE_IN:
        own = [node for node in nodes if LINK_OF_NODE.get(node.kind) is kind]
        present = tuple(node for node in own if not node.is_missing)
        gaps = tuple(node for node in own if node.is_missing)
        links.append(Link(kind, _state_of(kind, state, present, gaps), present, gaps))
    return links


def is_whole(links: Sequence[Link]) -> bool:
    """Return whether nothing is missing on the thread as far as it should have come."""
    return all(link.state is not LinkState.MISSING for link in links)


def _state_of(kind: LinkKind, state: TenderState, present: Sequence[Node], gaps: Sequence[Node]) -> LinkState:
    if gaps:
        return LinkState.MISSING
    if present:
        return LinkState.PRESENT
    return LinkState.MISSING if state in DUE_IN[kind] else LinkState.LATER
