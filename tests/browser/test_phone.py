"""On a phone: reading, grading and the scorecard of a contract, without scrolling sideways."""

import re

from playwright.sync_api import expect

PHONE = 390


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


def fits(person):
    """Nothing stands beside the screen."""
    assert person.page.evaluate("document.documentElement.scrollWidth") <= PHONE, person.page.url
