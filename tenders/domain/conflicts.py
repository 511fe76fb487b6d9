"""Pairs of demands that cannot both be met, or hardly (study lines 469-474, 1466-1498)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from tenders.domain.figures import Bound, Figure, are_disjoint, figures
from tenders.domain.wording import BRAND, LABEL


class ConflictKind(StrEnum):
    """In which way two demands are at odds."""

    CEILING_RULED_OUT = "ceiling_ruled_out"
    FIGURES = "contradictory_figures"
    REUSE_AND_NEW = "reuse_and_new"
    LABEL_AND_BRAND = "label_and_brand"
    APART_AND_FIXED = "apart_and_fixed"
    EMISSION_AND_FUEL = "emission_and_fuel"
    PACKAGING = "packaging"
    LIFE_AND_REPLACEMENT = "life_and_replacement"
    TWICE = "asked_twice"
    POINTS_UNREACHABLE = "points_unreachable"
    POINTS_ALIKE = "points_alike"


CERTAIN = frozenset({ConflictKind.CEILING_RULED_OUT, ConflictKind.POINTS_UNREACHABLE})
"""What follows from figures that people filled in; the others rest on words and are to be looked at."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A requirement as the search for conflicts sees it.

    lot: key of its lot; empty for all lots. asked: figures that were filled in as its limit. leads_to: what the
    solution that it prescribes comes to at best, as a figure of the same indicator.
    """

    key: str
    code: str
    text: str
    group: str = ""
    lot: str = ""
    asked: tuple[Figure, ...] = ()
    leads_to: tuple[Figure, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """An award criterion that measures: points rise from ``none_at`` to ``all_at``, in its unit."""

    code: str
    indicator: str
    unit: str
    none_at: Decimal
    all_at: Decimal


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two demands that are at odds. first, second: keys and codes; second_code may be of a criterion.

    params: figures and words for the sentence that explains it.
    """

    kind: ConflictKind
    first: str
    first_code: str
    second: str
    second_code: str
    params: dict[str, object] = field(default_factory=dict)

    @property
    def is_certain(self) -> bool:
        """It follows from figures; what rests on words may be a misreading."""
        return self.kind in CERTAIN


@dataclass(frozen=True, slots=True)
class Read:
    """A demand with what its words say, read once: each pair only compares. Empty words: not said."""

    demand: Demand
    limits: tuple[Figure, ...]
    reuse: str
    new: str
    label: str
    brand: str
    apart: str
    fixed: str
    emission_free: str
    fuel: str
    reusable: str
    one_time: str
    life_years: Decimal | None
    replaced_after: Decimal | None
    words: str


def read(demand: Demand) -> Read:
    """Return a demand with what its words say."""
    text = demand.text
    limits = (*demand.asked, *figures(text))
    years = [one.value for one in limits if one.indicator == "levensduur" and one.unit == "jaar"]
    replaced = _REPLACED.search(text)
    return Read(
        demand=demand,
        limits=limits,
        reuse=next((one.indicator for one in limits if _asks_reuse(one)), ""),
        new=_word(_NEW, text),
        label=demand.labels[0] if demand.labels else _word(LABEL, text),
        brand=_word(BRAND, text),
        apart=_word(_APART, text),
        fixed=_word(_FIXED, text),
        emission_free=_word(_EMISSION_FREE, text),
        fuel=_word(_FUEL, text),
        reusable=_word(_REUSABLE, text),
        one_time=_word(_ONE_TIME, text),
        life_years=max(years, default=None),
        replaced_after=Decimal(replaced["first"] or replaced["second"]) if replaced else None,
        words=" ".join(text.lower().split()).rstrip("."),
    )


@lru_cache(maxsize=64)
def conflicts(demands: tuple[Demand, ...], scored: tuple[Scored, ...] = ()) -> tuple[Conflict, ...]:
    """Return every pair that is at odds, in reading order, each pair once for each reason.

    Demands of different lots never meet. The reasons are ``PAIR_RULES`` and, against award criteria, the range in
    which points are earned.
    """
    found = [
        conflict
        for first, second in combinations([read(demand) for demand in demands], 2)
        if not first.demand.lot or not second.demand.lot or first.demand.lot == second.demand.lot
        for rule in PAIR_RULES
        if (conflict := rule(first, second))
    ]
    against = [conflict for demand in demands for one in scored for conflict in _against_points(demand, one)]
    return (*found, *against)


def ceiling_ruled_out(first: Read, second: Read) -> Conflict | None:
    """A limit of one demand that the solution which the other prescribes cannot stay within, such as a hard MKI."""
    for limit, fixed in ((first.demand, second.demand), (second.demand, first.demand)):
        for asked in limit.asked:
            for best in fixed.leads_to:
                if are_disjoint(asked, best):
                    return _conflict(ConflictKind.CEILING_RULED_OUT, limit, fixed, **_figures(asked, best))
    return None


def contradictory_figures(first: Read, second: Read) -> Conflict | None:
    """Two limits on one indicator in one unit that no value meets both."""
    for one in first.limits:
        for other in second.limits:
            if are_disjoint(one, other):
                return _conflict(ConflictKind.FIGURES, first.demand, second.demand, **_figures(one, other))
    return None


def reuse_and_new(first: Read, second: Read) -> Conflict | None:
    """A share of reused or recycled material beside a demand that material is new."""
    return _either_way(ConflictKind.REUSE_AND_NEW, first, second, "reuse", "new")


def label_and_brand(first: Read, second: Read) -> Conflict | None:
    """A label beside a make in the same group: the make may not have the label, and then nothing is left."""
    if first.demand.group != second.demand.group:
        return None
    return _either_way(ConflictKind.LABEL_AND_BRAND, first, second, "label", "brand")


def apart_and_fixed(first: Read, second: Read) -> Conflict | None:
    """Coming apart without damage beside a connection that does not open."""
    return _either_way(ConflictKind.APART_AND_FIXED, first, second, "apart", "fixed")


def emission_and_fuel(first: Read, second: Read) -> Conflict | None:
    """Emission-free transport or equipment beside a fuel."""
    return _either_way(ConflictKind.EMISSION_AND_FUEL, first, second, "emission_free", "fuel")


def packaging(first: Read, second: Read) -> Conflict | None:
    """Packaging that goes back beside packaging for one time."""
    return _either_way(ConflictKind.PACKAGING, first, second, "reusable", "one_time")


def life_and_replacement(first: Read, second: Read) -> Conflict | None:
    """A life span of some years beside replacement before that."""
    for lasting, replaced in ((first, second), (second, first)):
        years, after = lasting.life_years, replaced.replaced_after
        if years is not None and after is not None and after < years:
            return _conflict(
                ConflictKind.LIFE_AND_REPLACEMENT, lasting.demand, replaced.demand, limit=years, best=after, unit="jaar"
            )
    return None


def asked_twice(first: Read, second: Read) -> Conflict | None:
    """The same sentence under two numbers: which one counts when one of them changes?"""
    if not first.words or first.words != second.words:
        return None
    return _conflict(ConflictKind.TWICE, first.demand, second.demand)


PAIR_RULES: tuple[Callable[[Read, Read], Conflict | None], ...] = (
    ceiling_ruled_out,
    contradictory_figures,
    reuse_and_new,
    label_and_brand,
    apart_and_fixed,
    emission_and_fuel,
    packaging,
    life_and_replacement,
    asked_twice,
)

_NEW = re.compile(
    r"fabrieksnieuw\w*|\bongebruikt\w*|\bvirgin\b|\b(?:alleen|uitsluitend|geheel|volledig)\s+nieuwe?\b|"
    r"\bmoet(?:en)?\s+nieuw\s+zijn|\bnieuw\s+geproduceerd\w*|\bniet\s+eerder\s+gebruikt\w*",
    re.IGNORECASE,
)
_APART = re.compile(r"losmaakbaar\w*|\buit\s+elkaar\b|demonteerba\w*|demontabel\w*|\bdemontage\b", re.IGNORECASE)
_FIXED = re.compile(
    r"\bverlijm\w*|\bgelijm\w*|\bgelast\w*|\bingestort\w*|\bin\s+het\s+werk\s+gestort\w*|chemisch\s+verankerd\w*|\bgekit\w*",
    re.IGNORECASE,
)
_EMISSION_FREE = re.compile(r"emissievrij\w*|zero-?emissie\w*|uitstootvrij\w*", re.IGNORECASE)
_FUEL = re.compile(r"\b(?:diesel|benzine|hvo|lpg|euro\s?6|euro\s?vi)\w*", re.IGNORECASE)
_REUSABLE = re.compile(
    r"verpakking\w*[^.]{0,40}herbruikba\w*|herbruikba\w*[^.]{0,40}verpakking\w*|verpakkingsvrij|zonder\s+verpakking",
    re.IGNORECASE,
)
_ONE_TIME = re.compile(
    r"(?:kartonnen|plastic|folie|piepschuim|eenmalig\w*)\s+(?:doos|dozen|verpakking\w*)\s+(?:is|zijn|wordt|worden)?\s?"
    r"(?:verplicht|gebruikt|vereist)|verpakt\s+in\s+(?:karton|plastic|folie|krimpfolie|piepschuim)",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    r"vervang\w*[^.]{0,30}?\b(?:na|elke|iedere|om\s+de)\s+(?P<first>\d{1,2})\s+jaar|"
    r"\b(?:na|elke|iedere|om\s+de)\s+(?P<second>\d{1,2})\s+jaar[^.]{0,40}vervang\w*",
    re.IGNORECASE,
)


def _asks_reuse(figure: Figure) -> bool:
    return figure.indicator in ("hergebruik", "gerecycled") and figure.bound is not Bound.AT_MOST and figure.value > 0


def _either_way(kind: ConflictKind, first: Read, second: Read, asked: str, against: str) -> Conflict | None:
    for one, other in ((first, second), (second, first)):
        words, others = getattr(one, asked), getattr(other, against)
        if words and others:
            return _conflict(kind, one.demand, other.demand, words=words, other=others)
    return None


def _figures(asked: Figure, best: Figure) -> dict[str, object]:
    return {"indicator": asked.indicator, "limit": asked.value, "best": best.value, "unit": asked.unit}


def _word(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group() if match else ""


def _conflict(kind: ConflictKind, first: Demand, second: Demand, **params: object) -> Conflict:
    return Conflict(kind, first.key, first.code, second.key, second.code, params)


def _against_points(demand: Demand, criterion: Scored) -> Iterator[Conflict]:
    """A limit that leaves no bid points on a criterion, or gives every bid all of them."""
    falling = criterion.all_at < criterion.none_at
    for limit in (*demand.asked, *demand.leads_to):
        if (limit.indicator, limit.unit) != (criterion.indicator, criterion.unit):
            continue
        best, worst = (limit.low, limit.high) if falling else (limit.high, limit.low)
        params = {"indicator": limit.indicator, "limit": limit.value, "unit": limit.unit}
        if best is not None and (best >= criterion.none_at if falling else best <= criterion.none_at):
            kind, edge = ConflictKind.POINTS_UNREACHABLE, criterion.none_at
        elif worst is not None and (worst <= criterion.all_at if falling else worst >= criterion.all_at):
            kind, edge = ConflictKind.POINTS_ALIKE, criterion.all_at
        else:
            continue
        yield Conflict(kind, demand.key, demand.code, "", criterion.code, params | {"best": edge})
