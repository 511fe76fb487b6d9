"""Who gets what at the addresses of procedure, planning and specification."""

from tenders.domain.vocabulary import Formulation, ProofMoment, RequirementKind
from tenders.models import Requirement
from tests.permissions.people import DRAFTERS, SEES_TENDER
from tests.permissions.row import Row, post
from tests.permissions.world import World, below_tender, of_tender

READERS_ONLY = SEES_TENDER - DRAFTERS


def build(world: World) -> None:
    """A requirement of the tender in draft."""
    world["requirement"] = Requirement.objects.create(
        tender=world.cast.tender,
        kind=RequirementKind.MINIMUM,
        code="E1",
        formulation=Formulation.FUNCTIONAL,
        text="Elke stoel moet zonder schade uit elkaar kunnen.",
        proof_moment=ProofMoment.DELIVERY,
    )


PAGES = ("procedure", "conditions", "planning", "specification", "grounds", "clauses")
OF_REQUIREMENT = below_tender(requirement_id="requirement")

ROWS: tuple[Row, ...] = (
    *(Row(f"tenders:{page}", SEES_TENDER, of_tender) for page in (*PAGES, "planning_ics")),
    *(
        post(f"tenders:{page}", DRAFTERS, of_tender, forbidden=READERS_ONLY)
        for page in PAGES
        if page != "specification"
    ),
    post("tenders:propose_planning", DRAFTERS, of_tender, forbidden=READERS_ONLY, data={"notice": "2027-02-01"}),
    Row("tenders:add_requirement", DRAFTERS, of_tender, forbidden=READERS_ONLY),
    post("tenders:add_requirement", DRAFTERS, of_tender, forbidden=READERS_ONLY),
    Row("tenders:change_requirement", DRAFTERS, OF_REQUIREMENT, forbidden=READERS_ONLY),
    post("tenders:change_requirement", DRAFTERS, OF_REQUIREMENT, forbidden=READERS_ONLY),
    post("tenders:delete_requirement", DRAFTERS, OF_REQUIREMENT, forbidden=READERS_ONLY),
    post("tenders:move_requirement", DRAFTERS, OF_REQUIREMENT, forbidden=READERS_ONLY),
)
