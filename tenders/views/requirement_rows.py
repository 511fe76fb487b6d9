"""The requirements of a page as it shows them: by kind, by group, and which of them stand at an edge."""

from dataclasses import dataclass, field

from tenders.domain.vocabulary import RequirementKind
from tenders.models import Requirement, Tender


@dataclass(slots=True)
class ShownRequirement:
    """A requirement in its group; at the first and last place it cannot move further."""

    requirement: Requirement
    is_first: bool
    is_last: bool


@dataclass(slots=True)
class ShownGroup:
    """A group of one kind, or the part of it that stands on this page. number: names it on the page."""

    number: int
    name: str
    is_first: bool
    is_last: bool
    rows: list[ShownRequirement] = field(default_factory=list)


@dataclass(slots=True)
class ShownKind:
    """All groups of one kind on this page."""

    kind: str
    label: str
    groups: list[ShownGroup] = field(default_factory=list)


def by_kind(tender: Tender, rows: list[Requirement]) -> list[ShownKind]:
    """Return the requirements of a page in their kinds and groups; one query, whatever the number."""
    edges = _edges(tender)
    found: list[ShownKind] = []
    number = 0
    for row in rows:
        if not found or found[-1].kind != row.kind:
            found.append(ShownKind(row.kind, str(row.get_kind_display())))
        groups = found[-1].groups
        names, members = edges[row.kind]
        if not groups or groups[-1].name != row.group:
            number += 1
            groups.append(ShownGroup(number, row.group, names[0] == row.group, names[-1] == row.group))
        same = members[row.group]
        groups[-1].rows.append(ShownRequirement(row, same[0] == row.pk, same[-1] == row.pk))
    return found


def _edges(tender: Tender) -> dict[str, tuple[list[str], dict[str, list[int]]]]:
    """Per kind the names of its groups in their order, and per group its requirements."""
    found: dict[str, tuple[list[str], dict[str, list[int]]]] = {}
    rows = Requirement.objects.filter(tender=tender).exclude(kind=RequirementKind.EXCLUSION).in_reading_order()
    for pk, kind, group in rows.values_list("pk", "kind", "group"):
        names, members = found.setdefault(kind, ([], {}))
        if group not in members:
            names.append(group)
        members.setdefault(group, []).append(pk)
    return found
