"""The blank price sheet of an award model: what a bidder fills in and the officer uploads."""

import io
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from criteria.domain.price_sheet import CATEGORY_WORDS, COST_COLUMNS, COST_SHEET, PRICE_LABEL, PRICE_SHEET
from criteria.domain.vocabulary import CostCategory
from criteria.models import Evaluation
from criteria.services.sealing import asks_costs

LINES = 60
_GREEN, _TINT, _LINE = "#0E6259", "#E9F3F1", "#73807B"
# Fixed, so that the same model gives the same bytes.
_MADE = datetime(2020, 1, 1, tzinfo=UTC)


def blank_sheet(evaluation: Evaluation) -> bytes:
    """Return the price sheet of the lot as xlsx: the price, and cost lines where the award model compares costs."""
    return write_sheet(evaluation)


def write_sheet(
    evaluation: Evaluation,
    *,
    bidder: str = "",
    price: object = None,
    lines: list[tuple[object, ...]] | None = None,
) -> bytes:
    """Return the sheet with these values in its cells; without them it is blank.

    lines: in the columns of ``COST_COLUMNS``.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Prijsblad", "author": "", "created": _MADE.replace(tzinfo=None)})
    formats = _formats(book)
    _price_page(book, formats, evaluation, bidder, price)
    model = getattr(evaluation.lot, "award_model", None)
    if model is not None and asks_costs(model):
        _cost_page(book, formats, model.lcc_years, lines or [])
    book.close()
    return stream.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    text = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
    field = {**text, "bg_color": _TINT, "border": 1, "border_color": _LINE, "locked": False}
    return {
        "title": book.add_format({**text, "bold": True, "font_size": 15, "font_color": _GREEN}),
        "text": book.add_format({**text, "text_wrap": True}),
        "label": book.add_format({**text, "bold": True}),
        "head": book.add_format({**text, "bold": True, "bottom": 2, "text_wrap": True}),
        "field": book.add_format(field),
        "money": book.add_format({**field, "num_format": "#,##0.00", "align": "right"}),
        "whole": book.add_format({**field, "num_format": "0", "align": "right"}),
    }


def _price_page(book: Any, formats: dict[str, Any], evaluation: Evaluation, bidder: str, price: object) -> None:
    page = book.add_worksheet(PRICE_SHEET)
    tender = evaluation.lot.tender
    page.set_column(0, 0, 44)
    page.set_column(1, 1, 34)
    page.write(0, 0, "Prijsopgave", formats["title"])
    page.write(1, 0, f"{tender.title} ({tender.reference})", formats["text"])
    page.write(2, 0, tender.organisation.name, formats["text"])
    for place, label in enumerate(("Onderneming", "KvK-nummer", "Naam ondertekenaar", "Functie", "Datum"), start=4):
        page.write(place, 0, label, formats["label"])
        page.write(place, 1, bidder if place == 4 else "", formats["field"])
    page.write(10, 0, PRICE_LABEL, formats["label"])
    page.write(10, 1, price, formats["money"])
    page.data_validation(10, 1, 10, 1, {"validate": "decimal", "criteria": ">", "value": 0, **_tell("Groter dan 0.")})
    for place, sentence in enumerate(_PROMISES, start=12):
        page.merge_range(place, 0, place, 1, sentence, formats["text"])
        page.set_row(place, 32)
    page.protect("", {"format_columns": True, "format_rows": True})


def _cost_page(book: Any, formats: dict[str, Any], years: int | None, lines: list[tuple[object, ...]]) -> None:
    page = book.add_worksheet(COST_SHEET)
    for column, width in enumerate((22, 44, 18, 10, 12, 12, 14)):
        page.set_column(column, column, width)
    page.write(0, 0, "Kosten over de hele looptijd", formats["title"])
    horizon = f"jaar 1 tot en met {years}" if years else "de jaren daarna"
    page.write(1, 0, f"Jaar 0 is de aanschaf, daarna {horizon}. Bedragen op prijspeil van nu, zonder inflatie.")
    page.write(2, 0, "Een opbrengst, zoals restwaarde, krijgt een minteken. Gebruik geen formules: plak waarden.")
    page.write(3, 0, "Restwaarde zonder garantie (nee) telt voor nul mee.")
    head = 5
    for column, label in enumerate(COST_COLUMNS):
        page.write(head, column, label, formats["head"])
    kinds = [formats[name] for name in ("field", "field", "money", "whole", "whole", "whole", "field")]
    for row in range(max(LINES, len(lines))):
        values = [*(lines[row] if row < len(lines) else ()), *[None] * len(kinds)]
        for column, kind in enumerate(kinds):
            page.write(head + 1 + row, column, values[column], kind)
    last = head + max(LINES, len(lines))
    words = [word for word in CATEGORY_WORDS if CATEGORY_WORDS[word] != CostCategory.EXTERNAL]
    page.data_validation(head + 1, 0, last, 0, {"validate": "list", "source": words, **_tell("Kies uit de lijst.")})
    whole = {"validate": "integer", "criteria": ">=", "value": 0, **_tell("Een heel getal.")}
    page.data_validation(head + 1, 3, last, 5, whole)
    page.data_validation(head + 1, 6, last, 6, {"validate": "list", "source": ["ja", "nee"], **_tell("ja of nee")})
    page.freeze_panes(head + 1, 0)


def _tell(message: str) -> dict[str, str]:
    return {"error_title": "Controleer dit veld", "error_message": message}


_PROMISES = (
    "Met het indienen van dit blad verklaart de inschrijver kennis te hebben van alle stukken en nota's van "
    "inlichtingen, onvoorwaardelijk in te schrijven en rechtsgeldig vertegenwoordigd te zijn.",
    "De inschrijver doet de inschrijving gestand gedurende de termijn in de aanbestedingsstukken.",
    "Alle bedragen in euro, exclusief btw. Eén prijs: geen alternatieven of voorwaarden.",
)
