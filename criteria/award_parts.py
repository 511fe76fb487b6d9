"""What stage 11 plugs in to core and tenders."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from criteria.demo.award import load_award
from criteria.services import award_documents, award_work, computation, letters, summonses
from procurement.core.extension_points import (
    AUDITED_FILES,
    DEMO_PARTS,
    FILE_ACCESS,
    INTEGRITY_CHECKS,
    JOB_KINDS,
    NAVIGATION,
    NOTIFICATION_KINDS,
    WORK_ITEMS,
    DemoPart,
    IntegrityCheck,
    NavigationItem,
)
from procurement.core.services.papers import paper_kind
from tenders.extension_points import STAGES, Stage


def register_award() -> None:
    """Fill the registries; called once, when the application is ready."""
    STAGES["award"] = Stage(11, _("Gunning"), "criteria:award", award_work.award_states, _who_sees_the_tender)
    FILE_ACCESS[letters.KIND] = letters.readers_of
    FILE_ACCESS[award_documents.REPORT] = award_documents.readers_of
    FILE_ACCESS[award_documents.RECORD] = award_documents.readers_of
    FILE_ACCESS[summonses.EVIDENCE] = summonses.readers_of
    AUDITED_FILES.add(letters.KIND)
    JOB_KINDS[letters.KIND] = paper_kind(_("Brief over de gunning"), letters.build)
    JOB_KINDS[award_documents.REPORT] = paper_kind(_("Beoordelingsverslag"), award_documents.build)
    JOB_KINDS[award_documents.RECORD] = paper_kind(_("Proces-verbaal van gunning"), award_documents.build)
    NOTIFICATION_KINDS["criteria.award"] = _("Gunning: advies en besluit")
    NOTIFICATION_KINDS[letters.NOTICE] = _("Brieven over uw inschrijving")
    WORK_ITEMS["award"] = award_work.work_of
    INTEGRITY_CHECKS["computations"] = IntegrityCheck("award computations", computation.integrity_faults)
    NAVIGATION["my_bids"] = NavigationItem(
        label=_("Mijn inschrijvingen"),
        url_name="criteria:my_bids",
        order=60,
        shown_to=_speaks_for_a_company,
        prefix="/mijn-inschrijvingen/",
    )
    DEMO_PARTS["award"] = DemoPart(110, load_award)


def _who_sees_the_tender(user: Any, tender: Any) -> bool:
    return bool(user.has_perm("tenders.view_tender", tender))


def _speaks_for_a_company(user: Any) -> bool:
    return user.is_authenticated and bool(user.company_ids)
