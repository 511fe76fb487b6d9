from datetime import date
from itertools import combinations

import pytest

from procurement.core.domain.rule_table import Certainty
from tenders.domain.constants import CONSTANTS, ConstantCode, ConstantError, Unit, constant

C = ConstantCode


@pytest.mark.parametrize(
    ("code", "on", "value"),
    [
        (C.SUBCENTRAL_THRESHOLD, date(2022, 1, 1), 215_000),
        (C.SUBCENTRAL_THRESHOLD, date(2023, 12, 31), 215_000),
        (C.SUBCENTRAL_THRESHOLD, date(2024, 1, 1), 221_000),
        (C.SUBCENTRAL_THRESHOLD, date(2026, 11, 23), 216_000),
        (C.SUBCENTRAL_THRESHOLD, date(2027, 12, 31), 216_000),
        (C.CENTRAL_THRESHOLD, date(2025, 6, 1), 143_000),
        (C.WORKS_THRESHOLD, date(2022, 6, 1), 5_382_000),
        (C.WORKS_THRESHOLD, date(2026, 6, 1), 5_404_000),
        (C.UTILITIES_THRESHOLD, date(2022, 6, 1), 431_000),
        (C.SOCIAL_THRESHOLD, date(2026, 6, 1), 750_000),
        (C.CANDIDATES_RESTRICTED, date(2026, 6, 1), 5),
        (C.DE_MINIMIS_WORKS, date(2026, 6, 1), 15),
    ],
)
def test_a_constant_is_that_of_its_day(code, on, value):
    assert constant(code, on=on).value == value


@pytest.mark.parametrize(
    ("code", "on"),
    [
        (C.WORKS_THRESHOLD, date(2028, 1, 1)),
        (C.WORKS_THRESHOLD, date(2021, 12, 31)),
        (C.CONCESSION_THRESHOLD, date(2022, 6, 1)),
        (C.FRAMEWORK_YEARS, date(2016, 6, 30)),
    ],
)
def test_a_day_without_a_row_is_refused(code, on):
    with pytest.raises(ConstantError) as error:
        constant(code, on=on)

    assert (error.value.code, error.value.on) == (code, on)


def test_every_code_has_a_row_and_every_row_a_source():
    assert {row.code for row in CONSTANTS} == set(ConstantCode)
    assert all(row.source for row in CONSTANTS)


def test_no_two_rows_of_a_code_hold_on_one_day():
    for one, other in combinations(CONSTANTS, 2):
        if one.code == other.code:
            assert (one.valid_to and one.valid_to < other.valid_from) or (
                other.valid_to and other.valid_to < one.valid_from
            )


def test_what_is_not_confirmed_is_marked_as_from_memory():
    assert constant(C.DEFENCE_THRESHOLD, on=date(2026, 6, 1)).certainty is Certainty.M
    assert constant(C.TURNOVER_MOST, on=date(2026, 6, 1)).certainty is Certainty.V


def test_amounts_and_shares_have_their_unit():
    assert constant(C.LOT_EXEMPTION_WORKS, on=date(2026, 6, 1)).unit is Unit.EUR
    assert constant(C.LOT_EXEMPTION_SHARE, on=date(2026, 6, 1)).unit is Unit.PCT
