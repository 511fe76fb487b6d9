"""From the advice of the committee to letters that are out: a practice tender, and the finished case."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

FINISHED = "/aanbestedingen/1/"


def test_the_furniture_case_is_won_by_e_with_its_total(visit):
    buyer = visit("verhoeve")
    buyer.go(f"{FINISHED}gunning/")
    expect(buyer.page.locator(".lead").first).to_contain_text("inschrijving E")
    expect(buyer.page.locator(".lead").first).to_contain_text("wint met 81,48")


def test_a_bidder_reads_its_own_letter_and_no_other(visit):
    bidder = visit("kringstoel")
    bidder.go("/mijn-inschrijvingen/")
    letters = bidder.page.get_by_role("link", name="Lees de brief over uw inschrijving")
    hrefs = {link.get_attribute("href") for link in letters.all()}
    assert hrefs
    bidder.click("Lees de brief over uw inschrijving")
    own = {int(re.search(r"/(\d+)/$", href).group(1)) for href in hrefs}
    for number in range(1, 6):
        answer = bidder.page.request.get(f"/mijn-inschrijvingen/brief/{number}/")
        assert answer.status == (200 if number in own else 404)
    assert bidder.page.request.get(f"{FINISHED}gunning/").status == 404


def test_a_decision_its_letters_and_their_standstill(visit):
    buyer = visit("verhoeve")
    tender = practice_tender(buyer, "het museum")
    holder = visit("boersma")
    decide(holder, tender)
    approve_letters(buyer, visit, tender)
    make_letter(buyer, tender)
    send_letters(buyer, tender)


def practice_tender(person, place):
    """The address of the practice tender with this place in its title."""
    person.go("/aanbestedingen/")
    return person.page.get_by_role("link", name=re.compile(f"Oefen.*{place}")).first.get_attribute("href")


def decide(holder, tender):
    """The mandate holder reads the ranking and the advice, and decides."""
    holder.go(f"{tender}gunning/")
    holder.sees("wint met")
    holder.go(f"{tender}gunning/besluit/")
    holder.fill("Motivering van uw besluit", "Ik volg het advies: deze inschrijving heeft de meeste punten.")
    button = holder.page.get_by_role("button", name=re.compile("^Besluit de opdracht te gunnen aan")).inner_text()
    holder.sign(button.strip())
    holder.sees("Gunningsbeslissing")


def approve_letters(buyer, visit, tender):
    """Two people approve; the first cannot do it twice."""
    buyer.go(f"{tender}gunning/brieven/")
    buyer.tick("Ik heb elke brief gelezen die ik goedkeur")
    buyer.sign("Keur de brieven goed")
    assert buyer.page.get_by_role("button", name="Keur de brieven goed").count() == 0
    lawyer = visit("lund")
    lawyer.go(f"{tender}gunning/brieven/")
    lawyer.tick("Ik heb elke brief gelezen die ik goedkeur")
    lawyer.sign("Keur de brieven goed")
    lawyer.sees("goedgekeurd")


def make_letter(buyer, tender):
    buyer.go(f"{tender}gunning/brieven/")
    buyer.page.locator("main tbody th a").first.click()
    buyer.make_pdf(buyer.page.locator("h1").inner_text())


def send_letters(buyer, tender):
    """After sending, the last day of the standstill stands on the page."""
    buyer.go(f"{tender}gunning/brieven/")
    buyer.fill("Verzonden op", datetime.now(ZoneInfo("Europe/Amsterdam")).strftime("%Y-%m-%dT%H:%M"))
    buyer.click("Leg de verzending vast")
    buyer.go(f"{tender}gunning/brieven/")
    buyer.sees("verzonden")
    buyer.go(f"{tender}gunning/termijn/")
    expect(buyer.page.locator("main")).to_contain_text(re.compile(r"\d{1,2} [a-z]+ 20\d\d"))
    expect(buyer.page.locator("main")).to_contain_text("23.59 uur")
