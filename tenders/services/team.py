"""The tender team: who takes part, in which role, with which mandate."""

from typing import Any

from django.db import IntegrityError, transaction

from procurement.accounts.models import User
from procurement.accounts.services.invitations import invite_person
from procurement.core import audit
from tenders.models import TeamMember, Tender
from tenders.services.drafting import set_fields


class AlreadyInTeamError(ValueError):
    """This person has this role in the team already."""


@transaction.atomic
def add_member(tender_id: int, *, actor: User, user: User, role: str, **values: Any) -> TeamMember:
    """Add a person in a role and return the membership. values: department, expertise, mandate, mandate_eur.

    A team may change in every state of the tender: people come and go.

    Raises:
        AlreadyInTeamError: as it says.
    """
    tender = Tender.objects.select_for_update().get(pk=tender_id)
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
        AlreadyInTeamError: as ``add_member``.
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
    """Store department, expertise, mandate or mandate_eur (euro excl. VAT) and return the membership."""
    member = TeamMember.objects.select_for_update().get(pk=member_id)
    changed = set_fields(member, values)
    if changed:
        member.save(update_fields=changed)
        audit.record("team.member_changed", actor=actor, target=member, tender=member.tender_id, fields=changed)
    return member


@transaction.atomic
def deactivate_member(member_id: int, *, actor: User) -> TeamMember:
    """Take a person out of a role and return the membership; it is kept, for what was done in it."""
    member = TeamMember.objects.select_for_update().get(pk=member_id)
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
    """
    member = TeamMember.objects.select_for_update().get(pk=member_id)
    if member.is_active:
        return member
    member.is_active = True
    try:
        with transaction.atomic():
            member.save(update_fields=["is_active"])
    except IntegrityError as error:
        raise AlreadyInTeamError(member.role) from error
    audit.record("team.member_restored", actor=actor, target=member, tender=member.tender_id, role=member.role)
    return member
