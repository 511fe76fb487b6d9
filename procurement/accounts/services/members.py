"""Who works for an organisation, and in which role."""

from django.db import transaction

from procurement.accounts.domain.errors import AccountError
from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Membership, Organisation, User
from procurement.accounts.services.people import person_with, switch_off_without_ground, tell_how_to_sign_in
from procurement.core import audit


@transaction.atomic
def add_member(
    organisation_id: int, *, email: str, name: str, role: Role, actor: User | None, job_title: str = ""
) -> Membership:
    """Give a person a role in the organisation, write them how to sign in, and return the membership.

    Raises:
        AccountError: "already_member".
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    user = person_with(email, name=name, job_title=job_title)
    if Membership.objects.active_in(organisation.pk).filter(user=user, role=role).exists():
        raise AccountError("already_member")
    membership = Membership.objects.create(user=user, organisation=organisation, role=role)
    tell_how_to_sign_in(user, organisation=organisation, reason="", role=role)
    audit.record("member.added", actor=actor, target=membership, role=role)
    return membership


@transaction.atomic
def change_role(membership_id: int, *, role: Role, actor: User) -> Membership:
    """Give a member another role and return the membership. An organisation keeps at least one admin.

    Raises:
        AccountError: "own_access", "last_admin", "same_role" or "already_ended".
    """
    membership = _locked(membership_id, actor=actor)
    previous = Role(membership.role)
    if Membership.objects.active_in(membership.organisation_id).filter(user=membership.user, role=role).exists():
        raise AccountError("same_role")
    _keep_an_admin(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    audit.record("member.role_changed", actor=actor, target=membership, source=previous, to=role)
    return membership


@transaction.atomic
def end_membership(membership_id: int, *, actor: User) -> Membership:
    """End the access of a member in this role and return the membership; who has no access left cannot sign in.

    Raises:
        AccountError: "own_access", "last_admin" or "already_ended".
    """
    membership = _locked(membership_id, actor=actor)
    _keep_an_admin(membership)
    membership.is_active = False
    membership.save(update_fields=["is_active"])
    switch_off_without_ground(membership.user)
    audit.record("member.deactivated", actor=actor, target=membership, role=membership.role)
    return membership


def _locked(membership_id: int, *, actor: User) -> Membership:
    # The organisation is locked, so that two admins cannot take each other's role at the same moment.
    organisation_id = Membership.objects.values_list("organisation_id", flat=True).get(pk=membership_id)
    Organisation.objects.select_for_update().get(pk=organisation_id)
    membership = Membership.objects.select_related("user", "organisation").get(pk=membership_id)
    if not membership.is_active:
        raise AccountError("already_ended")
    if membership.user_id == actor.pk:
        raise AccountError("own_access")
    return membership


def _keep_an_admin(membership: Membership) -> None:
    admins = Membership.objects.active_in(membership.organisation_id).filter(role=Role.ADMIN, user__is_active=True)
    if membership.role == Role.ADMIN and not admins.exclude(pk=membership.pk).exists():
        raise AccountError("last_admin")
