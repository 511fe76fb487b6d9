"""A row of a sheet becomes a new requirement, a change or nothing; what is wrong is told per cell; all or nothing."""

import pytest

from tenders.domain.requirement_sheet import Known, RowStatus, SheetRow, can_be_applied, plan

WORDS = {
    "kind": {"minimumeis": "minimum", "uitvoeringsvoorwaarde": "execution"},
    "formulation": {"functioneel": "functional"},
    "part": {},
    "proof_moment": {"bij inschrijving": "bid"},
}
STORED = {"kind": "minimum", "text": "Oud.", "group": "Hout", "formulation": "functional", "proof_moment": "bid"}
KNOWN = Known(
    words=WORDS,
    ambitions={"A1": 11},
    lots={"1": 21},
    existing={"E1": STORED},
    retired={"E7"},
    grounds={"UV1"},
)
NEW = {"text": "Nieuw.", "kind": "Minimumeis", "formulation": "functioneel", "proof_moment": "bij inschrijving"}


def planned(*rows):
    return plan([SheetRow(number, cells) for number, cells in enumerate(rows, start=2)], KNOWN)


def test_a_row_without_a_known_number_is_new():
    (row,) = planned(NEW | {"ambition": "A1", "lot": "1", "group": "Stof"})

    assert (row.status, row.code, row.number) == (RowStatus.NEW, "", 2)
    assert row.values == {
        "text": "Nieuw.",
        "group": "Stof",
        "kind": "minimum",
        "formulation": "functional",
        "proof_moment": "bid",
        "ambition_id": 11,
        "lot_id": 21,
    }


def test_a_row_with_a_known_number_changes_what_differs_and_leaves_empty_cells_alone():
    (row,) = planned({"code": "E1", "text": "Anders.", "group": "Hout"})

    assert (row.status, row.values) == (RowStatus.CHANGED, {"text": "Anders."})


def test_a_row_that_says_what_stands_there_is_the_same():
    (row,) = planned({"code": "E1", "text": "Oud.", "kind": "minimumeis"})

    assert (row.status, row.values) == (RowStatus.SAME, {})


@pytest.mark.parametrize(
    ("cells", "key", "code"),
    [
        ({"text": "Nieuw.", "formulation": "functioneel", "proof_moment": "bij inschrijving"}, "kind", "missing"),
        (NEW | {"kind": "wens"}, "kind", "unknown_word"),
        (NEW | {"group": "x" * 61}, "group", "too_long"),
        (NEW | {"code": "E" * 17}, "code", "too_long"),
        (NEW | {"code": "E7"}, "code", "retired"),
        (NEW | {"code": "UV1"}, "code", "ground"),
        (NEW | {"ambition": "A9"}, "ambition", "unknown_ambition"),
        (NEW | {"lot": "3"}, "lot", "unknown_lot"),
        (NEW | {"consequence": "Korting."}, "consequence", "elsewhere"),
        ({"code": "E1", "consequence": "Korting."}, "consequence", "elsewhere"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(cells, key, code):
    (row,) = planned(cells)

    assert row.status is RowStatus.FAULTY
    assert [(fault.key, fault.code) for fault in row.faults] == [(key, code)]


def test_all_faults_of_a_row_are_told_at_once():
    (row,) = planned({"text": "Nieuw.", "kind": "wens", "lot": "9"})

    assert {fault.key for fault in row.faults} == {"kind", "lot", "formulation", "proof_moment"}


def test_a_number_stands_once_in_a_sheet():
    rows = planned(NEW | {"code": "E2"}, NEW | {"code": "E2"})

    assert [fault.code for row in rows for fault in row.faults] == ["twice", "twice"]


def test_a_sheet_is_taken_whole_or_not_at_all():
    good, same, bad = NEW, {"code": "E1", "text": "Oud."}, {"text": "Half."}

    assert can_be_applied(planned(good, same)) is True
    assert can_be_applied(planned(good, bad)) is False
    assert can_be_applied(planned(same)) is False
    assert can_be_applied([]) is False
