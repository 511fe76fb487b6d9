"""What stage 5 plugs in to tenders and core."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from criteria.demo.award_model import load_award_model
from criteria.domain.compliance import RULES
from criteria.domain.vocabulary import CriterionKind
from criteria.labels import ASPECT_LABELS, BETWEEN_LABELS, CRITERION_KIND_LABELS
from criteria.model_labels import FAULT_WORDS, FINDING_WORDS
from criteria.services import demands, model_stage
from criteria.services.compliance import award_findings, growth_tenders, modelled_tenders
from criteria.services.library_target import CRITERIA
from criteria.services.section import award_annex, award_chapter
from criteria.services.snapshot import award_model_parts
from procurement.core.domain.rule_table import Subject
from procurement.core.extension_points import DEMO_PARTS, DemoPart
from tenders.extension_points import (
    AWARD_SOURCES,
    AWARD_TEXTS,
    COMPLIANCE_CHECKS,
    FINDING_TEXTS,
    GROWTH_SOURCES,
    LIBRARY_CHOICES,
    LIBRARY_TARGETS,
    RULE_TABLES,
    SCORED_MEASURES,
    SECTIONS,
    SNAPSHOT_PARTS,
    STAGES,
    SUBJECT_LINKS,
    THREAD_FORWARD,
    Section,
    Stage,
)

# Page of the model -> its address; a subject names the page in its field.
PAGES = {
    "overview": "criteria:award_model",
    "method": "criteria:model_method",
    "costs": "criteria:model_costs",
    "scale": "criteria:model_scale",
    "points": "criteria:model_points",
}


def register_award_model() -> None:
    """Fill the registries; called once, when the application is ready."""
    STAGES["award_model"] = Stage(5, _("Gunningsmodel"), PAGES["overview"], model_stage.award_model_states, _everyone)
    COMPLIANCE_CHECKS["award"] = award_findings
    RULE_TABLES["award"] = RULES
    for code, words in FINDING_WORDS.items():
        FINDING_TEXTS[code] = words
    for code, words in FAULT_WORDS.items():
        FINDING_TEXTS[f"fault_{code}"] = words
    SUBJECT_LINKS["award_model"] = _model_link
    SUBJECT_LINKS["criterion"] = _criterion_link
    GROWTH_SOURCES["award"] = growth_tenders
    AWARD_SOURCES["award"] = modelled_tenders
    AWARD_TEXTS["award"] = demands.award_texts
    SCORED_MEASURES["award"] = demands.scored_measures
    SNAPSHOT_PARTS["award_model"] = award_model_parts
    SECTIONS["award_model"] = Section(510, award_chapter)
    SECTIONS["award_annex"] = Section(970, award_annex)
    THREAD_FORWARD["criterion"] = model_stage.criterion_nodes
    LIBRARY_TARGETS["criterion"] = CRITERIA
    LIBRARY_CHOICES["criterion.kind"] = {
        kind: label for kind, label in CRITERION_KIND_LABELS.items() if kind is not CriterionKind.GROUP
    }
    LIBRARY_CHOICES["aspect"] = ASPECT_LABELS
    LIBRARY_CHOICES["between"] = BETWEEN_LABELS
    DEMO_PARTS["award_model"] = DemoPart(50, load_award_model)


def _everyone(user: Any, tender: Any) -> bool:
    return bool(user.has_perm("tenders.view_tender", tender))


def _model_link(tender_id: int, subject: Subject) -> str:
    return reverse(PAGES.get(subject.field, PAGES["overview"]), args=[tender_id])


def _criterion_link(tender_id: int, subject: Subject) -> str:
    if subject.field == "penalty":
        return reverse("tenders:clauses", args=[tender_id])
    address = reverse("criteria:change_criterion", args=[tender_id, int(subject.key)])
    return f"{address}#id_{subject.field}" if subject.field else address
