"""Who plays in the demo: name, work, role, and what each does in the story."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from procurement.accounts.domain.roles import Role
from procurement.core.extension_points import Text

LINDERMEER = "lindermeer"
ZUIDERLOO = "zuiderloo"


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast.

    home: key of the authority whose role they have, "" for nobody's. company: letter of the company they speak for.
    story: what one sees or does when one signs in as this person.
    """

    key: str
    name: str
    job_title: str
    email: str
    story: Text
    home: str = ""
    role: Role | None = None
    company: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the page where one chooses whom to be."""

    title: Text
    people: tuple[Person, ...]


def _inside(key: str, name: str, job_title: str, story: Text, role: Role = Role.READER) -> Person:
    surname = name.split(" ", 1)[1].replace(" ", "").lower()
    return Person(key, name, job_title, f"{surname}@lindermeer.example", story, LINDERMEER, role)


BUYING = Group(
    _("Inkoop"),
    (
        _inside(
            "verhoeve",
            "M. Verhoeve",
            "Inkoper",
            _("Maakt de aanbesteding van ambitie tot gunning en bewaakt de termijnen. Begin hier."),
            Role.BUYER,
        ),
        _inside(
            "second_buyer",
            "J. Wolters",
            "Senior inkoper",
            _("Tekent als tweede: publicatie, openen van inschrijvingen en openen van prijzen."),
            Role.BUYER,
        ),
    ),
)
PRINCIPALS = Group(
    _("Opdracht en mandaat"),
    (
        _inside("aalders", "R. Aalders", "Hoofd bedrijfsvoering", _("Is opdrachtgever en tekent de inkoopstrategie.")),
        _inside("koning", "S. Koning", "Budgethouder", _("Bewaakt het budget en tekent de inkoopstrategie mee.")),
        _inside(
            "bakker",
            "I. Bakker",
            "Projectleider huisvesting",
            _("Leidt het project en heeft het mandaat over de circulaire doelen."),
        ),
        _inside(
            "meijering",
            "Y. Meijering",
            "Coördinator circulaire economie",
            _("Leidt ambities af uit het beleid en beoordeelt de inschrijvingen mee."),
        ),
        _inside("lund", "P. Lund", "Jurist", _("Kijkt de toets na en motiveert waar de wet dat vraagt.")),
        _inside(
            "boersma",
            "F. Boersma",
            "Directeur bedrijfsvoering",
            _("Is mandaathouder: neemt de gunningsbeslissing en tekent haar."),
        ),
    ),
)
COMMITTEE = Group(
    _("Beoordelingscommissie"),
    (
        _inside(
            "lammers",
            "C. Lammers",
            "Voorzitter van de commissie",
            _("Leidt het consensusgesprek zonder stem en ziet tot dan alleen wie heeft ingeleverd."),
        ),
        _inside(
            "idrissi",
            "H. Idrissi",
            "Secretaris van de commissie",
            _("Legt het consensusgesprek vast, cijfer en motivering per criterium."),
        ),
        _inside(
            "prins", "J. Prins", "Facilitair adviseur", _("Beoordeelt alleen: een cijfer met motivering per criterium.")
        ),
        _inside("verkerk", "L. Verkerk", "Adviseur huisvesting", _("Beoordeelt alleen, vanuit de huisvesting.")),
        _inside(
            "osei", "T. Osei", "Vertegenwoordiger van de gebruikers", _("Beoordeelt alleen, vanuit wie er gaat werken.")
        ),
        Person(
            "halim",
            "N. Halim",
            "Onafhankelijk deskundige circulair meubilair",
            "halim@kringloopadvies.example",
            _("Komt van buiten: ziet alleen de aanbesteding waarin zij meebeoordeelt."),
        ),
    ),
)
DELIVERY = Group(
    _("Uitvoering van het contract"),
    (
        _inside(
            "deruiter",
            "W. de Ruiter",
            "Contractmanager",
            _("Legt metingen vast en voert elk kwartaal het gesprek met de opdrachtnemer."),
            Role.CONTRACT_MANAGER,
        ),
        Person(
            "werkbank",
            "G. Terpstra",
            "Accountmanager, Herstelatelier De Werkbank",
            "terpstra@dewerkbank.example",
            _("Voert het contract uit en tekent de kwartaalrapportages mee."),
            company="E",
        ),
    ),
)
WATCHING = Group(
    _("Meekijken en beheren"),
    (
        _inside(
            "admin",
            "A. van Dam",
            "Functioneel beheerder",
            _("Beheert de organisatie, de medewerkers en hun rollen."),
            Role.ADMIN,
        ),
        _inside("auditor", "D. Kramer", "Auditor", _("Leest alles mee en controleert het logboek."), Role.AUDITOR),
        _inside("reader", "E. Postma", "Beleidsadviseur", _("Leest mee en wijzigt niets.")),
    ),
)
OUTSIDE = Group(
    _("Van buiten de gemeente"),
    (
        Person(
            "kringstoel",
            "L. Blom",
            "Tendermanager, Kringstoel Collectief",
            "blom@kringstoel.example",
            _("Schreef in en werd tweede; ziet alleen wat van de eigen onderneming is."),
            company="B",
        ),
        Person(
            "zuiderloo_buyer",
            "T. Visser",
            "Inkoper, Gemeente Zuiderloo",
            "visser@zuiderloo.example",
            _("Werkt bij een andere gemeente en ziet niets van Lindermeer."),
            ZUIDERLOO,
            Role.BUYER,
        ),
    ),
)

GROUPS: tuple[Group, ...] = (BUYING, PRINCIPALS, COMMITTEE, DELIVERY, WATCHING, OUTSIDE)
PEOPLE: dict[str, Person] = {person.key: person for group in GROUPS for person in group.people}


@dataclass(frozen=True, slots=True)
class DemoCompany:
    """A company that bids in the furniture case; the KvK numbers do not exist."""

    letter: str
    name: str
    kvk: str
    address: str


COMPANIES: tuple[DemoCompany, ...] = (
    DemoCompany("A", "Meubelwerk Noorderlinde", "00010001", "Lindelaan 4\n9400 AA Noorderlinde"),
    DemoCompany("B", "Kringstoel Collectief", "00010002", "Havenkade 21\n8200 BB Lindermeer"),
    DemoCompany("C", "Officina Prisma", "00010003", "Prismaplein 8\n3500 CC Oostermeer"),
    DemoCompany("D", "Bureauland Direct", "00010004", "Handelsweg 115\n5600 DD Zuiderloo"),
    DemoCompany("E", "Herstelatelier De Werkbank", "00010005", "Werkplaats 3\n8201 EE Lindermeer"),
)
