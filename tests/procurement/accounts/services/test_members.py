"""Who works for an organisation, and in which role."""

import pytest
from django.core import mail

from procurement.accounts.domain.errors import AccountError
from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Membership, User
from procurement.accounts.services.founding import found_organisation
from procurement.accounts.services.members import add_member, change_role, end_membership
from procurement.core.models import AuditEvent, Notification
from procurement.core.services.notifications import send_waiting
from tests.factories.accounts import PASSWORD, make_company, make_contact, make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return make_organisation(name="Gemeente Lindermeer")


@pytest.fixture
def admin(organisation):
    return make_user(name="A. van Dam", organisation=organisation, role=Role.ADMIN)


def member(organisation, role=Role.READER, **fields):
    return make_user(organisation=organisation, role=role, **fields).memberships.get()


def refusal(act, *arguments, **named):
    with pytest.raises(AccountError) as caught:
        act(*arguments, **named)
    return caught.value.code


def test_a_new_person_is_made_and_told_how_to_sign_in(organisation, admin):
    membership = add_member(
        organisation.pk, email=" Nieuw@Lindermeer.example ", name="N. Ieuw", role=Role.READER, actor=admin
    )

    message = Notification.objects.get()
    assert membership.user.email == "nieuw@lindermeer.example"
    assert not membership.user.has_usable_password()
    assert message.recipient == membership.user
    assert message.subject == "U hebt toegang tot Kring van Gemeente Lindermeer"
    assert "een code per e-mail" in message.body
    assert message.url == "/aanmelden/code/"


def test_a_new_buyer_is_told_to_choose_a_password(organisation, admin):
    add_member(organisation.pk, email="i@lindermeer.example", name="I. Nkoper", role=Role.BUYER, actor=admin)

    message = Notification.objects.get()
    assert "Kies eerst een wachtwoord" in message.body
    assert message.url == "/wachtwoord/vergeten/"


def test_somebody_with_a_password_is_told_to_use_it(organisation, admin):
    known = make_user(password=PASSWORD, name="B. Ekend", job_title="Jurist")

    membership = add_member(
        organisation.pk, email=known.email, name="Anders", job_title="Anders", role=Role.READER, actor=admin
    )

    message = Notification.objects.get()
    assert membership.user == known
    assert (membership.user.name, membership.user.job_title) == ("B. Ekend", "Jurist")
    assert "uw e-mailadres en wachtwoord" in message.body


def test_the_message_leaves_by_mail_without_a_secret(organisation, admin):
    add_member(organisation.pk, email="i@lindermeer.example", name="I. Nkoper", role=Role.BUYER, actor=admin)

    send_waiting()

    assert mail.outbox[0].to == ["i@lindermeer.example"]
    assert mail.outbox[0].body.count("http") == 1
    assert "/wachtwoord/vergeten/\n" in mail.outbox[0].body


def test_adding_is_recorded(organisation, admin):
    membership = add_member(organisation.pk, email="r@lindermeer.example", name="R", role=Role.READER, actor=admin)

    event = AuditEvent.objects.get()
    assert (event.action, event.actor_id, event.target_id) == ("member.added", admin.pk, str(membership.pk))
    assert event.data == {"role": "reader"}


def test_the_same_role_twice_is_refused_and_another_is_not(organisation, admin):
    first = member(organisation)

    again = refusal(add_member, organisation.pk, email=first.user.email, name="", role=Role.READER, actor=admin)
    add_member(organisation.pk, email=first.user.email, name="", role=Role.AUDITOR, actor=admin)

    assert again == "already_member"
    assert set(Membership.objects.filter(user=first.user).values_list("role", flat=True)) == {"reader", "auditor"}


def test_somebody_who_was_switched_off_comes_back(organisation, admin):
    gone = make_user(is_active=False)

    add_member(organisation.pk, email=gone.email, name="", role=Role.READER, actor=admin)

    assert User.objects.get(pk=gone.pk).is_active


def test_a_role_is_changed_and_recorded(organisation, admin):
    membership = member(organisation)

    change_role(membership.pk, role=Role.BUYER, actor=admin)

    membership.refresh_from_db()
    assert membership.role == Role.BUYER
    assert AuditEvent.objects.get().data == {"source": "reader", "to": "buyer"}


def test_a_role_that_somebody_has_already_is_refused(organisation, admin):
    membership = member(organisation)

    assert refusal(change_role, membership.pk, role=Role.READER, actor=admin) == "same_role"


def test_nobody_changes_or_ends_their_own_role(organisation, admin):
    member(organisation, role=Role.ADMIN)
    own = admin.memberships.get()

    assert refusal(change_role, own.pk, role=Role.READER, actor=admin) == "own_access"
    assert refusal(end_membership, own.pk, actor=admin) == "own_access"


def test_the_last_admin_stays(organisation, admin):
    outside = make_user(organisation=organisation, role=Role.READER)
    only = admin.memberships.get()

    assert refusal(change_role, only.pk, role=Role.READER, actor=outside) == "last_admin"
    assert refusal(end_membership, only.pk, actor=outside) == "last_admin"
    assert Membership.objects.get(pk=only.pk).is_active


def test_an_admin_who_cannot_sign_in_does_not_count_as_another(organisation, admin):
    member(organisation, role=Role.ADMIN, is_active=False)
    outside = make_user(organisation=organisation, role=Role.READER)

    assert refusal(end_membership, admin.memberships.get().pk, actor=outside) == "last_admin"


def test_whoever_has_no_access_left_cannot_sign_in(organisation, admin):
    membership = member(organisation)

    end_membership(membership.pk, actor=admin)

    membership.refresh_from_db()
    assert not membership.is_active
    assert not membership.user.is_active
    assert AuditEvent.objects.get().action == "member.deactivated"


def test_whoever_still_speaks_for_a_company_can_sign_in(organisation, admin):
    membership = member(organisation)
    make_contact(company=make_company(organisation=organisation), user=membership.user)

    end_membership(membership.pk, actor=admin)

    assert User.objects.get(pk=membership.user_id).is_active


def test_access_ends_once(organisation, admin):
    membership = member(organisation)
    end_membership(membership.pk, actor=admin)

    assert refusal(end_membership, membership.pk, actor=admin) == "already_ended"
    assert AuditEvent.objects.count() == 1


def test_an_organisation_starts_with_its_admin():
    membership = found_organisation("Gemeente Nieuw", admin_email="a@nieuw.example", admin_name="A. Dmin")

    assert membership.role == Role.ADMIN
    assert list(AuditEvent.objects.values_list("action", "stream")) == [
        ("member.added", f"organisation:{membership.organisation_id}"),
        ("organisation.added", f"organisation:{membership.organisation_id}"),
    ]
