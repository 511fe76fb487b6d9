"""The product groups of the library: how fit each is for a circular demand, and what to look at. Read from a file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tenders.domain.code_list import words_of
from tenders.services.code_lists import REFERENCE


@dataclass(frozen=True, slots=True)
class Sourced:
    """A text and where it comes from: names of sources with their addresses."""

    text: str
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A way to measure in this group. role: "main", "extra" or "unfit"."""

    name: str
    role: str
    why: str


@dataclass(frozen=True, slots=True)
class ProductGroup:
    """A product group (productgroep).

    suitability: 1 (hardly fit for a circular demand) to 5. quality_pct, price_pct: a proposal, together 100.
    strategies: steps of the R-ladder to think of. costs: lines of the life-cycle costs.
    """

    key: str
    name: str
    cpv: tuple[str, ...]
    suitability: int
    why: Sourced
    strategies: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    facts: tuple[Sourced, ...]
    costs: tuple[str, ...]
    risks: tuple[str, ...]
    quality_pct: int
    price_pct: int
    price_basis: str


@cache
def groups() -> Mapping[str, ProductGroup]:
    """Return key -> product group, in the order of the library. Source: ``tenders/reference/README.md``."""
    found = catalogue("library.json")
    return {row["key"]: _group(row, found["sources"]) for row in found["groups"]}


def group_of(text: str) -> ProductGroup | None:
    """Return the group that a tender names, by its key or by its name, or None."""
    wanted = words_of(text)
    known = groups().values()
    return next((one for one in known if wanted and wanted in (words_of(one.key), words_of(one.name))), None)


def group_name(key: str) -> str:
    """Return the name of a group; the key itself where an authority has a group of its own."""
    return groups()[key].name if key in groups() else key


@cache
def catalogue(name: str) -> dict[str, Any]:
    """Return a file of the national library as it stands in ``tenders/reference``."""
    found: dict[str, Any] = json.loads((REFERENCE / name).read_text(encoding="utf-8"))
    return found


def _group(row: Mapping[str, Any], sources: Mapping[str, Mapping[str, str]]) -> ProductGroup:
    fit = row["suitability"]
    return ProductGroup(
        key=row["key"],
        name=row["name"],
        cpv=tuple(row["cpv"]),
        suitability=fit["score"],
        why=_sourced(fit["motivation"], fit["sources"], sources),
        strategies=tuple(row["strategies"]),
        instruments=tuple(Instrument(one["name"], one["role"], one["why"]) for one in row["instruments"]),
        facts=tuple(_sourced(fact["text"], fact["sources"], sources) for fact in row["facts"]),
        costs=tuple(row["costs"]),
        risks=tuple(row["risks"]),
        quality_pct=row["quality_pct"],
        price_pct=row["price_pct"],
        price_basis=row["price_basis"],
    )


def _sourced(text: str, keys: list[str], sources: Mapping[str, Mapping[str, str]]) -> Sourced:
    return Sourced(text, tuple((sources[key]["title"], sources[key]["url"]) for key in keys))
