"""Who gets what at the addresses of stage 4: requirements and what stands around them."""

from typing import Any

from procurement.core import clock
from tenders.domain.vocabulary import RequirementKind
from tenders.models import LabelDemand, RequirementImport, SelectionCriterion
from tenders.services import requirements
from tests.factories.tenders_specification import make_label, make_requirement
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
    world["suitability_requirement"] = make_requirement(tender=cast.tender, code="G1", kind=RequirementKind.SUITABILITY)
    world["requirement_import"] = RequirementImport.objects.create(
        tender=cast.tender, actor=cast.buyer, name="eisen.xlsx", rows=[], made_at=clock.now()
    )
    world["label"] = make_label(organisation=cast.organisation)
    world["label_demand"] = LabelDemand.objects.create(requirement=world["requirement"], label=world["label"])
    world["selection_criterion"] = SelectionCriterion.objects.create(
        tender=cast.tender, code="S1", title="Visie", asked="Visie.", looks_at="Visie.", weight=100
    )


def draft(name: str, *args: Any, **kwargs: Any) -> Row:
    """A page for who drafts; who reads the tender may not."""
    return Row(f"tenders:{name}", DRAFTERS, *args, forbidden=READERS_ONLY, **kwargs)


def change(name: str, *args: Any, **kwargs: Any) -> Row:
    """A POST for who drafts; who reads the tender may not."""
    return post(f"tenders:{name}", DRAFTERS, *args, forbidden=READERS_ONLY, **kwargs)


OF_REQUIREMENT = below_tender(requirement_id="requirement")
OF_SUITABILITY = below_tender(requirement_id="suitability_requirement")
OF_IMPORT = below_tender(import_id="requirement_import")
OF_STEP = below_tender(step_id="undo_step")
OF_DEMAND = below_tender(requirement_id="requirement", demand_id="label_demand")
OF_LABEL = below_tender(label_id="label")
OF_AMBITION = below_tender(ambition_id="ambition")
OF_CRITERION = below_tender(criterion_id="selection_criterion")


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
    *(Row(f"tenders:{name}", SEES_TENDER, of_tender) for name in ("mirror", "programme", "labels", "solution_space")),
    Row("tenders:selection", SEES_TENDER, of_tender),
    Row("tenders:export_requirements", SEES_TENDER, of_tender),
    draft("import_requirements", of_tender),
    change("import_requirements", of_tender),
    draft("import_preview", OF_IMPORT),
    change("apply_import", OF_IMPORT),
    change("take_over_proposal", OF_REQUIREMENT, data={"soort": "vague", "plaats": "0", "woorden": "snel"}),
    *(
        row
        for kind, of_row in (
            ("suitability", OF_SUITABILITY),
            ("measure", OF_REQUIREMENT),
            ("feasibility", OF_REQUIREMENT),
        )
        for row in (
            draft(f"requirement_{kind}", of_row),
            change(f"requirement_{kind}", of_row),
            change(f"autosave_{kind}", of_row),
            change(f"remove_{kind}", of_row),
        )
    ),
    draft("requirement_labels", OF_REQUIREMENT),
    change("requirement_labels", OF_REQUIREMENT),
    draft("change_label_demand", OF_DEMAND),
    change("change_label_demand", OF_DEMAND),
    change("drop_label_demand", OF_DEMAND),
    draft("add_label", of_tender),
    change("add_label", of_tender),
    draft("change_label", OF_LABEL),
    change("change_label", OF_LABEL),
    change("remove_label", OF_LABEL),
    change("solution_space", of_tender),
    change("autosave_solution_space", of_tender),
    draft("ambition_level", OF_AMBITION),
    change("ambition_level", OF_AMBITION),
    change("autosave_ambition_level", OF_AMBITION),
    change("selection", of_tender, data={}),
    draft("add_selection_criterion", of_tender),
    change("add_selection_criterion", of_tender),
    draft("change_selection_criterion", OF_CRITERION),
    change("change_selection_criterion", OF_CRITERION),
    change("remove_selection_criterion", OF_CRITERION),
    draft("selection_scale", of_tender),
    change("selection_scale", of_tender),
)
