"""Who may do what with a tender. Follows from role, team and state."""

from dataclasses import dataclass, field
from typing import Any

import rules

from procurement.accounts.domain.roles import Role
from procurement.accounts.roles import has_role, is_admin, is_buyer
from tenders.domain.lifecycle import EDITABLE, TenderState
from tenders.domain.team import DRAFTING_ROLES, STRATEGY_SIGNERS
from tenders.domain.vocabulary import TeamRole
from tenders.models import InvitedCompany, TeamMember
from tenders.querysets import SEE_ALL


def team_roles(user: Any, tender_id: int) -> set[TeamRole]:
    """Active roles of the user in the team of the tender; one query a request for all tenders."""
    return _teams(user).roles.get(tender_id, set())


def team_organisations(user: Any) -> set[int]:
    """Organisations with a tender of whose team the user is an active member; the same query."""
    return _teams(user).organisations


@dataclass(slots=True)
class _Teams:
    """The teams of one person, kept with the user for one request."""

    roles: dict[int, set[TeamRole]] = field(default_factory=dict)
    organisations: set[int] = field(default_factory=set)


def _teams(user: Any) -> _Teams:
    kept: _Teams | None = user.__dict__.get("_teams")
    if kept is None:
        kept = _Teams()
        rows = TeamMember.objects.filter(user_id=user.pk, is_active=True)
        for tender_id, organisation_id, role in rows.values_list("tender_id", "tender__organisation_id", "role"):
            kept.roles.setdefault(tender_id, set()).add(TeamRole(role))
            kept.organisations.add(organisation_id)
        user.__dict__["_teams"] = kept
    return kept


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
def is_invited(user: Any, tender: Any) -> bool:
    """A company for which the user speaks was invited to ask about the tender; one query a request for all tenders."""
    if tender is None or not user.is_authenticated or not user.company_ids:
        return False
    kept: set[int] | None = user.__dict__.get("_asks_about")
    if kept is None:
        rows = InvitedCompany.objects.filter(company_id__in=user.company_ids, withdrawn_at=None)
        kept = user.__dict__["_asks_about"] = set(rows.values_list("tender_id", flat=True))
    return tender.pk in kept


@rules.predicate
def was_published(user: Any, tender: Any) -> bool:
    """The notice of the tender was sent, whatever became of it after that."""
    return tender is not None and tender.notice_sent_at is not None


@rules.predicate
def is_published(user: Any, tender: Any) -> bool:
    """The tender is published and bidders can still ask."""
    return tender is not None and tender.state == TenderState.PUBLISHED


sees_all = has_role(*SEE_ALL)
is_drafter = is_buyer | in_team(*DRAFTING_ROLES)
is_signatory = is_buyer | in_team(
    TeamRole.PROJECT_LEADER, TeamRole.MANDATE_HOLDER, TeamRole.CLIENT, TeamRole.BUDGET_HOLDER, TeamRole.BUYER
)


@rules.predicate
def is_in_a_team(user: Any, target: Any) -> bool:
    """The user is in the team of a tender of the organisation of the object."""
    return target is not None and user.is_authenticated and target.organisation_id in team_organisations(user)


reads_policy = has_role(*Role) | is_in_a_team


@rules.predicate
def is_national(user: Any, item: Any) -> bool:
    """The item of the library belongs to all authorities, for whoever works at one or is in a team."""
    is_known = user.is_authenticated and bool(user.roles or team_organisations(user))
    return item is not None and item.organisation_id is None and is_known


rules.add_perm("tenders.view_libraryitem", is_national | reads_policy)
rules.add_perm("tenders.change_libraryitem", has_role(Role.ADMIN, Role.BUYER))
rules.add_perm("tenders.save_to_library", is_buyer)
rules.add_perm("tenders.view_policygoal", reads_policy)
rules.add_perm("tenders.change_policygoal", has_role(Role.ADMIN, Role.BUYER))
rules.add_perm("tenders.view_tender", sees_all | in_team())
rules.add_perm("tenders.change_tender", is_drafter & is_editable)
rules.add_perm("tenders.add_tender", has_role(Role.BUYER))
rules.add_perm("tenders.manage_team", is_drafter | is_admin)
# Roles and amounts that let somebody decide; the service refuses that one gives them to oneself.
rules.add_perm("tenders.give_authority", is_admin | is_buyer)
rules.add_perm("tenders.confirm_policy", in_team())
rules.add_perm("tenders.sign_strategy", in_team(*STRATEGY_SIGNERS) & is_editable)
rules.add_perm("tenders.publish_tender", is_signatory)
rules.add_perm("tenders.withdraw_tender", is_buyer)
rules.add_perm("tenders.register_question", is_drafter & is_published)
rules.add_perm("tenders.answer_question", (is_drafter | in_team()) & is_published)
rules.add_perm("tenders.discuss_question", is_drafter | in_team())
# Who asked, and in which words: for nobody who judges bids, and for no reader.
rules.add_perm("tenders.see_asker", is_drafter)
rules.add_perm("tenders.invite_company", is_drafter & is_published)
rules.add_perm("tenders.ask_question", is_invited & is_published)
rules.add_perm("tenders.read_notes", is_invited & was_published)
rules.add_perm("tenders.send_note", is_drafter & is_published)
