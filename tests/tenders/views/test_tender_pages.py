"""The list of tenders, starting one, its overview and its state."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import StageState, TeamRole
from tenders.extension_points import STAGES
from tenders.models import Tender
from tenders.workspace import current_stage
from tests.factories.accounts import make_user
from tests.factories.tenders import make_ambition, make_member, make_policy_goal, make_tender

pytestmark = pytest.mark.django_db

LIST = reverse("tenders:tenders")


@pytest.fixture
def buyer(cast, client):
    client.force_login(cast.buyer)
    return client


def shown(response):
    return [row["tender"] for row in response.context["rows"]]


def test_the_list_shows_what_one_may_see(cast, client):
    make_tender()
    for name, expected in (("buyer", [cast.tender]), ("assessor", [cast.tender]), ("bidder", []), ("stranger", [])):
        client.force_login(getattr(cast, name))
        assert shown(client.get(LIST)) == expected


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "schakel"}, ["De Schakel"]),
        ({"q": "oefen stoel"}, ["Oefen: stoelen"]),
        ({"status": "published"}, ["Gepubliceerd"]),
        ({"wie": "mij"}, ["De Schakel"]),
        ({"stap": "ambition"}, ["De Schakel", "Oefen: stoelen"]),
        ({"q": "niets"}, []),
        ({"status": "onzin", "stap": "onzin", "wie": "onzin"}, ["De Schakel", "Gepubliceerd", "Oefen: stoelen"]),
    ],
)
def test_search_and_filters(cast, buyer, query, found):
    Tender.objects.filter(pk=cast.tender.pk).update(title="De Schakel")
    make_tender(organisation=cast.organisation, created_by=cast.buyer, title="Oefen: stoelen")
    make_tender(
        organisation=cast.organisation, created_by=cast.buyer, title="Gepubliceerd", state=TenderState.PUBLISHED
    )

    assert sorted(tender.title for tender in shown(buyer.get(LIST, query))) == found


def test_filters_stay_until_they_are_cleared(cast, buyer):
    buyer.get(LIST, {"status": "published", "q": "stoel"})

    again = buyer.get(LIST)
    cleared = buyer.get(LIST, {"alles": "1"})

    assert again.url == f"{LIST}?q=stoel&status=published"
    assert shown(cleared) == [cast.tender]
    assert buyer.get(LIST).status_code == 200


@pytest.mark.parametrize(
    ("order", "expected"),
    [("titel", ["A", "B"]), ("kenmerk", ["B", "A"]), ("nieuw", ["B", "A"]), ("onzin", ["B", "A"])],
)
def test_the_list_is_ordered_by_its_headings(cast, buyer, order, expected):
    Tender.objects.all().delete()
    make_tender(organisation=cast.organisation, created_by=cast.buyer, title="A", reference="2")
    make_tender(organisation=cast.organisation, created_by=cast.buyer, title="B", reference="1")

    assert [tender.title for tender in shown(buyer.get(LIST, {"sorteer": order}))] == expected


def test_the_list_is_paged(cast, buyer):
    for _number in range(22):
        make_tender(organisation=cast.organisation, created_by=cast.buyer)

    first, second = buyer.get(LIST, {"alles": 1}), buyer.get(LIST, {"page": 2})

    assert (len(shown(first)), len(shown(second))) == (20, 3)
    assert "1 tot en met 20 van 23 aanbestedingen" in first.content.decode()


@pytest.mark.parametrize("query", [{"alles": "1"}, {"stap": "ambition"}])
def test_the_number_of_queries_is_the_same_with_20_and_200_rows(cast, buyer, query):
    counts = []
    for rows in (20, 200):
        while Tender.objects.count() < rows:
            make_tender(organisation=cast.organisation, created_by=cast.buyer)
        buyer.get(LIST, query)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            buyer.get(LIST, query)
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert counts[0] <= 30


def test_an_empty_list_says_what_to_do(cast, client):
    client.force_login(cast.other_buyer)
    assert "Eerste aanbesteding starten" in client.get(LIST).content.decode()
    client.force_login(cast.bidder)
    assert "Zodra u in het team van een aanbesteding zit" in client.get(LIST).content.decode()


def test_a_search_without_result_offers_to_show_all(cast, buyer):
    page = buyer.get(LIST, {"q": "bestaat niet"}).content.decode()

    assert "Niets gevonden" in page
    assert 'href="?alles=1"' in page


def test_a_tender_is_started_and_its_maker_is_the_buyer(cast, buyer):
    url = reverse("tenders:tender_new")
    reference = buyer.get(url).context["form"]["reference"].value()

    answer = buyer.post(
        url, {"title": "Stoelen", "reference": reference, "contract_kind": "supplies", "product_group": "meubilair"}
    )

    tender = Tender.objects.get(title="Stoelen")
    assert answer.url == tender.get_absolute_url()
    assert tender.team.get().user == cast.buyer


def test_a_reference_that_is_taken_is_refused_at_its_field(cast, buyer):
    data = {"title": "Stoelen", "reference": cast.tender.reference.lower(), "contract_kind": "supplies"}

    answer = buyer.post(reverse("tenders:tender_new"), data)

    assert answer.context["form"].errors == {
        "reference": [
            f"Kenmerk {cast.tender.reference} is al in gebruik. Kies een ander; hoofdletters maken geen verschil."
        ]
    }
    assert "Stoelen" in answer.content.decode()


def test_the_head_of_a_tender_is_changed(cast, buyer):
    url = reverse("tenders:tender_edit", args=[cast.tender.pk])
    form = buyer.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}

    answer = buyer.post(url, data | {"title": "Andere titel"})

    assert answer.url == cast.tender.get_absolute_url()
    assert Tender.objects.get(pk=cast.tender.pk).title == "Andere titel"


def test_two_people_who_change_different_fields_both_keep_their_work(cast, buyer):
    url = reverse("tenders:tender_edit", args=[cast.tender.pk])
    form = buyer.get(url).context["form"]
    first = {name: form[name].value() for name in form.fields}
    hidden = {f"initial-{name}": value for name, value in first.items()}

    buyer.post(url, first | hidden | {"title": "Van de een"})
    buyer.post(url, first | hidden | {"description": "Van de ander"})

    stored = Tender.objects.get(pk=cast.tender.pk)
    assert (stored.title, stored.description) == ("Van de een", "Van de ander")


def test_the_overview_shows_the_thread_and_the_next_step(cast, buyer):
    goal = make_policy_goal(organisation=cast.organisation, title="Eerst voorraad")
    make_ambition(tender=cast.tender, policy_goal=goal)

    page = buyer.get(cast.tender.get_absolute_url()).content.decode()

    assert "Eerst voorraad" in page
    assert "A1 80% hergebruikt of gerecycled" in page
    assert "nog geen eis of criterium" in page
    assert "Geen eis en geen gunningscriterium draagt ambitie A1." in page
    assert "Verder met stap 1: Ambitie" in page


def test_the_overview_of_a_new_tender_says_where_to_begin(cast, buyer, client):
    page = buyer.get(cast.tender.get_absolute_url()).content.decode()
    client.force_login(cast.reader)
    read = client.get(cast.tender.get_absolute_url()).content.decode()

    assert "Naar stap 1: Ambitie" in page
    assert "Er is nog geen ambitie, dus nog geen rode draad." in read


def test_a_draft_goes_to_review_and_back(cast, buyer):
    url = reverse("tenders:tender_transition", args=[cast.tender.pk])
    states = []
    for target in ("review", "draft"):
        buyer.post(url, {"target": target})
        states.append(Tender.objects.get(pk=cast.tender.pk).state)

    assert states == [TenderState.REVIEW, TenderState.DRAFT]


@pytest.mark.parametrize("target", ["published", "awarded", "draft", ""])
def test_no_button_makes_another_move(cast, buyer, target):
    page = buyer.post(reverse("tenders:tender_transition", args=[cast.tender.pk]), {"target": target}, follow=True)

    assert "Dit kan niet meer" in page.content.decode()
    assert Tender.objects.get(pk=cast.tender.pk).state == TenderState.DRAFT


def test_a_tender_is_withdrawn_with_its_reason_and_then_only_read(cast, buyer):
    url = reverse("tenders:tender_withdraw", args=[cast.tender.pk])

    refused = buyer.post(url, {"reason": " "})
    done = buyer.post(url, {"reason": "Het budget is vervallen."}, follow=True)

    assert "reason" in refused.context["form"].errors
    assert "Deze aanbesteding is ingetrokken." in done.content.decode()
    assert buyer.get(reverse("tenders:tender_edit", args=[cast.tender.pk])).status_code == 403
    assert buyer.post(url, {"reason": "Nog eens."}).status_code == 302


@pytest.mark.parametrize(
    ("state", "done", "expected"),
    [
        (TenderState.DRAFT, set(), "ambition"),
        (TenderState.DRAFT, {"ambition"}, "market"),
        (TenderState.WITHDRAWN, set(), ""),
    ],
)
def test_the_work_is_at_the_first_stage_that_is_not_done(state, done, expected):
    tender = make_tender(state=state)
    states = {key: StageState.DONE if key in done else StageState.EMPTY for key in STAGES}

    assert current_stage(tender, states) == expected


def test_a_draft_that_is_ready_waits_for_review_and_never_beyond():
    tender = make_tender()
    states = dict.fromkeys(STAGES, StageState.DONE)

    assert STAGES[current_stage(tender, states)].number <= 6


def test_the_states_at_the_side_follow_what_was_just_done(cast, buyer):
    url = reverse("tenders:ambition", args=[cast.tender.pk])
    before = buyer.get(url).context["stage"]["state"]
    buyer.post(reverse("tenders:strategy", args=[cast.tender.pk]), {"strategy": "Eerst de voorraad."})

    assert (before, buyer.get(url).context["stage"]["state"]) == (StageState.EMPTY, StageState.BUSY)


def test_somebody_from_another_team_sees_nothing(cast, client):
    other = make_member(tender=make_tender(), role=TeamRole.LAWYER, user=make_user()).user
    client.force_login(other)

    assert client.get(cast.tender.get_absolute_url()).status_code == 404
