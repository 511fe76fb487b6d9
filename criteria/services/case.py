"""The award case of a model, to which the computation adds the bids."""

from typing import Any

from criteria.domain.model_case import case_of
from criteria.models import AwardModel
from criteria.services.snapshot import model_part


def model_case(model: AwardModel) -> dict[str, Any]:
    """Return the award-case/1 of this model without ``bids``; add those and hand it to ``award.evaluate``."""
    return case_of(model_part(model))
