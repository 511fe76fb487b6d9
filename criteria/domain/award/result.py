"""The award-result/1 document: what the computation says, as JSON."""

from collections.abc import Mapping
from typing import Any

from criteria.domain.award.case import Case, Leaf
from criteria.domain.award.contest import Standing
from criteria.domain.award.exact import fixed
from criteria.domain.award.ranking import Line
from procurement.core.domain.canonical import sha256_hex

FORMAT = "award-result/1"


def document(source: Mapping[str, Any], case: Case, standing: Standing) -> dict[str, Any]:
    """Return the result of ``case``, which was read from ``source``; every figure has 10 decimals."""
    return {
        "format": FORMAT,
        "method": case.method.value,
        "winner": _winner(standing),
        "ranking": _ranking(case, standing),
        "not_ranked": _not_ranked(case, standing),
        "tied": [[line.bidder for line in group] for group in standing.groups if len(group) > 1],
        "case_sha256": sha256_hex(source),
    }


def _winner(standing: Standing) -> str | None:
    if not standing.groups or len(standing.groups[0]) > 1:
        return None
    return standing.groups[0][0].bidder


def _ranking(case: Case, standing: Standing) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for group in standing.groups:
        rank = len(rows) + 1
        rows.extend({"rank": rank, **_row(line, case)} for line in group)
    return rows


def _row(line: Line, case: Case) -> dict[str, Any]:
    figures = {
        "total": line.final,
        "quality": line.sheet.quality,
        "price_points": line.price_points,
        "basis": line.bid.basis,
        "npv": line.bid.npv,
        "eac": line.bid.eac,
    }
    return {
        "bidder": line.bidder,
        **{name: fixed(figure) for name, figure in figures.items() if figure is not None},
        "criteria": {leaf.code: _mark(leaf, line) for leaf in case.leaves},
    }


def _mark(leaf: Leaf, line: Line) -> dict[str, Any]:
    entry, mark = line.bid.entries[leaf.code], line.sheet.marks[leaf.code]
    return {
        "input": fixed(entry.value) if entry.given is None else entry.given,
        "fraction": fixed(mark.fraction),
        "earned": fixed(mark.earned),
    }


def _not_ranked(case: Case, standing: Standing) -> list[dict[str, str]]:
    rows = []
    for bidder in case.bidders:
        if bidder in standing.set_aside:
            reason = standing.set_aside[bidder]
            detail = {} if reason.detail is None else {"detail": reason.detail}
            rows.append({"bidder": bidder, "reason": reason.reason.value, **detail})
    return rows
