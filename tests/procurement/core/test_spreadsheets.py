"""Workbooks from outside, and workbooks for people."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from procurement.core.domain.file_types import FileRefused
from procurement.core.labels import ROW_FAULTS, row_fault_message
from procurement.core.spreadsheets import Column, RowFault, SheetToWrite, read_rows, write_sheets
from tests.factories.files import PDF, make_xlsx, make_zip

PRICES = [
    Column("item", "Post"),
    Column("price", "Prijs", kind="number"),
    Column("note", "Opmerking", is_required=False),
]


def test_rows_are_read_by_their_headings_with_the_numbers_a_person_sees() -> None:
    content = make_xlsx([["opmerking", "Prijs", " POST "], [None, 0.1, "Bureau"], [], ["los", "1.234,50", "Stoel"]])

    read = read_rows(content, PRICES)

    assert read.faults == []
    assert [(row.number, row.values) for row in read.rows] == [
        (2, {"item": "Bureau", "price": Decimal("0.1"), "note": None}),
        (4, {"item": "Stoel", "price": Decimal("1234.50"), "note": "los"}),
    ]


def test_dates_are_read_as_dates() -> None:
    content = make_xlsx([["Dag"], [datetime(2024, 3, 1)], ["morgen"]])  # noqa: DTZ001 -- as a workbook holds it

    read = read_rows(content, [Column("day", "Dag", kind="date")])

    assert read.rows[0].values == {"day": date(2024, 3, 1)}
    assert [fault.code for fault in read.faults] == ["not_a_date"]


def test_each_fault_names_its_row_and_column_in_dutch() -> None:
    content = make_xlsx([["Post", "Prijs"], ["Bureau", "gratis"], [None, 12], ["Stoel", "#DIV/0!"], ["Kast", True]])

    read = read_rows(content, PRICES)

    assert [row_fault_message(fault) for fault in read.faults] == [
        "Rij 2, “Prijs”: “gratis” is geen getal.",
        "Rij 3: vul “Post” in.",
        "Rij 4, “Prijs”: de formule geeft een fout (#DIV/0!).",
        "Rij 5, “Prijs”: “True” is geen getal.",
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["Post"], ["Bureau"]], "Rij 1: de kolom “Prijs” ontbreekt."),
        ([["Post", "Prijs"]], "Dit rekenblad heeft geen rijen onder de kopregel."),
        ([[]], "Dit rekenblad heeft geen rijen onder de kopregel."),
    ],
)
def test_a_sheet_without_what_is_needed_says_what_lacks(rows: list[list[object]], said: str) -> None:
    assert [row_fault_message(fault) for fault in read_rows(make_xlsx(rows), PRICES).faults] == [said]


def test_a_sheet_of_endless_rows_is_not_read() -> None:
    content = make_xlsx([["Post", "Prijs"], *[["x", 1]] * 20_001])

    assert read_rows(content, PRICES).faults == [RowFault(0, "too_many_rows", text="20000")]


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PDF, "type_not_allowed"),
        (b"PK\x03\x04", "damaged"),
        (make_zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": ENTITY}), "spreadsheet_unreadable"),
        (make_zip({"[Content_Types].xml": b"", "xl/workbook.xml": b"\0" * (201 * 1024**2)}), "archive_too_large"),
    ],
)
def test_a_hostile_or_broken_workbook_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as caught:
        read_rows(content, PRICES)

    assert caught.value.code == code


def test_a_sheet_that_is_not_there_is_refused() -> None:
    with pytest.raises(FileRefused, match="spreadsheet_unreadable"):
        read_rows(make_xlsx(), PRICES, sheet="Ander blad")


def test_what_is_written_is_read_back_and_no_text_becomes_a_formula() -> None:
    rows = [["=1+1", Decimal("412.50"), date(2024, 3, 1)], ["http://x", None, None]]

    content = write_sheets([SheetToWrite("Prijzen", ["Post", "Prijs", "Dag"], rows)])

    sheet = openpyxl.load_workbook(io.BytesIO(content))["Prijzen"]
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s"
    assert sheet["A3"].hyperlink is None
    assert (sheet["B2"].value, sheet["C2"].value) == (412.5, datetime(2024, 3, 1))  # noqa: DTZ001
    read = read_rows(content, [Column("item", "Post"), Column("price", "Prijs", kind="number", is_required=False)])
    assert [row.values for row in read.rows] == [
        {"item": "=1+1", "price": Decimal("412.5")},
        {"item": "http://x", "price": None},
    ]


def test_the_same_rows_give_the_same_bytes() -> None:
    sheets = [SheetToWrite("Prijzen", ["Post"], [["Bureau"]])]

    assert write_sheets(sheets) == write_sheets(sheets)


def test_every_fault_has_its_sentence() -> None:
    for code in ROW_FAULTS:
        assert "%(" not in row_fault_message(RowFault(1, code, "Post", "x"))
