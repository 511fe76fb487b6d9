"""Codes differ by more than capitals."""

import pytest

from procurement.core.domain.codes import taken_code, told_apart


@pytest.mark.parametrize(
    ("code", "expected"), [("E1", "E1"), ("e1", "E1"), (" E1 ", "E1"), ("KPI-ä", "kpi-Ä"), ("E2", None), ("E", None)]
)
def test_the_taken_code_is_named_as_it_stands(code, expected):
    assert taken_code(code, ["E1", "kpi-Ä"]) == expected


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], []),
        (["E1", "E2"], ["E1", "E2"]),
        (["E1", "e1", "E1"], ["E1", "e1-2", "E1-3"]),
        (["E1", "e1", "e1-2"], ["E1", "e1-3", "e1-2"]),
        (["ABCDEFGH", "abcdefgh"], ["ABCDEFGH", "abcdef-2"]),
    ],
)
def test_codes_of_before_are_told_apart_by_a_number(codes, expected):
    assert told_apart(codes, max_length=8) == expected
