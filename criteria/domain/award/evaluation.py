"""From a case to its result: the one way in for the command, the services and the award laboratory."""

from collections.abc import Mapping
from typing import Any

from criteria.domain.award.analysis import analyse as analysis_of
from criteria.domain.award.contest import Contest
from criteria.domain.award.exact import TooLargeError
from criteria.domain.award.faults import CaseRefused, Fault
from criteria.domain.award.intake.cases import read_case
from criteria.domain.award.intake.text import read_text
from criteria.domain.award.result import document


def evaluate(case: Mapping[str, Any], *, analyse: bool = False) -> dict[str, Any]:
    """Return the award-result/1 document of an award-case/1, with an ``analysis`` if asked for.

    Raises:
        CaseRefused: the case breaks the format.
    """
    return _evaluate(case, [], analyse=analyse)


def evaluate_text(data: str | bytes, *, analyse: bool = False) -> dict[str, Any]:
    """Return the result of the case in a file; all faults of text and case are found together.

    Raises:
        CaseRefused: the text is no case, or the case breaks the format.
    """
    case, faults = read_text(data)
    return _evaluate(case, faults, analyse=analyse)


def parse_text(data: str | bytes) -> dict[str, Any]:
    """Return the JSON object in ``data``: not too large or deep, no key twice, no number that is a float.

    Raises:
        CaseRefused: the text is no such object.
    """
    case, faults = read_text(data)
    if faults:
        raise CaseRefused(faults)
    return case


def _evaluate(source: Mapping[str, Any], faults: list[Fault], *, analyse: bool) -> dict[str, Any]:
    case = read_case(source, faults)
    contest = Contest(case)
    try:
        standing = contest.standing()
        analysis = {"analysis": analysis_of(contest, standing)} if analyse else {}
    except TooLargeError:
        # Only a power can grow so far: an exponent far below 0 and bases that lie far apart.
        raise CaseRefused([Fault("/price/formula/exponent", "gives points too large to compute")]) from None
    return {**document(source, case, standing), **analysis}
