"""What review and publication plug in to the registries."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import (
    DEMO_PARTS,
    FILE_ACCESS,
    INTEGRITY_CHECKS,
    JOB_KINDS,
    NOTIFICATION_KINDS,
    WORK_ITEMS,
    DemoPart,
    IntegrityCheck,
)
from procurement.core.services.papers import paper_kind
from tenders import labels_findings
from tenders.demo import publishing as demo
from tenders.domain.compliance import TENDER_RULES
from tenders.extension_points import (
    COMPLIANCE_CHECKS,
    FINDING_TEXTS,
    RULE_TABLES,
    SECTIONS,
    SNAPSHOT_PARTS,
    STAGES,
    SUBJECT_LINKS,
    Section,
    Stage,
)
from tenders.services import (
    compliance,
    formal_acts,
    guide,
    publication,
    publication_sections,
    publication_snapshot,
    publishing_stages,
    subject_links,
)


def register_publishing() -> None:
    """Fill the registries; called once, when the application is ready."""
    STAGES["review"] = Stage(6, _("Toets en publicatie"), "tenders:review", publishing_stages.review_states, _sees)
    _register_rules()
    SNAPSHOT_PARTS["motivations"] = publication_snapshot.motivation_parts
    SECTIONS["reading"] = Section(50, publication_sections.reading_chapter)
    SECTIONS["motivations"] = Section(250, publication_sections.motivations_paragraph)
    SECTIONS["bidding"] = Section(610, publication_sections.bidding_chapter)
    SECTIONS["protection"] = Section(810, publication_sections.protection_chapter)
    SECTIONS["other"] = Section(910, publication_sections.other_chapter)
    for kind in (formal_acts.EVIDENCE, guide.KIND):
        FILE_ACCESS[kind] = formal_acts.readable_targets
    JOB_KINDS[guide.KIND] = paper_kind(_("Aanbestedingsleidraad"), guide.build_guide)
    WORK_ITEMS["publishing"] = publishing_stages.work_of
    NOTIFICATION_KINDS[publication.NOTIFICATION] = _("Aanbesteding om te publiceren")
    INTEGRITY_CHECKS["publications"] = IntegrityCheck("publications", publication.hash_faults)
    DEMO_PARTS["publication"] = DemoPart(60, demo.load_publication)


def _register_rules() -> None:
    RULE_TABLES["tenders"] = TENDER_RULES
    COMPLIANCE_CHECKS["tenders"] = compliance.drafting_findings
    for texts in (
        labels_findings.VALUE_TEXTS,
        labels_findings.TERM_TEXTS,
        labels_findings.DOCUMENT_TEXTS,
        labels_findings.CONTRACT_TEXTS,
        labels_findings.TEAM_TEXTS,
    ):
        for code, text in texts.items():
            FINDING_TEXTS[code] = text
    SUBJECT_LINKS["tender"] = subject_links.link_to_field
    SUBJECT_LINKS["step"] = subject_links.link_to_step
    SUBJECT_LINKS["team"] = subject_links.link_to_team
    SUBJECT_LINKS["requirement"] = subject_links.link_to_requirement


def _sees(user: Any, tender: Any) -> bool:
    return bool(user.has_perm("tenders.view_tender", tender))
