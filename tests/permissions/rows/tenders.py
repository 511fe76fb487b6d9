"""Who gets what at the addresses of tenders."""

from decimal import Decimal

from tenders.domain.vocabulary import Better, PolicyLevel
from tenders.models import PolicyGoal
from tests.permissions.people import SEES_TENDER
from tests.permissions.row import Row
from tests.permissions.world import World, of_tender


def build(world: World) -> None:
    """A policy goal, beside the tender in draft of the cast."""
    world["policy_goal"] = PolicyGoal.objects.create(
        organisation=world.cast.organisation,
        level=PolicyLevel.STRATEGIC,
        title="De helft minder nieuwe grondstoffen in 2030",
        indicator="primaire massa",
        unit="ton",
        better=Better.LOWER,
        baseline=Decimal(1000),
        baseline_year=2020,
        target=Decimal(500),
        target_year=2030,
    )


ROWS: tuple[Row, ...] = (Row("tenders:workspace", SEES_TENDER, of_tender),)
