"""The spread of grades: each assessor a dot on the scale, with what became of them as a mark."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.core.domain.charts.frame import Frame, Scale, Tick, fitted, px, text_width
from procurement.core.domain.decimals import format_number

_DOT = 11.0


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """The grades for one thing. mark: their mean or the consensus; is_wide: the spread asks for a conversation."""

    label: str
    grades: Sequence[Decimal]
    mark: Decimal | None = None
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class SpreadData:
    """Rows of grades on one scale.

    steps: the values that can be given, lowest first. mark_name: what the mark is ("gemiddelde"). minimum: the
    knock-out, if there is one.
    """

    title: str
    steps: Sequence[Decimal]
    rows: Sequence[SpreadRow]
    mark_name: str = ""
    minimum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """One grade; equal grades stand above each other."""

    x: float
    y: float
    value: Decimal


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the picture."""

    label: str
    label_x: float
    label_y: float
    axis: float
    dots: tuple[Dot, ...]
    low: float
    high: float
    mark: float | None
    mark_top: float
    mark_bottom: float
    mark_value: Decimal | None
    value_y: float
    is_wide: bool


@dataclass(frozen=True, slots=True)
class SpreadChart:
    """All that the template prints."""

    variant: str
    title: str
    mark_name: str
    width: float
    height: float
    left: float
    right: float
    value_x: float
    warning_x: float
    bottom: float
    labels_beside: bool
    radius: float
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    minimum: float | None
    has_wide: bool


def spread_chart(data: SpreadData, frame: Frame) -> SpreadChart:
    """Return one lane of dots for each row.

    Raises:
        ValueError: there are no rows, or a grade or mark lies outside the scale.
    """
    low, high = data.steps[0], data.steps[-1]
    figures = [value for row in data.rows for value in (*row.grades, row.mark) if value is not None]
    if not data.rows or low >= high or any(not low <= value <= high for value in figures):
        raise ValueError("a spread needs rows with grades on the scale")
    beside = frame.variant == "wide"
    widest = max(text_width(row.label, frame.text) for row in data.rows) + 14
    left = px(min(widest, frame.width * 0.38)) if beside else 10.0
    figure = max(text_width(format_number(value), frame.text) for value in figures or [high])
    right = px(frame.width - figure - 34)
    x = Scale(low, high, left + 10, right - 10)
    lanes: list[Lane] = []
    y = 10.0
    for row in data.rows:
        lane, y = _lane(row, x, y, left, beside, frame)
        lanes.append(lane)
    return SpreadChart(
        variant=frame.variant,
        title=data.title,
        mark_name=data.mark_name,
        width=frame.width,
        height=px(y + 28),
        left=left,
        right=right,
        value_x=px(frame.width - 4),
        warning_x=px(frame.width - figure - 17),
        bottom=px(y + 4),
        labels_beside=beside,
        radius=_DOT / 2 - 0.5,
        ticks=x.ticks(list(data.steps)),
        lanes=tuple(lanes),
        minimum=x(data.minimum) if data.minimum is not None else None,
        has_wide=any(row.is_wide for row in data.rows),
    )


def _lane(row: SpreadRow, x: Scale, top: float, left: float, beside: bool, frame: Frame) -> tuple[Lane, float]:
    """Return the lane that begins at ``top``, and where the next begins."""
    highest = max(Counter(row.grades).values(), default=1)
    above = 6 if beside else 24
    axis = px(top + above + max(highest * (_DOT + 1), 18))
    stacked: Counter[Decimal] = Counter()
    dots = []
    for grade in sorted(row.grades):
        dots.append(Dot(x(grade), px(axis - _DOT / 2 - 1 - stacked[grade] * (_DOT + 1)), grade))
        stacked[grade] += 1
    middle = px((top + above + axis) / 2 + 4.5)
    lane = Lane(
        label=fitted(row.label, left - 12 if beside else frame.width - 8, frame.text),
        label_x=px(left - 10) if beside else 0.0,
        label_y=middle if beside else px(top + 16),
        axis=axis,
        dots=tuple(dots),
        low=x(min(row.grades)) if row.grades else x.start,
        high=x(max(row.grades)) if row.grades else x.start,
        mark=x(row.mark) if row.mark is not None else None,
        mark_top=px(top + above - 2),
        mark_bottom=px(axis + 4),
        mark_value=row.mark,
        value_y=middle,
        is_wide=row.is_wide,
    )
    return lane, axis + 12
