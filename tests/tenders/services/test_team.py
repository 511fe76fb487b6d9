"""The tender team."""

from decimal import Decimal

import pytest

from procurement.accounts.domain.roles import Role
from procurement.core.models import AuditEvent
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import TeamRole
from tenders.models import TeamMember
from tenders.services import team
from tests.factories.accounts import make_user
from tests.factories.tenders import make_member, make_tender

pytestmark = pytest.mark.django_db


def test_a_member_is_added_with_mandate_also_after_publication():
    tender, user = make_tender(state=TenderState.PUBLISHED), make_user()

    member = team.add_member(
        tender.pk, actor=tender.created_by, user=user, role=TeamRole.MANDATE_HOLDER, mandate_eur=Decimal(750_000)
    )

    assert TeamMember.objects.get().mandate_eur == Decimal(750_000)
    event = AuditEvent.objects.get()
    assert event.data == {"tender": tender.pk, "role": "mandate_holder", "person": user.pk}
    assert str(member.tender_id) != event.target_id or member.pk == tender.pk


def test_one_person_has_one_role_once():
    member = make_member(tender=make_tender(), role=TeamRole.CLIENT)

    with pytest.raises(team.AlreadyInTeamError):
        team.add_member(member.tender_id, actor=member.tender.created_by, user=member.user, role=TeamRole.CLIENT)

    assert TeamMember.objects.count() == 1


def test_a_mandate_is_changed():
    member = make_member(tender=make_tender(), role=TeamRole.PROJECT_LEADER)

    for _time in range(2):
        team.change_member(member.pk, actor=member.tender.created_by, mandate="circulaire doelen")

    assert TeamMember.objects.get().mandate == "circulaire doelen"
    assert AuditEvent.objects.get().data == {"tender": member.tender_id, "fields": ["mandate"]}


def test_who_leaves_is_kept_and_can_come_back():
    member = make_member(tender=make_tender(), role=TeamRole.CLIENT)
    actor = member.tender.created_by

    for act in (team.deactivate_member, team.deactivate_member, team.restore_member, team.restore_member):
        act(member.pk, actor=actor)

    assert TeamMember.objects.get().is_active
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["team.member_left", "team.member_restored"]


def test_who_got_the_role_again_cannot_come_back_twice():
    member = make_member(tender=make_tender(), role=TeamRole.CLIENT)
    actor = member.tender.created_by
    team.deactivate_member(member.pk, actor=actor)
    team.add_member(member.tender_id, actor=actor, user=member.user, role=TeamRole.CLIENT)

    with pytest.raises(team.AlreadyInTeamError):
        team.restore_member(member.pk, actor=actor)


def invite(tender, email="halim@advies.example", role=TeamRole.EXPERT):
    return team.invite_member(
        tender.pk,
        actor=tender.created_by,
        email=email,
        name="N. Halim",
        role=role,
        reason="het team van de aanbesteding",
        expertise="circulair meubilair",
    )


def test_somebody_from_outside_is_invited_once_for_all_roles():
    tender = make_tender()

    first = invite(tender)
    second = invite(tender, email="Halim@Advies.example", role=TeamRole.COMMITTEE)

    assert first.user == second.user
    assert (first.user.name, first.expertise) == ("N. Halim", "circulair meubilair")
    assert tender.organisation.invitations.count() == 1
    assert list(AuditEvent.objects.values_list("action", flat=True)) == [
        "person.invited",
        "team.member_added",
        "team.member_added",
    ]


def test_a_colleague_is_not_invited():
    tender = make_tender()
    colleague = make_user(organisation=tender.organisation, role=Role.READER)

    member = invite(tender, email=colleague.email)

    assert member.user == colleague
    assert not tender.organisation.invitations.exists()


def test_who_works_elsewhere_is_invited_with_the_account_they_have():
    tender, elsewhere = make_tender(), make_tender().created_by

    member = invite(tender, email=elsewhere.email)

    assert member.user == elsewhere
    assert tender.organisation.invitations.get().user == elsewhere
