"""What stages 9 and 10 plug in to core and tenders."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from criteria.demo.assessment import load_assessment, load_committee
from criteria.demo.bids import load_bids
from criteria.services import assessment_stages, assessment_work, bid_files, opening, opening_record
from procurement.core.extension_points import (
    AUDITED_FILES,
    DEMO_PARTS,
    FILE_ACCESS,
    FILE_ORIGINS,
    JOB_KINDS,
    NOTIFICATION_KINDS,
    WORK_ITEMS,
    DemoPart,
)
from procurement.core.services.papers import paper_kind
from tenders.extension_points import STAGES, Stage


def _who_sees_the_tender(user: Any, tender: Any) -> bool:
    return bool(user.has_perm("tenders.view_tender", tender))


def register_assessment() -> None:
    """Fill the registries; called once, when the application is ready."""
    STAGES["bids"] = Stage(9, _("Inschrijvingen"), "criteria:bids", assessment_stages.bids_states, _who_sees_the_tender)
    STAGES["assessment"] = Stage(
        10, _("Beoordeling"), "criteria:assessment", assessment_stages.assessment_states, _who_sees_the_tender
    )
    FILE_ACCESS[bid_files.KIND] = bid_files.readers_of
    FILE_ACCESS[opening_record.BIDS_RECORD] = opening_record.readers_of
    FILE_ACCESS[opening_record.PRICES_RECORD] = opening_record.price_readers_of
    FILE_ACCESS[opening.OPENED_FILE] = opening_record.opened_file_readers_of
    FILE_ORIGINS[opening.OPENED_FILE] = opening.opened_file_again
    # Confidential information of bidders: every copy that leaves is on record (rule INT-04).
    AUDITED_FILES.update({bid_files.KIND, opening.OPENED_FILE})
    for kind, title in opening_record.TITLES.items():
        JOB_KINDS[kind] = paper_kind(title, opening_record.build)
    NOTIFICATION_KINDS["criteria.committee"] = _("Beoordelingscommissie: verklaringen, start en overleg")
    WORK_ITEMS["assessment"] = assessment_work.work_of
    # The committee is formed before the tender is published, so that its number can be announced.
    DEMO_PARTS["committee"] = DemoPart(55, load_committee)
    DEMO_PARTS["bids"] = DemoPart(90, load_bids)
    DEMO_PARTS["assessment"] = DemoPart(100, load_assessment)
