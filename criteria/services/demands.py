"""What award criteria ask, for rules that hold requirements against it."""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import QuerySet

from criteria.domain.scored_range import scored_range
from criteria.domain.vocabulary import CriterionKind
from criteria.models import Criterion
from tenders.domain.conflicts import Scored
from tenders.domain.figures import indicator_of, unit_of


def award_texts(tender_ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Return tender id -> code and text of each criterion that earns points."""
    found: dict[int, list[tuple[str, str]]] = {pk: [] for pk in tender_ids}
    for row in _criteria(tender_ids).exclude(kind=CriterionKind.GROUP):
        found[row.model.lot.tender_id].append((row.code, f"{row.name} {row.asked} {row.looks_at}"))
    return found


def scored_measures(tender_ids: Sequence[int]) -> dict[int, list[Scored]]:
    """Return tender id -> its criteria that measure a figure, with the range in which points are earned."""
    found: dict[int, list[Scored]] = {pk: [] for pk in tender_ids}
    for row in _criteria(tender_ids).filter(kind=CriterionKind.MEASURED, is_growth=False):
        ends = scored_range([(Decimal(value), Decimal(fraction)) for value, fraction in row.knots])
        if ends:
            scored = Scored(row.code, indicator_of(row.name), unit_of(row.unit), *ends)
            found[row.model.lot.tender_id].append(scored)
    return found


def _criteria(tender_ids: Sequence[int]) -> QuerySet[Criterion]:
    return Criterion.objects.filter(model__lot__tender_id__in=tender_ids).select_related("model__lot")
