"""Who a team lacks."""

from tenders.domain.team import MemberFacts, TeamFault, find_faults, missing_roles
from tenders.domain.vocabulary import TeamRole

WHOLE = [
    MemberFacts(1, TeamRole.CLIENT, "Bedrijfsvoering"),
    MemberFacts(2, TeamRole.BUDGET_HOLDER, "Financiën"),
    MemberFacts(3, TeamRole.PROJECT_LEADER, "Facilitair", "circulaire doelen"),
    MemberFacts(4, TeamRole.CE_COORDINATOR, "Duurzaamheid"),
    MemberFacts(5, TeamRole.MANDATE_HOLDER, "Directie", "gunning tot 750.000 euro"),
]


def test_a_whole_team_has_no_faults():
    assert find_faults(WHOLE) == []


def test_every_required_role_that_nobody_has_is_missing_in_a_fixed_order():
    assert missing_roles([MemberFacts(1, TeamRole.LAWYER)]) == [
        TeamRole.CLIENT,
        TeamRole.BUDGET_HOLDER,
        TeamRole.PROJECT_LEADER,
        TeamRole.CE_COORDINATOR,
        TeamRole.MANDATE_HOLDER,
    ]


def test_one_person_cannot_be_both_signers():
    team = [MemberFacts(1, TeamRole.CLIENT), MemberFacts(1, TeamRole.BUDGET_HOLDER), *WHOLE[2:]]

    assert find_faults(team) == [TeamFault("one_signer")]


def test_a_second_budget_holder_makes_two_signers():
    team = [*WHOLE, MemberFacts(1, TeamRole.BUDGET_HOLDER, "Bedrijfsvoering")]

    assert find_faults(team) == []


def test_a_project_leader_without_mandate_is_a_fault():
    team = [*WHOLE[:2], MemberFacts(3, TeamRole.PROJECT_LEADER, "Facilitair"), *WHOLE[3:]]

    assert find_faults(team) == [TeamFault("no_mandate", TeamRole.PROJECT_LEADER)]


def test_a_team_of_one_department_is_a_fault():
    team = [MemberFacts(member.person_id, member.role, "Inkoop", "ja") for member in WHOLE]

    assert find_faults(team) == [TeamFault("one_department")]


def test_one_person_alone_is_no_team_of_one_department():
    team = [MemberFacts(1, member.role, "Inkoop", "ja") for member in WHOLE]

    assert find_faults(team) == [TeamFault("one_signer")]
