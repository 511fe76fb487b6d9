"""The specification mirror of a tender."""

from collections.abc import Iterable
from dataclasses import dataclass

from tenders.domain.mirror import Line, Mirror, mirror
from tenders.domain.vocabulary import Formulation
from tenders.labels_drafting import REMARK_LABELS
from tenders.models import Requirement


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark in words, with the number of the requirement."""

    code: str
    text: str


def mirror_of(requirements: Iterable[Requirement]) -> tuple[Mirror, list[ShownRemark]]:
    """Return the mirror of these requirements and its remarks in words."""
    rows = list(requirements)
    general = bool(rows) and rows[0].tender.equivalence_clause
    lines = [
        Line(
            row.code,
            row.text,
            Formulation(row.formulation),
            row.purpose,
            row.verification,
            row.ambition_id is not None,
            row.norm,
            row.has_equivalent,
        )
        for row in rows
    ]
    found = mirror(lines, general_equivalence=general)
    return found, [ShownRemark(r.code, str(REMARK_LABELS[r.kind]) % {"words": r.words}) for r in found.remarks]
