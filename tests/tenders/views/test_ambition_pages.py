"""The pages of stage 1."""

from decimal import Decimal

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from procurement.core.models import ActState, SignedAct
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import TeamRole
from tenders.models import Ambition, TeamMember, Tender
from tenders.services.drafting import TenderFrozenError
from tenders.views.access import says_when_frozen
from tests.factories.accounts import PASSWORD
from tests.factories.tenders import make_ambition, make_policy_goal, make_tender

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


def ambition_data(goal, **fields):
    return {
        "policy_goal": goal.pk,
        "title": "80% in contractjaar 5",
        "explanation": "Gemeten als massa.",
        "r_strategy": "reuse",
        "indicator": "aandeel hergebruikt materiaal",
        "unit": "% massa",
        "better": "higher",
        "baseline": "41",
        "baseline_year": "2022",
        "target": "80,5",
        "target_year": "2028",
    } | fields


def test_a_new_tender_lists_what_lacks_and_which_policy_applies(cast, buyer, url):
    make_policy_goal(organisation=cast.organisation, title="Eerst voorraad")
    make_policy_goal(organisation=cast.organisation, title="Kleding", product_group="bedrijfskleding")

    page = buyer.get(url("ambition")).content.decode()

    assert "Er is nog geen ambitie." in page
    assert "Eerst voorraad" in page
    assert "Kleding" not in page


def test_an_ambition_starts_from_its_goal_and_is_stored(cast, buyer, url):
    goal = make_policy_goal(organisation=cast.organisation)

    form = buyer.get(url("ambition_new"), {"policy_goal": goal.pk}).context["form"]
    answer = buyer.post(url("ambition_new"), ambition_data(goal))

    assert (form["unit"].value(), form["target"].value(), form["policy_goal"].value()) == (goal.unit, "60", goal.pk)
    assert answer.url == url("ambition")
    ambition = Ambition.objects.get()
    assert (ambition.code, ambition.policy_goal, ambition.target) == ("A1", goal, Decimal("80.5"))


def test_choosing_a_goal_gives_its_figures_without_a_new_page(cast, buyer, url):
    goal = make_policy_goal(organisation=cast.organisation, unit="kg per kwartaal")

    answer = buyer.get(url("ambition_new"), {"policy_goal": goal.pk}, headers={"hx-request": "true"})

    assert "kg per kwartaal" in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("policy_goal", "", "Dit veld is verplicht."),
        ("unit", "zo veel mogelijk", "Dit is geen eenheid."),
        ("target", "41", "De doelwaarde is gelijk aan de nulmeting."),
        ("target", "805", "Een percentage ligt tussen 0 en 100."),
        ("target_year", "2020", "Het doeljaar ligt na het jaar van de nulmeting."),
        ("r_strategy", "", "Dit veld is verplicht."),
    ],
)
def test_what_cannot_be_measured_is_refused_and_stays_typed(cast, buyer, url, field, value, message):
    goal = make_policy_goal(organisation=cast.organisation)

    answer = buyer.post(url("ambition_new"), ambition_data(goal, **{field: value}))

    assert any(message in error for error in answer.context["form"].errors[field])
    assert "Gemeten als massa." in answer.content.decode()
    assert not Ambition.objects.exists()


def test_a_goal_of_another_authority_cannot_be_chosen(cast, buyer, url):
    foreign = make_policy_goal(organisation=cast.other_organisation)

    answer = buyer.post(url("ambition_new"), ambition_data(foreign))

    assert "policy_goal" in answer.context["form"].errors


def test_an_ambition_is_changed_and_its_thread_shown(cast, buyer, url):
    ambition = make_ambition(tender=cast.tender)
    page = buyer.get(url("ambition_edit", ambition.pk)).content.decode()

    buyer.post(url("ambition_edit", ambition.pk), ambition_data(ambition.policy_goal, title="Scherper"))

    assert "nog geen eis of criterium" in page
    assert Ambition.objects.get().title == "Scherper"


def test_two_people_who_change_the_same_ambition_see_each_other(cast, buyer, url):
    ambition = make_ambition(tender=cast.tender, title="Begin")
    edit = url("ambition_edit", ambition.pk)
    first = ambition_data(ambition.policy_goal, target="80")
    hidden = {f"initial-{name}": value for name, value in first.items()} | {"initial-title": "Begin"}
    buyer.post(edit, first | hidden | {"title": "Van de een"})

    late = buyer.post(edit, first | hidden | {"title": "Van de ander"})

    assert "Iemand anders heeft dit intussen gewijzigd" in late.content.decode()
    assert Ambition.objects.get().title == "Van de een"


def test_an_ambition_is_removed_after_a_question(cast, buyer, url):
    ambition = make_ambition(tender=cast.tender)

    asked = buyer.get(url("ambition_remove", ambition.pk)).content.decode()
    still = Ambition.objects.exists()
    buyer.post(url("ambition_remove", ambition.pk))

    assert "verliezen hun rode draad" in asked
    assert still
    assert not Ambition.objects.exists()


def test_an_ambition_of_another_tender_is_not_found(cast, buyer, url):
    foreign = make_ambition(tender=make_tender(organisation=cast.organisation, created_by=cast.buyer))

    assert buyer.get(url("ambition_edit", foreign.pk)).status_code == 404


def test_the_definition_is_adopted_and_sharpened(cast, buyer, url):
    cast.organisation.definition, cast.organisation.definition_version = "Minder nieuw.", 2
    cast.organisation.save()

    buyer.post(url("definition_adopt"))
    adopted = buyer.get(url("ambition")).content.decode()
    buyer.post(url("definition"), {"definition": "Eerst de eigen voorraad."})
    sharpened = buyer.get(url("ambition")).content.decode()

    assert "Overgenomen van Gemeente Lindermeer, versie 2" in adopted
    assert "Aangescherpt voor deze aanbesteding, op basis van versie 2" in sharpened


def test_without_a_definition_there_is_nothing_to_adopt(cast, buyer, url):
    page = buyer.post(url("definition_adopt"), follow=True).content.decode()

    assert "De organisatie heeft nog geen definitie." in page


def test_a_newer_definition_is_announced(cast, buyer, url):
    cast.organisation.definition, cast.organisation.definition_version = "Nieuw.", 3
    cast.organisation.save()
    Tender.objects.filter(pk=cast.tender.pk).update(definition="Oud.", definition_version=2)

    page = buyer.get(url("ambition")).content.decode()

    assert "Er is een nieuwere versie" in page
    assert "Versie 3 van de organisatie overnemen" in page


def test_a_team_member_confirms_the_policy(cast, client, url):
    client.force_login(cast.project_leader)
    before = client.get(url("ambition")).content.decode()
    client.post(url("policy_read"))
    after = client.get(url("ambition")).content.decode()

    assert "Ik ken dit beleid" in before
    assert "Ik ken dit beleid" not in after
    assert cast.member("project_leader").policy_read_at is not None


def test_suitability_is_saved_and_a_score_needs_its_motive(cast, buyer, url):
    refused = buyer.post(
        url("suitability"), {"suitability_score": "5", "stock_first": "", "suitability_motivation": ""}
    )
    data = {"suitability_score": "5", "stock_first": "1.150 stuks", "suitability_motivation": "Eenvoudig."}
    buyer.post(url("suitability"), data)

    assert "suitability_motivation" in refused.context["form"].errors
    assert Tender.objects.get(pk=cast.tender.pk).suitability_score == 5


def test_suitability_saves_itself(cast, buyer, url):
    data = {"suitability_score": "", "stock_first": "Er staat nog veel.", "suitability_motivation": ""}

    good = buyer.post(url("suitability_autosave"), data)
    bad = buyer.post(url("suitability_autosave"), data | {"suitability_score": "9"})

    assert (good.status_code, bad.status_code) == (200, 422)
    assert Tender.objects.get(pk=cast.tender.pk).stock_first == "Er staat nog veel."


def test_the_strategy_saves_itself_and_two_writers_conflict(cast, buyer, url):
    buyer.post(url("strategy_autosave"), {"strategy": "Van de een.", "initial-strategy": ""})
    late = buyer.post(url("strategy_autosave"), {"strategy": "Van de ander.", "initial-strategy": ""})

    assert late.status_code == 422
    assert Tender.objects.get(pk=cast.tender.pk).strategy == "Van de een."


def sign(client, url, person):
    client.force_login(person)
    page = client.get(url("strategy_sign"))
    seen = page.context["form"]["seen_sha256"].value()
    return client.post(url("strategy_sign"), {"seen_sha256": seen, "identity": PASSWORD}, follow=True)


def test_client_and_budget_holder_sign_the_strategy(cast, client, url):
    make_ambition(tender=cast.tender)
    Tender.objects.filter(pk=cast.tender.pk).update(strategy="Eerst de voorraad.")

    half = sign(client, url, cast.client).content.decode()
    whole = sign(client, url, cast.budget_holder).content.decode()

    assert "Uw handtekening staat eronder." in half
    assert "De inkoopstrategie is door beide partijen getekend." in whole
    assert SignedAct.objects.get().state == ActState.COMPLETE


def test_a_wrong_password_signs_nothing(cast, client, url):
    make_ambition(tender=cast.tender)
    Tender.objects.filter(pk=cast.tender.pk).update(strategy="Eerst de voorraad.")
    client.force_login(cast.client)
    seen = client.get(url("strategy_sign")).context["form"]["seen_sha256"].value()

    answer = client.post(url("strategy_sign"), {"seen_sha256": seen, "identity": "fout"})

    assert "identity" in answer.context["form"].errors
    assert not SignedAct.objects.exists()


def test_a_text_that_changed_meanwhile_is_not_signed(cast, client, url):
    make_ambition(tender=cast.tender)
    Tender.objects.filter(pk=cast.tender.pk).update(strategy="Eerst de voorraad.")
    client.force_login(cast.client)
    seen = client.get(url("strategy_sign")).context["form"]["seen_sha256"].value()
    Tender.objects.filter(pk=cast.tender.pk).update(strategy="Toch nieuw.")

    answer = client.post(url("strategy_sign"), {"seen_sha256": seen, "identity": PASSWORD})

    assert "De tekst is intussen gewijzigd." in answer.content.decode()


def test_nothing_can_be_signed_before_it_is_written(cast, client, url):
    client.force_login(cast.client)
    page = client.get(url("strategy_sign"))
    data = {"seen_sha256": page.context["sha256"], "identity": PASSWORD}

    assert "Er valt voor u nu niets te tekenen" in page.content.decode()
    assert "Er valt nog niets te tekenen" in client.post(url("strategy_sign"), data).content.decode()


def test_who_signed_does_not_sign_twice(cast, client, url):
    make_ambition(tender=cast.tender)
    Tender.objects.filter(pk=cast.tender.pk).update(strategy="Eerst de voorraad.")
    sign(client, url, cast.client)
    seen = client.get(url("strategy_sign")).context["sha256"]

    again = client.post(url("strategy_sign"), {"seen_sha256": seen, "identity": PASSWORD})

    assert "Alleen opdrachtgever en budgethouder tekenen, ieder één keer." in str(again.context["form"].errors)


def test_a_signed_strategy_is_read_until_one_asks_to_change_it(cast, client, url):
    make_ambition(tender=cast.tender)
    Tender.objects.filter(pk=cast.tender.pk).update(strategy="Eerst de voorraad.")
    sign(client, url, cast.client)
    sign(client, url, cast.budget_holder)
    client.force_login(cast.buyer)

    read = client.get(url("strategy")).content.decode()
    write = client.get(url("strategy"), {"wijzigen": 1}).content.decode()
    client.post(url("strategy"), {"strategy": "Toch anders."})
    stale = client.get(url("strategy")).content.decode()

    assert "<textarea" not in read
    assert "Er staat al een handtekening onder deze tekst" in write
    assert "De handtekeningen dekken deze tekst niet meer" in stale
    assert "Moet nog tekenen" in stale


def test_a_half_signed_strategy_is_taken_back(cast, client, url):
    make_ambition(tender=cast.tender)
    Tender.objects.filter(pk=cast.tender.pk).update(strategy="Eerst de voorraad.")
    sign(client, url, cast.client)

    page = client.post(url("strategy_withdraw"), follow=True).content.decode()

    assert "De handtekening is ingetrokken." in page
    assert SignedAct.objects.get().state == ActState.WITHDRAWN


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


@pytest.mark.parametrize("name", ["ambition", "suitability", "team", "strategy"])
def test_after_publication_the_pages_are_read_and_say_why(cast, buyer, url, name):
    ambition = make_ambition(tender=cast.tender)
    Tender.objects.filter(pk=cast.tender.pk).update(state=TenderState.PUBLISHED, stock_first="Veel", strategy="Eerst")

    page = buyer.get(url(name)).content.decode()
    detail = buyer.get(url("ambition_edit", ambition.pk)).content.decode()

    assert "<textarea" not in page
    if name != "team":
        assert "Deze aanbesteding is gepubliceerd." in page
    assert "Ambitie verwijderen" not in detail
    assert "80%\u00a0massa" in detail


def test_a_page_that_stood_open_while_the_tender_was_published_says_so(cast, rf):
    @says_when_frozen
    def late(request, pk):
        raise TenderFrozenError

    request = rf.post("/")
    request.session = SessionStore()
    request._messages = FallbackStorage(request)

    answer = late(request, cast.tender.pk)

    assert answer.url == cast.tender.get_absolute_url()
    assert "intussen gepubliceerd of ingetrokken" in str(next(iter(request._messages)))


def test_the_pages_ask_as_much_with_many_rows(cast, buyer, url, django_assert_max_num_queries):
    goals = [make_policy_goal(organisation=cast.organisation) for _number in range(12)]
    for goal in goals:
        make_ambition(tender=cast.tender, policy_goal=goal)
    for name in ("ambition", "team", "strategy", "suitability"):
        buyer.get(url(name))
        with django_assert_max_num_queries(30):
            buyer.get(url(name))
