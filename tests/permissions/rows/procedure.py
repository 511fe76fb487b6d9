"""Who gets what at the addresses of the choice of a procedure and what belongs to it."""

from tenders.domain.vocabulary import Procedure
from tests.factories.tenders_procedure import make_estimate_line
from tests.permissions.people import DRAFTERS, SEES_TENDER
from tests.permissions.row import Row, post
from tests.permissions.world import World, below_tender, of_tender

READERS_ONLY = SEES_TENDER - DRAFTERS


def build(world: World) -> None:
    """An amount of the estimate of the tender in draft."""
    world["estimate_line"] = make_estimate_line(tender=world.cast.tender)


def of_procedure(world: World) -> dict[str, object]:
    """Arguments of an address of one procedure of the tender in draft."""
    return {**of_tender(world), "procedure": Procedure.OPEN.value}


OF_LINE = below_tender(line_id="estimate_line")
READ = ("procedure_choice", "procedure_decision", "value_estimate")
ROWS: tuple[Row, ...] = (
    *(Row(f"tenders:{page}", SEES_TENDER, of_tender) for page in READ),
    *(post(f"tenders:{page}", DRAFTERS, of_tender, forbidden=READERS_ONLY) for page in READ),
    post("tenders:procedure_adopt", DRAFTERS, of_procedure, forbidden=READERS_ONLY),
    Row("tenders:estimate_line_new", DRAFTERS, of_tender, forbidden=READERS_ONLY),
    post("tenders:estimate_line_new", DRAFTERS, of_tender, forbidden=READERS_ONLY),
    post("tenders:estimate_take_over", DRAFTERS, of_tender, forbidden=READERS_ONLY),
    *(
        row
        for page in ("estimate_line_edit", "estimate_line_remove")
        for row in (
            Row(f"tenders:{page}", DRAFTERS, OF_LINE, forbidden=READERS_ONLY),
            post(f"tenders:{page}", DRAFTERS, OF_LINE, forbidden=READERS_ONLY),
        )
    ),
    Row("tenders:term_facts", DRAFTERS, of_tender, forbidden=READERS_ONLY),
    post("tenders:term_facts", DRAFTERS, of_tender, forbidden=READERS_ONLY),
)
