"""What clarifications plug in to the registries."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import (
    DEMO_PARTS,
    FILE_ACCESS,
    JOB_KINDS,
    NAVIGATION,
    NOTIFICATION_KINDS,
    WORK_ITEMS,
    DemoPart,
    NavigationItem,
)
from procurement.core.services.papers import paper_kind
from tenders.demo import clarifying as demo
from tenders.extension_points import SNAPSHOT_PARTS, STAGES, Stage
from tenders.services import (
    clarification_stages,
    formal_acts,
    invited_companies,
    note_document,
    publication_snapshot,
    question_handling,
    question_work,
)


def register_clarifying() -> None:
    """Fill the registries; called once, when the application is ready."""
    STAGES["clarifications"] = Stage(
        7, _("Inlichtingen"), "tenders:clarifications", clarification_stages.clarification_states, _sees
    )
    SNAPSHOT_PARTS["clarifications"] = publication_snapshot.clarification_parts
    FILE_ACCESS[note_document.KIND] = note_document.readers_of
    FILE_ACCESS[formal_acts.ASKER_EVIDENCE] = formal_acts.drafter_targets
    JOB_KINDS[note_document.KIND] = paper_kind(_("Nota van inlichtingen"), note_document.build_note)
    WORK_ITEMS["clarifying"] = clarification_stages.work_of
    NOTIFICATION_KINDS[question_work.ASSIGNED] = _("Vragen om te beantwoorden")
    NOTIFICATION_KINDS[invited_companies.INVITED] = _("Uitnodiging om vragen te stellen")
    NOTIFICATION_KINDS[invited_companies.NOTE_OUT] = _("Nota van inlichtingen verschenen")
    NOTIFICATION_KINDS[question_handling.DECIDED] = _("Besluit over uw vertrouwelijke vraag")
    NOTIFICATION_KINDS[question_handling.ANSWERED] = _("Antwoord op uw vertrouwelijke vraag")
    NAVIGATION["own_questions"] = NavigationItem(
        label=_("Vragen en nota's"),
        url_name="tenders:own_tenders",
        order=50,
        shown_to=_speaks_for_a_company,
        prefix="/mijn-vragen/",
    )
    DEMO_PARTS["clarification"] = DemoPart(70, demo.load_clarification)


def _speaks_for_a_company(user: Any) -> bool:
    return user.is_authenticated and bool(user.company_ids)


def _sees(user: Any, tender: Any) -> bool:
    return bool(user.has_perm("tenders.view_tender", tender))
