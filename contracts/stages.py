"""What contract management plugs in to tenders and core."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts.demo.contract import load_contract
from contracts.demo.practice import load_practice
from contracts.services import evidence, report, stage_states, thread, work
from procurement.core.extension_points import (
    DEMO_PARTS,
    FILE_ACCESS,
    JOB_KINDS,
    NAVIGATION,
    WORK_ITEMS,
    DemoPart,
    NavigationItem,
)
from procurement.core.services.papers import paper_kind
from tenders.extension_points import STAGES, THREAD_FORWARD, Stage


def register_stages() -> None:
    """Fill the registries; called once, when the application is ready."""
    STAGES["contract"] = Stage(12, _("Contract"), "contracts:stage", stage_states.contract_states, _sees_tender)
    THREAD_FORWARD["contract"] = thread.contract_nodes
    WORK_ITEMS["contract"] = work.work_of
    NAVIGATION["contracts"] = NavigationItem(_("Contracten"), "contracts:contracts", 30, _has_contracts, "/contracten/")
    JOB_KINDS[report.JOB_KIND] = paper_kind(_("Kwartaalrapportage"), report.build_report_file)
    FILE_ACCESS[report.FILE_KIND] = report.readable_reports
    FILE_ACCESS[report.DRAFT_FILE_KIND] = report.readable_drafts
    FILE_ACCESS[evidence.FILE_KIND] = report.readable_evidence
    DEMO_PARTS["contract"] = DemoPart(120, load_contract)
    DEMO_PARTS["practice"] = DemoPart(200, load_practice)


def _sees_tender(user: Any, tender: Any) -> bool:
    return bool(user.has_perm("tenders.view_tender", tender))


def _has_contracts(user: Any) -> bool:
    return bool(user.is_authenticated and (user.roles or user.company_ids))
