"""The tender team: who takes part, in which role, with which mandate."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Membership, User
from procurement.accounts.services.invitations import invite_person
from procurement.core import audit
from tenders.domain.team import AUTHORITY_ROLES, carries_authority
from tenders.domain.vocabulary import TeamRole
from tenders.models import TeamMember, Tender
from tenders.services.drafting import set_fields


class AlreadyInTeamError(ValueError):
    """This person has this role in the team already."""


class AuthorityError(ValueError):
    """A role or amount that lets somebody decide is not for ``actor`` to give; ``code`` names the ground.

    Codes: "own_authority" (nobody gives it to themselves), "not_giver" (only an admin or buyer of the organisation
    gives it). ask: names of who can, in order; empty when the organisation has nobody else.
    """

    def __init__(self, code: str, *, ask: Sequence[str]) -> None:
        super().__init__(code)
        self.code, self.ask = code, list(ask)


def require_giver(tender: Tender, *, actor: User, user: User | None) -> None:
    """Check that ``actor`` may let ``user`` (None: somebody new) decide about money or the award of the tender.

    Raises:
        AuthorityError: as it says.
    """
    is_own = user is not None and user.pk == actor.pk
    if is_own or not actor.has_perm("tenders.give_authority", tender):
        code = "own_authority" if is_own else "not_giver"
        raise AuthorityError(code, ask=_givers(tender.organisation_id, but=[actor.pk, user.pk if user else None]))


def needs_giver(member: TeamMember, changed: Collection[str]) -> bool:
    """Return whether changing these fields of a place in the team changes what the person may decide."""
    return "mandate_eur" in changed or ("mandate" in changed and member.role in AUTHORITY_ROLES)


@transaction.atomic
def add_member(tender_id: int, *, actor: User, user: User, role: str, **values: Any) -> TeamMember:
    """Add a person in a role and return the membership. values: department, expertise, mandate, mandate_eur.

    A team may change in every state of the tender: people come and go.

    Raises:
        AlreadyInTeamError: as it says.
        AuthorityError: the role or the amount is not for ``actor`` to give.
    """
    tender = Tender.objects.select_for_update().get(pk=tender_id)
    if carries_authority(TeamRole(role), values.get("mandate_eur")):
        require_giver(tender, actor=actor, user=user)
    try:
        with transaction.atomic():
            member = TeamMember.objects.create(tender=tender, user=user, role=role, **values)
    except IntegrityError as error:
        raise AlreadyInTeamError(role) from error
    audit.record("team.member_added", actor=actor, target=member, tender=tender.pk, role=str(role), person=user.pk)
    return member


@transaction.atomic
def invite_member(
    tender_id: int, *, actor: User, email: str, name: str, role: str, reason: str, **values: Any
) -> TeamMember:
    """Invite somebody from outside into the team and return the membership; who is known already is not invited again.

    reason: what for, in a few words; it stands in the message.

    Raises:
        AlreadyInTeamError, AuthorityError: as ``add_member``.
    """
    organisation_id = Tender.objects.values_list("organisation_id", flat=True).get(pk=tender_id)
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    works_here = user is not None and organisation_id in user.roles
    is_invited = user is not None and user.invitations.open().filter(organisation_id=organisation_id).exists()
    if user is None or not (works_here or is_invited):
        user = invite_person(organisation_id, email=email, name=name, reason=reason, actor=actor).user
    return add_member(tender_id, actor=actor, user=user, role=role, **values)


@transaction.atomic
def change_member(member_id: int, *, actor: User, **values: Any) -> TeamMember:
    """Store department, expertise, mandate or mandate_eur (euro excl. VAT) and return the membership.

    Raises:
        AuthorityError: what the person may decide is not for ``actor`` to change.
    """
    member = _locked(member_id)
    changed = set_fields(member, values)
    if needs_giver(member, changed):
        require_giver(member.tender, actor=actor, user=member.user)
    if changed:
        member.save(update_fields=changed)
        audit.record("team.member_changed", actor=actor, target=member, tender=member.tender_id, fields=changed)
    return member


@transaction.atomic
def deactivate_member(member_id: int, *, actor: User) -> TeamMember:
    """Take a person out of a role and return the membership; it is kept, for what was done in it.

    Who may give authority may take it; and everybody may lay down their own.

    Raises:
        AuthorityError: taking this role is not for ``actor``.
    """
    member = _locked(member_id)
    if member.carries_authority and member.user_id != actor.pk:
        require_giver(member.tender, actor=actor, user=member.user)
    if member.is_active:
        member.is_active = False
        member.save(update_fields=["is_active"])
        audit.record("team.member_left", actor=actor, target=member, tender=member.tender_id, role=member.role)
    return member


@transaction.atomic
def restore_member(member_id: int, *, actor: User) -> TeamMember:
    """Undo ``deactivate_member`` and return the membership.

    Raises:
        AlreadyInTeamError: the person has been given the role again meanwhile.
        AuthorityError: the role is not for ``actor`` to give back.
    """
    member = _locked(member_id)
    if member.is_active:
        return member
    if member.carries_authority:
        require_giver(member.tender, actor=actor, user=member.user)
    member.is_active = True
    try:
        with transaction.atomic():
            member.save(update_fields=["is_active"])
    except IntegrityError as error:
        raise AlreadyInTeamError(member.role) from error
    audit.record("team.member_restored", actor=actor, target=member, tender=member.tender_id, role=member.role)
    return member


def _locked(member_id: int) -> TeamMember:
    rows = TeamMember.objects.select_for_update(of=("self",)).select_related("tender", "user")
    member: TeamMember = rows.get(pk=member_id)
    return member


def _givers(organisation_id: int, *, but: Collection[int | None]) -> list[str]:
    rows = Membership.objects.active_in(organisation_id).filter(role__in=(Role.ADMIN, Role.BUYER), user__is_active=True)
    people = {row.user for row in rows if row.user_id not in but}
    return sorted(str(person) for person in people)
