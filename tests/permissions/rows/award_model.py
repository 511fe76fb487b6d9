"""Who gets what at the addresses of the award model: who sees the tender reads it, who drafts it changes it."""

from tests.factories.criteria_model import make_criterion, make_model
from tests.permissions.people import DRAFTERS, SEES_TENDER
from tests.permissions.row import Row, post
from tests.permissions.world import World, below_tender, of_tender


def build(world: World) -> None:
    """An award model with one criterion for the tender in draft of the cast."""
    world["award_model"] = make_model(lot=world.cast.lot)
    world["criterion"] = make_criterion(model=world["award_model"])


CRITERION = below_tender(criterion_id="criterion")
READ_ONLY = SEES_TENDER - DRAFTERS
PAGES = ("award_model", "model_method", "model_costs", "model_scale", "model_points", "model_example")
FORMS = ("model_method", "model_costs", "model_scale", "model_points", "start_model", "price_picture")
ACTS = ("autosave_criterion", "move_criterion", "delete_criterion", "change_criterion")

ROWS: tuple[Row, ...] = (
    *(Row(f"criteria:{name}", SEES_TENDER, of_tender) for name in PAGES),
    *(post(f"criteria:{name}", DRAFTERS, of_tender, READ_ONLY) for name in FORMS),
    post("criteria:curve_picture", DRAFTERS, of_tender, READ_ONLY, data={"kind": "graded"}),
    Row("criteria:add_criterion", DRAFTERS, of_tender, READ_ONLY),
    Row("criteria:change_criterion", DRAFTERS, CRITERION, READ_ONLY),
    *(post(f"criteria:{name}", DRAFTERS, CRITERION, READ_ONLY) for name in ACTS),
)
