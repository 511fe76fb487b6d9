"""The pages of stage 1."""

from decimal import Decimal

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from tenders.domain.lifecycle import TenderState
from tenders.models import Ambition, Tender
from tenders.services.drafting import TenderFrozenError
from tenders.views.access import says_when_frozen
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
