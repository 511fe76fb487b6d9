"""Where a demand can be placed, what each place means, and where one goes on from there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from procurement.core.extension_points import Text
from tenders.domain.selection import has_preselection
from tenders.domain.specification import KIND_OF, Placement
from tenders.extension_points import STAGES
from tenders.labels_specification import PLACEMENT_CONSEQUENCES, PLACEMENT_LABELS
from tenders.models import Requirement, Tender


@dataclass(frozen=True, slots=True)
class Place:
    """A place for a demand. url: where it is written; empty when it is chosen on the page itself."""

    placement: Placement
    label: Text
    consequence: Text
    url: str = ""
    is_current: bool = False
    is_requirement: bool = False


def place_of(placement: Placement) -> Place:
    """Return one place with its words."""
    return Place(placement, PLACEMENT_LABELS[placement], PLACEMENT_CONSEQUENCES[placement])


def places_for(tender: Tender, *, ambition: str = "", requirement: Requirement | None = None) -> Sequence[Place]:
    """Return the places that this tender has, in the order in which a bidder meets them.

    ambition: id, handed on to the page where the demand is written. requirement: the one that is placed elsewhere.
    """
    return [
        Place(
            placement,
            PLACEMENT_LABELS[placement],
            PLACEMENT_CONSEQUENCES[placement],
            url=_url(tender, placement, ambition),
            is_current=requirement is not None and KIND_OF.get(placement) == requirement.kind,
            is_requirement=placement in KIND_OF,
        )
        for placement in Placement
        if placement in KIND_OF or _url(tender, placement, ambition)
    ]


def _url(tender: Tender, placement: Placement, ambition: str) -> str:
    if placement in KIND_OF:
        query = f"?soort={KIND_OF[placement]}" + (f"&ambitie={ambition}" if ambition.isdigit() else "")
        return f"{reverse('tenders:add_requirement', args=[tender.pk])}{query}"
    if placement is Placement.SELECTION and has_preselection(tender.procedure):
        return reverse("tenders:add_selection_criterion", args=[tender.pk])
    if placement is Placement.DIRECTION:
        return reverse("tenders:programme", args=[tender.pk])
    if placement is Placement.AWARD and "award_model" in STAGES:
        return reverse(STAGES["award_model"].url_name, args=[tender.pk])
    return ""
