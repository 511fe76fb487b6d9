"""What clarifications plug in to the registries."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import (
    DEMO_PARTS,
    FILE_ACCESS,
    JOB_KINDS,
    NOTIFICATION_KINDS,
    WORK_ITEMS,
    DemoPart,
)
from procurement.core.services.papers import paper_kind
from tenders.demo import clarifying as demo
from tenders.extension_points import SNAPSHOT_PARTS, STAGES, Stage
from tenders.services import clarification_stages, formal_acts, note_document, publication_snapshot, question_work


def register_clarifying() -> None:
    """Fill the registries; called once, when the application is ready."""
    STAGES["clarifications"] = Stage(
        7, _("Inlichtingen"), "tenders:clarifications", clarification_stages.clarification_states, _sees
    )
    SNAPSHOT_PARTS["clarifications"] = publication_snapshot.clarification_parts
    FILE_ACCESS[note_document.KIND] = formal_acts.readable_targets
    JOB_KINDS[note_document.KIND] = paper_kind(_("Nota van inlichtingen"), note_document.build_note)
    WORK_ITEMS["clarifying"] = clarification_stages.work_of
    NOTIFICATION_KINDS[question_work.ASSIGNED] = _("Vragen om te beantwoorden")
    DEMO_PARTS["clarification"] = DemoPart(70, demo.load_clarification)


def _sees(user: Any, tender: Any) -> bool:
    return bool(user.has_perm("tenders.view_tender", tender))
