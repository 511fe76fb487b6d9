"""The models of contract management."""

from contracts.models.contract import Contract
from contracts.models.incentive import Incentive
from contracts.models.kpi import Kpi, KpiTarget, Measurement
from contracts.models.review import Recalibration, Review, ReviewAction

__all__ = [
    "Contract",
    "Incentive",
    "Kpi",
    "KpiTarget",
    "Measurement",
    "Recalibration",
    "Review",
    "ReviewAction",
]
