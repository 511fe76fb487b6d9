"""What stage 5 plugs in to tenders and core."""

from criteria.demo.award_model import load_award_model
from criteria.services.snapshot import award_model_parts
from procurement.core.extension_points import DEMO_PARTS, DemoPart
from tenders.extension_points import SNAPSHOT_PARTS


def register_award_model() -> None:
    """Fill the registries; called once, when the application is ready."""
    SNAPSHOT_PARTS["award_model"] = award_model_parts
    DEMO_PARTS["award_model"] = DemoPart(50, load_award_model)
