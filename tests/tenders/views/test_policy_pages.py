"""The pages of policy."""

from decimal import Decimal

import pytest
from django.urls import reverse

from procurement.accounts.domain.roles import Role
from tenders.domain.vocabulary import PolicyLevel
from tenders.models import DefinitionVersion, PolicyGoal
from tests.factories.tenders import make_ambition, make_policy_goal, make_tender

pytestmark = pytest.mark.django_db

GOAL = {
    "title": "Eerst voorraad",
    "level": "tactical",
    "parent": "",
    "product_group": "",
    "indicator": "aandeel van de leveringen uit hergebruik",
    "unit": "% van leveringen",
    "better": "higher",
    "baseline": "20",
    "baseline_year": "2021",
    "target": "60,5",
    "target_year": "2026",
    "source": "Raad 2021-114",
}


@pytest.fixture
def buyer(cast, client):
    client.force_login(cast.buyer)
    return client


def test_policy_shows_the_tree_with_its_gaps(cast, buyer):
    top = make_policy_goal(organisation=cast.organisation, level=PolicyLevel.STRATEGIC, title="Helft minder nieuw")
    make_policy_goal(organisation=cast.organisation, parent=top, title="Eerst voorraad")
    carried = make_policy_goal(organisation=cast.organisation, parent=top, title="Minder afval")
    make_ambition(tender=cast.tender, policy_goal=carried)

    page = buyer.get(reverse("tenders:policy")).content.decode()

    assert page.index("Helft minder nieuw") < page.index("Eerst voorraad") < page.index("Minder afval")
    assert page.count("Dit doel heeft nog geen aanbesteding.") == 1
    assert "Op 1 plaats loopt het beleid nog niet door" in page
    assert "1 aanbesteding draagt dit doel" in page


def test_a_goal_shows_the_thread_of_a_tender_only_to_who_may_see_that_tender(cast, client):
    goal = make_policy_goal(organisation=cast.organisation)
    make_ambition(tender=cast.tender, policy_goal=goal, title="In het eigen team")
    make_ambition(tender=make_tender(organisation=cast.organisation), policy_goal=goal, title="Van een ander team")
    seen = {}
    for person in (cast.reader, cast.external_assessor):
        client.force_login(person)
        seen[person] = client.get(goal.get_absolute_url()).content.decode()

    assert "In het eigen team" in seen[cast.reader]
    assert "Van een ander team" in seen[cast.reader]
    assert "In het eigen team" in seen[cast.external_assessor]
    assert "Van een ander team" not in seen[cast.external_assessor]


def test_policy_of_another_authority_stays_there(cast, client):
    make_policy_goal(organisation=cast.organisation, title="Helft minder nieuw")
    client.force_login(cast.other_buyer)

    own = client.get(reverse("tenders:policy"))
    other = client.get(reverse("tenders:policy_edit", args=[cast.organisation.pk]))

    assert "Helft minder nieuw" not in own.content.decode()
    assert other.status_code == 404


@pytest.mark.parametrize(
    ("name", "status"), [("reader", 200), ("project_leader", 200), ("bidder", 404), ("stranger", 404)]
)
def test_policy_is_for_the_authority_and_its_teams(cast, client, name, status):
    client.force_login(getattr(cast, name))

    assert client.get(reverse("tenders:policy")).status_code == status


def test_another_definition_is_a_new_version(cast, buyer):
    url = reverse("tenders:policy_edit", args=[cast.organisation.pk])
    for text in ("Minder nieuw.", "Langer gebruiken."):
        buyer.post(url, {"vision": "Visie", "definition": text, "decision": "College"})

    page = buyer.get(reverse("tenders:policy")).content.decode()

    assert list(DefinitionVersion.objects.values_list("number", "text")) == [
        (2, "Langer gebruiken."),
        (1, "Minder nieuw."),
    ]
    assert "versie 2" in page
    assert "Minder nieuw." in page


def test_two_people_who_change_the_definition_see_each_other(cast, buyer):
    url = reverse("tenders:policy_edit", args=[cast.organisation.pk])
    buyer.post(url, {"vision": "", "definition": "Van de een.", "decision": ""})

    late = buyer.post(
        url, {"vision": "", "definition": "Van de ander.", "initial-definition": "", "initial-vision": ""}
    )

    assert "Iemand anders heeft dit intussen gewijzigd" in late.content.decode()
    assert "Van de een." in late.content.decode()
    assert DefinitionVersion.objects.count() == 1


def test_a_goal_is_added_with_a_dutch_comma(cast, buyer):
    answer = buyer.post(reverse("tenders:policy_goal_new", args=[cast.organisation.pk]), GOAL)

    goal = PolicyGoal.objects.get()
    assert answer.url == goal.get_absolute_url()
    assert (goal.title, goal.target) == ("Eerst voorraad", Decimal("60.5"))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("unit", "meer", "Dit is geen eenheid."),
        ("unit", "", "Dit veld is verplicht."),
        ("indicator", "", "Dit veld is verplicht."),
        ("target", "20", "De doelwaarde is gelijk aan de nulmeting."),
        ("target", "10", "Hoger is beter, dus de doelwaarde moet hoger zijn dan de nulmeting."),
        ("target", "veel", "Dit is geen getal."),
        ("target_year", "2021", "Het doeljaar ligt na het jaar van de nulmeting."),
        ("baseline_year", "", "Dit veld is verplicht."),
    ],
)
def test_a_goal_that_cannot_be_measured_is_refused_at_its_field(cast, buyer, field, value, message):
    answer = buyer.post(reverse("tenders:policy_goal_new", args=[cast.organisation.pk]), GOAL | {field: value})

    assert any(message in error for error in answer.context["form"].errors[field])
    assert not PolicyGoal.objects.exists()


def test_a_strategic_goal_hangs_below_nothing(cast, buyer):
    top = make_policy_goal(organisation=cast.organisation, level=PolicyLevel.STRATEGIC)
    data = GOAL | {"level": "strategic", "parent": top.pk}

    answer = buyer.post(reverse("tenders:policy_goal_new", args=[cast.organisation.pk]), data)

    assert "parent" in answer.context["form"].errors


def test_a_goal_with_goals_below_it_stays_strategic(cast, buyer):
    top = make_policy_goal(organisation=cast.organisation, level=PolicyLevel.STRATEGIC)
    make_policy_goal(organisation=cast.organisation, parent=top)

    answer = buyer.post(reverse("tenders:policy_goal_edit", args=[top.pk]), GOAL)

    assert "level" in answer.context["form"].errors


def test_a_goal_below_another_starts_from_it(cast, buyer):
    top = make_policy_goal(organisation=cast.organisation, level=PolicyLevel.STRATEGIC)

    form = buyer.get(reverse("tenders:policy_goal_new", args=[cast.organisation.pk]), {"onder": top.pk}).context["form"]

    assert (form["level"].value(), form["parent"].value()) == (PolicyLevel.TACTICAL, top.pk)


def test_a_goal_is_changed(cast, buyer):
    goal = make_policy_goal(organisation=cast.organisation)

    buyer.post(reverse("tenders:policy_goal_edit", args=[goal.pk]), GOAL)

    goal.refresh_from_db()
    assert (goal.title, goal.target) == ("Eerst voorraad", Decimal("60.5"))


def test_a_goal_shows_the_threads_that_start_from_it(cast, buyer):
    top = make_policy_goal(organisation=cast.organisation, level=PolicyLevel.STRATEGIC, title="Helft minder nieuw")
    goal = make_policy_goal(organisation=cast.organisation, parent=top, title="Eerst voorraad")
    make_ambition(tender=cast.tender, policy_goal=goal)

    for shown in (top, goal):
        page = buyer.get(shown.get_absolute_url()).content.decode()
        assert "80% hergebruikt of gerecycled" in page
        assert cast.tender.title in page


def test_a_goal_is_removed_after_a_question(cast, buyer):
    goal = make_policy_goal(organisation=cast.organisation)
    url = reverse("tenders:policy_goal_remove", args=[goal.pk])

    asked = buyer.get(url)
    still_there = PolicyGoal.objects.exists()
    answer = buyer.post(url)

    assert goal.title in asked.content.decode()
    assert still_there
    assert answer.url == reverse("tenders:policy")
    assert not PolicyGoal.objects.exists()


def test_a_goal_with_an_ambition_cannot_be_removed(cast, buyer):
    goal = make_policy_goal(organisation=cast.organisation)
    make_ambition(tender=cast.tender, policy_goal=goal)

    answer = buyer.post(reverse("tenders:policy_goal_remove", args=[goal.pk]), follow=True)

    assert "er hangen ambities of andere doelen aan" in answer.content.decode()
    assert PolicyGoal.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.AUDITOR, Role.CONTRACT_MANAGER])
def test_who_only_reads_has_no_buttons(cast, client, role):
    client.force_login(getattr(cast, role.value))
    goal = make_policy_goal(organisation=cast.organisation)

    page = client.get(goal.get_absolute_url()).content.decode()

    assert "Doel wijzigen" not in page
    assert client.get(reverse("tenders:policy_goal_edit", args=[goal.pk])).status_code == 403
