"""Loads the people, both authorities and the companies of the demo, through the services."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password

from procurement.accounts.demo.people import COMPANIES, LINDERMEER, PEOPLE, ZUIDERLOO, Person
from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Company, Organisation, User
from procurement.accounts.services.companies import add_company, add_contact
from procurement.accounts.services.founding import found_organisation
from procurement.accounts.services.invitations import invite_person
from procurement.accounts.services.members import add_member
from procurement.accounts.services.organisations import change_organisation
from procurement.core import clock
from procurement.core.models import Notification

STARTED_AT = datetime(2021, 3, 1, 9, 0, tzinfo=UTC)
INVITED_AT = datetime(2023, 3, 1, 9, 0, tzinfo=UTC)
BIDS_AT = datetime(2023, 3, 20, 8, 0, tzinfo=UTC)
CONTRACT_AT = datetime(2023, 10, 2, 9, 0, tzinfo=UTC)
LINDERMEER_DATA = {
    "kvk": "00020001",
    "oin": "00000001000200010000",
    "address": "Stadskantoor De Schakel\nRaadhuisplein 1\n8200 AA Lindermeer",
    "complaint_desk": "Klachtenmeldpunt aanbesteden\nRaadhuisplein 1, 8200 AA Lindermeer\nklachten@lindermeer.example",
    "court_city": "Lindermeer",
}


def load_people(context: dict[str, Any]) -> None:
    """Put ``organisation``, ``people`` (by key) and ``companies`` (by letter) in the context."""
    with clock.at(STARTED_AT):
        people = _staff()
        organisation = Organisation.objects.get(name="Gemeente Lindermeer")
        change_organisation(organisation.pk, actor=people["admin"], **LINDERMEER_DATA)
    with clock.at(INVITED_AT):
        people["halim"] = _expert(organisation, actor=people["verhoeve"])
    with clock.at(BIDS_AT):
        companies = {
            firm.letter: add_company(
                organisation.pk, name=firm.name, kvk=firm.kvk, address=firm.address, actor=people["verhoeve"]
            )
            for firm in COMPANIES
        }
        people["kringstoel"] = _contact(PEOPLE["kringstoel"], companies, actor=people["verhoeve"])
    with clock.at(CONTRACT_AT):
        people["werkbank"] = _contact(PEOPLE["werkbank"], companies, actor=people["deruiter"])
    _enter(people)
    organisation.refresh_from_db()
    context |= {"organisation": organisation, "people": people, "companies": companies}


def _staff() -> dict[str, User]:
    admin = PEOPLE["admin"]
    first = found_organisation(
        "Gemeente Lindermeer", admin_email=admin.email, admin_name=admin.name, admin_title=admin.job_title
    )
    other = found_organisation(
        "Gemeente Zuiderloo", admin_email="hofman@zuiderloo.example", admin_name="B. Hofman", admin_title="Beheerder"
    )
    home = {LINDERMEER: first, ZUIDERLOO: other}
    people = {"admin": first.user}
    for person in PEOPLE.values():
        if person.role and person.key not in people:
            people[person.key] = _member(person, home[person.home].organisation_id, actor=home[person.home].user)
    return people


def _member(person: Person, organisation_id: int, *, actor: User) -> User:
    return add_member(
        organisation_id,
        email=person.email,
        name=person.name,
        job_title=person.job_title,
        role=person.role or Role.READER,
        actor=actor,
    ).user


def _expert(organisation: Organisation, *, actor: User) -> User:
    person = PEOPLE["halim"]
    return invite_person(
        organisation.pk,
        email=person.email,
        name=person.name,
        job_title=person.job_title,
        reason="beoordelen van inschrijvingen voor circulaire kantoorinrichting",
        actor=actor,
    ).user


def _contact(person: Person, companies: dict[str, Company], *, actor: User) -> User:
    company = companies[person.company]
    return add_contact(company.pk, email=person.email, name=person.name, job_title=person.job_title, actor=actor).user


def _enter(people: dict[str, User]) -> None:
    """Let the demo page sign these people in, with the public password; their welcome was read long ago."""
    password = make_password(settings.DEMO_PASSWORD or None)
    for key, user in people.items():
        user.demo_key, user.password, user.last_login = key, password, CONTRACT_AT
        user.save(update_fields=["demo_key", "password", "last_login"])
    welcomes = Notification.objects.filter(kind="accounts.welcome")
    for message in welcomes:
        message.read_at = message.mailed_at = message.created_at
    Notification.objects.bulk_update(welcomes, ["read_at", "mailed_at"])
