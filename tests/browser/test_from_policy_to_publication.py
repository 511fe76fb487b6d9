"""From a goal of the organisation to published documents and the first note: one new tender, made by its people."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

TITLE = "Circulaire stoelen voor de raadzaal"
REFERENCE = "2026-RAAD"
CLAUSE = (
    "Aanleiding: de meting over een jaar. Reikwijdte: de doelen van deze opdracht. Grens: ten hoogste tien procent. "
    "Procedure: beide partijen stellen het samen schriftelijk vast."
)
GOAL = "In 2030 komt de helft van het meubilair uit hergebruik"


def test_a_tender_from_policy_to_its_first_note(visit):
    buyer = visit("verhoeve")
    add_policy_goal(buyer)
    tender = start_tender(buyer)
    adopt_definition_and_derive_ambition(buyer, tender)
    form_team(buyer, tender)
    consult_market(buyer, tender)
    choose_procedure(buyer, tender)
    plan(buyer, tender)
    write_specification(buyer, tender)
    set_frames(buyer, tender)
    make_award_model(buyer, tender)
    sign_strategy(buyer, visit, tender)
    decide_findings(buyer, tender)
    offer_and_publish(buyer, visit, tender)
    make_guide(buyer, tender)
    answer_question(buyer, visit, tender)


def add_policy_goal(buyer):
    buyer.go("/beleid/")
    buyer.click("Doel toevoegen")
    buyer.fill("Doel", GOAL)
    buyer.choose("Niveau", "strategisch")
    buyer.fill("Indicator", "aandeel van de leveringen uit hergebruik")
    buyer.fill("Eenheid", "% van leveringen")
    buyer.choose("Richting", "hoger is beter")
    buyer.fill("Nulmeting", "12,5")
    buyer.fill("Jaar nulmeting", "2025")
    buyer.fill("Doelwaarde", "50")
    buyer.fill("Doeljaar", "2030")
    buyer.click("Doel toevoegen", role="button")
    buyer.sees(GOAL)


def start_tender(buyer):
    """Return the address of the new tender."""
    buyer.go("/aanbestedingen/")
    buyer.click("Nieuwe aanbesteding")
    buyer.fill("Titel", TITLE)
    buyer.fill("Kenmerk", REFERENCE)
    buyer.choose("Soort opdracht", "levering")
    buyer.fill("Productgroep", "kantoormeubilair")
    buyer.fill("Omschrijving van de opdracht", "Tweehonderd stoelen voor de raadzaal, geleverd en onderhouden.")
    buyer.click("Aanbesteding starten")
    buyer.heading(TITLE)
    return re.search(r"/aanbestedingen/\d+/", buyer.page.url).group()


def adopt_definition_and_derive_ambition(buyer, tender):
    buyer.go(f"{tender}ambitie/")
    buyer.page.get_by_role("button", name=re.compile("van de organisatie overnemen")).click()
    buyer.sees("Overgenomen van")
    buyer.click(f"Ambitie afleiden van {GOAL}")
    expect(buyer.page.get_by_label("Nulmeting", exact=False).first).to_have_value("12,5")
    buyer.fill("Ambitie", "60% van de stoelen is opgeknapt")
    buyer.choose("R-strategie", "R5 opknappen")
    buyer.fill("Doelwaarde", "60")
    buyer.click("Ambitie toevoegen", role="button")
    buyer.go(f"{tender}ambitie/")
    buyer.sees("60% van de stoelen is opgeknapt")


def form_team(buyer, tender):
    for role, person, mandate in (
        ("opdrachtgever", "Aalders", "inkoopstrategie"),
        ("budgethouder", "Koning", "budget van de raadzaal"),
        ("projectleider", "Bakker", ""),
        ("mandaathouder", "Boersma", "gunnen"),
    ):
        buyer.go(f"{tender}ambitie/team/nieuw/")
        buyer.choose("Rol", role)
        people = buyer.page.get_by_label("Persoon", exact=False).first
        name = next(text for text in people.locator("option").all_inner_texts() if person in text)
        people.select_option(label=name)
        if mandate:
            buyer.fill("Mandaat", mandate)
            buyer.fill("Mandaat tot en met", "400000")
        buyer.click("Toevoegen aan het team", role="button")
        buyer.sees(person)
    buyer.sees("400.000")


def consult_market(buyer, tender):
    buyer.go(f"{tender}markt/")
    buyer.click("Marktconsultatie opzetten")
    buyer.fill("Doel van de consultatie", "Weten hoeveel opgeknapte stoelen er op tijd zijn.")
    buyer.fill("Kanaal", "TenderNed")
    buyer.fill("Datum consultatie", "2026-10-01")
    buyer.fill("Maatregelen voor een gelijk speelveld", "Het verslag is openbaar en de termijn ruim.")
    buyer.fill("Aantal geschikte partijen", "4")
    buyer.click("Opslaan en vragen schrijven")
    buyer.go(f"{tender}markt/conclusies/nieuw/")
    buyer.fill("Conclusie", "Vier partijen knappen stoelen op in deze aantallen.")
    buyer.choose("Wat wij ermee doen", "overgenomen")
    buyer.fill("Toelichting", "De ambitie van zestig procent blijft staan.")
    buyer.page.locator("main form button[type=submit]").first.click()
    buyer.sees("Vier partijen knappen stoelen op in deze aantallen.")


def choose_procedure(buyer, tender):
    buyer.go(f"{tender}procedure/")
    buyer.fill("Aanleiding en doel", "De stoelen van de raadzaal zijn op; de raad wil laten zien dat het anders kan.")
    buyer.fill("CPV-codes", "39130000-2")
    buyer.fill("Omvang", "200 stoelen, 10% meer of minder")
    buyer.fill("Plaats van uitvoering", "Lindermeer")
    buyer.fill("Geraamde waarde", "320000")
    buyer.fill("Raming van", "2026-10-15")
    buyer.fill("Onderbouwing raming", "Drie gesprekken uit de marktconsultatie.")
    buyer.fill("Motivering samenvoegen", "Leveren en onderhouden horen bij elkaar.")
    buyer.fill("Motivering geen percelen", "De opdracht is klein en van een soort.")
    buyer.page.locator("main form button[type=submit]").first.click()
    buyer.go(f"{tender}procedure/")
    expect(buyer.page.get_by_label("Geraamde waarde", exact=False).first).to_have_value("320.000,00")
    buyer.go(f"{tender}procedure/keuze/")
    buyer.click("Kies Europees openbaar")
    buyer.fill("Motivering procedure", "De waarde ligt boven de drempel; de markt is breed genoeg.")
    buyer.page.locator("main form button[type=submit]").first.click()
    buyer.go(f"{tender}procedure/voorwaarden/")
    buyer.fill("Vaste looptijd in maanden", "48")
    buyer.page.get_by_label("Gestanddoening", exact=False).first.fill("120")
    buyer.page.get_by_label("Motivering tenderkostenvergoeding", exact=False).first.fill("Inschrijven kost weinig.")
    buyer.page.locator("main form button[type=submit]").first.click()


def plan(buyer, tender):
    buyer.go(f"{tender}planning/")
    buyer.fill("Dag waarop u de aankondiging verzendt", this_minute()[:10])
    buyer.click("Bereken")
    assert buyer.page.locator("main input[type=date]").count() > 5
    buyer.click("Planning opslaan")
    buyer.sees("sluiting inschrijvingen")


def write_specification(buyer, tender):
    buyer.go(f"{tender}specificatie/")
    buyer.click("Nieuwe eis")
    buyer.click("Minimumeis")
    buyer.fill("Nummer", "E1")
    buyer.fill("Eis", "Een stoel moet zonder speciaal gereedschap uit elkaar te halen zijn.")
    buyer.choose("Formulering", "functioneel")
    buyer.fill("Waarom deze eis", "Wie een stoel kan openen, kan haar opknappen.")
    buyer.fill("Hoe het wordt vastgesteld", "Wij halen een stoel uit elkaar.")
    buyer.choose("Bewijsmoment", "bij inschrijving")
    buyer.click("Eis opslaan")
    buyer.sees("Een stoel moet zonder speciaal gereedschap uit elkaar te halen zijn.")
    buyer.go(f"{tender}specificatie/uitsluitingsgronden/")
    ground = buyer.page.locator(".ground", has_text="Faillissement")
    ground.get_by_role("checkbox").check()
    buyer.click("Gronden opslaan")
    buyer.sees("Leg uit waarom deze grond telt voor deze opdracht")
    ground.get_by_role("textbox").fill("De leverancier moet vier jaar kunnen onderhouden.")
    buyer.click("Gronden opslaan")
    buyer.go(f"{tender}specificatie/overeenkomst/")
    buyer.page.get_by_label("Groeimodel", exact=False).first.fill(CLAUSE)
    buyer.page.get_by_label("Boeteregeling", exact=False).first.fill(
        f"Eerst horen, dan een boete van ten hoogste vijf procent. {CLAUSE}"
    )
    buyer.page.get_by_label("Herijking", exact=False).first.fill(f"Jaarlijks. {CLAUSE}")
    buyer.click("Bepalingen opslaan")


def make_award_model(buyer, tender):
    buyer.go(f"{tender}gunningsmodel/")
    buyer.click("Begin het gunningsmodel")
    for code, name, points, kpi in (
        ("K1", "Levensduur en herstel", "40", "Aandeel herstelde stoelen"),
        ("K2", "Opgeknapt materiaal", "30", "Aandeel opgeknapte stoelen"),
    ):
        buyer.go(f"{tender}gunningsmodel/criteria/nieuw/?soort=graded")
        buyer.fill("Code", code)
        buyer.fill("Criterium", name)
        buyer.choose("Soort", "kwalitatief")
        buyer.fill("Punten", points)
        buyer.fill("Wat de inschrijver levert", "Een plan van ten hoogste vier bladzijden.")
        buyer.fill("Waar de beoordelaar naar kijkt", "Hoe lang een stoel meegaat en hoe herstel is geregeld.")
        buyer.fill("Verband met de opdracht", "Het gaat over de stoelen die wij kopen.")
        buyer.fill("Hoe het wordt gecontroleerd", "Elk kwartaal gemeten, met een boete bij te weinig.")
        buyer.choose("Hoort bij ambitie", next_option(buyer, "Hoort bij ambitie", "opgeknapt"))
        buyer.fill("KPI", kpi)
        buyer.fill("Eenheid KPI", "% van de stoelen")
        buyer.fill("Meetdefinitie KPI", "Aantal stoelen met paspoort gedeeld door alle geleverde stoelen.")
        buyer.fill("Bewijs KPI", "Uittreksel uit het paspoort.")
        buyer.page.locator("main form button[type=submit]").first.click()
    buyer.go(f"{tender}gunningsmodel/")
    buyer.sees("Opgeknapt materiaal")
    buyer.go(f"{tender}gunningsmodel/kosten/")
    buyer.choose("Prijsformule", "lineair tussen vaste onder- en bovengrens")
    buyer.fill("Ondergrens (alle punten)", "150000")
    buyer.fill("Bovengrens (nul punten)", "320000")
    buyer.page.locator("main form button[type=submit]").first.click()
    buyer.go(f"{tender}gunningsmodel/punten/")
    buyer.fill("Kosten", "30")
    buyer.page.locator("main form button[type=submit]").first.click()
    buyer.go(f"{tender}gunningsmodel/methode/")
    buyer.fill("Aantal beoordelaars", "3")
    buyer.page.locator("main form button[type=submit]").first.click()
    buyer.go(f"{tender}gunningsmodel/")
    buyer.sees("lineair tussen vaste onder- en bovengrens")


def set_frames(buyer, tender):
    """Bidders read within which time and money their solution has to fit."""
    buyer.go(f"{tender}specificatie/ruimte/")
    buyer.page.locator("[name=time_frame]").fill(
        "De stoelen staan er voor de zomer, met hoogstens een week zonder stoelen."
    )
    buyer.page.locator("[name=budget_frame]").fill("Hoogstens 320.000 euro over de hele looptijd.")
    buyer.page.locator("main form button[type=submit]").first.click()
    buyer.go(f"{tender}specificatie/ruimte/", with_axe=False)
    expect(buyer.page.locator("[name=budget_frame]")).to_have_value("Hoogstens 320.000 euro over de hele looptijd.")


def sign_strategy(buyer, visit, tender):
    buyer.go(f"{tender}ambitie/strategie/")
    buyer.fill("Inkoopstrategie", "Wij kopen opgeknapt wat opgeknapt kan, en nieuw wat niet anders kan.")
    buyer.click("Opslaan")
    for person in ("aalders", "koning"):
        signer = visit(person)
        signer.go(f"{tender}ambitie/strategie/tekenen/")
        signer.sees("Wij kopen opgeknapt wat opgeknapt kan")
        signer.sign("Inkoopstrategie tekenen")
    buyer.go(f"{tender}ambitie/strategie/")
    expect(buyer.page.locator(".page-head__under")).to_contain_text("ondertekend")


def decide_findings(buyer, tender):
    """Every finding that asks for a decision gets one; then nothing stands in the way."""
    buyer.go(f"{tender}toets/")
    waiting = buyer.page.locator(".finding details", has=buyer.page.locator("textarea"))
    for _ in range(waiting.count()):
        finding = waiting.first
        finding.locator("summary").click()
        finding.locator("textarea").fill("Besproken in het aanbestedingsteam; wij houden dit zo.")
        with buyer.page.expect_navigation():
            finding.get_by_role("button").click()
    buyer.check()
    buyer.sees("Niets staat publicatie in de weg")


def offer_and_publish(buyer, visit, tender):
    """Two people: who offers cannot publish."""
    buyer.click("Naar publiceren")
    buyer.sign("Teken en bied aan")
    buyer.sees("U hebt aangeboden. Een ander publiceert.")
    assert buyer.page.get_by_role("button", name="Teken en publiceer").count() == 0
    leader = visit("bakker")
    leader.go(f"{tender}toets/publiceren/")
    leader.fill("Verzonden op", this_minute())
    leader.sign("Teken en publiceer")
    leader.sees("Gepubliceerd. De stukken liggen vast.")
    leader.sees("Publicatie 1")
    buyer.go(f"{tender}specificatie/")
    assert buyer.page.get_by_role("link", name="Nieuwe eis").count() == 0


def make_guide(buyer, tender):
    buyer.go(f"{tender}toets/publicaties/")
    buyer.make_pdf("Aanbestedingsleidraad")


def answer_question(buyer, visit, tender):
    """The buyer writes the answer, another approves it, and the note goes out."""
    buyer.go(f"{tender}inlichtingen/")
    buyer.click("Voer een vraag in")
    buyer.fill("Gesteld op", this_minute())
    buyer.choose("Kanaal", "TenderNed")
    buyer.fill("Document en paragraaf", "Bijlage A, eis E1")
    buyer.fill("Vraag, anoniem", "Telt een inbussleutel als speciaal gereedschap?")
    buyer.click("Vraag opslaan")
    buyer.go(f"{tender}inlichtingen/")
    buyer.page.locator(".question-board a").first.click()
    buyer.fill("Antwoord", "Nee, een inbussleutel is gewoon gereedschap.")
    buyer.click("Antwoord opslaan en aanbieden")
    buyer.go(f"{tender}inlichtingen/")
    buyer.page.locator(".question-board a").first.click()
    question = buyer.page.url
    assert buyer.page.get_by_role("button", name="Keur dit antwoord goed").count() == 0
    leader = visit("bakker")
    leader.go(question)
    leader.click("Keur dit antwoord goed")
    buyer.go(f"{tender}inlichtingen/notas/")
    buyer.click("Verstuur de nota van inlichtingen")
    buyer.fill("Verzonden op", this_minute())
    buyer.sign("Teken en verstuur de nota")
    buyer.go(f"{tender}inlichtingen/notas/1/")
    buyer.sees("Nee, een inbussleutel is gewoon gereedschap.")
    buyer.go(f"{tender}toets/publicaties/")
    buyer.sees("Publicatie 2")


def this_minute():
    """Now, as the date and time field of a browser takes it."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).strftime("%Y-%m-%dT%H:%M")


def next_option(buyer, label, words):
    """The full words of the option that holds ``words``."""
    options = buyer.page.get_by_label(label, exact=False).first.locator("option").all_inner_texts()
    return next(text for text in options if words in text)
