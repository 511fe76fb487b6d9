"""What drafting plugs in to its own registries: stages, parts of the publication and chapters of the guide."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import DEMO_PARTS, DemoPart
from tenders.demo import drafting as demo
from tenders.extension_points import SECTIONS, SNAPSHOT_PARTS, STAGES, THREAD_FORWARD, Section, Stage
from tenders.services import drafting_sections as sections
from tenders.services import drafting_snapshot as snapshot
from tenders.services import drafting_stages as stages
from tenders.services.requirement_thread import requirement_nodes


def _everyone(user: Any, tender: Any) -> bool:
    return bool(user.has_perm("tenders.view_tender", tender))


def register_stages() -> None:
    """Fill the registries; called once, when the application is ready."""
    STAGES["procedure"] = Stage(3, _("Procedure"), "tenders:procedure", stages.procedure_states, _everyone)
    STAGES["specification"] = Stage(
        4, _("Specificatie"), "tenders:specification", stages.specification_states, _everyone
    )
    SNAPSHOT_PARTS["procedure"] = snapshot.procedure_parts
    SNAPSHOT_PARTS["planning"] = snapshot.planning_parts
    SNAPSHOT_PARTS["requirements"] = snapshot.requirement_parts
    SNAPSHOT_PARTS["clauses"] = snapshot.clause_parts
    SECTIONS["contract"] = Section(110, sections.contract_chapter)
    SECTIONS["procedure"] = Section(210, sections.procedure_chapter)
    SECTIONS["exclusion"] = Section(310, sections.exclusion_chapter)
    SECTIONS["suitability"] = Section(410, sections.suitability_chapter)
    SECTIONS["clauses"] = Section(710, sections.clauses_chapter)
    SECTIONS["requirements_annex"] = Section(950, sections.requirements_annex)
    THREAD_FORWARD["requirement"] = requirement_nodes
    DEMO_PARTS["procedure"] = DemoPart(30, demo.load_procedure)
    DEMO_PARTS["specification"] = DemoPart(40, demo.load_specification)
