"""The pages of stage 1: the team."""

from decimal import Decimal

import pytest
from django.urls import reverse

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
