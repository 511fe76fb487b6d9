"""The order of requirements: within a kind by group, within a group as the officer put them."""

from collections.abc import Sequence

from django.db import transaction

from procurement.accounts.models import User
from procurement.core import audit
from tenders.models import Requirement
from tenders.services import drafting


@transaction.atomic
def move_requirement(requirement_id: int, *, actor: User, up: bool) -> None:
    """Let a requirement change places with its neighbour in the same group; at the edge nothing happens.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    requirement = _locked(requirement_id)
    rows = _of_kind(requirement.tender_id, requirement.kind)
    group = [row for row in rows if row.group == requirement.group]
    place = next(i for i, row in enumerate(group) if row.pk == requirement.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(group):
        return
    group[place], group[other] = group[other], group[place]
    _store([row for row in rows if row.group != requirement.group] + group, _names(rows))
    audit.record("requirement.moved", actor=actor, target=requirement, up=up)


@transaction.atomic
def place_requirement(requirement_id: int, *, actor: User, group: str, before_id: int | None = None) -> None:
    """Put a requirement into a group of its kind: before another one, or at the end.

    before_id: of a requirement in that group; one that stands elsewhere by now counts as the end.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    requirement = _locked(requirement_id)
    requirement.group = group.strip()
    requirement.save(update_fields=["group", "updated_at"])
    put_before(requirement, before_id)
    audit.record("requirement.moved", actor=actor, target=requirement, group=requirement.group)


@transaction.atomic
def move_group(tender_id: int, kind: str, group: str, *, actor: User, up: bool) -> None:
    """Let a group change places with its neighbour of the same kind; at the edge nothing happens.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = drafting.lock_draft(tender_id)
    rows = _of_kind(tender_id, kind)
    names = _names(rows)
    if group not in names:
        return
    place = names.index(group)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(names):
        return
    names[place], names[other] = names[other], names[place]
    _store(rows, names)
    audit.record("requirement.group_moved", actor=actor, target=tender, group=group, up=up)


@transaction.atomic
def rename_group(tender_id: int, kind: str, old: str, new: str, *, actor: User) -> int:
    """Give a group another name and return how many requirements it holds; a name in use joins the two groups.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = drafting.lock_draft(tender_id)
    count = tender.requirements.filter(kind=kind, group=old).update(group=new.strip())
    renumber(tender_id, kind)
    audit.record("requirement.group_renamed", actor=actor, target=tender, group=old, name=new.strip())
    return count


def put_before(requirement: Requirement, before_id: int | None) -> None:
    """Place a stored requirement before another one of its group, or last in it. Call it under the lock."""
    rows = _of_kind(requirement.tender_id, requirement.kind)
    names = _names([row for row in rows if row.pk != requirement.pk] + [requirement])
    rest = [row for row in rows if row.pk != requirement.pk]
    at = next((i for i, row in enumerate(rest) if row.pk == before_id and row.group == requirement.group), len(rest))
    _store([*rest[:at], requirement, *rest[at:]], names)


def renumber(tender_id: int, kind: str) -> None:
    """Number the requirements of a kind anew, so that those of one group stand together. Call it under the lock."""
    rows = _of_kind(tender_id, kind)
    _store(rows, _names(rows))


def _locked(requirement_id: int) -> Requirement:
    requirement = Requirement.objects.get(pk=requirement_id)
    drafting.lock_draft(requirement.tender_id)
    return requirement


def _of_kind(tender_id: int, kind: str) -> list[Requirement]:
    return list(Requirement.objects.filter(tender_id=tender_id, kind=kind).order_by("order", "pk"))


def _names(rows: Sequence[Requirement]) -> list[str]:
    return list(dict.fromkeys(row.group for row in rows))


def _store(rows: Sequence[Requirement], names: Sequence[str]) -> None:
    """Number the rows from one: group by group in the order of ``names``, within a group as they come."""
    changed = []
    for order, row in enumerate(sorted(rows, key=lambda one: names.index(one.group)), start=1):
        if row.order != order:
            row.order = order
            changed.append(row)
    Requirement.objects.bulk_update(changed, ["order"])
