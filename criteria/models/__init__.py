"""The models of awarding."""

from criteria.models.assessment import Assessment, Consensus
from criteria.models.award_model import AwardModel, Criterion, ScaleLevel
from criteria.models.bid import Bid, BidFile, CostLine, OpenedPrice, PriceKeyCanary, Promise, SealedPrice
from criteria.models.committee import Evaluation, PriceView, Seat
from criteria.models.decision import AwardAdvice, AwardDecision, Computation, Letter, Standstill
from criteria.models.summons import Summons, SummonsEnd

__all__ = [
    "Assessment",
    "AwardAdvice",
    "AwardDecision",
    "AwardModel",
    "Bid",
    "BidFile",
    "Computation",
    "Consensus",
    "CostLine",
    "Criterion",
    "Evaluation",
    "Letter",
    "OpenedPrice",
    "PriceKeyCanary",
    "PriceView",
    "Promise",
    "ScaleLevel",
    "SealedPrice",
    "Seat",
    "Standstill",
    "Summons",
    "SummonsEnd",
]
