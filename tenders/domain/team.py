"""Who belongs in a tender team (study lines 235-241, 438-444)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tenders.domain.vocabulary import TeamRole

# Without these five a tender cannot be carried: who pays, who decides, who leads, who guards the circular goals.
REQUIRED_ROLES = (
    TeamRole.CLIENT,
    TeamRole.BUDGET_HOLDER,
    TeamRole.PROJECT_LEADER,
    TeamRole.CE_COORDINATOR,
    TeamRole.MANDATE_HOLDER,
)
# The two who sign the purchasing strategy.
STRATEGY_SIGNERS = (TeamRole.CLIENT, TeamRole.BUDGET_HOLDER)
# Who writes the documents.
DRAFTING_ROLES = (TeamRole.BUYER, TeamRole.PROJECT_LEADER, TeamRole.CE_COORDINATOR)
# Who decides about money or about the award. Nobody gives such a role to themselves.
AUTHORITY_ROLES = (TeamRole.CLIENT, TeamRole.BUDGET_HOLDER, TeamRole.MANDATE_HOLDER)


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """One active membership, as far as the composition of the team goes."""

    person_id: int
    role: TeamRole
    department: str = ""
    mandate: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class TeamFault:
    """What lacks in the team. role: whose, when the fault concerns one role."""

    code: str
    role: TeamRole | None = None


def carries_authority(role: TeamRole, mandate_eur: Decimal | None) -> bool:
    """Return whether a place in the team lets somebody decide: by its role, or by an amount (euro excl. VAT)."""
    return role in AUTHORITY_ROLES or mandate_eur is not None


def missing_roles(members: Sequence[MemberFacts]) -> list[TeamRole]:
    """Return the required roles that nobody has, in the order of ``REQUIRED_ROLES``."""
    present = {member.role for member in members}
    return [role for role in REQUIRED_ROLES if role not in present]


def find_faults(members: Sequence[MemberFacts]) -> list[TeamFault]:
    """Return what lacks in the team.

    Codes: "role_missing"; "one_signer" (nobody but one person can sign the strategy as client and as budget
    holder); "no_mandate" (the project leader or mandate holder has no mandate in words, study lines 239-241);
    "one_department" (everybody comes from the same department, study lines 235-239).
    """
    faults = [TeamFault("role_missing", role) for role in missing_roles(members)]
    if _only_one_signer(members):
        faults.append(TeamFault("one_signer"))
    faults += [
        TeamFault("no_mandate", role)
        for role in (TeamRole.PROJECT_LEADER, TeamRole.MANDATE_HOLDER)
        if any(member.role is role for member in members)
        and not any(member.role is role and member.mandate.strip() for member in members)
    ]
    departments = {member.department.strip().casefold() for member in members if member.department.strip()}
    people = {member.person_id for member in members}
    if len(people) > 1 and len(departments) == 1:
        faults.append(TeamFault("one_department"))
    return faults


def _only_one_signer(members: Sequence[MemberFacts]) -> bool:
    clients = {member.person_id for member in members if member.role is TeamRole.CLIENT}
    holders = {member.person_id for member in members if member.role is TeamRole.BUDGET_HOLDER}
    return bool(clients) and bool(holders) and len(clients | holders) == 1
