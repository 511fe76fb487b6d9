"""Penalties under the published clause. The result is a proposal: the contractor is heard, people decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.domain.periods import Quarter, contract_year
from contracts.domain.vocabulary import Status


@dataclass(frozen=True, slots=True)
class PenaltyClause:
    """The published rule: ``amount_eur`` for each quarter that is at least the ``after_reds``-th red one in a row.

    max_per_year_eur: ceiling in a contract year, or None without one.
    """

    after_reds: int
    amount_eur: Decimal
    max_per_year_eur: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Penalty:
    """A penalty that the clause gives. reds: how many red quarters in a row, this one included."""

    quarter: Quarter
    amount_eur: Decimal
    reds: int


def penalties(statuses: Mapping[Quarter, Status], clause: PenaltyClause, *, starts_on: date) -> list[Penalty]:
    """Return the penalties by quarter. A quarter without a measurement ends the row and costs nothing."""
    found: list[Penalty] = []
    spent: dict[int, Decimal] = {}
    reds = 0
    previous: Quarter | None = None
    for quarter in sorted(statuses):
        follows = previous is not None and previous.next() == quarter
        previous = quarter
        if statuses[quarter] is not Status.RED:
            reds = 0
            continue
        reds = reds + 1 if follows else 1
        if reds < clause.after_reds:
            continue
        year = contract_year(quarter, starts_on)
        amount = clause.amount_eur
        if clause.max_per_year_eur is not None:
            amount = min(amount, clause.max_per_year_eur - spent.get(year, Decimal(0)))
        if amount > 0:
            spent[year] = spent.get(year, Decimal(0)) + amount
            found.append(Penalty(quarter, amount, reds))
    return found


def late_promise_penalty(
    promised_year: int, kept_year: int | None, current_year: int, per_year_eur: Decimal
) -> Decimal:
    """Return the penalty so far for a norm promised in ``promised_year`` and reached later, in euro.

    Counted for each full contract year of delay: until ``kept_year``, or until ``current_year`` while not reached.
    """
    reached = kept_year if kept_year is not None else current_year
    return per_year_eur * max(0, reached - promised_year)
