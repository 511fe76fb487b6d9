"""Columns by year, such as life-cycle costs: parts upon each other, or one column for each bid beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.core.domain.charts.bars import KeyEntry
from procurement.core.domain.charts.frame import Frame, Scale, Tick, nice_values, px, text_width
from procurement.core.domain.charts.palette import Tone, series_tone
from procurement.core.domain.decimals import format_number


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """What stands at one place of the axis: a label ("2027") and one value for each series; below zero is income."""

    label: str
    values: Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class ColumnData:
    """Columns of several series (code, name). is_grouped: beside each other; else upon each other with a net mark."""

    title: str
    unit: str
    series: Sequence[tuple[str, str]]
    groups: Sequence[ColumnGroup]
    is_grouped: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of the picture; has_value: there is room for its figure at value_y, in the middle."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone
    name: str
    value: Decimal
    middle: float = 0.0
    value_y: float = 0.0
    has_value: bool = False


@dataclass(frozen=True, slots=True)
class NetMark:
    """The sum of a place that has both costs and income."""

    x: float
    width: float
    y: float
    value: Decimal


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """A label under the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """All that the template prints."""

    variant: str
    title: str
    unit: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    zero: float
    ticks: tuple[Tick, ...]
    labels: tuple[AxisLabel, ...]
    blocks: tuple[Block, ...]
    nets: tuple[NetMark, ...]
    key: tuple[KeyEntry, ...]


def column_chart(data: ColumnData, frame: Frame) -> ColumnChart:
    """Return the columns, with zero as a line when there is income as well.

    Raises:
        ValueError: there are no groups, or a group has not one value for each series.
    """
    if not data.groups or any(len(group.values) != len(data.series) for group in data.groups):
        raise ValueError("every group of columns has one value for each series")
    low, high = _extremes(data)
    values = nice_values(low, high)
    height = 300.0 if frame.variant == "wide" else 270.0
    top, bottom = 34.0, height - 28
    left = px(max(text_width(format_number(value), frame.text) for value in values) + 16)
    right = frame.width - 6
    y = Scale(values[0], values[-1], bottom, top)
    slot = (right - left) / len(data.groups)
    draw = _beside if data.is_grouped else _upon
    places = [left + slot * index for index in range(len(data.groups))]
    blocks = [
        block
        for start, group in zip(places, data.groups, strict=True)
        for block in draw(data, group, start, slot, y, frame)
    ]
    return ColumnChart(
        variant=frame.variant,
        title=data.title,
        unit=data.unit,
        width=frame.width,
        height=height,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        zero=y(Decimal(0)),
        ticks=y.ticks(values),
        labels=_labels(data.groups, left, slot, frame),
        blocks=tuple(blocks),
        nets=() if data.is_grouped else _nets(data.groups, left, slot, y),
        key=tuple(KeyEntry(series_tone(n), code, name) for n, (code, name) in enumerate(data.series)),
    )


def _extremes(data: ColumnData) -> tuple[Decimal, Decimal]:
    lows, highs = [Decimal(0)], [Decimal(0)]
    for group in data.groups:
        if data.is_grouped:
            lows.extend(group.values)
            highs.extend(group.values)
        else:
            lows.append(sum((value for value in group.values if value < 0), Decimal(0)))
            highs.append(sum((value for value in group.values if value > 0), Decimal(0)))
    return min(lows), max(highs)


def _upon(data: ColumnData, group: ColumnGroup, start: float, slot: float, y: Scale, frame: Frame) -> list[Block]:
    """Stack costs upwards from zero and income downwards."""
    blocks = []
    above = below = Decimal(0)
    for index, value in enumerate(group.values):
        if value == 0:
            continue
        foot = above if value > 0 else below
        head = foot + value
        above, below = (head, below) if value > 0 else (above, head)
        upper, lower = sorted((y(foot), y(head)))
        width = px(min(slot * 0.72, 44))
        x = px(start + (slot - width) / 2)
        blocks.append(Block(x, upper, width, px(lower - upper), series_tone(index), data.series[index][1], value))
    return blocks


def _beside(data: ColumnData, group: ColumnGroup, start: float, slot: float, y: Scale, frame: Frame) -> list[Block]:
    """Put one column for each series beside the others, with its figure when all of them find room."""
    blocks = []
    width = slot * 0.84 / len(group.values)
    widest = max(text_width(format_number(value), frame.text) for each in data.groups for value in each.values)
    for index, value in enumerate(group.values):
        upper, lower = sorted((y(Decimal(0)), y(value)))
        x = px(start + slot * 0.08 + width * index)
        blocks.append(
            Block(
                x=x,
                y=upper,
                width=px(width * 0.9),
                height=px(lower - upper),
                tone=series_tone(index),
                name=data.series[index][1],
                value=value,
                middle=px(x + width * 0.45),
                value_y=px(upper - 5 if value >= 0 else lower + 14),
                has_value=widest <= width,
            )
        )
    return blocks


def _nets(groups: Sequence[ColumnGroup], left: float, slot: float, y: Scale) -> tuple[NetMark, ...]:
    width = px(min(slot * 0.72, 44) + 6)
    nets = []
    for index, group in enumerate(groups):
        if min(group.values) < 0 < max(group.values):
            net = sum(group.values, Decimal(0))
            nets.append(NetMark(px(left + slot * (index + 0.5) - width / 2), width, px(y(net) - 1.2), net))
    return tuple(nets)


def _labels(groups: Sequence[ColumnGroup], left: float, slot: float, frame: Frame) -> tuple[AxisLabel, ...]:
    widest = max(text_width(group.label, frame.text) for group in groups) + 6
    every = max(1, -int(-widest // slot))
    return tuple(
        AxisLabel(px(left + slot * (index + 0.5)), group.label)
        for index, group in enumerate(groups)
        if index % every == 0
    )
