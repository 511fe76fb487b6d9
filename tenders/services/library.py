"""Own items of the library: write, change (a new version), retire, bring back, and begin from a national one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from procurement.accounts.models import Organisation, User
from procurement.core import audit, clock
from tenders.domain.library import LibraryCertainty, LibraryKind, searchable, topic_of, whole_content
from tenders.models import LibraryItem, LibraryVersion, LibraryWords

PREFIX = "EIGEN"
HEAD = ("title", "product_group", "instrument", "attention", "is_standing")


class NationalItemError(ValueError):
    """The item belongs to all authorities together; nobody changes it here."""


class NothingChangedError(ValueError):
    """What was typed is what the item says already."""


class RetiredItemError(ValueError):
    """The item was retired; bring it back before it changes or is used."""


@transaction.atomic
def add_item(
    organisation: Organisation,
    kind: LibraryKind,
    *,
    actor: User,
    content: Mapping[str, Any],
    head: Mapping[str, Any],
    certainty: LibraryCertainty = LibraryCertainty.UNVERIFIED,
    sources: Sequence[Mapping[str, str]] = (),
    effect: str = "",
    note: str = "",
) -> LibraryVersion:
    """Add an own item under the next code ("EIGEN-12") and return its first version. head: see ``HEAD``.

    Raises:
        ContentError: the content lacks what makes it an item of this kind.
    """
    whole = whole_content(kind, content)
    # Two people who save at the same moment come one after the other, so that both get a code.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    item = LibraryItem(organisation=organisation, kind=kind, code=_next_code(organisation))
    _describe(item, head, whole)
    item.save()
    note_words(item, whole)
    version = _write(item, whole, actor, sources=sources, certainty=certainty, effect=effect, note=note)
    audit.record("library.item_added", actor=actor, target=item, code=item.code, kind=str(kind))
    return version


@transaction.atomic
def change_item(
    item_id: int,
    *,
    actor: User,
    content: Mapping[str, Any],
    head: Mapping[str, Any],
    certainty: LibraryCertainty,
    sources: Sequence[Mapping[str, str]],
    effect: str,
    note: str,
) -> LibraryVersion:
    """Change an own item and return its newest version: a new one when what it says or rests on changed.

    Raises:
        NationalItemError, RetiredItemError: as they say.
        NothingChangedError: nothing is different.
        ContentError: the content lacks what makes it an item of this kind.
    """
    item = _own(item_id)
    whole = whole_content(LibraryKind(item.kind), content)
    newest = item.versions.get(number=item.version)
    said = (newest.content, newest.certainty, newest.sources, newest.effect)
    is_same = said == (whole, certainty, [dict(source) for source in sources], effect)
    before = {name: getattr(item, name) for name in HEAD}
    _describe(item, head, whole)
    if is_same and before == {name: getattr(item, name) for name in HEAD}:
        raise NothingChangedError
    if not is_same:
        item.version += 1
        newest = _write(item, whole, actor, sources=sources, certainty=certainty, effect=effect, note=note)
    item.save()
    note_words(item, whole)
    audit.record("library.item_changed", actor=actor, target=item, code=item.code, version=item.version)
    return newest


@transaction.atomic
def retire(item_id: int, *, actor: User, reason: str) -> LibraryItem:
    """Take an own item out of use and return it; where it was used it stays.

    Raises:
        NationalItemError: it is not an own item.
    """
    item = _own(item_id, retired=True)
    item.retired_at, item.retired_reason = clock.now(), reason.strip()[:240]
    item.save(update_fields=["retired_at", "retired_reason", "updated_at"])
    audit.record("library.item_retired", actor=actor, target=item, code=item.code)
    return item


@transaction.atomic
def restore(item_id: int, *, actor: User) -> LibraryItem:
    """Bring a retired own item back and return it.

    Raises:
        NationalItemError: it is not an own item.
    """
    item = _own(item_id, retired=True)
    item.retired_at, item.retired_reason = None, ""
    item.save(update_fields=["retired_at", "retired_reason", "updated_at"])
    audit.record("library.item_restored", actor=actor, target=item, code=item.code)
    return item


def fork(item: LibraryItem, organisation: Organisation, *, actor: User, note: str) -> LibraryVersion:
    """Make an own item of this authority that begins as ``item`` is now, and return its first version.

    note: says what it came from, with the number of that version.
    """
    newest = item.versions.get(number=item.version)
    return add_item(
        organisation,
        LibraryKind(item.kind),
        actor=actor,
        content=newest.content,
        head={name: getattr(item, name) for name in HEAD},
        certainty=LibraryCertainty(newest.certainty),
        sources=newest.sources,
        effect=newest.effect,
        note=note,
    )


def note_words(item: LibraryItem, content: Mapping[str, Any]) -> None:
    """Keep what a search reads of an item, as its newest version has it."""
    text = searchable(item.code, item.title, item.instrument, content=content)
    LibraryWords.objects.update_or_create(item=item, defaults={"title": item.title, "text": text})


def newest_of(item: LibraryItem) -> LibraryVersion:
    """Return the newest version of an item."""
    return item.versions.get(number=item.version)


def _own(item_id: int, *, retired: bool = False) -> LibraryItem:
    item = LibraryItem.objects.select_for_update(of=("self",)).get(pk=item_id)
    if item.organisation_id is None:
        raise NationalItemError(item.code)
    if item.retired_at and not retired:
        raise RetiredItemError(item.code)
    return item


def _describe(item: LibraryItem, head: Mapping[str, Any], content: Mapping[str, Any]) -> None:
    item.topic = topic_of(LibraryKind(item.kind), content)
    for name in HEAD:
        if name in head:
            setattr(item, name, head[name])


def _write(item: LibraryItem, content: dict[str, Any], actor: User, **values: Any) -> LibraryVersion:
    values["sources"] = [dict(source) for source in values["sources"]]
    return LibraryVersion.objects.create(
        item=item, number=item.version, content=content, created_at=clock.now(), created_by=actor, **values
    )


def _next_code(organisation: Organisation) -> str:
    used = set(LibraryItem.objects.filter(organisation=organisation).values_list("code", flat=True))
    number = len(used) + 1
    while f"{PREFIX}-{number}" in used:
        number += 1
    return f"{PREFIX}-{number}"
