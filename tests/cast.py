"""The people of the furniture case, for tests: one of each role, and those who may see nothing.

``make_cast()`` makes a tender in draft with its team and committee members; nothing else of a stage.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Company, Organisation, User
from tenders.domain.vocabulary import ContractKind, TeamRole
from tenders.models import Lot, TeamMember, Tender
from tests.factories.accounts import (
    PASSWORD,
    make_company,
    make_contact,
    make_organisation,
    make_second_factor,
    make_user,
)

CREATED_AT = datetime(2023, 1, 9, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """Who plays; the names are what they are in the case.

    chair, secretary, assessor and external_assessor are team members with the role committee; the seats are made by
    the tests of the evaluation. second_buyer signs what ``buyer`` prepared. bidder speaks for ``bidder_company``,
    contractor for ``contractor_company``. other_buyer works for another authority; stranger for nobody.
    """

    organisation: Organisation
    other_organisation: Organisation
    tender: Tender
    lot: Lot
    bidder_company: Company
    contractor_company: Company
    admin: User
    buyer: User
    second_buyer: User
    contract_manager: User
    reader: User
    auditor: User
    client: User
    budget_holder: User
    project_leader: User
    ce_coordinator: User
    lawyer: User
    mandate_holder: User
    chair: User
    secretary: User
    assessor: User
    external_assessor: User
    bidder: User
    contractor: User
    other_buyer: User
    stranger: User
    anonymous: AnonymousUser

    @property
    def people(self) -> dict[str, Any]:
        """Name in the cast -> person, signed in or not."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: person for name, person in found.items() if isinstance(person, User | AnonymousUser)}

    def again(self, name: str) -> User:
        """The person read anew from the database, as a new request would: nothing remembered of roles."""
        return User.objects.get(pk=getattr(self, name).pk)

    def member(self, name: str) -> TeamMember:
        """The place of this person in the team of the tender."""
        return TeamMember.objects.get(tender=self.tender, user=getattr(self, name))


# Name in the cast -> name of the person, role at the authority, role in the team. The committee members from inside
# are readers too, so that what a reader sees may not show them too much; the project team has no role beside the team.
STAFF: dict[str, tuple[str, Role | None, TeamRole | None]] = {
    "admin": ("A. van Dam", Role.ADMIN, None),
    "buyer": ("M. Verhoeve", Role.BUYER, TeamRole.BUYER),
    "second_buyer": ("J. Wolters", Role.BUYER, None),
    "contract_manager": ("W. de Ruiter", Role.CONTRACT_MANAGER, None),
    "reader": ("E. Postma", Role.READER, None),
    "auditor": ("D. Kramer", Role.AUDITOR, None),
    "client": ("R. Aalders", None, TeamRole.CLIENT),
    "budget_holder": ("S. Koning", None, TeamRole.BUDGET_HOLDER),
    "project_leader": ("I. Bakker", None, TeamRole.PROJECT_LEADER),
    "ce_coordinator": ("Y. Meijering", None, TeamRole.CE_COORDINATOR),
    "lawyer": ("P. Lund", None, TeamRole.LAWYER),
    "mandate_holder": ("F. Boersma", None, TeamRole.MANDATE_HOLDER),
    "chair": ("C. Lammers", Role.READER, TeamRole.COMMITTEE),
    "secretary": ("H. Idrissi", Role.READER, TeamRole.COMMITTEE),
    "assessor": ("J. Prins", Role.READER, TeamRole.COMMITTEE),
    "external_assessor": ("N. Halim", None, TeamRole.COMMITTEE),
}


def make_cast() -> Cast:
    """Make both authorities, the people, the tender in draft with one lot, and its team."""
    organisation = make_organisation(name="Gemeente Lindermeer")
    other = make_organisation(name="Gemeente Zuiderloo")
    people = {name: _make_person(name, organisation) for name in STAFF}
    tender = make_tender_row(organisation=organisation, created_by=people["buyer"])
    add_team(tender, people)
    bidder_company = make_company(organisation=organisation, name="Kringstoel Collectief")
    contractor_company = make_company(organisation=organisation, name="Herstelatelier De Werkbank")
    other_buyer = make_user(name="T. Visser", organisation=other, role=Role.BUYER, password=PASSWORD)
    make_second_factor(other_buyer)
    return Cast(
        organisation=organisation,
        other_organisation=other,
        tender=tender,
        lot=Lot.objects.get(tender=tender),
        bidder_company=bidder_company,
        contractor_company=contractor_company,
        bidder=make_contact(company=bidder_company, user=make_user(name="L. Blom")),
        contractor=make_contact(company=contractor_company, user=make_user(name="G. Terpstra")),
        other_buyer=other_buyer,
        stranger=make_user(name="Z. Niemand"),
        anonymous=AnonymousUser(),
        **people,
    )


def add_team(tender: Tender, people: Mapping[str, Any]) -> None:
    """Put everybody who has a role in the team of the case in the team of this tender."""
    for name, (_person, _role, team_role) in STAFF.items():
        if team_role:
            TeamMember.objects.create(tender=tender, user=people[name], role=team_role)


def make_tender_row(*, organisation: Organisation, created_by: User, **values: Any) -> Tender:
    """A tender in draft with its one lot, made without the services."""
    defaults: dict[str, Any] = {
        "reference": "LIN-2023-014",
        "title": "Circulaire kantoorinrichting stadskantoor De Schakel",
        "contract_kind": ContractKind.SUPPLIES,
        "created_at": CREATED_AT,
    }
    tender = Tender.objects.create(organisation=organisation, created_by=created_by, **defaults | values)
    Lot.objects.create(tender=tender, number=1, title=tender.title)
    return tender


def _make_person(name: str, organisation: Organisation) -> User:
    full_name, role, _team_role = STAFF[name]
    # The external expert signs in by one-time code and so has no password.
    password = None if name == "external_assessor" else PASSWORD
    email = f"{name}@lindermeer.example"
    user = make_user(name=full_name, email=email, organisation=organisation, role=role, password=password)
    if role in (Role.ADMIN, Role.BUYER):
        make_second_factor(user)
    return user
