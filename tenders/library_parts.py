"""What the library plugs in to the registries: its places in drafting, its choices, its entry in the navigation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import DEMO_PARTS, NAVIGATION, DemoPart, NavigationItem
from tenders.demo import library as demo
from tenders.domain.vocabulary import RequirementKind
from tenders.extension_points import LIBRARY_CHOICES, LIBRARY_TARGETS
from tenders.labels import (
    BETTER_LABELS,
    FORMULATION_LABELS,
    PROOF_MOMENT_LABELS,
    R_STRATEGY_LABELS,
    REQUIREMENT_KIND_LABELS,
)
from tenders.labels_library import CHAPTER_LABELS, REVIEW_KIND_LABELS
from tenders.permissions import team_organisations
from tenders.services import library_targets as targets


def register_library() -> None:
    """Fill the registries; called once, when the application is ready."""
    LIBRARY_TARGETS["ambition"] = targets.AMBITIONS
    LIBRARY_TARGETS["question"] = targets.QUESTIONS
    LIBRARY_TARGETS["requirement"] = targets.REQUIREMENTS
    written = {kind: label for kind, label in REQUIREMENT_KIND_LABELS.items() if kind != RequirementKind.EXCLUSION}
    LIBRARY_CHOICES["requirement.kind"] = written
    LIBRARY_CHOICES["formulation"] = FORMULATION_LABELS
    LIBRARY_CHOICES["proof_moment"] = PROOF_MOMENT_LABELS
    LIBRARY_CHOICES["better"] = BETTER_LABELS
    LIBRARY_CHOICES["r_strategy"] = R_STRATEGY_LABELS
    LIBRARY_CHOICES["chapter"] = CHAPTER_LABELS
    LIBRARY_CHOICES["review.kind"] = REVIEW_KIND_LABELS
    NAVIGATION["library"] = NavigationItem(
        _("Bibliotheek"), "tenders:library", 40, _buys_or_takes_part, "/bibliotheek/"
    )
    DEMO_PARTS["library"] = DemoPart(6, demo.load_library)


def _buys_or_takes_part(user: Any) -> bool:
    return bool(user.is_authenticated and (user.roles or team_organisations(user)))
