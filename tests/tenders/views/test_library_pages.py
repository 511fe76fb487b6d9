"""The pages of the library: filters that stay, errors at their field, and the same queries for any number of items."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procurement.accounts.domain.roles import Role
from tenders.domain.library import LibraryKind
from tenders.domain.lifecycle import TenderState
from tenders.models import LibraryItem, Requirement, Tender
from tenders.services import library_use
from tests.factories.accounts import make_user
from tests.factories.library import add_version, make_item, make_own_item
from tests.factories.tenders import make_ambition, make_consultation, make_tender

pytestmark = pytest.mark.django_db
LIST = "/bibliotheek/"


@pytest.fixture
def tender():
    return make_tender(product_group="kantoormeubilair")


@pytest.fixture
def buyer(client, tender, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(make_user(organisation=tender.organisation, role=Role.BUYER))
    return client


def codes(page):
    return [line["item"].code for line in page.context["lines"]]


def item_data(**fields):
    return {
        "inhoud_kind": "minimum",
        "inhoud_formulation": "functional",
        "inhoud_text": "Elke stoel moet te herstellen zijn.",
        "inhoud_proof_moment": "bid",
        "title": "Herstelbaar",
        "certainty": "proposal",
        "sources": "Handboek | https://boek.example\nEigen evaluatie",
    } | fields


def test_filters_stay_until_they_are_cleared(buyer):
    make_item(code="A", instrument="MKI")
    make_item(code="B")

    assert codes(buyer.get(LIST, {"instrument": "MKI"})) == ["A"]
    assert buyer.get(LIST).url == f"{LIST}?instrument=MKI"
    assert codes(buyer.get(LIST, {"alles": 1})) == ["A", "B"]
    assert buyer.get(LIST).status_code == 200


def test_the_group_that_was_chosen_tells_what_is_known_of_it(buyer):
    page = buyer.get(LIST, {"groep": "kantoormeubilair"})

    assert page.context["group"].suitability == 5
    assert "geschiktheid 5 van 5" in page.text


def test_what_was_not_checked_says_so_in_the_list(buyer, tender):
    make_own_item(tender.organisation, actor=tender.created_by)

    assert "niet nagekeken in een bron" in buyer.get(LIST).text


def test_the_list_is_paged_and_takes_the_same_queries_for_20_and_200_items(buyer):
    counts = []
    for total in (20, 200):
        while LibraryItem.objects.count() < total:
            make_item()
        buyer.get(LIST, {"alles": 1})
        with CaptureQueriesContext(connection) as captured:
            page = buyer.get(LIST, {"q": "onderdelen"})
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 30
    assert "1 tot en met 25 van 200 items" in page.text


def test_an_empty_library_says_who_fills_it(buyer):
    assert "De bibliotheek is nog leeg" in buyer.get(LIST).text


def test_a_new_item_is_written_with_its_sources(buyer, tender):
    answer = buyer.post(reverse("tenders:library_new", args=["requirement"]), item_data(), follow=True)

    item = LibraryItem.objects.get()
    version = item.versions.get()
    assert item.organisation == tender.organisation
    assert version.sources == [
        {"title": "Handboek", "url": "https://boek.example"},
        {"title": "Eigen evaluatie", "url": ""},
    ]
    assert "EIGEN-1 staat in de bibliotheek" in answer.text
    assert "effect onbekend" in answer.text


def test_a_table_is_typed_a_line_a_row_and_a_wrong_line_is_named(buyer):
    url = reverse("tenders:library_new", args=["kpi"])
    data = {"inhoud_name": "Aandeel", "title": "Aandeel", "certainty": "proposal"}
    wrong = buyer.post(url, data | {"inhoud_path": "1 | 70\nnog iets"})

    assert "Contractjaar | waarde".lower() in wrong.context["form"].errors["inhoud_path"][0].lower()
    assert "nog iets" in wrong.text
    buyer.post(url, data | {"inhoud_path": "1 | 70\n2 | 80"})
    path = LibraryItem.objects.get().versions.get().content["path"]
    assert path == [{"year": "1", "value": "70"}, {"year": "2", "value": "80"}]


def test_a_missing_text_is_asked_at_its_field(buyer):
    answer = buyer.post(reverse("tenders:library_new", args=["requirement"]), item_data(inhoud_text=""))

    assert list(answer.context["form"].errors) == ["inhoud_text"]


@pytest.mark.parametrize("kind", LibraryKind)
def test_every_kind_has_a_form_that_starts_from_its_content(buyer, tender, kind):
    item = make_own_item(tender.organisation, actor=tender.created_by, kind=kind)
    url = reverse("tenders:library_edit", args=[item.pk])
    form = buyer.get(url).context["form"]
    data = {name: field for name, field in form.initial.items() if field not in (None, False)}

    answer = buyer.post(url, data)

    assert answer.context["form"].errors == {"__all__": ["Er is niets gewijzigd."]}


def test_a_change_makes_a_version_and_the_item_shows_what_it_changed(buyer, tender):
    item = make_own_item(tender.organisation, actor=tender.created_by)
    data = item_data(note="Korter", inhoud_verification="Lijst van onderdelen")

    page = buyer.post(reverse("tenders:library_edit", args=[item.pk]), data, follow=True)

    assert [version.number for version in page.context["versions"]] == [2, 1]
    assert [change["place"] for change in page.context["changes"]] == ["Tekst"]
    older = buyer.get(item.get_absolute_url(), {"versie": "1"})
    assert "U leest een oudere versie" in older.text


def test_a_retired_item_says_why_and_comes_back(buyer, tender):
    item = make_own_item(tender.organisation, actor=tender.created_by)
    page = buyer.post(reverse("tenders:library_retire", args=[item.pk]), {"reason": "Achterhaald"}, follow=True)
    assert "Achterhaald" in page.text
    assert codes(buyer.get(LIST)) == []

    buyer.post(reverse("tenders:library_restore", args=[item.pk]))

    assert codes(buyer.get(LIST)) == [item.code]


def test_a_national_item_becomes_an_own_one_to_change(buyer, tender):
    item = make_item(title="Onderdelen")

    answer = buyer.post(reverse("tenders:library_fork", args=[item.pk]))

    own = LibraryItem.objects.get(organisation=tender.organisation)
    assert answer.url == reverse("tenders:library_edit", args=[own.pk])
    assert own.versions.get().note == f"Begonnen als {item.code}, versie 1"


def place(tender, target="requirement"):
    return reverse("tenders:tender_library", args=[tender.pk, target])


def test_in_a_tender_the_library_begins_with_its_group_and_what_fits(buyer, tender):
    make_item(code="MEU-1", product_group="kantoormeubilair")
    make_item(code="ICT-1", product_group="ict-hardware")
    make_item(LibraryKind.QUESTION, code="VRA-1", product_group="kantoormeubilair")

    assert codes(buyer.get(place(tender))) == ["MEU-1"]
    assert set(codes(buyer.get(place(tender), {"alles": 1}))) == {"MEU-1", "ICT-1"}


def test_several_items_go_in_at_once_and_the_list_then_says_where_they_stand(buyer, tender):
    items = [make_item(), make_item()]
    url = reverse("tenders:library_insert", args=[tender.pk, "requirement"])

    answer = buyer.post(url, {"item": [item.pk for item in items], "terug": "alles=1"}, follow=True)

    assert "Ingevoegd: E1, E2." in answer.text
    assert [use.name for line in answer.context["lines"] for use in line["uses"]] == ["E1", "E2"]


def test_choosing_nothing_says_so(buyer, tender):
    answer = buyer.post(reverse("tenders:library_insert", args=[tender.pk, "requirement"]), follow=True)

    assert "Kruis eerst aan" in answer.text


def test_a_question_without_a_consultation_leads_to_where_that_is_made(buyer, tender):
    item = make_item(LibraryKind.QUESTION)

    answer = buyer.post(reverse("tenders:library_insert", args=[tender.pk, "question"]), {"item": item.pk})

    assert answer.url == reverse("tenders:market", args=[tender.pk])


def test_an_ambition_begins_with_the_figures_of_the_item_and_keeps_its_origin(buyer, tender):
    goal = make_ambition(tender=tender).policy_goal
    item = make_item(LibraryKind.AMBITION)
    answer = buyer.post(reverse("tenders:library_insert", args=[tender.pk, "ambition"]), {"item": item.pk})
    form = buyer.get(answer.url).context["form"]
    assert (form.initial["indicator"], form.initial["target"]) == ("aandeel hergebruikt", 80)

    data = {name: value for name, value in form.initial.items() if value is not None}
    buyer.post(answer.url, data | {"policy_goal": goal.pk, "baseline_year": 2022, "target_year": 2030})

    added = tender.ambitions.get(code="A2")
    assert added.library_version == item.versions.get()


def test_the_place_of_insertion_shows_that_the_library_changed(buyer, tender):
    item = make_item()
    row = library_use.insert(tender.pk, item.pk, "requirement", actor=tender.created_by)
    assert "gewijzigd in versie" not in buyer.get(reverse("tenders:specification", args=[tender.pk])).text

    add_version(item, content={"text": "Vijftien jaar."}, note="Na de evaluatie")

    page = buyer.get(reverse("tenders:specification", args=[tender.pk])).text
    compare = reverse("tenders:library_compare", args=[tender.pk, "requirement", row.pk])
    assert "gewijzigd in versie 2: bekijk" in page
    assert compare in page
    assert "Na de evaluatie" in buyer.get(compare).text


def test_adopting_and_keeping_are_one_press(buyer, tender):
    item = make_item()
    row = library_use.insert(tender.pk, item.pk, "requirement", actor=tender.created_by)
    add_version(item, content={"text": "Vijftien jaar."})
    url = reverse("tenders:library_adopt", args=[tender.pk, "requirement", row.pk])

    answer = buyer.post(url, {"field": ["text"]}, follow=True)

    row.refresh_from_db()
    assert row.text == "Vijftien jaar."
    assert "Overgenomen uit" in answer.text
    add_version(item, content={"text": "Twintig jaar."})
    assert "U houdt uw eigen tekst" in buyer.post(url, follow=True).text


def test_what_was_published_meanwhile_is_not_changed(buyer, tender):
    item = make_item()
    row = library_use.insert(tender.pk, item.pk, "requirement", actor=tender.created_by)
    add_version(item)
    Tender.objects.filter(pk=tender.pk).update(state=TenderState.PUBLISHED)

    answer = buyer.post(reverse("tenders:library_adopt", args=[tender.pk, "requirement", row.pk]), {"field": ["text"]})

    assert answer.status_code == 403


def test_a_requirement_is_kept_in_the_library_with_its_group(buyer, tender):
    row = library_use.insert(tender.pk, make_item().pk, "requirement", actor=tender.created_by)
    Requirement.objects.filter(pk=row.pk).update(library_version=None)
    url = reverse("tenders:library_save", args=[tender.pk, "requirement", row.pk])
    form = buyer.get(url).context["form"]
    data = {name: value for name, value in form.initial.items() if value not in (None, False)}

    answer = buyer.post(url, data | {"title": "Tien jaar onderdelen"}, follow=True)

    item = LibraryItem.objects.get(organisation=tender.organisation)
    assert (item.title, item.product_group) == ("Tien jaar onderdelen", "kantoormeubilair")
    assert "Bewaard in de bibliotheek als EIGEN-1" in answer.text
    row.refresh_from_db()
    assert row.library_version.item == item


@pytest.mark.parametrize(
    ("page", "target", "kind"),
    [
        ("tenders:specification", "requirement", LibraryKind.REQUIREMENT),
        ("tenders:market_questions", "question", LibraryKind.QUESTION),
        ("criteria:award_model", "criterion", LibraryKind.CRITERION),
    ],
)
def test_showing_origins_takes_the_same_queries_for_any_number_of_rows(buyer, tender, page, target, kind):
    make_consultation(tender=tender)
    url, counts = reverse(page, args=[tender.pk]), []
    for total in (3, 12):
        for _number in range(total):
            library_use.insert(tender.pk, make_item(kind).pk, target, actor=tender.created_by)
        buyer.get(url)
        with CaptureQueriesContext(connection) as captured:
            buyer.get(url)
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 30
