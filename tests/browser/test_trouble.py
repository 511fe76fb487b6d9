"""When something is in the way: no JavaScript, a session that ends, two people at once, a double click, no mouse."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.browser.visitor import PASSWORD

FIRST_STOCK = "In de kelder staan nog veertig stoelen."


def test_a_form_works_without_java_script(visit):
    buyer = visit("verhoeve", java_script=False)
    tender = practice_tender(buyer, "de bibliotheek")
    buyer.go(f"{tender}ambitie/geschiktheid/")
    buyer.fill("Kan het met wat er al is?", FIRST_STOCK)
    buyer.click("Opslaan")
    buyer.go(f"{tender}ambitie/geschiktheid/")
    expect(buyer.page.get_by_label("Kan het met wat er al is?")).to_have_value(FIRST_STOCK)


def test_a_session_that_ends_while_writing_loses_nothing(visit):
    """Saving is refused with a window to sign in; the text stays, and is saved after signing in in another tab."""
    buyer = visit("verhoeve", expecting="401")
    tender = practice_tender(buyer, "het wijkcentrum")
    buyer.go(f"{tender}ambitie/strategie/?wijzigen=1")
    text = "Wij lenen eerst, dan pas kopen wij."
    buyer.page.context.clear_cookies(name="sessionid")
    buyer.fill("Inkoopstrategie", text)
    buyer.sees("U bent afgemeld")
    expect(buyer.page.get_by_role("textbox", name="Inkoopstrategie")).to_have_value(text)
    tab = buyer.page.context.new_page()
    tab.goto("/demo/")
    tab.locator("button[name=person][value=verhoeve]").click()
    buyer.click("Ik ben weer aangemeld")
    expect(buyer.page.locator(".saved-state").first).to_contain_text("Opgeslagen")
    buyer.go(f"{tender}ambitie/strategie/?wijzigen=1")
    expect(buyer.page.get_by_role("textbox", name="Inkoopstrategie")).to_have_value(text)


def test_two_people_who_change_the_same_field_see_the_difference(visit):
    buyer, leader = visit("verhoeve"), visit("bakker")
    tender = practice_tender(buyer, "het wijkcentrum")
    for person in (buyer, leader):
        person.go(f"{tender}ambitie/geschiktheid/")
    buyer.fill("Kan het met wat er al is?", "De versie van de inkoper.")
    buyer.click("Opslaan")
    leader.fill("Kan het met wat er al is?", "De versie van de projectleider.")
    leader.click("Opslaan")
    leader.sees("Iemand anders heeft dit intussen gewijzigd.")
    expect(leader.page.locator("[data-stored]").first).to_have_text("De versie van de inkoper.")
    expect(leader.page.get_by_label("Kan het met wat er al is?").last).to_have_value("De versie van de projectleider.")


def test_a_double_click_signs_once(visit):
    holder = visit("boersma")
    tender = practice_tender(holder, "het archief")
    holder.go(f"{tender}toets/publiceren/")
    holder.fill("Verzonden op", datetime.now(ZoneInfo("Europe/Amsterdam")).strftime("%Y-%m-%dT%H:%M"))
    holder.page.locator("input[type=password]").first.fill(PASSWORD)
    with holder.page.expect_navigation():
        holder.page.get_by_role("button", name="Teken en publiceer").dblclick()
    holder.go(f"{tender}toets/publicaties/")
    expect(holder.page.get_by_role("row", name=re.compile("^Publicatie 1"))).to_have_count(1)
    expect(holder.page.get_by_role("row", name=re.compile("^Publicatie 2"))).to_have_count(0)
    expect(holder.page.get_by_role("row", name=re.compile("^Aankondiging"))).to_have_count(1)


def test_an_assessor_grades_by_keyboard_alone(visit):
    assessor = visit("halim")
    tender = practice_tender(assessor, "de brandweerkazerne")
    assessor.go(f"{tender}beoordeling/")
    assessor.click("Beoordeel verder")
    keys, box = assessor.page.keyboard, assessor.page.locator("section.grading").first
    tab_to(assessor, "section.grading input[type=radio]")
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("Tab")
    expect(box.get_by_role("textbox")).to_be_focused()
    keys.insert_text("Met het toetsenbord geschreven.")
    keys.press("Tab")
    with assessor.page.expect_navigation():
        keys.press("Enter")
    assessor.page.reload()
    box = assessor.page.locator("section.grading").first
    expect(box.get_by_role("textbox")).to_have_value("Met het toetsenbord geschreven.")
    expect(box.get_by_role("radio").nth(1)).to_be_checked()


def practice_tender(person, place):
    """The address of the practice tender with this place in its title."""
    person.go("/aanbestedingen/")
    return person.page.get_by_role("link", name=re.compile(f"Oefen.*{place}")).first.get_attribute("href")


def tab_to(person, selector):
    """Press Tab until the focus is on something that ``selector`` finds."""
    for _ in range(80):
        person.page.keyboard.press("Tab")
        if person.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")
