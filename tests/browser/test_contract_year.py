"""A quarter of the running contract: measured, discussed, offered and signed by both parties."""

import re

from playwright.sync_api import expect

CONTRACT = "/contracten/1/"
SUMMARY = "Het herstel loopt voor op het groeipad; de retourstroom vraagt aandacht."


def test_a_quarter_from_measuring_to_a_signed_review(visit):
    manager = visit("deruiter")
    quarter = measure_next_quarter(manager)
    write_and_offer_review(manager, quarter)
    sign_by_both(manager, visit("werkbank"), quarter)
    make_report(manager, quarter)


def measure_next_quarter(manager):
    """Return the quarter that was measured, as the address names it."""
    manager.go(CONTRACT)
    link = manager.page.locator("main a[href*='/meten/']").first
    quarter = re.search(r"/meten/([^/]+)/", link.get_attribute("href")).group(1)
    manager.press(link)
    manager.fill("Bron", "kwartaalrapport van de opdrachtnemer")
    for row in manager.page.locator("main tbody tr").all():
        target = row.locator("td.num").nth(1).inner_text().strip()
        row.get_by_role("textbox").fill(target or "1")
    manager.click("Metingen vastleggen")
    manager.go(f"{CONTRACT}meten/{quarter}/")
    manager.sees("Alles is gemeten")
    return quarter


def write_and_offer_review(manager, quarter):
    manager.go(f"{CONTRACT}gesprekken/{quarter}/")
    manager.fill("Gesprek op", manager.page.get_by_label("Gesprek op", exact=False).first.input_value() or "2026-11-20")
    manager.page.get_by_label("Aanwezig", exact=False).first.fill("P. de Ruiter en de opdrachtnemer")
    manager.page.get_by_label("Samenvatting", exact=False).first.fill(SUMMARY)
    manager.page.get_by_label("Besluiten", exact=False).first.fill("Extra ophaalronde in het voorjaar.")
    manager.click("Concept opslaan")
    manager.go(f"{CONTRACT}gesprekken/{quarter}/")
    manager.click("Bied aan voor ondertekening")
    manager.sees(SUMMARY)


def sign_by_both(manager, contractor, quarter):
    """Each party in its own browser; after the second signature nothing is left to sign."""
    for person in (manager, contractor):
        person.go(f"{CONTRACT}gesprekken/{quarter}/tekenen/")
        person.sign("Tekenen")
    for person in (manager, contractor):
        person.go(f"{CONTRACT}gesprekken/{quarter}/")
        expect(person.page.get_by_text("Getekend op")).to_have_count(2)
        person.sees(SUMMARY)


def make_report(manager, quarter):
    manager.make_pdf("Kwartaalrapportage")
