"""The calculator of the estimated value: which amounts count, how often, by which article (VAL-01 to VAL-06, VAL-12).

All amounts are euro excl. VAT and exact; nothing is rounded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from procurement.core.domain.rule_table import Certainty
from tenders.domain.procedures import AW
from tenders.domain.vocabulary import ContractKind

LONGEST_MONTHS = 48
"""A service without a total price counts for at most this many months (art. 2.20)."""


class LineKind(StrEnum):
    """What an amount of the estimate is; decides how often it counts."""

    ONCE = "once"
    MONTHLY = "monthly"
    LEASE = "lease"
    PAST_YEAR = "past_year"
    NEXT_YEAR = "next_year"
    CALL_OFFS = "call_offs"
    OPTION = "option"
    PRIZE = "prize"
    TURNOVER = "turnover"


class Part(StrEnum):
    """To which kind of contract an amount belongs; more than one makes the contract mixed (VAL-12)."""

    SUPPLIES = "supplies"
    SERVICES = "services"
    WORKS = "works"
    SOCIAL = "social"


BY_MONTH = frozenset({LineKind.MONTHLY, LineKind.LEASE})
"""Kinds whose amount is one month."""
BY_YEAR = frozenset({LineKind.PAST_YEAR, LineKind.NEXT_YEAR})
"""Kinds whose amount is twelve months."""
ARTICLES: dict[LineKind, str] = {
    LineKind.ONCE: f"{AW} art. 2.15",
    LineKind.MONTHLY: f"{AW} art. 2.20",
    LineKind.LEASE: f"{AW} art. 2.17",
    LineKind.PAST_YEAR: f"{AW} art. 2.21",
    LineKind.NEXT_YEAR: f"{AW} art. 2.21",
    LineKind.CALL_OFFS: f"{AW} art. 2.22",
    LineKind.OPTION: f"{AW} art. 2.15",
    LineKind.PRIZE: f"{AW} art. 2.15",
    LineKind.TURNOVER: f"{AW} art. 2a.3",
}
CERTAINTY = Certainty.V


@dataclass(frozen=True, slots=True)
class Line:
    """One amount. months: how long it is paid, for kinds by month; None: for an indefinite time."""

    kind: LineKind
    amount_eur: Decimal
    months: int | None = None
    part: Part = Part.SUPPLIES
    description: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A line with how it counts: amount times factor."""

    line: Line
    factor: int
    article: str

    @property
    def total_eur(self) -> Decimal:
        """What the line adds to the estimate."""
        return self.line.amount_eur * self.factor


@dataclass(frozen=True, slots=True)
class Estimate:
    """The outcome. by_part: sum of each part that occurs, in the order of ``Part``."""

    lines: tuple[Counted, ...]
    by_part: dict[Part, Decimal]

    @property
    def total_eur(self) -> Decimal:
        """The estimated value."""
        return sum((line.total_eur for line in self.lines), Decimal(0))

    @property
    def is_mixed(self) -> bool:
        """Whether it holds parts of more than one kind."""
        return len(self.by_part) > 1

    @property
    def largest_part(self) -> Part | None:
        """The part that is worth most; a suggestion for the main object, which people decide."""
        return max(self.by_part, key=lambda part: self.by_part[part], default=None)


def estimate(lines: Iterable[Line]) -> Estimate:
    """Return how the lines count and what they come to."""
    counted = tuple(count(line) for line in lines)
    sums = {part: sum((row.total_eur for row in counted if row.line.part is part), Decimal(0)) for part in Part}
    present = {row.line.part for row in counted}
    return Estimate(counted, {part: total for part, total in sums.items() if part in present})


def count(line: Line) -> Counted:
    """Return how often a line counts.

    A service by the month counts for its months, and for 48 when it lasts longer or indefinitely (art. 2.20); a lease
    for all its months, and for 48 when it is indefinite (art. 2.17); all else once.
    """
    factor = 1
    if line.kind is LineKind.MONTHLY:
        factor = LONGEST_MONTHS if line.months is None else min(line.months, LONGEST_MONTHS)
    elif line.kind is LineKind.LEASE:
        factor = LONGEST_MONTHS if line.months is None else line.months
    return Counted(line, factor, ARTICLES[line.kind])


def part_of(kind: ContractKind) -> Part:
    """Return the part that a contract of this kind begins with."""
    return Part(kind.value)
