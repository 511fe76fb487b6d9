"""Lines that cross: how a result moves when one choice moves, such as the totals of bids by the weight of the price."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.core.domain.charts.frame import (
    Frame,
    Scale,
    Tick,
    fitted,
    nice_values,
    path,
    px,
    spread_out,
    text_width,
)
from procurement.core.domain.charts.palette import Tone, series_dash, series_tone
from procurement.core.domain.decimals import format_number

_LABEL_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class LineSeries:
    """One line through its points (x, y), x rising. ``short`` is its name where there is little room."""

    name: str
    points: Sequence[tuple[Decimal, Decimal]]
    short: str = ""
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class LineData:
    """Lines over one axis. mark: the x that was chosen, with its name; turns: the x where the order changes."""

    title: str
    x_unit: str
    y_unit: str
    series: Sequence[LineSeries]
    mark: Decimal | None = None
    mark_label: str = ""
    turns: Sequence[Decimal] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its name at its end; leader: from the end to a name that had to move."""

    name: str
    text: str
    tone: Tone
    dash: str
    weight: float
    d: str
    end_x: float
    end_y: float
    text_x: float
    text_y: float
    leader: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """All that the template prints."""

    variant: str
    title: str
    x_unit: str
    y_unit: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    mark: Tick | None
    mark_label: str
    mark_anchor: str
    turns: tuple[Tick, ...]


def line_chart(data: LineData, frame: Frame) -> LineChart:
    """Return the lines with their names at the right, apart from each other.

    Raises:
        ValueError: a series has fewer than two points, or all stand at one x.
    """
    if not data.series or any(len(series.points) < 2 for series in data.series):
        raise ValueError("a line needs two points")
    xs = [x for series in data.series for x, _ in series.points]
    ys = [y for series in data.series for _, y in series.points]
    if min(xs) == max(xs):
        raise ValueError("a line needs two places on the axis")
    is_wide = frame.variant == "wide"
    height = 320.0 if is_wide else 300.0
    top, bottom = 40.0, height - 44
    y_values = nice_values(min(ys), max(ys))
    left = px(max(text_width(format_number(value), frame.text) for value in y_values) + 16)
    names = [series.name if is_wide else series.short or series.name for series in data.series]
    room = min(max(text_width(name, frame.text) for name in names) + 4, frame.width * _LABEL_SHARE)
    right = px(frame.width - room - 22)
    x = Scale(min(xs), max(xs), left, right)
    y = Scale(y_values[0], y_values[-1], bottom, top)
    x_values = [value for value in nice_values(min(xs), max(xs)) if min(xs) <= value <= max(xs)]
    mark = x.ticks([data.mark])[0] if data.mark is not None else None
    return LineChart(
        variant=frame.variant,
        title=data.title,
        x_unit=data.x_unit,
        y_unit=data.y_unit,
        width=frame.width,
        height=height,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        x_ticks=x.ticks(x_values),
        y_ticks=y.ticks(y_values),
        lines=_lines(data.series, [fitted(name, room, frame.text) for name in names], x, y),
        mark=mark,
        mark_label=data.mark_label,
        mark_anchor="end" if mark and mark.position > (left + right) / 2 else "start",
        turns=x.ticks(list(data.turns)),
    )


def _lines(series: Sequence[LineSeries], texts: Sequence[str], x: Scale, y: Scale) -> tuple[Line, ...]:
    ends = [(x(one.points[-1][0]), y(one.points[-1][1])) for one in series]
    heights = spread_out([end_y for _, end_y in ends], 17, y.end, y.start)
    lines = []
    for index, (one, text, (end_x, end_y), height) in enumerate(zip(series, texts, ends, heights, strict=True)):
        is_moved = abs(height - end_y) > 2
        lines.append(
            Line(
                name=one.name,
                text=text,
                tone=series_tone(index),
                dash=series_dash(index),
                weight=3.0 if one.is_first else 2.0,
                d=path([(x(at), y(value)) for at, value in one.points]),
                end_x=end_x,
                end_y=end_y,
                text_x=px(x.end + 18),
                text_y=px(height + 4.5),
                leader=path([(px(end_x + 5), end_y), (px(x.end + 15), height)]) if is_moved else "",
            )
        )
    return tuple(lines)
