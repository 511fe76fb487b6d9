"""The cast of the tests is what its docstring says."""

from procurement.accounts.domain.roles import Role
from tenders.domain.vocabulary import TeamRole
from tenders.models import Tender


def test_there_is_one_person_of_each_role(cast):
    roles = [
        role for person in cast.people.values() for found in getattr(person, "roles", {}).values() for role in found
    ]

    assert set(roles) == set(Role)
    assert cast.member("project_leader").role == TeamRole.PROJECT_LEADER


def test_only_the_people_of_the_tender_see_it(cast):
    seeing = {name for name, person in cast.people.items() if Tender.objects.visible_to(person).exists()}

    assert seeing == set(cast.people) - {
        "contract_manager",
        "bidder",
        "contractor",
        "other_buyer",
        "stranger",
        "anonymous",
    }
