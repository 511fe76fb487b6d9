"""From bids to opened prices: four practice tenders, each at its step, and the people who take it."""

import io
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from openpyxl import load_workbook
from playwright.sync_api import expect

COMPANY = "Stoelenfabriek Noord"
PRICE = 287654
SHOWN = re.compile(r"287[.\s]?654")
WORDS = "Het plan noemt per onderdeel hoe lang het meegaat."
SECRET = "Deze zin leest voor het overleg niemand anders."


def test_assessors_grade_alone_and_the_chair_sees_who_handed_in(visit):
    assessor = visit("osei")
    tender = practice_tender(assessor, "de brandweerkazerne")
    grade_everything(assessor, tender)
    other = visit("halim")
    for path in pages_of(other, tender):
        other.go(path)
        assert SECRET not in other.page.content()
    chair = visit("lammers")
    chair.go(f"{tender}beoordeling/")
    row = chair.page.get_by_role("row", name=re.compile("Osei"))
    expect(row).to_contain_text("ingeleverd")
    assert SECRET not in chair.page.content()
    assert chair.page.request.get(f"{tender}beoordeling/consensus/").status in (403, 404)


def test_the_committee_concludes_and_two_lock_the_quality(visit):
    secretary, chair = visit("idrissi"), visit("lammers")
    tender = practice_tender(secretary, "het zwembad")
    conclude_everything(secretary, tender)
    for person, button in ((chair, "Teken als eerste"), (secretary, "Stel de kwaliteit vast")):
        person.go(f"{tender}beoordeling/vaststellen/")
        person.sign(button)
    secretary.go(f"{tender}beoordeling/")
    secretary.sees("Prijzen")


def test_two_open_the_prices(visit):
    buyer, secretary = visit("verhoeve"), visit("idrissi")
    tender = practice_tender(buyer, "de milieustraat")
    for person, button in ((buyer, "Teken als eerste"), (secretary, "Teken en open de prijzen")):
        assert person.page.request.get(f"{tender}beoordeling/prijzen/").status in (403, 404)
        person.go(f"{tender}beoordeling/prijzen/openen/")
        person.sign(button)
    buyer.go(f"{tender}beoordeling/prijzen/")
    expect(buyer.page.locator("main tbody td.num").first).to_contain_text(re.compile(r"\d{1,3}\.\d{3},\d\d"))


def practice_tender(person, place):
    """The address of the practice tender with this place in its title."""
    person.go("/aanbestedingen/")
    return person.page.get_by_role("link", name=re.compile(f"Oefen.*{place}")).first.get_attribute("href")


def price_file(buyer, tender, folder):
    """The blank price sheet of the tender, filled in as a bidder would."""
    blank = buyer.page.request.get(f"{tender}inschrijvingen/prijsblad/")
    book = load_workbook(io.BytesIO(blank.body()))
    sheet = book["Prijs"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Inschrijfprijs in euro, excl. btw")
    row[1].value = PRICE
    for column, value in enumerate(("aanschaf", "Stoelen", PRICE, 0, 0), start=1):
        book["Kosten"].cell(row=7, column=column, value=value)
    path = folder / "prijsblad.xlsx"
    book.save(path)
    return path


def register_bid(buyer, tender, sheet):
    """A company that is not in the address book yet; its price file is sealed at once."""
    received = datetime.now(ZoneInfo("Europe/Amsterdam")) - timedelta(days=9)
    buyer.go(f"{tender}inschrijvingen/nieuw/")
    buyer.fill("Of: naam van een nieuwe onderneming", COMPANY)
    buyer.fill("KvK-nummer", "12345678")
    buyer.fill("Ontvangen op", received.strftime("%Y-%m-%dT%H:%M"))
    buyer.click("Registreer de inschrijving")
    buyer.heading("Inschrijving")
    buyer.page.get_by_label("Ingevuld prijsblad", exact=False).set_input_files(sheet)
    buyer.click("Verzegel het prijsblad")
    buyer.sees("Verzegeld op")


def check_completeness(buyer, tender):
    """Every bid that was not checked yet."""
    buyer.go(f"{tender}inschrijvingen/")
    for path in links(buyer, r"/inschrijvingen/\d+/$"):
        buyer.go(path)
        if buyer.page.get_by_role("button", name="Leg de controle vast").count():
            buyer.page.get_by_label("Ja, alles wat is gevraagd zit erbij").check()
            buyer.click("Leg de controle vast")


def nobody_reads_the_price(visit, tender):
    """Whoever may see the tender: no page that it leads to holds the figure, on screen or in its source."""
    for key in ("verhoeve", "lammers", "prins", "auditor"):
        person = visit(key)
        for path in pages_of(person, tender):
            person.go(path, with_axe=False)
            assert not SHOWN.search(person.page.content()), f"{key} {path}"


def pages_of(person, tender):
    """The pages of bids and assessment that this person finds by clicking."""
    found = {f"{tender}inschrijvingen/", f"{tender}beoordeling/"}
    for path in sorted(found):
        person.go(path)
        found |= links(person, rf"^{tender}(inschrijvingen|beoordeling)/(?!.*(prijsblad|proces-verbaal))")
    return sorted(found)


def links(person, pattern):
    hrefs = person.page.eval_on_selector_all("main a[href]", "links => links.map(link => link.pathname)")
    return {href for href in hrefs if re.search(pattern, href)}


def grade_everything(assessor, tender):
    """Grade and motivate each criterion of each bid, and hand in."""
    assessor.go(f"{tender}beoordeling/")
    for path in sorted(links(assessor, r"/beoordeling/inschrijving/\d+/$")):
        assessor.go(path)
        for place in range(assessor.page.locator("section.grading").count()):
            box = assessor.page.locator("section.grading").nth(place)
            box.get_by_role("radio").nth(2).check()
            box.get_by_role("textbox").fill(f"{WORDS} {SECRET}")
            with assessor.page.expect_navigation():
                box.get_by_role("button", name="Opslaan", exact=True).click()
    assessor.go(f"{tender}beoordeling/inleveren/")
    if assessor.page.locator("input[type=password]").count():
        assessor.sign("Lever in")
    else:
        assessor.click("Lever in", role="button")
    assessor.go(f"{tender}beoordeling/")
    assessor.sees("Ingeleverd op")


def conclude_everything(secretary, tender):
    """Conclude every bid on every criterion of the agenda."""
    for code in ("K1", "K2"):
        secretary.go(f"{tender}beoordeling/consensus/?criterium={code}")
        for path in sorted(links(secretary, r"/consensus/\d+/\d+/$")):
            secretary.go(path)
            secretary.fill("Motivering van de commissie", WORDS)
            secretary.fill("Sterke punten", "Herstel is per onderdeel uitgewerkt.")
            secretary.fill("Ontbrekende gepubliceerde aspecten", "Doelen per jaar.")
            secretary.click("Bevestig de conclusie")
