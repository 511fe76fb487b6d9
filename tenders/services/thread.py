"""The thread of each ambition as it stands now: back to policy, and forward through all that higher apps hang on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from tenders.domain.lifecycle import TenderState
from tenders.domain.thread import Link, LinkKind, LinkState, Node, forward_links, is_whole
from tenders.extension_points import THREAD_FORWARD
from tenders.models import Ambition, PolicyGoal, Tender


@dataclass(frozen=True, slots=True)
class Thread:
    """The whole thread of one ambition: goal, ambition, demand, promise, KPI, measurement, lesson."""

    ambition: Ambition
    links: Sequence[Link]

    @property
    def is_whole(self) -> bool:
        """Nothing is missing as far as the thread should have come."""
        return is_whole(self.links)

    @property
    def gaps(self) -> list[Link]:
        """The links that are missing: each is a finding."""
        return [link for link in self.links if link.state is LinkState.MISSING]


def threads_of(tender: Tender) -> list[Thread]:
    """Return the threads of all ambitions of the tender, in the order of their codes."""
    ambitions = list(tender.ambitions.select_related("policy_goal__parent", "library_version__item"))
    return build_threads(ambitions, TenderState(tender.state))


def threads_of_goals(goal_ids: Sequence[int], tenders: QuerySet[Tender]) -> dict[int, list[Thread]]:
    """Return policy goal id -> threads of the ambitions that came from it, over ``tenders`` that are not withdrawn.

    tenders: those that the person who looks may see; a thread names bidders, promises and measurements.
    """
    ambitions = (
        Ambition.objects.filter(policy_goal_id__in=goal_ids, tender__in=tenders)
        .exclude(tender__state=TenderState.WITHDRAWN)
        .select_related("policy_goal__parent", "tender")
    )
    found: dict[int, list[Thread]] = {pk: [] for pk in goal_ids}
    by_state: dict[str, list[Ambition]] = {}
    for ambition in ambitions:
        by_state.setdefault(ambition.tender.state, []).append(ambition)
    for state, rows in by_state.items():
        for thread in build_threads(rows, TenderState(state)):
            found[thread.ambition.policy_goal_id].append(thread)
    return found


def build_threads(ambitions: Sequence[Ambition], state: TenderState) -> list[Thread]:
    """Return a thread for each ambition; every app is asked once for all of them.

    ambitions: with ``policy_goal`` and its parent at hand. state: of the tender that they belong to.
    """
    ids = [ambition.pk for ambition in ambitions]
    forward: dict[int, list[Node]] = {pk: [] for pk in ids}
    for find in THREAD_FORWARD.values() if ids else ():
        for pk, nodes in find(ids).items():
            forward[pk] += [Node(node.kind, str(node.title), node.url, node.is_missing) for node in nodes]
    return [
        Thread(ambition, [*_backward(ambition), *forward_links(state, forward[ambition.pk])]) for ambition in ambitions
    ]


def _backward(ambition: Ambition) -> list[Link]:
    goal = ambition.policy_goal
    goals = [goal] if goal.parent is None else [goal.parent, goal]
    own = Node("ambition", str(ambition), reverse("tenders:ambition_edit", args=[ambition.tender_id, ambition.pk]))
    return [
        Link(LinkKind.GOAL, LinkState.PRESENT, tuple(_goal_node(item) for item in goals)),
        Link(LinkKind.AMBITION, LinkState.PRESENT, (own,)),
    ]


def _goal_node(goal: PolicyGoal) -> Node:
    return Node("goal", goal.title, goal.get_absolute_url())
