"""Inviting people from outside the authority: experts, advisers, assessors."""

from django.db import transaction

from procurement.accounts.domain.errors import AccountError
from procurement.accounts.models import Invitation, Organisation, User
from procurement.accounts.services.people import person_with, switch_off_without_ground, tell_how_to_sign_in
from procurement.core import audit, clock


@transaction.atomic
def invite_person(
    organisation_id: int, *, email: str, name: str, reason: str, actor: User, job_title: str = ""
) -> Invitation:
    """Invite a person from outside and return the invitation; they sign in with a code that is mailed to them.

    The invitation gives no rights: those come from a place in a team. reason: what for, in a few words.

    Raises:
        AccountError: "already_invited".
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    user = person_with(email, name=name, job_title=job_title)
    if organisation.invitations.open().filter(user=user).exists():
        raise AccountError("already_invited")
    invitation = Invitation.objects.create(
        organisation=organisation, user=user, reason=reason.strip(), invited_by=actor, created_at=clock.now()
    )
    tell_how_to_sign_in(user, organisation=organisation, reason=invitation.reason)
    audit.record("person.invited", actor=actor, target=invitation)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation_id: int, *, actor: User) -> Invitation:
    """Withdraw an invitation and return it; who has no other access cannot sign in any more.

    Raises:
        AccountError: "already_withdrawn".
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation_id)
    if invitation.withdrawn_at is not None:
        raise AccountError("already_withdrawn")
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    switch_off_without_ground(invitation.user)
    audit.record("person.invitation_withdrawn", actor=actor, target=invitation)
    return invitation
