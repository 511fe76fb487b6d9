"""Stage 3: value, procedure, duration and conditions of a tender."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from procurement.accounts.domain.roles import AuthorityKind
from procurement.accounts.models import User
from procurement.core import clock
from tenders.domain.thresholds import Choice, Threshold, ThresholdError, choices, threshold
from tenders.domain.vocabulary import ContractKind, StepKind
from tenders.models import Tender
from tenders.services import drafting


@dataclass(frozen=True, slots=True)
class ValueTest:
    """What the estimated value means. limit: None when no threshold is known for ``on`` (VAL-14).

    margin_eur: threshold less value; negative above the threshold.
    """

    on: date
    limit: Threshold | None
    choices: list[Choice]
    margin_eur: Any = None


def change_procedure(tender_id: int, *, actor: User, **values: Any) -> Tender:
    """Store fields of stage 3 and return the tender.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    return drafting.change_tender(tender_id, actor=actor, **values)


def planned_notice_day(tender: Tender) -> date:
    """Return the planned day of sending the notice, or today while it is not planned."""
    step = tender.planning.filter(kind=StepKind.NOTICE).first()
    return step.day if step and step.day else clock.today()


def value_test(tender: Tender) -> ValueTest:
    """Compare the estimated value with the threshold on the planned day of the notice (Aw 2012 art. 2.15)."""
    day = planned_notice_day(tender)
    is_central = tender.organisation.authority_kind == AuthorityKind.CENTRAL
    try:
        limit = threshold(ContractKind(tender.contract_kind), is_central=is_central, on=day)
    except ThresholdError:
        return ValueTest(day, None, [])
    if tender.estimated_value_eur is None:
        return ValueTest(day, limit, [])
    return ValueTest(
        day, limit, choices(tender.estimated_value_eur, limit), limit.amount_eur - tender.estimated_value_eur
    )
