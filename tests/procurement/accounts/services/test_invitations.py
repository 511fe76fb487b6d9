"""Inviting people from outside."""

import pytest

from procurement.accounts.domain.errors import AccountError
from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Organisation, User
from procurement.accounts.services.invitations import invite_person, withdraw_invitation
from procurement.core.models import AuditEvent, Notification
from tests.factories.accounts import make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer():
    return make_user(organisation=make_organisation(name="Gemeente Lindermeer"), role=Role.BUYER)


def invite(buyer, email="halim@advies.example", organisation=None):
    organisation = organisation or Organisation.objects.get(name="Gemeente Lindermeer")
    return invite_person(organisation.pk, email=email, name="N. Halim", reason="beoordelen", actor=buyer)


def test_an_invitation_gives_an_account_and_no_rights(buyer):
    invitation = invite(buyer)

    message = Notification.objects.get()
    assert invitation.user.roles == {}
    assert message.body.startswith("Beste N. Halim,\n\nGemeente Lindermeer nodigt u uit in Kring: beoordelen.")
    assert message.url == "/aanmelden/code/"
    assert AuditEvent.objects.get().action == "person.invited"


def test_nobody_is_invited_twice_by_the_same_organisation(buyer):
    invite(buyer)

    with pytest.raises(AccountError) as caught:
        invite(buyer)

    assert caught.value.code == "already_invited"
    assert Notification.objects.count() == 1


def test_withdrawing_switches_the_account_off_and_inviting_again_on(buyer):
    invitation = invite(buyer)

    withdraw_invitation(invitation.pk, actor=buyer)
    off = User.objects.get(pk=invitation.user_id).is_active
    invite(buyer)

    assert off is False
    assert User.objects.get(pk=invitation.user_id).is_active


def test_an_account_with_another_invitation_stays(buyer):
    invitation = invite(buyer)
    invite(buyer, organisation=make_organisation())

    withdraw_invitation(invitation.pk, actor=buyer)

    assert User.objects.get(pk=invitation.user_id).is_active


def test_an_invitation_is_withdrawn_once(buyer):
    invitation = invite(buyer)
    withdraw_invitation(invitation.pk, actor=buyer)

    with pytest.raises(AccountError) as caught:
        withdraw_invitation(invitation.pk, actor=buyer)

    assert caught.value.code == "already_withdrawn"
