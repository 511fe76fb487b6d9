"""The growth chart: what was promised for each period against what was measured, with the verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from procurement.core.domain.charts.frame import Frame, Scale, Tick, nice_values, path, px, text_width
from procurement.core.domain.charts.palette import BLOCK, THREAD, WARNING, Tone
from procurement.core.domain.decimals import format_number


class Verdict(StrEnum):
    """How a measurement stands to its target; who draws it does not judge."""

    MET = "met"
    NEAR = "near"
    MISSED = "missed"

    @property
    def tone(self) -> Tone:
        """The colour of the verdict; its shape differs too."""
        return {Verdict.MET: THREAD, Verdict.NEAR: WARNING, Verdict.MISSED: BLOCK}[self]


@dataclass(frozen=True, slots=True)
class Period:
    """One period: its label ("24Q1"), the agreed target, the measured value and its verdict; each may be absent."""

    label: str
    target: Decimal | None = None
    measured: Decimal | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class GrowthData:
    """One KPI over its periods.

    title: what the picture shows, for who cannot see it. unit: as written on the axis ("% massa").
    higher_is_better: on which side of the target the promise is kept.
    """

    title: str
    unit: str
    periods: Sequence[Period]
    higher_is_better: bool = True
    baseline: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A measurement: where it stands, its verdict, and its figure when there is room for it."""

    x: float
    y: float
    verdict: Verdict | None
    tone: Tone
    shape: str
    label: str
    value: Decimal
    value_y: float
    has_value: bool


@dataclass(frozen=True, slots=True)
class PeriodLabel:
    """A period under the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class TargetLabel:
    """The figure of a target where it changes."""

    x: float
    y: float
    value: Decimal


@dataclass(frozen=True, slots=True)
class GrowthChart:
    """All that the template prints; kept_path encloses the side of the target where the promise is kept."""

    variant: str
    title: str
    unit: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    ticks: tuple[Tick, ...]
    periods: tuple[PeriodLabel, ...]
    kept_path: str
    target_path: str
    target_labels: tuple[TargetLabel, ...]
    measured_path: str
    markers: tuple[Marker, ...]
    baseline: Tick | None
    baseline_beyond: str


def growth_chart(data: GrowthData, frame: Frame) -> GrowthChart:
    """Return the picture of one KPI: a stepped target with its kept side tinted, the measured line, its verdicts.

    Raises:
        ValueError: there are no periods, or no figure at all.
    """
    values = _figures(data.periods)
    if not values:
        raise ValueError("a growth chart needs at least one target or measurement")
    height = 300.0 if frame.variant == "wide" else 260.0
    top, bottom = 34.0, height - 30
    beyond = _beyond(data.baseline, values)
    if data.baseline is not None and not beyond:
        values.append(data.baseline)
    scale_values = _scale_values(values, is_percent=data.unit.startswith("%"))
    left = px(max(text_width(format_number(value), frame.text) for value in scale_values) + 16)
    y = Scale(scale_values[0], scale_values[-1], bottom, top)
    right = frame.width - 14
    slot = (right - left) / len(data.periods)
    centres = [px(left + slot * (index + 0.5)) for index in range(len(data.periods))]
    return GrowthChart(
        variant=frame.variant,
        title=data.title,
        unit=data.unit,
        width=frame.width,
        height=height,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        ticks=y.ticks(scale_values),
        periods=_period_labels(data.periods, centres, slot, frame),
        kept_path=_kept(data, y, left, slot),
        target_path="".join(path(run) for run in _steps(data, y, left, slot)),
        target_labels=_target_labels(data, y, left, slot, frame),
        measured_path=_measured(data.periods, centres, y),
        markers=_markers(data, centres, y, slot, frame),
        baseline=_baseline(data.baseline, beyond, y),
        baseline_beyond=beyond,
    )


def _figures(periods: Sequence[Period]) -> list[Decimal]:
    return [value for period in periods for value in (period.target, period.measured) if value is not None]


def _beyond(baseline: Decimal | None, values: Sequence[Decimal]) -> str:
    """Return "above" or "below" when the baseline lies so far off that the growth itself would shrink to a line."""
    low, high = min(values), max(values)
    room = (high - low) * 3 / 2
    if baseline is None or low - room <= baseline <= high + room:
        return ""
    return "above" if baseline > high else "below"


def _baseline(baseline: Decimal | None, beyond: str, y: Scale) -> Tick | None:
    if baseline is None:
        return None
    [tick] = y.ticks([baseline])
    edge = {"above": y.end, "below": y.start}
    return Tick(px(edge.get(beyond, tick.position)), baseline, tick.places)


def _scale_values(values: Sequence[Decimal], *, is_percent: bool) -> Sequence[Decimal]:
    """Return round values with air for the figures; never below zero or above 100 percent without need."""
    low, high = min(values), max(values)
    air = (high - low) / 8 or abs(high) / 10
    bottom = low - air if low < 0 else max(low - air, Decimal(0))
    top = min(high + air, Decimal(100)) if is_percent and high <= 100 else high + air
    return nice_values(bottom, top)


def _period_labels(
    periods: Sequence[Period], centres: Sequence[float], slot: float, frame: Frame
) -> tuple[PeriodLabel, ...]:
    widest = max(text_width(period.label, frame.text) for period in periods) + 6
    every = max(1, -int(-widest // slot))
    return tuple(
        PeriodLabel(x, period.label)
        for index, (x, period) in enumerate(zip(centres, periods, strict=True))
        if (len(periods) - 1 - index) % every == 0
    )


def _steps(data: GrowthData, y: Scale, left: float, slot: float) -> list[list[tuple[float, float]]]:
    """Return the target as runs of a staircase, broken where a period has none."""
    runs: list[list[tuple[float, float]]] = []
    is_open = False
    for index, period in enumerate(data.periods):
        if period.target is None:
            is_open = False
            continue
        height, start, end = y(period.target), px(left + slot * index), px(left + slot * (index + 1))
        if not is_open:
            runs.append([])
        is_open = True
        runs[-1] += [(start, height), (end, height)]
    return runs


def _target_labels(data: GrowthData, y: Scale, left: float, slot: float, frame: Frame) -> tuple[TargetLabel, ...]:
    """Return the figures that stand at a change of target, when they leave room for those of the measurements."""
    widest = max(text_width(format_number(value), frame.text) for value in _figures(data.periods))
    if widest * 1.5 + 8 > slot / 2:
        return ()
    labels = []
    previous: Decimal | None = None
    for index, period in enumerate(data.periods):
        if period.target is not None and period.target != previous:
            is_under = period.measured is not None and period.measured >= period.target
            beside_line = y(period.target) + (15 if is_under else -5)
            labels.append(TargetLabel(px(left + slot * index + 4), px(beside_line), period.target))
        previous = period.target
    return tuple(labels)


def _kept(data: GrowthData, y: Scale, left: float, slot: float) -> str:
    edge = px(y.end if data.higher_is_better else y.start)
    return "".join(path([(run[0][0], edge), *run, (run[-1][0], edge)]) + "Z" for run in _steps(data, y, left, slot))


def _measured(periods: Sequence[Period], centres: Sequence[float], y: Scale) -> str:
    parts: list[str] = []
    run: list[tuple[float, float]] = []
    for x, period in zip(centres, periods, strict=True):
        if period.measured is None:
            parts.append(path(run))
            run = []
        else:
            run.append((x, y(period.measured)))
    return "".join([*parts, path(run)])


_SHAPES = {Verdict.MET: "circle", Verdict.NEAR: "triangle", Verdict.MISSED: "diamond"}


def _markers(data: GrowthData, centres: Sequence[float], y: Scale, slot: float, frame: Frame) -> tuple[Marker, ...]:
    measured = [(x, period, period.measured) for x, period in zip(centres, data.periods, strict=True)]
    figures = [(x, period, value) for x, period, value in measured if value is not None]
    widest = max((text_width(format_number(value), frame.text) for _, _, value in figures), default=0)
    has_room = widest + 4 <= slot
    markers = []
    for index, (x, period, value) in enumerate(figures):
        height = y(value)
        is_under = period.target is not None and value < period.target
        verdict = period.verdict
        markers.append(
            Marker(
                x=x,
                y=height,
                verdict=verdict,
                tone=verdict.tone if verdict else THREAD,
                shape=_SHAPES[verdict] if verdict else "circle",
                label=period.label,
                value=value,
                value_y=px(height + 21 if is_under and height + 24 < y.start else height - 11),
                has_value=has_room or index in (0, len(figures) - 1),
            )
        )
    return tuple(markers)
