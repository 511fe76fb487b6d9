"""The specification mirror: what a list of requirements does, shown to who writes it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tenders.domain.vocabulary import Formulation

VAGUE = re.compile(r"\b(zo\s+\w+\s+mogelijk|waar\s+mogelijk|zoveel\s+mogelijk|voldoende|passende?)\b", re.IGNORECASE)
NORM = re.compile(r"\b(NEN|ISO|EN\s?\d|BRL|DIN|FSC|PEFC|Cradle to Cradle|Milieukeur)\b")


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement as the mirror sees it."""

    code: str
    text: str
    formulation: Formulation
    purpose: str
    verification: str
    has_ambition: bool
    norm: str
    has_equivalent: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """What the mirror says of a requirement: "vague", "norm_without_equivalent", "no_purpose", "no_verification"."""

    code: str
    kind: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Mirror:
    """Counts by formulation, how many carry an ambition, and the remarks in reading order."""

    functional: int
    technical: int
    process: int
    with_ambition: int
    remarks: Sequence[Remark]

    @property
    def total(self) -> int:
        """All requirements."""
        return self.functional + self.technical + self.process


def mirror(lines: Sequence[Line], *, general_equivalence: bool) -> Mirror:
    """Return what the requirements show together.

    general_equivalence: one clause accepts equivalents of every norm (correction of rule DOC-10).
    """
    count = {kind: sum(line.formulation is kind for line in lines) for kind in Formulation}
    remarks = [remark for line in lines for remark in _remarks(line, general_equivalence)]
    return Mirror(
        count[Formulation.FUNCTIONAL],
        count[Formulation.TECHNICAL],
        count[Formulation.PROCESS],
        sum(line.has_ambition for line in lines),
        remarks,
    )


def _remarks(line: Line, general_equivalence: bool) -> list[Remark]:
    found = []
    if vague := VAGUE.search(line.text):
        found.append(Remark(line.code, "vague", vague.group(0)))
    norm = line.norm or (match.group(0) if (match := NORM.search(line.text)) else "")
    if norm and not line.has_equivalent and not general_equivalence:
        found.append(Remark(line.code, "norm_without_equivalent", norm))
    if not line.purpose.strip():
        found.append(Remark(line.code, "no_purpose"))
    if not line.verification.strip():
        found.append(Remark(line.code, "no_verification"))
    return found
