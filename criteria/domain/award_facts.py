"""An award model as its rules see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from criteria.domain.model_case import leaves, points_total, price_points
from criteria.domain.model_faults import ModelFault
from criteria.domain.vocabulary import AwardMethod, CriterionKind
from procurement.core.domain.rule_table import Subject

ENVIRONMENT_WORDS = ("mki", "milieukost", "co2", "co₂")


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """One award model as the rules see it.

    part: the model as it stands in a publication. faults: why the engine refuses it. estimate_eur: of the tender.
    has_penalty: the draft contract holds a penalty clause.
    """

    part: Mapping[str, Any]
    faults: tuple[ModelFault, ...] = ()
    estimate_eur: Decimal | None = None
    has_penalty: bool = False
    key: str = ""

    @property
    def leaves(self) -> list[Mapping[str, Any]]:
        """The criteria that earn."""
        return list(leaves(self.part["criteria"]))

    @property
    def method(self) -> AwardMethod:
        """How bids are compared."""
        return AwardMethod(self.part["method"])

    @property
    def graded(self) -> list[Mapping[str, Any]]:
        """The criteria on which assessors give a grade."""
        return [row for row in self.leaves if row["kind"] == CriterionKind.GRADED]

    @property
    def cost_share(self) -> Decimal | None:
        """Points for costs as a share of all points, in percent; None while there are none."""
        total = points_total(self.part)
        if self.method is not AwardMethod.WEIGHTED_POINTS or total <= 0:
            return None
        return price_points(self.part) * 100 / total

    def model(self, page: str) -> Subject:
        """The model itself, on the page where this is filled in."""
        return Subject("award_model", self.key, page)

    @property
    def environmental(self) -> list[Mapping[str, Any]]:
        """The criteria that measure environmental costs, known by their words."""
        return [row for row in self.leaves if row["kind"] == CriterionKind.MEASURED and _is_environmental(row)]


def has_growth(part: Mapping[str, Any]) -> bool:
    """Whether the model gives points for a year in which something is reached (rule CT-11)."""
    return any(row["is_growth"] for row in leaves(part["criteria"]))


def _is_environmental(row: Mapping[str, Any]) -> bool:
    return any(word in f"{row['name']} {row['unit']}".casefold() for word in ENVIRONMENT_WORDS)
