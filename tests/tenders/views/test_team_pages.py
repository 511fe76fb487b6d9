"""The pages of stage 1: the team."""

from decimal import Decimal

import pytest
from django.urls import reverse

from procurement.accounts.domain.roles import Role
from tenders.domain.vocabulary import TeamRole
from tenders.models import TeamMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer(cast, client):
    client.force_login(cast.buyer)
    return client


@pytest.fixture
def url(cast):
    def find(name, *args):
        return reverse(f"tenders:{name}", args=[cast.tender.pk, *args])

    return find


def test_the_team_shows_what_it_lacks(cast, buyer, url):
    TeamMember.objects.filter(tender=cast.tender, role=TeamRole.CLIENT).update(is_active=False)

    page = buyer.get(url("team")).content.decode()

    assert "Er is nog geen opdrachtgever in het team." in page
    assert f"{url('member_new')}?rol=client" in page
    assert "Zat eerder in het team" in page


def test_a_colleague_and_somebody_from_outside_join_the_team(cast, buyer, url):
    place = {"role": "expert", "department": "", "expertise": "", "mandate": "", "mandate_eur": "1.250,50"}
    buyer.post(url("member_new"), place | {"user": cast.reader.pk, "name": "", "email": ""})
    buyer.post(url("member_new"), place | {"user": "", "name": "K. Buiten", "email": "buiten@advies.example"})

    members = cast.tender.team.filter(role=TeamRole.EXPERT)
    assert sorted(member.user.name for member in members) == ["E. Postma", "K. Buiten"]
    assert {member.mandate_eur for member in members} == {Decimal("1250.50")}


@pytest.mark.parametrize(
    ("who", "field"),
    [
        ({"user": "", "name": "", "email": ""}, "user"),
        ({"user": "reader", "name": "", "email": "x@y.example"}, "email"),
        ({"user": "", "name": "", "email": "x@y.example"}, "name"),
        ({"user": "", "name": "X", "email": "geen adres"}, "email"),
        ({"user": "", "name": "X", "email": "client@lindermeer.example"}, "role"),
    ],
)
def test_a_member_is_one_person_in_a_new_role(cast, buyer, url, who, field):
    who = who | {"user": cast.reader.pk if who["user"] else ""}

    answer = buyer.post(url("member_new"), {"role": "client"} | who)

    assert field in answer.context["form"].errors


def test_a_role_that_is_asked_for_is_chosen_already(cast, buyer, url):
    assert buyer.get(url("member_new"), {"rol": "client"}).context["form"]["role"].value() == "client"


def test_a_mandate_is_changed_and_a_member_leaves_and_returns(cast, buyer, url):
    member = cast.member("project_leader")
    data = {"department": "Huisvesting", "expertise": "", "mandate": "circulaire doelen", "mandate_eur": "-1"}

    refused = buyer.post(url("member_edit", member.pk), data)
    buyer.post(url("member_edit", member.pk), data | {"mandate_eur": ""})
    left = buyer.post(url("member_leave", member.pk), follow=True).content.decode()
    back = buyer.post(url("member_return", member.pk), follow=True).content.decode()

    assert "mandate_eur" in refused.context["form"].errors
    assert cast.member("project_leader").mandate == "circulaire doelen"
    assert "kunt u dit ongedaan maken" in left
    assert "zit weer in het team" in back


def test_who_has_the_role_again_cannot_return_twice(cast, buyer, url):
    member = cast.member("client")
    buyer.post(url("member_leave", member.pk))
    TeamMember.objects.create(tender=cast.tender, user=member.user, role=member.role)

    page = buyer.post(url("member_return", member.pk), follow=True).content.decode()

    assert "heeft deze rol intussen al weer" in page


PLACE = {"name": "", "email": "", "department": "", "expertise": "", "mandate": "", "mandate_eur": ""}
ONLY_OTHERS = "Niemand geeft zichzelf de bevoegdheid om te besluiten. Vraag dit aan A. van Dam of J. Wolters."


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ({"role": "mandate_holder", "mandate_eur": "900.000"}, "role"),
        ({"role": "expert", "mandate_eur": "1"}, "mandate_eur"),
    ],
)
@pytest.mark.parametrize("way", ["list", "address"])
def test_a_buyer_who_appoints_themselves_reads_at_the_field_whom_to_ask(cast, buyer, url, place, field, way):
    who = {"user": cast.buyer.pk} if way == "list" else {"name": "Ik", "email": cast.buyer.email.upper()}

    answer = buyer.post(url("member_new"), PLACE | place | who)

    assert answer.context["form"].errors == {field: [ONLY_OTHERS]}
    assert answer.context["form"]["mandate_eur"].value() == place["mandate_eur"]
    assert not cast.tender.team.filter(user=cast.buyer).exclude(role=TeamRole.BUYER).exists()


def test_an_own_mandate_is_not_raised(cast, buyer, url):
    member = cast.member("buyer")

    answer = buyer.post(url("member_edit", member.pk), {"department": "Inkoop", "mandate_eur": "5"})

    assert answer.context["form"].errors == {"mandate_eur": [ONLY_OTHERS]}
    assert cast.member("buyer").mandate_eur is None


def test_the_only_admin_reads_that_a_second_one_is_needed_first(cast, client, url):
    cast.organisation.memberships.filter(role=Role.BUYER).update(is_active=False)
    client.force_login(cast.admin)

    answer = client.post(url("member_new"), PLACE | {"role": "client", "user": cast.admin.pk})

    (words,) = answer.context["form"].errors["role"]
    assert "Laat de beheerder eerst een tweede beheerder of inkoper toevoegen" in words


def test_an_admin_appoints_the_mandate_holder(cast, client, url):
    client.force_login(cast.admin)

    client.post(url("member_new"), PLACE | {"role": "mandate_holder", "user": cast.reader.pk, "mandate_eur": "900.000"})

    assert cast.member("reader").mandate_eur == Decimal(900_000)


def test_a_project_leader_composes_the_team_but_appoints_nobody_who_decides(cast, client, url):
    client.force_login(cast.project_leader)
    holder = cast.member("mandate_holder")
    TeamMember.objects.filter(tender=cast.tender, role=TeamRole.CLIENT).update(is_active=False)

    page = client.get(url("team")).content.decode()
    refused = client.post(url("member_new"), PLACE | {"role": "budget_holder", "user": cast.reader.pk})
    stays = client.post(url("member_leave", holder.pk), follow=True).content.decode()
    client.post(url("member_new"), PLACE | {"role": "expert", "user": cast.reader.pk})

    assert url("member_leave", cast.member("lawyer").pk) in page
    assert url("member_leave", holder.pk) not in page
    assert url("member_return", cast.member("client").pk) not in page
    assert f"{url('member_new')}?rol=client" not in page
    (words,) = refused.context["form"].errors["role"]
    assert words.endswith("Vraag dit aan A. van Dam, J. Wolters of M. Verhoeve.")
    assert "Vraag dit aan A. van Dam, J. Wolters of M. Verhoeve." in stays
    assert cast.member("mandate_holder").is_active
    assert cast.member("reader").role == TeamRole.EXPERT


def test_a_buyer_lays_down_their_own_mandate_and_another_gives_it_back(cast, buyer, client, url):
    own = TeamMember.objects.create(tender=cast.tender, user=cast.buyer, role=TeamRole.CLIENT)

    left = buyer.post(url("member_leave", own.pk), follow=True).content.decode()
    buyer.post(url("member_return", own.pk))
    refused = TeamMember.objects.get(pk=own.pk).is_active
    client.force_login(cast.second_buyer)
    client.post(url("member_return", own.pk))

    assert "Een andere beheerder of inkoper kan dit ongedaan maken" in left
    assert url("member_return", own.pk) not in left
    assert not refused
    assert TeamMember.objects.get(pk=own.pk).is_active
