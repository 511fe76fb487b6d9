"""What an item of the library holds, and what is not proven about it."""

import pytest

from tenders.domain.draft_contract import Chapter
from tenders.domain.library import (
    FIELDS,
    ContentError,
    LibraryCertainty,
    LibraryKind,
    lacks_proof,
    searchable,
    whole_content,
)
from tests.factories.library import CONTENT


@pytest.mark.parametrize("kind", LibraryKind)
def test_a_whole_content_has_every_field_of_its_kind_in_order(kind):
    content = whole_content(kind, CONTENT[kind])

    assert list(content) == [field.name for field in FIELDS[kind]]


@pytest.mark.parametrize("kind", LibraryKind)
def test_content_without_what_makes_it_an_item_is_refused(kind):
    must = [field.name for field in FIELDS[kind] if field.must]

    with pytest.raises(ContentError) as refused:
        whole_content(kind, dict.fromkeys(must, "  "))

    assert refused.value.fields == must
    assert must


def test_texts_are_stripped_and_what_is_unknown_is_left_out():
    content = whole_content(LibraryKind.QUESTION, {"theme": " Prijs ", "text": "Wat?\r\nEn?", "colour": "rood"})

    assert content == {"theme": "Prijs", "text": "Wat?\nEn?", "why": ""}


def test_rows_keep_their_columns_only():
    content = whole_content(LibraryKind.KPI, {"name": "K", "path": [{"year": 1, "value": "70", "x": "y"}]})

    assert content["path"] == [{"year": "1", "value": "70"}]
    assert content["penalty"] is False


def test_the_words_of_an_item_have_no_accents_and_reach_into_its_tables():
    text = searchable("MEU-1", "Crème", content={"levels": [{"meaning": "Ecologisch ÉÉN"}]})

    assert text == "meu 1 creme ecologisch een"


@pytest.mark.parametrize(
    ("certainty", "sources", "effect", "lacks"),
    [
        (LibraryCertainty.PROPOSAL, ["bron"], "minder afval", []),
        (LibraryCertainty.PROPOSAL, ["bron"], "", ["effect"]),
        (LibraryCertainty.PROPOSAL, [], "minder afval", ["source"]),
        (LibraryCertainty.UNVERIFIED, ["bron"], " ", ["source", "effect"]),
    ],
)
def test_what_is_not_proven_is_named(certainty, sources, effect, lacks):
    assert lacks_proof(certainty, sources, effect) == lacks


def test_the_chapters_of_a_contract_are_numbered_from_one():
    assert [Chapter.DEFINITIONS.number, Chapter.CHANGES.number, Chapter.FINAL.number] == [1, 11, 19]
