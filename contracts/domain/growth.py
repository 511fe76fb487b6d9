"""Growth paths: what is due when, and whether a promise for a contract year was kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from contracts.domain.periods import Quarter, contract_year


class GrowthPathError(ValueError):
    """The path cannot be used; ``code`` names the fault and ``params`` fill its message."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class Step:
    """The value, in the unit of the KPI, that is due from ``quarter`` on."""

    quarter: Quarter
    value: Decimal


class YearDefinition(StrEnum):
    """Which measurement decides about a contract year. The same data can give another answer under another one."""

    FOURTH_QUARTER = "fourth_quarter"
    YEAR_MEAN = "year_mean"


def targets_by_quarter(path: Sequence[Step], quarters: Sequence[Quarter]) -> dict[Quarter, Decimal]:
    """Return the target of each quarter: that of the last step not after it; none before the first step.

    Raises:
        GrowthPathError: "empty_path" or "quarters_not_rising".
    """
    if not path:
        raise GrowthPathError("empty_path")
    if any(later.quarter <= earlier.quarter for earlier, later in pairwise(path)):
        raise GrowthPathError("quarters_not_rising")
    due: dict[Quarter, Decimal] = {}
    for quarter in quarters:
        reached = [step.value for step in path if step.quarter <= quarter]
        if reached:
            due[quarter] = reached[-1]
    return due


def check_raise(old: Decimal, new: Decimal, *, higher_is_better: bool) -> None:
    """Refuse a target that asks less than the agreed one (rule MOD-09, Aw 2012 art. 2.163g).

    Raises:
        GrowthPathError: "lowered", with the old and the new value.
    """
    if (new < old) if higher_is_better else (new > old):
        raise GrowthPathError("lowered", old=old, new=new)


def year_value(
    measured: Mapping[Quarter, Decimal], year: int, *, starts_on: date, definition: YearDefinition
) -> Decimal | None:
    """Return the value that decides about contract year ``year``, or None while a quarter it needs lacks.

    FOURTH_QUARTER: the last of the four quarters; YEAR_MEAN: their mean, not rounded.
    """
    quarters = sorted(quarter for quarter in measured if contract_year(quarter, starts_on) == year)
    if len(quarters) < 4:
        return None
    if definition is YearDefinition.FOURTH_QUARTER:
        return measured[quarters[-1]]
    return sum((measured[quarter] for quarter in quarters), Decimal(0)) / len(quarters)


def first_year_kept(
    measured: Mapping[Quarter, Decimal],
    norm: Decimal,
    *,
    starts_on: date,
    definition: YearDefinition,
    higher_is_better: bool = True,
) -> int | None:
    """Return the first contract year in which ``norm`` is reached, or None when it is not reached yet."""
    last = max((contract_year(quarter, starts_on) for quarter in measured), default=0)
    for year in range(1, last + 1):
        value = year_value(measured, year, starts_on=starts_on, definition=definition)
        if value is not None and (value >= norm if higher_is_better else value <= norm):
            return year
    return None
