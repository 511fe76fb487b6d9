"""Who gets what at the addresses of criteria."""

from datetime import UTC, datetime

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.vocabulary import BidState
from criteria.models import Bid, Evaluation
from tenders.domain.lifecycle import TenderState
from tests.cast import add_team, make_tender_row
from tests.permissions.row import Row
from tests.permissions.world import World

RECEIVED_AT = datetime(2023, 7, 3, 9, 0, tzinfo=UTC)


def build(world: World) -> None:
    """A second tender that was awarded: its lot, its evaluation and the winning bid of the contractor."""
    cast = world.cast
    tender = make_tender_row(
        organisation=cast.organisation, created_by=cast.buyer, reference="LIN-2022-003", state=TenderState.AWARDED
    )
    add_team(tender, cast.people)
    lot = tender.lots.get()
    world["awarded_tender"] = tender
    world["awarded_lot"] = lot
    world["final_evaluation"] = Evaluation.objects.create(lot=lot, state=EvaluationState.FINAL)
    world["winning_bid"] = Bid.objects.create(
        lot=lot,
        company=cast.contractor_company,
        code="E",
        state=BidState.ADMITTED,
        received_at=RECEIVED_AT,
        channel="TenderNed",
        registered_by=cast.buyer,
        registered_at=RECEIVED_AT,
    )


ROWS: tuple[Row, ...] = ()
