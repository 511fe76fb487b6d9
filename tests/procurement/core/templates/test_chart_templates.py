import logging
import re
from decimal import Decimal
from pathlib import Path

import pytest
from defusedxml import ElementTree
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML

from procurement.core.domain.charts.bars import BarData, BarRow, Part, StackData, StackRow, bar_chart, stacked_bars
from procurement.core.domain.charts.columns import ColumnData, ColumnGroup, column_chart
from procurement.core.domain.charts.frame import both
from procurement.core.domain.charts.growth import GrowthData, Period, Verdict, growth_chart
from procurement.core.domain.charts.lines import LineData, LineSeries, line_chart
from procurement.core.domain.charts.spread import SpreadData, SpreadRow, spread_chart

D = Decimal
SHEET = Path(__file__).parents[4] / "static/css/components/chart.css"
TITLE = 'Verloop van "restafval" & meer'
PERIODS = [
    Period("24Q1", D("1.60"), D("1.66"), Verdict.NEAR),
    Period("24Q2", D("1.60"), D("1.55"), Verdict.MET),
    Period("24Q3", D("1.60"), D("1.99"), Verdict.MISSED),
]
ROWS = [BarRow("A & B", D("1234.5"), is_first=True), BarRow("C", None, "geen")]
PARTS = [Part("K1", "Plan"), Part("P", "Kosten", is_cost=True)]
GROUPS = [ColumnGroup("2026", [D(11), D(-88)])]
LANES = [SpreadRow("A", [D(2), D(10)], D("6.5"), is_wide=True)]
SERIES = [
    LineSeries("Werkbank", [(D(0), D("88.5")), (D(100), D(67))]),
    LineSeries("Prisma", [(D(0), D(1)), (D(100), D(66))]),
]
CHARTS = {
    "growth": both(growth_chart, GrowthData(TITLE, "EUR", PERIODS, higher_is_better=False, baseline=D("3.1"))),
    "bars": both(bar_chart, BarData(TITLE, "euro", ROWS, D(1500), "plafond")),
    "stacked": both(stacked_bars, StackData(TITLE, "punten", PARTS, [StackRow("A", [D(20), D("1.5")], D("21.5"))])),
    "columns": both(column_chart, ColumnData(TITLE, "× € 1.000", [("", "Onderhoud"), ("", "Restwaarde")], GROUPS)),
    "spread": both(spread_chart, SpreadData(TITLE, [D(2), D(10)], LANES, "gemiddelde", D(6))),
    "lines": both(line_chart, LineData(TITLE, "gewicht, %", "punten", SERIES, D(30), "gewicht", turns=[D("42.5")])),
}
FIGURES = {
    "growth": "1,66",
    "bars": "1.234,5",
    "stacked": "21,5",
    "columns": "−77",
    "spread": "6,5",
    "lines": "gewicht 30",
}


def render(name: str, language: str = "nl") -> str:
    template = "bars" if name == "stacked" else name
    with translation.override(language):
        return render_to_string(f"components/charts/{template}.html", {"points": CHARTS[name]})


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_sound_xml_drawn_for_page_and_phone(name):
    root = ElementTree.fromstring(f"<div>{render(name)}</div>")

    pictures = [svg for svg in root.findall("svg") if "chart__svg" in svg.get("class")]
    assert [svg.get("class").split("--")[1] for svg in pictures] == ["wide", "narrow"]


@pytest.mark.parametrize("name", CHARTS)
def test_every_picture_begins_with_its_title(name):
    root = ElementTree.fromstring(f"<div>{render(name)}</div>")

    for svg in root.iter("svg"):
        assert svg.get("role") == "img"
        assert svg[0].tag == "title"
        assert svg[0].text.strip()
    assert root.find("svg")[0].text == TITLE


@pytest.mark.parametrize("name", CHARTS)
def test_coordinates_have_points_and_figures_the_notation_of_the_language(name):
    dutch = render(name)

    root = ElementTree.fromstring(f"<div>{dutch}</div>")
    numbers = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height", "d", "viewBox", "transform")
    for element in root.iter():
        assert not any("," in element.get(attribute, "") for attribute in numbers)
    assert FIGURES[name] in dutch


def test_figures_follow_the_language():
    assert "1.66" in render("growth", "en")
    assert "1,234.5" in render("bars", "en")


@pytest.mark.parametrize("name", CHARTS)
def test_no_picture_carries_style(name):
    assert not re.search(r"<style|\sstyle=|<script|\son[a-z]+=", render(name))


@pytest.mark.parametrize("name", CHARTS)
def test_a_document_takes_the_same_picture_and_sheet_without_complaint(name, caplog):
    page = f'<html lang="nl"><head><title>x</title></head><body>{render(name)}</body></html>'

    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf = HTML(string=page).write_pdf(stylesheets=[CSS(string=SHEET.read_text())])

    assert pdf.startswith(b"%PDF")
    assert [record.message for record in caplog.records if record.name == "weasyprint"] == []
