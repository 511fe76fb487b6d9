"""The ground under every chart: its size, its scales with round ticks, and how wide a text will be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TypeVar

Data = TypeVar("Data")
Chart = TypeVar("Chart")

_NARROW = frozenset("fijlrtI.,:;'|!()[] ")
_WIDE = frozenset("mwMW%@—")


@dataclass(frozen=True, slots=True)
class Frame:
    """A width to draw for, in units of one CSS pixel; ``text`` is the font size."""

    variant: str
    width: float
    text: float = 13


WIDE = Frame("wide", 720)
NARROW = Frame("narrow", 344)


@dataclass(frozen=True, slots=True)
class Tick:
    """A round value on an axis: where it stands, and with how many decimals it is written."""

    position: float
    value: Decimal
    places: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values from ``low``..``high`` straight onto ``start``..``end``; ``end`` may lie before ``start``."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def __call__(self, value: Decimal) -> float:
        """Return the position of ``value``, to a tenth of a pixel."""
        share = float((value - self.low) / (self.high - self.low))
        return px(self.start + (self.end - self.start) * share)

    def ticks(self, values: Sequence[Decimal]) -> tuple[Tick, ...]:
        """Return the ticks for values from ``nice_values``, all with the decimals that their step needs."""
        places = max((_places(value) for value in values), default=0)
        return tuple(Tick(self(value), value, places) for value in values)


def both(build: Callable[[Data, Frame], Chart], data: Data) -> tuple[Chart, Chart]:
    """Return the chart for a page or paper and the one for a phone; the template prints both, the sheet shows one."""
    return build(data, WIDE), build(data, NARROW)


def px(value: float) -> float:
    """Return ``value`` to a tenth of a pixel; never minus zero."""
    return round(value, 1) + 0.0


def nice_values(low: Decimal, high: Decimal, *, about: int = 5) -> tuple[Decimal, ...]:
    """Return evenly spaced round values (steps of 1, 2, 2.5 or 5 times a power of ten) that enclose low..high.

    about: into how many steps to part the range, roughly.
    """
    if high <= low:
        margin = abs(low) / 10 or Decimal(1)
        low, high = low - margin, high + margin
    step = _step((high - low) / about)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return tuple(_plain((first + number) * step) for number in range(int(last - first) + 1))


def text_width(text: str, size: float) -> float:
    """Return about how wide ``text`` is in Source Sans at ``size``, rather too wide than too narrow."""
    return size * sum(_character(char) for char in text)


def fitted(text: str, width: float, size: float) -> str:
    """Return ``text``, cut with an ellipsis when it is wider than ``width``."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def path(points: Sequence[tuple[float, float]]) -> str:
    """Return the ``d`` of a line through the points; empty for none."""
    return "".join(f"{'L' if index else 'M'}{x} {y}" for index, (x, y) in enumerate(points))


def spread_out(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return positions near ``wanted``, in the same order, at least ``gap`` apart and within low..high if they fit.

    For labels beside the ends of lines that would otherwise cover each other.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed: dict[int, float] = {}
    edge = low
    for index in order:
        placed[index] = max(wanted[index], edge)
        edge = placed[index] + gap
    edge = high
    for index in reversed(order):
        placed[index] = min(placed[index], edge)
        edge = placed[index] - gap
    return [px(placed[index]) for index in range(len(wanted))]


def _step(rough: Decimal) -> Decimal:
    power = Decimal(1).scaleb(rough.adjusted())
    return next(power * factor for factor in map(Decimal, ("1", "2", "2.5", "5", "10")) if power * factor >= rough)


def _plain(value: Decimal) -> Decimal:
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _places(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def _character(char: str) -> float:
    if char in _NARROW:
        return 0.29
    if char in _WIDE:
        return 0.84
    return 0.62 if char.isupper() else 0.52
