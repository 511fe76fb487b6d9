"""Where a thread holds, breaks, or has not come yet."""

import pytest

from tenders.domain.lifecycle import TenderState
from tenders.domain.thread import Link, LinkKind, LinkState, Node, forward_links, is_whole

CRITERION = Node("criterion", "K5 aandeel hergebruikt")
REQUIREMENT = Node("requirement", "E1 demontage")
PROMISE = Node("promise", "72%")
KPI = Node("kpi", "KPI01")


def states(links):
    return {link.kind: link.state for link in links}


def test_an_ambition_that_nothing_demands_breaks_the_thread_in_draft():
    assert states(forward_links(TenderState.DRAFT, [])) == {
        LinkKind.DEMAND: LinkState.MISSING,
        LinkKind.PROMISE: LinkState.LATER,
        LinkKind.KPI: LinkState.LATER,
        LinkKind.MEASUREMENT: LinkState.LATER,
        LinkKind.LESSON: LinkState.LATER,
    }


def test_a_requirement_and_a_criterion_hang_on_the_same_link():
    demand = forward_links(TenderState.DRAFT, [REQUIREMENT, CRITERION])[0]

    assert demand == Link(LinkKind.DEMAND, LinkState.PRESENT, (REQUIREMENT, CRITERION))


def test_after_the_award_a_promise_and_a_kpi_are_due():
    links = forward_links(TenderState.AWARDED, [CRITERION])

    assert [link.kind for link in links if link.state is LinkState.MISSING] == [LinkKind.PROMISE, LinkKind.KPI]
    assert not is_whole(links)


def test_a_thread_is_whole_when_all_that_is_due_is_there():
    assert is_whole(forward_links(TenderState.AWARDED, [CRITERION, PROMISE, KPI]))


def test_a_missing_node_breaks_a_link_that_also_holds_something():
    gap = Node("measurement", "KPI01 2024Q2 niet gemeten", is_missing=True)
    measured = Node("measurement", "2024Q1 70%")

    link = forward_links(TenderState.AWARDED, [CRITERION, PROMISE, KPI, measured, gap])[3]

    assert link == Link(LinkKind.MEASUREMENT, LinkState.MISSING, (measured,), (gap,))


def test_a_withdrawn_tender_owes_nothing():
    links = forward_links(TenderState.WITHDRAWN, [])

    assert set(states(links).values()) == {LinkState.LATER}


@pytest.mark.parametrize("state", list(TenderState))
def test_the_links_stand_in_the_order_of_the_thread(state):
    assert [link.kind for link in forward_links(state, [KPI, CRITERION])] == [
        LinkKind.DEMAND,
        LinkKind.PROMISE,
        LinkKind.KPI,
        LinkKind.MEASUREMENT,
        LinkKind.LESSON,
    ]
