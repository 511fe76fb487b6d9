"""Who gets what at the addresses of contracts."""

from datetime import UTC, datetime
from decimal import Decimal

from contracts.models import Contract
from tests.permissions.row import Row
from tests.permissions.world import World


def build(world: World) -> None:
    """The contract of the awarded tender."""
    cast = world.cast
    world["contract"] = Contract.objects.create(
        organisation=cast.organisation,
        lot=world["awarded_lot"],
        bid=world["winning_bid"],
        company=cast.contractor_company,
        reference="C-2023-014",
        title="Circulaire kantoorinrichting",
        manager=cast.contract_manager,
        value_eur=Decimal("489000"),
        created_at=datetime(2023, 10, 2, 9, 0, tzinfo=UTC),
    )


ROWS: tuple[Row, ...] = ()
