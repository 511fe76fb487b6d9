"""Who may do what with a tender. Follows from role, team and state."""

from typing import Any

import rules

from procurement.accounts.domain.roles import Role
from procurement.accounts.roles import has_role, is_buyer
from tenders.domain.lifecycle import EDITABLE, TenderState
from tenders.domain.vocabulary import TeamRole
from tenders.models import TeamMember
from tenders.querysets import SEE_ALL


def team_roles(user: Any, tender_id: int) -> set[TeamRole]:
    """Active roles of the user in the team of the tender; one query a request for all tenders."""
    cached: dict[int, set[TeamRole]] | None = user.__dict__.get("_team_roles")
    if cached is None:
        cached = {}
        rows = TeamMember.objects.filter(user_id=user.pk, is_active=True).values_list("tender_id", "role")
        for pk, role in rows:
            cached.setdefault(pk, set()).add(TeamRole(role))
        user.__dict__["_team_roles"] = cached
    return cached.get(tender_id, set())


def in_team(*wanted: TeamRole) -> Any:
    """Return a predicate: the user has one of ``wanted`` (or any role, when none is named) in the team."""

    @rules.predicate(f"in_team:{'|'.join(wanted) or 'any'}")
    def predicate(user: Any, tender: Any) -> bool:
        if tender is None or not user.is_authenticated:
            return False
        roles = team_roles(user, tender.pk)
        return bool(roles) if not wanted else not roles.isdisjoint(wanted)

    return predicate


@rules.predicate
def is_editable(user: Any, tender: Any) -> bool:
    """The text may still change: the tender is not published yet."""
    return tender is not None and tender.state in EDITABLE


@rules.predicate
def is_published(user: Any, tender: Any) -> bool:
    """The tender is published and bidders can still ask."""
    return tender is not None and tender.state == TenderState.PUBLISHED


sees_all = has_role(*SEE_ALL)
is_drafter = is_buyer | in_team(TeamRole.BUYER, TeamRole.PROJECT_LEADER, TeamRole.CE_COORDINATOR)
is_signatory = is_buyer | in_team(
    TeamRole.PROJECT_LEADER, TeamRole.MANDATE_HOLDER, TeamRole.CLIENT, TeamRole.BUDGET_HOLDER, TeamRole.BUYER
)
reads_policy = has_role(*Role)

rules.add_perm("tenders.view_policygoal", reads_policy)
rules.add_perm("tenders.change_policygoal", has_role(Role.ADMIN, Role.BUYER))
rules.add_perm("tenders.view_tender", sees_all | in_team())
rules.add_perm("tenders.change_tender", is_drafter & is_editable)
rules.add_perm("tenders.manage_team", is_drafter)
rules.add_perm("tenders.publish_tender", is_signatory)
rules.add_perm("tenders.withdraw_tender", is_buyer)
rules.add_perm("tenders.register_question", is_drafter & is_published)
rules.add_perm("tenders.answer_question", (is_drafter | in_team()) & is_published)
rules.add_perm("tenders.send_note", is_drafter & is_published)
