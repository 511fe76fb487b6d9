"""When a quarter must be measured and reviewed. House rules: no law names a term."""

from datetime import date, timedelta

from contracts.domain.periods import Quarter, quarter_of
from contracts.domain.vocabulary import ContractState
from contracts.models import Contract
from procurement.core import clock

MEASURE_WITHIN_DAYS = 30
"""A quarter is measured within 30 days of its end (house rule)."""

REVIEW_WITHIN_DAYS = 60
"""A quarter is reviewed within 60 days of its end (house rule)."""


def measure_by(quarter: Quarter) -> date:
    """Return the last day on which the measurements of a quarter are in time."""
    return quarter.last_day + timedelta(days=MEASURE_WITHIN_DAYS)


def review_by(quarter: Quarter) -> date:
    """Return the last day on which the review of a quarter is in time."""
    return quarter.last_day + timedelta(days=REVIEW_WITHIN_DAYS)


def newest_ended_quarter(contract: Contract) -> Quarter | None:
    """Return the newest quarter of a running contract that has ended, or None."""
    if contract.state != ContractState.RUNNING or not contract.starts_on:
        return None
    last = quarter_of(clock.today()).previous()
    if contract.ends_on_latest:
        last = min(last, quarter_of(contract.ends_on_latest))
    return last if last >= quarter_of(contract.starts_on) else None


def newest_due_quarter(contract: Contract) -> Quarter | None:
    """Return the newest quarter whose measurements are due by now, or None."""
    quarter = newest_ended_quarter(contract)
    if quarter is None or measure_by(quarter) >= clock.today():
        quarter = quarter.previous() if quarter else None
    if quarter is None or not contract.starts_on or quarter < quarter_of(contract.starts_on):
        return None
    return quarter
