"""Quarters: the periods in which a contract is measured and reviewed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_SPELLING = re.compile(r"([0-9]{4})Q([1-4])")


class PeriodError(ValueError):
    """The text is not a quarter such as "2024Q1"."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter. number: 1-4."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def first_day(self) -> date:
        """The first day of the quarter."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The last day of the quarter."""
        return self.next().first_day - timedelta(days=1)

    def next(self) -> "Quarter":
        """The quarter after this one."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    def previous(self) -> "Quarter":
        """The quarter before this one."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)


def parse(text: str) -> Quarter:
    """Return the quarter written as "2024Q1".

    Raises:
        PeriodError: the text is something else.
    """
    match = _SPELLING.fullmatch(text)
    if match is None:
        raise PeriodError(text)
    return Quarter(int(match[1]), int(match[2]))


def quarter_of(day: date) -> Quarter:
    """Return the quarter in which ``day`` falls."""
    return Quarter(day.year, (day.month + 2) // 3)


def between(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    """Yield the quarters from ``first`` up to and including ``last``; none when last is earlier."""
    quarter = first
    while quarter <= last:
        yield quarter
        quarter = quarter.next()


def contract_year(quarter: Quarter, starts_on: date) -> int:
    """Return the contract year of a quarter, 1 from the start: year n runs until the n-th anniversary.

    The quarter counts to the year in which its first day falls; the quarter of the start is in year 1.
    """
    day = max(quarter.first_day, starts_on)
    years = day.year - starts_on.year
    if (day.month, day.day) < (starts_on.month, starts_on.day):
        years -= 1
    return years + 1
