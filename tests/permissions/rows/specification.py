"""Who gets what at the addresses of stage 4: requirements and what stands around them."""

from typing import Any

from tenders.services import requirements
from tests.factories.tenders_specification import make_requirement
from tests.permissions.people import DRAFTERS, SEES_TENDER
from tests.permissions.row import Row, post
from tests.permissions.world import World, below_tender, of_tender

READERS_ONLY = SEES_TENDER - DRAFTERS


def build(world: World) -> None:
    """A requirement of the tender in draft, and one that was removed."""
    cast = world.cast
    world["requirement"] = make_requirement(tender=cast.tender, code="E1", group="Hout")
    removed = make_requirement(tender=cast.tender, code="E2")
    world["undo_step"] = requirements.delete_requirement(removed.pk, actor=cast.buyer)


def draft(name: str, *args: Any, **kwargs: Any) -> Row:
    """A page for who drafts; who reads the tender may not."""
    return Row(f"tenders:{name}", DRAFTERS, *args, forbidden=READERS_ONLY, **kwargs)


def change(name: str, *args: Any, **kwargs: Any) -> Row:
    """A POST for who drafts; who reads the tender may not."""
    return post(f"tenders:{name}", DRAFTERS, *args, forbidden=READERS_ONLY, **kwargs)


OF_REQUIREMENT = below_tender(requirement_id="requirement")
OF_STEP = below_tender(step_id="undo_step")


ROWS: tuple[Row, ...] = (
    Row("tenders:specification", SEES_TENDER, of_tender),
    Row("tenders:specification_table", SEES_TENDER, of_tender),
    draft("choose_placement", of_tender),
    draft("add_requirement", of_tender),
    change("add_requirement", of_tender),
    draft("change_requirement", OF_REQUIREMENT),
    change("change_requirement", OF_REQUIREMENT),
    change("autosave_requirement", OF_REQUIREMENT),
    change("duplicate_requirement", OF_REQUIREMENT),
    draft("replace_requirement", OF_REQUIREMENT),
    change("replace_requirement", OF_REQUIREMENT, data={"plaats": "execution"}),
    change("move_requirement", OF_REQUIREMENT),
    change("delete_requirement", OF_REQUIREMENT),
    change("undo_requirements", OF_STEP),
    change("change_many_requirements", of_tender),
    # Without a requirement there is nothing to place; who may not draft is refused before that.
    change("place_requirement", of_tender, ok=frozenset({404})),
    change("move_requirement_group", of_tender, data={"soort": "minimum", "groep": "Hout"}),
    draft("rename_requirement_group", of_tender, data={"soort": "minimum", "groep": "Hout"}),
)
