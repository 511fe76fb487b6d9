"""Who gets what at the addresses of the library, by itself and below a tender."""

from tenders.models import LibraryItem
from tests.factories.library import make_item, make_own_item
from tests.permissions.people import ADMINS, BUYERS, DRAFTERS, MEMBERS, SEES_TENDER, TEAM
from tests.permissions.row import Row, post
from tests.permissions.world import World, of

READS_LIBRARY = MEMBERS | TEAM | {"other_buyer"}
WRITES_LIBRARY = ADMINS | BUYERS
READERS_ONLY = SEES_TENDER - DRAFTERS


def build(world: World) -> None:
    """A national item, an own item, and the requirement of the tender taken from the library."""
    cast = world.cast
    world["library_item"] = make_item()
    world["own_item"] = make_own_item(cast.organisation, actor=cast.buyer)
    world["requirement"].library_version = LibraryItem.objects.get(pk=world["library_item"].pk).versions.get()
    world["requirement"].save()


def in_tender(world: World) -> dict[str, object]:
    return {"pk": world.cast.tender.pk, "target": "requirement"}


def of_row(world: World) -> dict[str, object]:
    return in_tender(world) | {"row_id": world["requirement"].pk}


OWN = of("own_item")
ROWS: tuple[Row, ...] = (
    Row("tenders:library", READS_LIBRARY),
    Row("tenders:library_item", READS_LIBRARY, of("library_item")),
    Row("tenders:library_item", MEMBERS | TEAM, OWN, note="own"),
    Row(
        "tenders:library_new",
        WRITES_LIBRARY | {"other_buyer"},
        lambda world: {"kind": "requirement"},
        forbidden=(MEMBERS | TEAM) - WRITES_LIBRARY,
    ),
    Row("tenders:library_edit", WRITES_LIBRARY, OWN, forbidden=(MEMBERS | TEAM) - WRITES_LIBRARY),
    Row("tenders:library_retire", WRITES_LIBRARY, OWN, forbidden=(MEMBERS | TEAM) - WRITES_LIBRARY),
    post("tenders:library_restore", WRITES_LIBRARY, OWN, forbidden=(MEMBERS | TEAM) - WRITES_LIBRARY),
    post(
        "tenders:library_fork",
        WRITES_LIBRARY | {"other_buyer"},
        of("library_item"),
        forbidden=(MEMBERS | TEAM) - WRITES_LIBRARY,
    ),
    Row("tenders:library_edit", frozenset(), of("library_item"), forbidden=READS_LIBRARY, note="national"),
    Row("tenders:tender_library", SEES_TENDER, in_tender),
    Row("tenders:library_compare", SEES_TENDER, of_row),
    post("tenders:library_insert", DRAFTERS, in_tender, forbidden=READERS_ONLY),
    post("tenders:library_adopt", DRAFTERS, of_row, forbidden=READERS_ONLY),
    Row("tenders:library_save", BUYERS, of_row, forbidden=SEES_TENDER - BUYERS),
)
