"""Bars that lie: one figure for each thing, or the parts of a total; names stand beside them, on a phone above."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from procurement.core.domain.charts.frame import Frame, Scale, Tick, fitted, nice_values, px, text_width
from procurement.core.domain.charts.palette import STRONG_LINE, THREAD, THREAD_LIGHT, Tone, part_tone
from procurement.core.domain.decimals import format_number

_LABEL_SHARE = 0.34
_BAR = 22.0


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar. is_first: the best of all; is_out: not ranked; note: said instead of a missing value."""

    label: str
    value: Decimal | None
    note: str = ""
    is_first: bool = False
    is_out: bool = False


@dataclass(frozen=True, slots=True)
class BarData:
    """Bars from zero. reference: a value that all are held against, such as a ceiling, with its name."""

    title: str
    unit: str
    rows: Sequence[BarRow]
    reference: Decimal | None = None
    reference_label: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of a total, such as a criterion: code ("K1"), name, and whether it is about costs."""

    code: str
    name: str
    is_cost: bool = False


@dataclass(frozen=True, slots=True)
class StackRow:
    """One total in its parts, in the order of the parts of the chart; none of them below zero."""

    label: str
    values: Sequence[Decimal]
    total: Decimal | None
    note: str = ""
    is_first: bool = False
    is_out: bool = False


@dataclass(frozen=True, slots=True)
class StackData:
    """Totals in parts. maximum: the most that could be had, marked when given."""

    title: str
    unit: str
    parts: Sequence[Part]
    rows: Sequence[StackRow]
    maximum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar; ``text`` is empty when it would not fit inside."""

    x: float
    width: float
    tone: Tone
    name: str
    value: Decimal
    text: str
    text_x: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the picture with its pieces; values stand below each other at the right, a note behind its bar."""

    label: str
    label_x: float
    label_y: float
    y: float
    height: float
    middle: float
    segments: tuple[Segment, ...]
    value: Decimal | None
    value_x: float
    value_y: float
    note: str
    note_x: float
    is_first: bool
    is_out: bool


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """An entry of the key under the picture."""

    tone: Tone
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """All that the template prints. places: decimals of the values, the same for all."""

    variant: str
    title: str
    unit: str
    width: float
    height: float
    top: float
    bottom: float
    labels_beside: bool
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    places: int
    reference: Tick | None
    reference_label: str
    key: tuple[KeyEntry, ...]


def bar_chart(data: BarData, frame: Frame) -> BarChart:
    """Return one bar from zero for each row, its figure behind it.

    Raises:
        ValueError: there are no rows, or a value below zero.
    """
    values = [row.value for row in data.rows if row.value is not None]
    if not data.rows or any(value < 0 for value in values):
        raise ValueError("bars need rows with values of zero or more")
    tops = values + ([data.reference] if data.reference is not None else [])
    layout = _Layout(frame, [row.label for row in data.rows], tops, values)
    bars = [
        layout.bar(index, row, row.value, _one(row, layout.x) if row.value is not None else ())
        for index, row in enumerate(data.rows)
    ]
    return layout.chart(data.title, data.unit, bars, data.reference, data.reference_label, ())


def stacked_bars(data: StackData, frame: Frame) -> BarChart:
    """Return one bar of parts for each row, its total behind it; quality and costs in colours of their own.

    Raises:
        ValueError: there are no rows, a row has not one value for each part, or a value lies below zero.
    """
    if not data.rows or any(len(row.values) != len(data.parts) for row in data.rows):
        raise ValueError("every row of a stacked chart has one value for each part")
    if any(value < 0 for row in data.rows for value in row.values):
        raise ValueError("the parts of a total are not below zero")
    tones = _tones(data.parts)
    sums = [sum(row.values, Decimal(0)) for row in data.rows]
    tops = sums + ([data.maximum] if data.maximum is not None else [])
    totals = [row.total for row in data.rows if row.total is not None]
    layout = _Layout(frame, [row.label for row in data.rows], tops, totals)
    bars = [
        layout.bar(index, row, row.total, _pieces(row, data.parts, tones, layout.x, frame))
        for index, row in enumerate(data.rows)
    ]
    key = tuple(KeyEntry(tone, part.code, part.name) for tone, part in zip(tones, data.parts, strict=True))
    return layout.chart(data.title, data.unit, bars, data.maximum, "", key)


class _Layout:
    """Where the rows of bars lie in one frame: names beside the bars, or above them on a phone."""

    def __init__(self, frame: Frame, names: Sequence[str], tops: Sequence[Decimal], shown: Sequence[Decimal]) -> None:
        self.frame = frame
        self.beside = frame.variant == "wide"
        self.places = max((_decimals(value) for value in shown), default=0)
        widest = max(text_width(name, frame.text) for name in names) + 14
        self.left = px(min(widest, frame.width * _LABEL_SHARE)) if self.beside else 0.0
        room = self.left - 12 if self.beside else frame.width - 4
        self.names = [fitted(name, room, frame.text) for name in names]
        self.pitch = _BAR + (12 if self.beside else 30)
        self.top = 8.0
        self.bottom = px(self.top + self.pitch * len(names))
        most = max(tops, default=Decimal(0)) or Decimal(1)
        about = 5 if self.beside else 4
        self.values = [value for value in nice_values(Decimal(0), most, about=about) if value <= most]
        widths = [text_width(format_number(value, places=self.places), frame.text) for value in shown]
        figures = max(widths, default=0.0) * 1.08 + 16 if self.beside else 14.0
        self.x = Scale(Decimal(0), most, self.left, px(frame.width - figures))

    def bar(self, index: int, row: BarRow | StackRow, value: Decimal | None, segments: tuple[Segment, ...]) -> Bar:
        """Return the row at ``index`` with its pieces."""
        start = self.top + self.pitch * index
        y = px(start + (6 if self.beside else 24))
        end = segments[-1].x + segments[-1].width if segments else self.left
        return Bar(
            label=self.names[index],
            label_x=px(self.left - 10) if self.beside else 0.0,
            label_y=px(y + _BAR / 2 + 4.5) if self.beside else px(y - 7),
            y=y,
            height=_BAR,
            middle=px(y + _BAR / 2 + 4.5),
            segments=segments,
            value=value,
            value_x=px(self.frame.width - 2),
            value_y=px(y + _BAR / 2 + 4.5) if self.beside else px(y - 7),
            note=row.note,
            note_x=px(end + 8),
            is_first=row.is_first,
            is_out=row.is_out,
        )

    def chart(
        self,
        title: str,
        unit: str,
        bars: list[Bar],
        reference: Decimal | None,
        reference_label: str,
        key: tuple[KeyEntry, ...],
    ) -> BarChart:
        """Return the whole picture."""
        return BarChart(
            variant=self.frame.variant,
            title=title,
            unit=unit,
            width=self.frame.width,
            height=px(self.bottom + 26 + (18 if reference_label else 0)),
            top=self.top,
            bottom=self.bottom,
            labels_beside=self.beside,
            ticks=self.x.ticks(self.values),
            bars=tuple(bars),
            places=self.places,
            reference=self.x.ticks([reference])[0] if reference is not None else None,
            reference_label=reference_label,
            key=key,
        )


def _one(row: BarRow, x: Scale) -> tuple[Segment, ...]:
    value = row.value or Decimal(0)
    tone = STRONG_LINE if row.is_out else THREAD if row.is_first else THREAD_LIGHT
    return (Segment(x.start, px(x(value) - x.start), tone, row.label, value, "", 0.0),)


def _pieces(row: StackRow, parts: Sequence[Part], tones: Sequence[Tone], x: Scale, frame: Frame) -> tuple[Segment, ...]:
    pieces = []
    so_far = Decimal(0)
    for part, tone, value in zip(parts, tones, row.values, strict=True):
        start, end = x(so_far), x(so_far + value)
        so_far += value
        fits = text_width(part.code, frame.text - 1) + 6 <= end - start
        pieces.append(
            Segment(
                x=start,
                width=px(end - start),
                tone=tone,
                name=part.name,
                value=value,
                text=part.code if fits else "",
                text_x=px((start + end) / 2),
            )
        )
    return tuple(pieces)


def _tones(parts: Sequence[Part]) -> list[Tone]:
    counted = {True: 0, False: 0}
    tones = []
    for part in parts:
        tones.append(part_tone(counted[part.is_cost], cost=part.is_cost))
        counted[part.is_cost] += 1
    return tones


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
