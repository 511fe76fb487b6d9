"""Finding a code by its beginning or by words of its name, in the lists that Kring ships."""

import pytest

from tenders.domain.code_list import Code, CodeList, looks_like_a_code, split_codes, stem_of, words_of
from tenders.domain.vocabulary import CodeKind
from tenders.services.code_lists import as_parts, code_list, named

CPV, NUTS = code_list(CodeKind.CPV), code_list(CodeKind.NUTS)


def codes(found):
    return [code.code for code in found]


def test_the_lists_are_whole():
    assert (len(CPV), len(NUTS)) == (9454, 59)


def test_a_code_is_known_with_and_without_its_check_digit():
    assert CPV.get("39130000").code == CPV.get("39130000-2").code == "39130000-2"
    assert CPV.get("39130000-3") is None
    assert NUTS.get("nl221").name == "Veluwe"


def test_the_beginning_of_a_code_gives_what_lies_below_it_in_order():
    assert codes(CPV.search("39131")) == ["39131000-9", "39131100-0"]
    assert codes(NUTS.search("NL42")) == ["NL42", "NL421", "NL422", "NL423"]


def test_a_word_that_is_the_name_comes_before_one_inside_a_compound():
    found = codes(CPV.search("meubilair", limit=200))

    assert found[0] == "39100000-3"
    assert found.index("39100000-3") < found.index("39130000-2")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("bureaustoelen", "39111100-4"),
        ("laptop", "30213100-6"),
        ("KANTOORMEUBILAIR", "39130000-2"),
        ("afval inzamelen", "90500000-2"),
        ("zonnepaneel", "09331000-8"),
        ("office furniture", "39130000-2"),
    ],
)
def test_everyday_words_find_their_code_among_the_first(typed, code):
    assert code in codes(CPV.search(typed, limit=5))


def test_every_word_must_fit_as_long_as_some_name_has_them_all():
    small = CodeList([Code("10000000-1", "Rode stoelen"), Code("20000000-2", "Rode tafels")])

    assert codes(small.search("rode tafel")) == ["20000000-2"]
    assert codes(small.search("rode kast")) == ["10000000-1", "20000000-2"]
    assert small.search("lamp") == []


def test_a_short_piece_is_not_looked_for_inside_a_word():
    small = CodeList([Code("10000000-1", "Districtsverwarming"), Code("20000000-2", "ICT-diensten")])

    assert codes(small.search("ict")) == ["20000000-2"]


def test_nothing_typed_finds_nothing():
    assert CPV.search("  ") == []


def test_what_a_code_stands_under_runs_from_general_to_near():
    assert codes(CPV.path(CPV.get("39113100"))) == ["39000000-2", "39100000-3", "39110000-6", "39113000-7"]
    assert [area.name for area in NUTS.path(NUTS.get("NL221"))] == ["Oost-Nederland", "Gelderland"]
    assert CPV.path(CPV.get("39000000")) == []


def test_codes_below_an_area_leave_the_area_out():
    assert codes(NUTS.below("nl23")) == ["NL230"]


def test_small_parts_of_a_text():
    assert words_of("Écologische café's") == ["ecologische", "cafe", "s"]
    assert split_codes("39130000-2, stoelen; 39130000-2\nNL221") == ["39130000-2", "stoelen", "NL221"]
    assert (stem_of("39130000-2"), stem_of("30000000-9"), stem_of("NL221")) == ("3913", "30", "NL221")
    assert [looks_like_a_code(text) for text in ("3913", "39130000-2", "NL22", "nl", "stoel")] == [1, 1, 1, 0, 0]


def test_parts_of_a_snapshot_keep_the_order_and_leave_out_what_is_no_code():
    assert as_parts(CodeKind.CPV, "50850000-8, stoelen, 39130000") == [
        {"code": "50850000-8", "name": "Reparatie en onderhoud van meubilair"},
        {"code": "39130000-2", "name": "Kantoormeubilair"},
    ]
    assert named(CodeKind.NUTS, "") == []
