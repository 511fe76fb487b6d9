"""What a list shows and what a permission allows is the same, for everybody and for each kind of object."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.permissions.people import ALL, MEMBERS, NOBODY, SEES_TENDER, TEAM
from tests.permissions.world import World

# Permission -> the object it is asked about, and who has it. Who must see it stands here, so that a list and a
# permission that are wrong in the same way do not pass.
CASES: dict[str, tuple[str, Callable[[World], Any], frozenset[str]]] = {
    "organisation": ("accounts.view_organisation", lambda world: world.cast.organisation, MEMBERS),
    "company": ("accounts.view_company", lambda world: world.cast.bidder_company, MEMBERS | {"bidder"}),
    "tender": ("tenders.view_tender", lambda world: world.cast.tender, SEES_TENDER),
    "policy_goal": ("tenders.view_policygoal", lambda world: world["policy_goal"], MEMBERS | TEAM),
    "library_item": ("tenders.view_libraryitem", lambda world: world["library_item"], MEMBERS | TEAM | {"other_buyer"}),
    "own library item": ("tenders.view_libraryitem", lambda world: world["own_item"], MEMBERS | TEAM),
    "contract": ("contracts.view_contract", lambda world: world["contract"], MEMBERS | {"contractor"}),
    "organisation of others": (
        "accounts.view_organisation",
        lambda world: world.cast.other_organisation,
        NOBODY | {"other_buyer"},
    ),
}


@pytest.mark.parametrize(("permission", "find", "who"), CASES.values(), ids=CASES)
def test_the_list_and_the_permission_agree(
    permission: str, find: Callable[[World], Any], who: frozenset[str], world: World
) -> None:
    thing = find(world)
    everything = type(thing).objects

    listed = {name for name in ALL if everything.visible_to(fresh(world, name)).contains(thing)}
    allowed = {name for name in ALL if fresh(world, name).has_perm(permission, thing)}

    assert listed == who
    assert allowed == who


def fresh(world: World, name: str) -> Any:
    """The person as a new request sees them: nothing remembered of roles and teams."""
    return world.cast.anonymous if name == "anonymous" else world.cast.again(name)
