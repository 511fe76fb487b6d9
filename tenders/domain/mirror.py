"""The specification mirror: what a list of requirements does, shown to who writes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tenders.domain import wording
from tenders.domain.vocabulary import Formulation, RequirementKind
from tenders.domain.wording import Wording

HARD_KINDS = frozenset({RequirementKind.MINIMUM, RequirementKind.SUITABILITY})
"""Who does not meet one of these is out; many of them close the specification (study lines 1466-1468)."""
MANY_HARD = 40
"""House rule: above this number of hard requirements the mirror warns; no legal bound."""
COVERED = frozenset({Wording.NORM, Wording.LABEL, Wording.MATERIAL})
"""What one clause for all documents makes open as well (correction of rule DOC-10)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement as the mirror sees it. figure: value and unit of its ambition, such as "80 % massa"."""

    key: str
    code: str
    text: str
    formulation: Formulation
    purpose: str
    verification: str
    has_ambition: bool
    norm: str
    has_equivalent: bool
    kind: RequirementKind = RequirementKind.MINIMUM
    figure: str = ""
    has_part: bool = True


@dataclass(frozen=True, slots=True)
class Remark:
    """What the mirror says of a requirement.

    kind: a ``Wording`` or "no_purpose", "no_verification", "norm_field". field: where it stands. start, words: the
    place in that field. before, after: the rest of the sentence. proposal: the whole field as it could be, or empty.
    is_covered: the clause for all documents makes it open already.
    """

    key: str
    code: str
    kind: str
    field: str
    words: str = ""
    start: int = 0
    before: str = ""
    after: str = ""
    proposal: str = ""
    is_covered: bool = False


@dataclass(frozen=True, slots=True)
class Mirror:
    """Counts by formulation, in all and by kind; how many are hard and carry an ambition; remarks in reading order."""

    by_kind: Mapping[RequirementKind, Mapping[Formulation, int]]
    hard: int
    with_ambition: int
    without_part: int
    remarks: Sequence[Remark]

    @property
    def functional(self) -> int:
        """Requirements that say what must be reached."""
        return self._of(Formulation.FUNCTIONAL)

    @property
    def technical(self) -> int:
        """Requirements that prescribe material or solution."""
        return self._of(Formulation.TECHNICAL)

    @property
    def process(self) -> int:
        """Requirements that say how people work together."""
        return self._of(Formulation.PROCESS)

    @property
    def total(self) -> int:
        """All requirements."""
        return self.functional + self.technical + self.process

    @property
    def many_hard(self) -> bool:
        """There are so many hard requirements that little room is left."""
        return self.hard > MANY_HARD

    def share(self, formulation: Formulation) -> int:
        """Return the share of one formulation in whole percent, rounded down; 0 without requirements."""
        return self._of(formulation) * 100 // self.total if self.total else 0

    def _of(self, formulation: Formulation) -> int:
        return sum(counts[formulation] for counts in self.by_kind.values())


def mirror(lines: Sequence[Line], *, general_equivalence: bool) -> Mirror:
    """Return what the requirements show together.

    general_equivalence: one clause accepts equivalents of every norm (correction of rule DOC-10).
    """
    kinds = [kind for kind in RequirementKind if any(line.kind is kind for line in lines)]
    return Mirror(
        {kind: _counted([line for line in lines if line.kind is kind]) for kind in kinds},
        sum(line.kind in HARD_KINDS for line in lines),
        sum(line.has_ambition for line in lines),
        sum(not line.has_part for line in lines),
        [remark for line in lines for remark in remarks_of(line, general_equivalence=general_equivalence)],
    )


def remarks_of(line: Line, *, general_equivalence: bool) -> list[Remark]:
    """Return what the mirror says of one requirement, in reading order."""
    found = [
        _in_text(line, one, is_covered=general_equivalence and one.kind in COVERED)
        for one in wording.read(
            line.text,
            figure=line.figure,
            has_purpose=bool(line.purpose.strip()),
            is_suitability=line.kind is RequirementKind.SUITABILITY,
        )
    ]
    if line.norm.strip() and not line.has_equivalent and not _names_it(found):
        found.append(Remark(line.key, line.code, "norm_field", "norm", line.norm, is_covered=general_equivalence))
    for name, kind in (("purpose", "no_purpose"), ("verification", "no_verification")):
        if not getattr(line, name).strip():
            found.append(Remark(line.key, line.code, kind, name))
    return found


def _counted(lines: Sequence[Line]) -> dict[Formulation, int]:
    return {kind: sum(line.formulation is kind for line in lines) for kind in Formulation}


def _names_it(found: Sequence[Remark]) -> bool:
    return any(one.kind in (Wording.NORM, Wording.LABEL, Wording.BRAND) for one in found)


def _in_text(line: Line, one: wording.Finding, *, is_covered: bool) -> Remark:
    begin, end = wording.sentence_around(line.text, one.start)
    return Remark(
        line.key,
        line.code,
        one.kind.value,
        "text",
        one.words,
        one.start,
        line.text[begin : one.start].lstrip(),
        line.text[one.end : max(end, one.end)].rstrip(),
        one.proposal,
        is_covered,
    )
