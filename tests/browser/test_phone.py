"""On a phone: reading, grading and the scorecard of a contract, without scrolling sideways."""

import re

import pytest
from playwright.sync_api import expect

PHONE = 390
# Pages with a table of many columns, and who reads them.
TABLES = [
    ("verhoeve", "/aanbestedingen/1/ambitie/team/"),
    ("verhoeve", "/aanbestedingen/1/toets/publicaties/"),
    ("verhoeve", "/aanbestedingen/1/inschrijvingen/"),
    ("verhoeve", "/aanbestedingen/1/beoordeling/"),
    ("verhoeve", "/aanbestedingen/1/beoordeling/prijzen/"),
    ("verhoeve", "/aanbestedingen/1/gunning/"),
    ("verhoeve", "/aanbestedingen/1/gunning/uitleg/"),
    ("verhoeve", "/aanbestedingen/1/gunning/brieven/"),
    ("verhoeve", "/contracten/"),
    ("deruiter", "/contracten/1/"),
    ("deruiter", "/contracten/1/kpi/1/"),
    ("admin", "/organisatie/medewerkers/"),
    ("admin", "/logboek/"),
]
TOO_WIDE = """wraps => wraps.filter(wrap => wrap.checkVisibility() && wrap.scrollWidth > wrap.clientWidth + 1)
    .map(wrap => wrap.getAttribute("aria-labelledby"))"""


def test_reading_a_tender_on_a_phone(visit):
    reader = visit("aalders", width=PHONE)
    for path in ("/", "/aanbestedingen/", "/aanbestedingen/1/", "/aanbestedingen/1/specificatie/"):
        reader.go(path)
        fits(reader)
    reader.heading("Specificatie")


def test_grading_on_a_phone(visit):
    assessor = visit("verkerk", width=PHONE)
    assessor.go("/aanbestedingen/")
    assessor.page.get_by_role("link", name=re.compile("Oefen.*de brandweerkazerne")).first.click()
    tender = re.search(r"/aanbestedingen/\d+/", assessor.page.url).group()
    assessor.go(f"{tender}beoordeling/")
    fits(assessor)
    assessor.click("Beoordeel verder")
    fits(assessor)
    box = assessor.page.locator("section.grading").last
    box.get_by_role("radio").last.check()
    box.get_by_role("textbox").fill("Onderweg geschreven.")
    with assessor.page.expect_navigation():
        box.get_by_role("button", name="Opslaan", exact=True).click()
    assessor.page.reload()
    box = assessor.page.locator("section.grading").last
    expect(box.get_by_role("textbox")).to_have_value("Onderweg geschreven.")
    expect(box.get_by_role("radio").last).to_be_checked()


def test_the_scorecard_of_a_contract_on_a_phone(visit):
    manager = visit("deruiter", width=PHONE)
    manager.go("/contracten/1/")
    fits(manager)
    manager.sees("Losmaakbaarheid nieuwe onderdelen")
    manager.go("/contracten/1/gesprekken/")
    fits(manager)


@pytest.mark.parametrize(("person", "path"), TABLES)
def test_a_table_of_many_columns_is_read_downwards_on_a_phone(visit, person, path):
    reader = visit(person, width=PHONE)
    reader.go(path)
    fits(reader)
    assert reader.page.locator(".table--stack").count() >= 1
    assert reader.page.locator(".table-wrap").evaluate_all(TOO_WIDE) == []


def test_a_stacked_cell_says_of_which_column_it_is(visit):
    manager = visit("deruiter", width=PHONE)
    manager.go("/contracten/1/")
    cell = manager.page.locator(".table--stack td").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Doel" / ""'
    manager.page.set_viewport_size({"width": 1280, "height": 900})
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == "none"


def fits(person):
    """Nothing stands beside the screen."""
    assert person.page.evaluate("document.documentElement.scrollWidth") <= PHONE, person.page.url
