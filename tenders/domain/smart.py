"""Whether a goal can be measured at all: the M, the A and the T of SMART (study lines 1278-1280)."""

from dataclasses import dataclass
from decimal import Decimal

from tenders.domain.vocabulary import Better

# Words that people type where a unit belongs; none of them can be measured.
VAGUE_UNITS = frozenset(
    {
        "beter",
        "circulair",
        "duurzaam",
        "duurzamer",
        "geen",
        "hoger",
        "ja/nee",
        "lager",
        "meer",
        "minder",
        "n.v.t.",
        "nvt",
        "onbekend",
        "veel",
        "zo laag mogelijk",
        "zo veel mogelijk",
        "zoveel mogelijk",
    }
)
PERCENT_WORDS = ("%", "procent", "percent")


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, from where to where.

    baseline, target: in ``unit``. baseline_year: None when it is not known.
    """

    indicator: str
    unit: str
    better: Better
    baseline: Decimal
    target: Decimal
    baseline_year: int | None
    target_year: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a goal cannot be measured. field: where to mend it; code: see ``find_faults``."""

    field: str
    code: str


class NotMeasurableError(ValueError):
    """A goal was offered that cannot be measured; ``faults`` say why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(", ".join(f"{fault.field}: {fault.code}" for fault in faults))
        self.faults = faults


def find_faults(measure: Measure) -> list[Fault]:
    """Return what keeps the goal from being measured; empty when it can be.

    Codes: "indicator_missing", "unit_missing", "unit_vague", "not_a_percentage", "no_change",
    "target_not_higher", "target_not_lower", "year_not_later".
    """
    faults = []
    if not measure.indicator.strip():
        faults.append(Fault("indicator", "indicator_missing"))
    faults += _unit_faults(measure.unit)
    if is_percentage(measure.unit):
        faults += [
            Fault(field, "not_a_percentage")
            for field, value in (("baseline", measure.baseline), ("target", measure.target))
            if not 0 <= value <= 100
        ]
    faults += _direction_faults(measure)
    if measure.baseline_year is not None and measure.target_year <= measure.baseline_year:
        faults.append(Fault("target_year", "year_not_later"))
    return faults


def check_measurable(measure: Measure) -> None:
    """Raise NotMeasurableError unless the goal can be measured."""
    if faults := find_faults(measure):
        raise NotMeasurableError(faults)


def is_percentage(unit: str) -> bool:
    """Return whether values in this unit are shares of a whole, between 0 and 100."""
    return unit.strip().lower().startswith(PERCENT_WORDS)


def _unit_faults(unit: str) -> list[Fault]:
    word = unit.strip().lower()
    if not word:
        return [Fault("unit", "unit_missing")]
    if word in VAGUE_UNITS or not any(sign.isalpha() or sign in "%€$‰" for sign in word):
        return [Fault("unit", "unit_vague")]
    return []


def _direction_faults(measure: Measure) -> list[Fault]:
    if measure.target == measure.baseline:
        return [Fault("target", "no_change")]
    if measure.better is Better.HIGHER and measure.target < measure.baseline:
        return [Fault("target", "target_not_higher")]
    if measure.better is Better.LOWER and measure.target > measure.baseline:
        return [Fault("target", "target_not_lower")]
    return []
