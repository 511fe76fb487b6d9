"""Reading of price sheets: form before the opening, figures after it."""

from decimal import Decimal

import pytest

from criteria.domain.price_sheet import (
    COST_COLUMNS,
    COST_SHEET,
    MAX_LINES,
    PRICE_LABEL,
    PRICE_SHEET,
    PriceSheetError,
    SheetFault,
    read_price_sheet,
    structure_faults,
)
from criteria.domain.vocabulary import CostCategory

Sheets = dict[str, list[list[object]]]


def filled(*lines: list[object], price: object = Decimal("489000")) -> Sheets:
    """A filled sheet as the bidder hands it in."""
    return {
        PRICE_SHEET: [["Prijsopgave"], [], ["Onderneming", "Werkbank"], [PRICE_LABEL, price]],
        COST_SHEET: [["Kosten per jaar"], [], list(COST_COLUMNS), *(list(line) for line in lines)],
    }


BOUGHT: list[object] = ["Aanschaf", "Levering", Decimal("489000"), 0, 0, 1, "ja"]
CARE: list[object] = ["Onderhoud", "", Decimal("10800"), 1, 12, 1, None]
BACK: list[object] = ["Restwaarde", "Terugkoop", Decimal("-88020"), 12, 12, 1, "ja"]


def faults_of(sheets: Sheets, *, years: int | None = 12, with_costs: bool = True) -> list[SheetFault]:
    with pytest.raises(PriceSheetError) as caught:
        read_price_sheet(sheets, with_costs=with_costs, years=years)
    return list(caught.value.faults)


def test_a_filled_sheet_gives_price_and_lines() -> None:
    sheet = read_price_sheet(filled(BOUGHT, CARE, BACK), with_costs=True, years=12)

    assert sheet.price_eur == Decimal("489000.00")
    assert sheet.remarks == ()
    assert [(line.category, line.amount_eur, line.from_year, line.to_year) for line in sheet.lines] == [
        (CostCategory.ACQUISITION, Decimal("489000.00"), 0, 0),
        (CostCategory.MAINTENANCE, Decimal("10800.00"), 1, 12),
        (CostCategory.RESIDUAL, Decimal("-88020.00"), 12, 12),
    ]
    assert all(line.counts for line in sheet.lines)
    assert [line.row for line in sheet.lines] == [4, 5, 6]


def test_a_residual_value_without_guarantee_counts_for_zero() -> None:
    hoped = ["Restwaarde", "Schatting", Decimal("-7780"), 12, None, None, "Nee"]

    sheet = read_price_sheet(filled(BOUGHT, hoped), with_costs=True, years=12)

    assert [line.counts for line in sheet.lines] == [True, False]
    assert (sheet.lines[1].to_year, sheet.lines[1].every) == (12, 1)


def test_without_cost_lines_in_the_model_the_price_is_enough() -> None:
    sheets = {PRICE_SHEET: filled()[PRICE_SHEET]}

    assert structure_faults(sheets, with_costs=False) == []
    assert read_price_sheet(sheets, with_costs=False).lines == ()


def test_empty_rows_between_lines_are_passed_over() -> None:
    assert len(read_price_sheet(filled(BOUGHT, [], [None] * 7, CARE), with_costs=True, years=12).lines) == 2


def test_an_acquisition_that_differs_from_the_price_is_seen_but_read() -> None:
    cheaper = ["Aanschaf", "", Decimal("400000"), 0, 0, 1, "ja"]

    assert read_price_sheet(filled(cheaper), with_costs=True, years=12).remarks == ("acquisition_differs",)


@pytest.mark.parametrize(
    ("sheets", "codes"),
    [
        ({}, ["sheet_missing", "sheet_missing"]),
        ({PRICE_SHEET: [["Iets anders", 1]], COST_SHEET: [["x"]]}, ["price_row_missing", "columns_missing"]),
        (filled(), ["no_lines"]),
        (filled(*[CARE] * (MAX_LINES + 1)), ["too_many_lines"]),
        (filled(["Aanschaf", "", "=B4", 0, 0, 1, "ja"], price="=SUM(A1:A9)"), ["formula", "formula"]),
    ],
)
def test_the_form_is_judged_without_the_figures(sheets: Sheets, codes: list[str]) -> None:
    assert [fault.code for fault in structure_faults(sheets, with_costs=True)] == codes


def test_the_form_says_nothing_about_figures_that_are_wrong() -> None:
    assert structure_faults(filled(["Aanschaf", "", Decimal(-1), 0, 0, 1, "ja"], price=-5), with_costs=True) == []


@pytest.mark.parametrize(
    ("price", "code"),
    [
        (Decimal(0), "price_not_above_zero"),
        (Decimal("-1"), "price_not_above_zero"),
        (None, "empty"),
        ("489.000", "not_a_number"),
        (True, "not_a_number"),
        (Decimal("NaN"), "not_a_number"),
        (Decimal("1e15"), "not_a_number"),
        (Decimal("10.005"), "too_many_decimals"),
    ],
)
def test_a_price_that_is_none_is_named_with_its_row(price: object, code: str) -> None:
    assert faults_of(filled(BOUGHT, price=price)) == [SheetFault(code, PRICE_SHEET, 4, PRICE_LABEL)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({0: "Kantine"}, "unknown_category"),
        ({0: None}, "unknown_category"),
        ({2: None}, "empty"),
        ({2: "veel"}, "not_a_number"),
        ({2: Decimal("-1")}, "negative_amount"),
        ({3: None}, "empty"),
        ({3: Decimal("1.5")}, "not_whole"),
        ({3: -1}, "not_whole"),
        ({3: Decimal("NaN")}, "not_whole"),
        ({3: True}, "not_whole"),
        ({4: 13}, "beyond_horizon"),
        ({3: 5, 4: 2}, "years_turned"),
        ({5: 0}, "not_whole"),
        ({6: "misschien"}, "guarantee_unclear"),
        ({0: "Restwaarde", 2: Decimal("100"), 6: "ja"}, "residual_without_minus"),
        ({0: "Restwaarde", 2: Decimal("-100"), 6: None}, "guarantee_unclear"),
    ],
)
def test_a_wrong_line_is_named_with_its_row(change: dict[int, object], code: str) -> None:
    line = [change.get(place, cell) for place, cell in enumerate(CARE)]

    found = faults_of(filled(BOUGHT, line))

    assert [(fault.code, fault.sheet, fault.row) for fault in found] == [(code, COST_SHEET, 5)]


def test_all_faults_are_found_together_and_a_formula_once() -> None:
    found = faults_of(filled(["Kantine", "", "=1+1", "=2", 0, 1, "ja"], price=Decimal(0)))

    assert [(fault.sheet, fault.row, fault.code) for fault in found] == [
        (COST_SHEET, 4, "formula"),
        (COST_SHEET, 4, "unknown_category"),
        (PRICE_SHEET, 4, "price_not_above_zero"),
    ]


def test_a_line_beyond_no_horizon_is_no_fault() -> None:
    far = ["Onderhoud", "", Decimal("1"), 1, 40, 1, "ja"]

    assert len(read_price_sheet(filled(far), with_costs=True).lines) == 1


def test_income_may_stand_at_the_end_of_use() -> None:
    fee = ["einde  gebruik", "Inname", Decimal("-250.50"), 12, 12, 1, "n"]

    line = read_price_sheet(filled(fee), with_costs=True, years=12).lines[0]

    assert (line.category, line.amount_eur, line.counts) == (CostCategory.END_OF_LIFE, Decimal("-250.50"), True)
