"""Own items of the library: versions, codes, retiring, and who sees and finds what."""

import pytest
from django.db import IntegrityError, InternalError, transaction

from procurement.accounts.domain.roles import Role
from procurement.core.models import AuditEvent
from tenders.domain.library import ContentError, LibraryCertainty, LibraryKind
from tenders.models import LibraryItem
from tenders.services import library
from tests.factories.accounts import make_organisation, make_user
from tests.factories.library import CONTENT, add_version, make_item, make_own_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return make_organisation()


@pytest.fixture
def buyer(organisation):
    return make_user(organisation=organisation, role=Role.BUYER)


def change(item, buyer, **changed):
    newest = library.newest_of(item)
    values = {
        "content": newest.content,
        "head": {"title": item.title},
        "certainty": LibraryCertainty(newest.certainty),
        "sources": newest.sources,
        "effect": newest.effect,
        "note": "",
    }
    return library.change_item(item.pk, actor=buyer, **values | changed)


def test_an_own_item_gets_the_next_code_and_is_written_down(organisation, buyer):
    first = make_own_item(organisation, actor=buyer)
    second = make_own_item(organisation, actor=buyer)

    assert (first.code, second.code) == ("EIGEN-1", "EIGEN-2")
    event = AuditEvent.objects.filter(action="library.item_added").first()
    assert event.data == {"code": "EIGEN-1", "kind": "requirement"}


def test_a_change_makes_a_version_and_the_old_one_stays(organisation, buyer):
    item = make_own_item(organisation, actor=buyer)

    version = change(item, buyer, content=CONTENT[LibraryKind.REQUIREMENT] | {"text": "Nieuw."}, note="Scherper")

    item.refresh_from_db()
    assert (item.version, version.number, version.note) == (2, 2, "Scherper")
    texts = [one.content["text"] for one in item.versions.order_by("number")]
    assert texts == ["Onderdelen moeten tien jaar leverbaar zijn.", "Nieuw."]


def test_another_title_is_no_new_version(organisation, buyer):
    item = make_own_item(organisation, actor=buyer)

    change(item, buyer, head={"title": "Beter te vinden"})

    item.refresh_from_db()
    assert (item.title, item.version) == ("Beter te vinden", 1)
    assert LibraryItem.objects.searching("vinden").get() == item


def test_changing_nothing_is_refused_and_writes_nothing(organisation, buyer):
    item = make_own_item(organisation, actor=buyer)
    before = AuditEvent.objects.count()

    with pytest.raises(library.NothingChangedError):
        change(item, buyer)

    assert AuditEvent.objects.count() == before


def test_content_that_lacks_its_text_is_refused(organisation, buyer):
    item = make_own_item(organisation, actor=buyer)

    with pytest.raises(ContentError):
        change(item, buyer, content={"text": ""})


def test_a_national_item_is_changed_by_nobody_here(buyer):
    item = make_item()

    with pytest.raises(library.NationalItemError):
        change(item, buyer, effect="Meer")
    with pytest.raises(library.NationalItemError):
        library.retire(item.pk, actor=buyer, reason="weg")


def test_a_retired_item_cannot_be_used_or_changed_until_it_is_brought_back(organisation, buyer):
    item = make_own_item(organisation, actor=buyer)
    library.retire(item.pk, actor=buyer, reason="Achterhaald")

    assert not LibraryItem.objects.usable_by(organisation.pk).exists()
    with pytest.raises(library.RetiredItemError):
        change(item, buyer, effect="Meer")
    library.restore(item.pk, actor=buyer)

    assert LibraryItem.objects.usable_by(organisation.pk).get() == item
    assert [event.action for event in AuditEvent.objects.order_by("pk")][-2:] == [
        "library.item_retired",
        "library.item_restored",
    ]


def test_an_own_version_begins_as_the_national_item_is_now(organisation, buyer):
    item = make_item(title="Onderdelen", product_group="kantoormeubilair")
    add_version(item, content={"text": "Twaalf jaar."})

    version = library.fork(item, organisation, actor=buyer, note="Begonnen als TST")

    assert version.content["text"] == "Twaalf jaar."
    assert (version.item.title, version.item.product_group, version.number) == ("Onderdelen", "kantoormeubilair", 1)
    assert version.item.organisation == organisation


def test_the_database_keeps_a_version_as_it_was():
    version = library.newest_of(make_item())
    version.note = "anders"

    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        version.save()


def test_two_national_items_cannot_share_a_code():
    make_item(code="MEU-X")

    with pytest.raises(IntegrityError), transaction.atomic():
        LibraryItem.objects.create(code="MEU-X", kind=LibraryKind.LABEL, title="Dubbel")


@pytest.mark.parametrize(
    "words",
    ["meubelen", "MEUBEL", "herstellen", "meubilair herstel", "kantoor", "ZOEK-9", "Créme"],
)
def test_a_search_finds_forms_of_a_word_parts_of_a_compound_and_codes(words):
    wanted = make_item(code="ZOEK-9", title="Herstel van meubels", content={"text": "Kantoormeubilair in crème."})
    make_item(title="Iets heel anders")

    assert list(LibraryItem.objects.searching(words)) == [wanted]


def test_words_in_the_title_come_before_words_in_the_text():
    in_text = make_item(title="Iets", content={"text": "Over een paspoort."})
    in_title = make_item(title="Paspoort")

    assert list(LibraryItem.objects.searching("paspoort")) == [in_title, in_text]


def test_filters_narrow_by_kind_group_instrument_and_origin(organisation, buyer):
    general = make_item(instrument="MKI")
    furniture = make_item(LibraryKind.KPI, product_group="kantoormeubilair", instrument="MKI")
    own = make_own_item(organisation, actor=buyer)
    items = LibraryItem.objects.order_by("pk")

    assert list(items.narrowed(kind="kpi")) == [furniture]
    assert list(items.narrowed(group="kantoormeubilair")) == [furniture]
    assert list(items.narrowed(group="algemeen")) == [general, own]
    assert list(items.narrowed(instrument="MKI")) == [general, furniture]
    assert list(items.narrowed(origin="eigen")) == [own]
    assert list(items.narrowed(origin="landelijk")) == [general, furniture]


def test_an_own_item_is_seen_by_its_authority_only(organisation, buyer):
    own, national = make_own_item(organisation, actor=buyer), make_item()
    other = make_user(organisation=make_organisation(), role=Role.BUYER)

    assert set(LibraryItem.objects.visible_to(buyer)) == {own, national}
    assert set(LibraryItem.objects.visible_to(other)) == {national}
    assert not LibraryItem.objects.visible_to(make_user()).exists()
