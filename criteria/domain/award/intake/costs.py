"""Reading the cost lines of a bid."""

from fractions import Fraction
from typing import Any

from criteria.domain.award import lcc
from criteria.domain.award.intake.reader import Reader


def read_costs(value: Reader, terms: lcc.Terms | None) -> list[lcc.CostLine]:
    """Return the cost lines; none may lie beyond the horizon of ``terms``, when there is one."""
    return [_read_line(line, terms.years if terms else None) for line in value.elements()]


def _read_line(value: Reader, horizon: int | None) -> lcc.CostLine:
    once = not _is_spread(value.value)
    when = ("year",) if once else ("from", "to")
    more = ("growth",) if once else ("growth", "every")
    fields = value.fields(required=("category", "amount", *when), optional=more)
    category = fields["category"].choice(lcc.Category) or lcc.Category.USE
    growth = fields["growth"].number() if "growth" in fields else Fraction(0)
    years = _read_year(fields, horizon) if once else _read_years(fields, horizon)
    return lcc.CostLine(category, fields["amount"].number(), years, growth)


def _is_spread(line: Any) -> bool:
    """A line says either its year, or from when to when; one that says both is at fault where it says more."""
    return isinstance(line, dict) and ("to" in line or ("from" in line and "year" not in line))


def _read_year(fields: dict[str, Reader], horizon: int | None) -> range:
    year = fields["year"].whole(at_most=horizon)
    return range(year, year + 1)


def _read_years(fields: dict[str, Reader], horizon: int | None) -> range:
    first, last = fields["from"].whole(at_most=horizon), fields["to"].whole(at_most=horizon)
    every = fields["every"].whole(at_least=1) if "every" in fields else 1
    if fields["from"].sound and fields["to"].sound and last < first:
        fields["to"].refuse("must not be before from")
    return range(first, last + 1, every) if every else range(0)
