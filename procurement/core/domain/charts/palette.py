"""The colours of charts, the same on screen and in a document; a tone names the class by which a theme changes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour by name; ``fill`` for shapes and lines, ``ink`` for text upon it (contrast at least 4.5)."""

    name: str
    fill: str
    ink: str = "#ffffff"


INK = Tone("ink", "#17211f")
MUTED = Tone("ink-muted", "#52605c")
LINE = Tone("line", "#d8dfdc", "#17211f")
STRONG_LINE = Tone("line-strong", "#73807b")
SHADE = Tone("paper-shade", "#eaeeec", "#17211f")
TINT = Tone("thread-tint", "#e9f3f1", "#17211f")
THREAD = Tone("thread", "#0e6259")
THREAD_LIGHT = Tone("thread-light", "#9fcac3", "#17211f")
WARNING = Tone("warning", "#855200")
BLOCK = Tone("block", "#a31c2c")

SERIES = (
    Tone("series-1", "#0e6259"),
    Tone("series-2", "#b4511a"),
    Tone("series-3", "#35599c"),
    Tone("series-4", "#7a4b8a"),
    Tone("series-5", "#6f6a1f"),
)
"""Things of one kind beside each other: bids, cost lines. A sixth takes the first again, with another dash."""

QUALITY = (
    Tone("quality-1", "#0a4741"),
    Tone("quality-2", "#0e6259"),
    Tone("quality-3", "#2f7a70"),
    Tone("quality-4", "#7fb8b0", "#17211f"),
    Tone("quality-5", "#a9d0ca", "#17211f"),
    Tone("quality-6", "#cfe5e1", "#17211f"),
)
COST = (Tone("cost-1", "#b4511a"), Tone("cost-2", "#dd9b74", "#17211f"))
"""The parts of one total: quality in one colour from dark to light, costs in another: the two are seen apart."""

DASHES = ("", "7 4", "2 3", "10 3 2 3", "1 4")


def series_tone(index: int) -> Tone:
    """Return the tone of the thing with that place, from 0."""
    return SERIES[index % len(SERIES)]


def series_dash(index: int) -> str:
    """Return the stroke-dasharray of the line with that place: told apart without colour; empty is solid."""
    return DASHES[(index + index // len(SERIES)) % len(DASHES)]


def part_tone(index: int, *, cost: bool) -> Tone:
    """Return the tone of a part of a total: ``index`` counts within quality or within costs, from 0."""
    tones = COST if cost else QUALITY
    return tones[index % len(tones)]
