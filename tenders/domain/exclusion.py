"""The closed list of exclusion grounds. No free text: what is not here cannot exclude (Aanbestedingswet 2012)."""

from dataclasses import dataclass
from enum import StrEnum


class GroundCode(StrEnum):
    """The grounds, by article: M for the mandatory ones of art. 2.86, F for the optional ones of art. 2.87."""

    M_CRIMINAL_ORGANISATION = "criminal_organisation"
    M_CORRUPTION = "corruption"
    M_FRAUD = "fraud"
    M_LAUNDERING = "laundering"
    M_TERRORISM = "terrorism"
    M_TRAFFICKING = "trafficking"
    M_TAXES = "final_taxes"
    F_SOCIAL_LAW = "social_law"
    F_INSOLVENCY = "insolvency"
    F_PROFESSIONAL_FAULT = "professional_fault"
    F_COLLUSION = "collusion"
    F_CONFLICT = "conflict"
    F_PRIOR_INVOLVEMENT = "prior_involvement"
    F_EARLIER_FAILURE = "earlier_failure"
    F_FALSE_STATEMENT = "false_statement"
    F_UNDUE_INFLUENCE = "undue_influence"
    F_TAXES = "taxes"


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground. look_back_years: how far back facts may lie (EXC-04). code: stable number in the documents."""

    ground: GroundCode
    code: str
    article: str
    is_mandatory: bool
    look_back_years: int


def _mandatory(ground: GroundCode, number: int, article: str) -> Ground:
    return Ground(ground, f"UV{number}", article, is_mandatory=True, look_back_years=5)


def _optional(ground: GroundCode, letter: str) -> Ground:
    return Ground(ground, f"UF-{letter}", f"Aw 2012 art. 2.87 lid 1 {letter}", is_mandatory=False, look_back_years=3)


GROUNDS = (
    _mandatory(GroundCode.M_CRIMINAL_ORGANISATION, 1, "Aw 2012 art. 2.86"),
    _mandatory(GroundCode.M_CORRUPTION, 2, "Aw 2012 art. 2.86"),
    _mandatory(GroundCode.M_FRAUD, 3, "Aw 2012 art. 2.86"),
    _mandatory(GroundCode.M_LAUNDERING, 4, "Aw 2012 art. 2.86"),
    _mandatory(GroundCode.M_TERRORISM, 5, "Aw 2012 art. 2.86"),
    _mandatory(GroundCode.M_TRAFFICKING, 6, "Aw 2012 art. 2.86"),
    _mandatory(GroundCode.M_TAXES, 7, "Aw 2012 art. 2.86"),
    _optional(GroundCode.F_SOCIAL_LAW, "a"),
    _optional(GroundCode.F_INSOLVENCY, "b"),
    _optional(GroundCode.F_PROFESSIONAL_FAULT, "c"),
    _optional(GroundCode.F_COLLUSION, "d"),
    _optional(GroundCode.F_CONFLICT, "e"),
    _optional(GroundCode.F_PRIOR_INVOLVEMENT, "f"),
    _optional(GroundCode.F_EARLIER_FAILURE, "g"),
    _optional(GroundCode.F_FALSE_STATEMENT, "h"),
    _optional(GroundCode.F_UNDUE_INFLUENCE, "i"),
    _optional(GroundCode.F_TAXES, "j"),
)
OPTIONAL = tuple(ground for ground in GROUNDS if not ground.is_mandatory)
MANDATORY = tuple(ground for ground in GROUNDS if ground.is_mandatory)
BY_CODE = {ground.code: ground for ground in GROUNDS}
