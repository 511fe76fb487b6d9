"""Makers of what stage 3 holds beside the tender itself."""

from decimal import Decimal
from typing import Any

from tenders.domain.value_estimate import LineKind, Part
from tenders.models import EstimateLine, Tender


def make_estimate_line(*, tender: Tender, **fields: Any) -> EstimateLine:
    """An amount of 100.000 euro for the whole term, as supplies."""
    defaults: dict[str, Any] = {
        "kind": LineKind.ONCE,
        "description": "Stoelen",
        "amount_eur": Decimal(100_000),
        "part": Part.SUPPLIES,
        "order": tender.estimate_lines.count() + 1,
    }
    return EstimateLine.objects.create(tender=tender, **defaults | fields)
