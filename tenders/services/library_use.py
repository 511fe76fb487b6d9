"""Using the library in a tender: put an item in, see where it has changed since, adopt that or keep one's own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from procurement.accounts.models import Organisation, User
from procurement.core import audit
from tenders.domain.differences import Change, Piece, differences, woven
from tenders.domain.library import LibraryCertainty
from tenders.domain.lifecycle import TenderState
from tenders.extension_points import LIBRARY_TARGETS, LibraryTarget
from tenders.models import LibraryItem, LibraryVersion, Tender
from tenders.services import library
from tenders.services.drafting import lock_draft

PUBLIC = (TenderState.PUBLISHED, TenderState.CLOSED, TenderState.AWARDED)


class DoesNotFitError(ValueError):
    """Items of this kind cannot be put there."""


class NotReadyError(ValueError):
    """The place is not there yet. page: name of the address where it is made; code: what lacks."""

    def __init__(self, code: str, page: str) -> None:
        super().__init__(code)
        self.code, self.page = code, page


@dataclass(frozen=True, slots=True)
class Use:
    """A row of a tender that was taken from the library. is_behind: the library has a newer version."""

    target: str
    row: Any
    name: str
    url: str
    version: LibraryVersion

    @property
    def is_behind(self) -> bool:
        """Whether the library has a newer version."""
        return not self.version.is_newest


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a row beside what the newest version makes of it. is_new: the library itself changed it since."""

    name: str
    label: str
    own: str
    newest: str
    pieces: Sequence[Piece]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A row against the library. changes: what the library changed since the version the row was compared with."""

    use: Use
    newest: LibraryVersion
    changes: Sequence[Change]
    fields: Sequence[FieldChange]


@transaction.atomic
def insert(tender_id: int, item_id: int, target: str, *, actor: User) -> Any:
    """Put the newest version of an item in a tender, and return the row that it became.

    Raises:
        TenderFrozenError: the text cannot change any more.
        DoesNotFitError, NotReadyError: as they say.
        LibraryItem.DoesNotExist: it is retired, or of another authority.
    """
    tender = lock_draft(tender_id)
    item = LibraryItem.objects.usable_by(tender.organisation_id).get(pk=item_id)
    place = LIBRARY_TARGETS[target]
    if item.kind not in place.kinds or place.add is None:
        raise DoesNotFitError(item.code)
    version = library.newest_of(item)
    row = place.add(tender_id, actor, version)
    audit.record("library.inserted", actor=actor, target=row, code=item.code, version=version.number, tender=tender_id)
    return row


@transaction.atomic
def adopt(tender_id: int, target: str, row_id: int, fields: Collection[str], *, actor: User) -> LibraryVersion:
    """Write these fields of the newest version into a row, and return that version; the others stay as they are.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    lock_draft(tender_id)
    use = use_of(tender_id, target, row_id)
    newest = library.newest_of(use.version.item)
    place = LIBRARY_TARGETS[target]
    taken = {name: value for name, value in place.values_of(newest).items() if name in fields}
    place.change(use.row, actor, taken | {"library_version": newest})
    action = "library.adopted" if taken else "library.kept"
    audit.record(
        action, actor=actor, target=use.row, code=newest.item.code, version=newest.number, fields=sorted(taken)
    )
    return newest


@transaction.atomic
def save_row(
    tender_id: int,
    target: str,
    row_id: int,
    *,
    actor: User,
    content: Mapping[str, Any],
    head: Mapping[str, Any],
    certainty: LibraryCertainty,
    sources: Sequence[Mapping[str, str]] = (),
    effect: str = "",
    note: str = "",
) -> LibraryVersion:
    """Keep a row of a tender as an own item of its authority, and return its first version.

    content: what ``harvest`` found, as a person sharpened it. A row that came from nowhere then says that it is that
    item, also after publication: where a text came from is no part of it.

    Raises:
        ContentError: the row lacks what makes it an item.
    """
    tender = Tender.objects.select_related("organisation").get(pk=tender_id)
    place = LIBRARY_TARGETS[target]
    row = row_of(place, tender_id, row_id)
    kind, _title, _content = place.harvest(row)
    version = library.add_item(
        tender.organisation,
        kind,
        actor=actor,
        content=content,
        head=head,
        certainty=certainty,
        sources=sources,
        effect=effect,
        note=note,
    )
    if row.library_version_id is None:
        place.model.objects.filter(pk=row.pk).update(library_version=version)
    audit.record("library.row_saved", actor=actor, target=row, code=version.item.code, tender=tender_id)
    return version


def row_of(place: LibraryTarget, tender_id: int, row_id: int) -> Any:
    """Return a row of a target below a tender.

    Raises:
        DoesNotExist: of its model: it is of another tender.
    """
    return place.model.objects.get(pk=row_id, **{place.to_tender: tender_id})


def use_of(tender_id: int, target: str, row_id: int) -> Use:
    """Return one use of the library in a tender.

    Raises:
        DoesNotExist: of its model: there is no such row, or it was not taken from the library.
    """
    place = LIBRARY_TARGETS[target]
    rows = place.model.objects.select_related("library_version__item").exclude(library_version=None)
    return _use(target, place, rows.get(pk=row_id, **{place.to_tender: tender_id}))


def uses_of(tender_id: int) -> list[Use]:
    """Return all that a tender took from the library, target by target; a query a target."""
    found = []
    for key, place in sorted(LIBRARY_TARGETS.items(), key=lambda one: one[1].order):
        rows = place.model.objects.filter(**{place.to_tender: tender_id}).exclude(library_version=None)
        found += [_use(key, place, row) for row in rows.select_related("library_version__item")]
    return found


def places_of(tender_id: int, target: str) -> dict[int, list[Use]]:
    """Return id of an item -> where this target of the tender uses it."""
    place = LIBRARY_TARGETS[target]
    rows = place.model.objects.filter(**{place.to_tender: tender_id}).exclude(library_version=None)
    found: dict[int, list[Use]] = {}
    for row in rows.select_related("library_version__item"):
        found.setdefault(row.library_version.item_id, []).append(_use(target, place, row))
    return found


def behind_of(tender_ids: Sequence[int]) -> dict[int, int]:
    """Return tender id -> how many of its rows the library has a newer version of; a query a target."""
    found = dict.fromkeys(tender_ids, 0)
    for place in LIBRARY_TARGETS.values():
        rows = place.model.objects.filter(
            library_version__item__version__gt=F("library_version__number"), **{f"{place.to_tender}__in": tender_ids}
        )
        for pk in rows.values_list(place.to_tender, flat=True):
            found[pk] += 1
    return found


def compare(use: Use) -> Comparison:
    """Return what the library changed since a row was taken from it, and each field of the row beside the newest."""
    newest = library.newest_of(use.version.item)
    place = LIBRARY_TARGETS[use.target]
    before, after = place.values_of(use.version), place.values_of(newest)
    names = {field.name: str(field.verbose_name) for field in place.model._meta.concrete_fields}
    fields = [
        FieldChange(name, names[name], own, new, woven(own, new), shown(before.get(name)) != new)
        for name, own, new in ((key, shown(getattr(use.row, key)), shown(value)) for key, value in after.items())
        if own != new
    ]
    return Comparison(use, newest, differences(use.version.content, newest.content), fields)


def adopters(item: LibraryItem) -> list[Organisation]:
    """Return the authorities that published a tender with this item in it, by name (study lines 1371-1384)."""
    found: set[int] = set()
    for place in LIBRARY_TARGETS.values():
        rows = place.model.objects.filter(
            library_version__item=item, **{f"{place.to_tender}__state__in": [state.value for state in PUBLIC]}
        )
        found |= set(rows.values_list(f"{place.to_tender}__organisation", flat=True))
    return list(Organisation.objects.filter(pk__in=found).order_by("name"))


def shown(value: Any) -> str:
    """Return a value of a field as text that can be compared: 41.000 and 41 are the same figure."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value).strip()


def _use(key: str, place: LibraryTarget, row: Any) -> Use:
    return Use(key, row, place.name_of(row), place.url_of(row), row.library_version)
