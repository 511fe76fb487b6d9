"""The conflicts among the demands of a tender, in words and with where each is solved."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from tenders.domain.conflicts import Conflict
from tenders.labels_specification_findings import CONFLICT_TEXTS
from tenders.models import Requirement, Tender
from tenders.services import specification_facts
from tenders.services.findings import shown_params


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """A conflict in words. first_url, second_url: where each demand is changed; empty for an award criterion."""

    conflict: Conflict
    text: str
    first_url: str
    second_url: str


def conflicts_of(tender: Tender) -> list[ShownConflict]:
    """Return the pairs of demands that are at odds, what is certain first."""
    rows: Sequence[Requirement] = list(specification_facts.requirements_of([tender.pk]).in_reading_order())
    found = specification_facts.conflicts_among(rows, specification_facts.scored_measures([tender.pk])[tender.pk])
    return [_shown(tender, one) for one in sorted(found, key=lambda one: not one.is_certain)]


def _shown(tender: Tender, conflict: Conflict) -> ShownConflict:
    params = {"code": conflict.first_code, "other_code": conflict.second_code, **conflict.params}
    return ShownConflict(
        conflict,
        str(CONFLICT_TEXTS[conflict.kind]) % shown_params(params),
        _url(tender, conflict.first),
        _url(tender, conflict.second),
    )


def _url(tender: Tender, key: str) -> str:
    return reverse("tenders:change_requirement", args=[tender.pk, int(key)]) if key else ""
