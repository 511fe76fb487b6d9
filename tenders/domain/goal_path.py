"""The small picture of a goal: the straight way from its baseline to its target, and what hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.core.domain.charts.frame import Scale, px
from procurement.core.domain.decimals import format_unit

WIDTH, HEIGHT = 300.0, 116.0
LEFT, RIGHT, TOP, BOTTOM = 8.0, 292.0, 24.0, 64.0
AXIS = 92.0
# A label stands beside its point, on the side where the line is not.
ABOVE, BELOW = -10.0, 18.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the way, such as the target of an ambition: its year and value, and what it is called."""

    year: int
    value: Decimal
    name: str


@dataclass(frozen=True, slots=True)
class GoalPathData:
    """What is drawn. title: for who cannot see it; this_year: where a tick says how far the years are."""

    title: str
    unit: str
    baseline: Decimal
    baseline_year: int
    target: Decimal
    target_year: int
    this_year: int
    marks: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A place with what is written there."""

    x: float
    y: float
    label: str = ""
    label_y: float = 0.0


@dataclass(frozen=True, slots=True)
class GoalPath:
    """All that the template prints: both ends, the marks, and where this year stands (None when it is not on it)."""

    title: str
    width: float
    height: float
    axis_y: float
    start: Point
    end: Point
    marks: tuple[Point, ...]
    start_year: int
    end_year: int
    now_x: float | None


def goal_path(data: GoalPathData) -> GoalPath:
    """Return the picture; the line rises when the value does, whichever direction is better.

    Raises:
        ValueError: the years do not rise.
    """
    if data.target_year <= data.baseline_year:
        raise ValueError("the years of a goal rise")
    marks = [mark for mark in data.marks if mark.year >= data.baseline_year]
    values = [data.baseline, data.target, *(mark.value for mark in marks)]
    low, high = min(values), max(values)
    last_year = max([data.target_year, *(mark.year for mark in marks)])
    x = Scale(Decimal(data.baseline_year), Decimal(last_year), LEFT, RIGHT)
    y = Scale(low, high if high > low else low + 1, BOTTOM, TOP)
    start_y, end_y = y(data.baseline), y(data.target)
    end_side = BELOW if data.target < data.baseline else ABOVE
    is_now = data.baseline_year < data.this_year < last_year
    return GoalPath(
        title=data.title,
        width=WIDTH,
        height=HEIGHT,
        axis_y=AXIS,
        start=Point(LEFT, start_y, _figure(data.baseline, data.unit), px(start_y + ABOVE)),
        end=Point(x(Decimal(data.target_year)), end_y, format_unit(data.target, data.unit), px(end_y + end_side)),
        marks=tuple(Point(x(Decimal(mark.year)), y(mark.value), mark.name) for mark in marks),
        start_year=data.baseline_year,
        end_year=data.target_year,
        now_x=x(Decimal(data.this_year)) if is_now else None,
    )


def _figure(value: Decimal, unit: str) -> str:
    # The unit stands at the end of the line; beside the baseline only its sign does, when it is short.
    short = unit.strip().split(" ")[0]
    return format_unit(value, short if short in ("%", "EUR", "€") else "")
