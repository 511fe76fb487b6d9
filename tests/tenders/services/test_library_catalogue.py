"""The national library as Kring ships it: whole, with its sources, and loaded again without doubling anything."""

from io import StringIO

import pytest
from django.core.management import call_command

from procurement.core.models import AuditEvent
from tenders.domain.library import LibraryKind
from tenders.domain.vocabulary import CodeKind
from tenders.models import LibraryItem, LibraryVersion
from tenders.services import code_lists, library_catalogue
from tenders.services.library_catalogue import CatalogueError, load
from tenders.services.product_groups import catalogue, group_name, group_of, groups

pytestmark = pytest.mark.django_db


def test_loading_again_changes_nothing():
    first, again = load(), load()

    assert len(first.added) == LibraryItem.objects.count() == LibraryVersion.objects.count() == 293
    assert (again.added, again.changed, again.retired) == ([], [], [])
    assert AuditEvent.objects.filter(action="library.loaded").count() == 1


def test_every_group_has_something_of_every_kind_to_begin_with():
    load()

    for key in groups():
        kinds = set(LibraryItem.objects.filter(product_group=key).values_list("kind", flat=True))
        assert kinds == {"requirement", "criterion", "kpi", "label", "ambition", "question"}, key


def test_the_figures_of_the_library_stand():
    load()
    count = {kind: LibraryItem.objects.filter(kind=kind).count() for kind in LibraryKind}

    assert count[LibraryKind.REQUIREMENT] == 55
    assert count[LibraryKind.CRITERION] == 49
    assert count[LibraryKind.KPI] == 61


def test_a_new_version_in_the_file_becomes_a_version_and_a_line_that_is_gone_retires(monkeypatch):
    load()
    file = catalogue("library.json")
    newer = [dict(row) for row in file["items"] if row["code"] != "MEU-E2"]
    newer[0] |= {"version": 2, "note": "Scherper", "content": newer[0]["content"] | {"text": "Nieuwe tekst."}}
    monkeypatch.setitem(file, "items", newer)

    loaded = load()

    assert (loaded.added, loaded.changed, loaded.retired) == ([], [newer[0]["code"]], ["MEU-E2"])
    item = LibraryItem.objects.get(code=newer[0]["code"])
    assert item.versions.get(number=2).content["text"] == "Nieuwe tekst."
    assert item.versions.count() == item.version == 2
    assert LibraryItem.objects.get(code="MEU-E2").retired_at is not None


def test_a_text_that_changed_without_a_new_version_is_refused(monkeypatch):
    load()
    file = catalogue("library.json")
    wrong = [dict(row) for row in file["items"]]
    wrong[0] |= {"content": wrong[0]["content"] | {"text": "Stiekem anders."}}
    monkeypatch.setitem(file, "items", wrong)

    with pytest.raises(CatalogueError):
        load()


def test_the_command_says_what_it_did():
    said = StringIO()

    call_command("load_library", stdout=said)

    assert said.getvalue() == "293 added, 0 changed, 0 retired\n"


def test_every_source_that_is_named_is_there_and_every_cpv_code_exists():
    for name in library_catalogue.FILES:
        file = catalogue(name)
        assert {key for row in file["items"] for key in row["sources"]} <= set(file["sources"])
    known = code_lists.code_list(CodeKind.CPV)
    assert [code for group in groups().values() for code in group.cpv if known.get(code) is None] == []


def test_a_group_is_known_by_its_key_and_by_its_name():
    assert group_of("kantoormeubilair").name == "Kantoormeubilair en kantoorinrichting"
    assert group_of("Kantoormeubilair en kantoorinrichting").key == "kantoormeubilair"
    assert group_of("") is None
    assert group_name("paperclips") == "paperclips"
