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


@pytest.mark.parametrize("role", [TeamRole.CLIENT, TeamRole.BUDGET_HOLDER, TeamRole.MANDATE_HOLDER])
@pytest.mark.parametrize("organisation_role", [Role.ADMIN, Role.BUYER])
def test_nobody_gives_themselves_a_role_that_decides_not_even_the_only_admin(organisation_role, role):
    tender = make_tender()
    alone = make_user(organisation=tender.organisation, role=organisation_role)
    others = tender.organisation.memberships.exclude(user=alone)
    others.update(is_active=False)

    with pytest.raises(team.AuthorityError) as refused:
        team.add_member(tender.pk, actor=alone, user=alone, role=role)

    assert (refused.value.code, refused.value.ask) == ("own_authority", [])
    assert not TeamMember.objects.exists()


def test_nobody_gives_themselves_an_amount_in_another_role():
    tender = make_tender()
    own = make_member(tender=tender, role=TeamRole.BUYER, user=tender.created_by)

    with pytest.raises(team.AuthorityError):
        team.change_member(own.pk, actor=own.user, mandate_eur=Decimal(750_000))
    with pytest.raises(team.AuthorityError):
        team.add_member(tender.pk, actor=own.user, user=own.user, role=TeamRole.EXPERT, mandate_eur=Decimal(1))

    assert TeamMember.objects.get().mandate_eur is None


def test_who_drafts_without_being_admin_or_buyer_gives_no_authority_and_hears_whom_to_ask():
    tender = make_tender()
    admin = make_user(organisation=tender.organisation, role=Role.ADMIN)
    leader = make_member(tender=tender, role=TeamRole.PROJECT_LEADER).user
    holder = make_member(tender=tender, role=TeamRole.MANDATE_HOLDER)

    for act in (
        lambda: team.add_member(tender.pk, actor=leader, user=make_user(), role=TeamRole.CLIENT),
        lambda: team.change_member(holder.pk, actor=leader, mandate="alles"),
        lambda: team.change_member(holder.pk, actor=leader, mandate_eur=Decimal(1)),
        lambda: team.deactivate_member(holder.pk, actor=leader),
    ):
        with pytest.raises(team.AuthorityError) as refused:
            act()
        assert (refused.value.code, refused.value.ask) == ("not_giver", sorted([admin.name, tender.created_by.name]))

    team.change_member(holder.pk, actor=leader, department="Directie")
    team.add_member(tender.pk, actor=leader, user=leader, role=TeamRole.EXPERT, mandate="circulaire doelen")
    assert TeamMember.objects.get(pk=holder.pk).department == "Directie"


def test_authority_that_was_laid_down_is_not_taken_back_alone():
    tender = make_tender()
    own = make_member(tender=tender, role=TeamRole.MANDATE_HOLDER, user=tender.created_by)
    admin = make_user(organisation=tender.organisation, role=Role.ADMIN)

    team.deactivate_member(own.pk, actor=own.user)
    with pytest.raises(team.AuthorityError) as refused:
        team.restore_member(own.pk, actor=own.user)
    assert refused.value.ask == [admin.name]

    assert team.restore_member(own.pk, actor=admin).is_active
