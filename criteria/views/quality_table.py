"""The quality as it was locked: every bid with its grades and values."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator

from criteria.domain.vocabulary import CriterionKind
from criteria.models import Consensus, Criterion, Evaluation, Promise
from criteria.services import quality
from procurement.core.http import Request
from procurement.core.templatetags.formats import number

PAGE = 25


def quality_table(request: Request, evaluation: Evaluation) -> dict[str, Any] | None:
    """Return columns, rows and page of the table; None for who may not see grades. Five queries for any number."""
    if not request.user.has_perm("criteria.view_consensus", evaluation):
        return None
    criteria = list(
        Criterion.objects.filter(model__lot_id=evaluation.lot_id)
        .exclude(kind=CriterionKind.GROUP)
        .order_by("order", "pk")
    )
    page = Paginator(quality.taking_part(evaluation), PAGE).get_page(request.GET.get("page"))
    bids = list(page.object_list)
    found: dict[tuple[int, int], Decimal | None] = {}
    for bid, one, grade in Consensus.objects.filter(bid__in=bids).values_list("bid_id", "criterion_id", "grade"):
        found[bid, one] = grade
    for bid, one, value in Promise.objects.filter(bid__in=bids).values_list("bid_id", "criterion_id", "value"):
        found.setdefault((bid, one), value)
    places = {one.pk: _places([found.get((bid.pk, one.pk)) for bid in bids], one) for one in criteria}
    return {
        "page": page,
        "criteria": [{"criterion": one, "unit": one.unit} for one in criteria],
        "rows": [
            {
                "bid": bid,
                "cells": [
                    {"criterion": one, "shown": _shown(found.get((bid.pk, one.pk)), places[one.pk])} for one in criteria
                ],
            }
            for bid in bids
        ],
    }


def _places(values: Iterable[Decimal | None], criterion: Criterion) -> int:
    """Decimals that all figures of a column share; a mean of grades is shown in one."""
    if criterion.kind == CriterionKind.GRADED:
        return 1
    exponents = [int(value.normalize().as_tuple().exponent) for value in values if value is not None]
    return max([0, *(-exponent for exponent in exponents)])


def _shown(value: Decimal | None, places: int) -> str:
    return "–" if value is None else number(value, places)
