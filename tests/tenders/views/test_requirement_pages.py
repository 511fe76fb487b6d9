"""The pages of requirements: place, list, table, copy, undo; filters that stay; an autosave that takes what it can."""

import pytest
from django.urls import reverse

from procurement.accounts.domain.roles import Role
from tenders.domain.vocabulary import RequirementKind
from tenders.models import Lot, UndoStep
from tests.factories.accounts import make_user
from tests.factories.tenders import make_ambition, make_tender
from tests.factories.tenders_specification import make_requirement

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    return make_tender()


@pytest.fixture
def buyer(client, tender, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(make_user(organisation=tender.organisation, role=Role.BUYER))
    return client


@pytest.fixture
def url(tender):
    def find(name, *args):
        return reverse(f"tenders:{name}", args=[tender.pk, *args])

    return find


def data(**fields):
    return {"code": "E1", "text": "Moet.", "formulation": "functional", "proof_moment": "bid"} | fields


def codes(tender):
    return list(tender.requirements.in_reading_order().values_list("code", flat=True))


def test_each_place_says_what_it_means_before_a_requirement_is_written(buyer, url):
    page = buyer.get(url("choose_placement") + "?ambitie=7").text

    assert "Een inschrijving die er niet aan voldoet is ongeldig" in page
    assert "Levert punten op" in page
    assert f"{url('add_requirement')}?soort=execution&amp;ambitie=7" in page


def test_an_execution_condition_has_a_consequence_and_a_minimum_requirement_a_mark_for_variants(buyer, url, tender):
    execution = buyer.get(url("add_requirement") + "?soort=execution").context["form"]
    minimum = buyer.get(url("add_requirement")).context["form"]

    assert ("consequence" in execution.fields, "for_variants" in execution.fields) == (True, False)
    assert ("consequence" in minimum.fields, "for_variants" in minimum.fields) == (False, True)

    answer = buyer.post(url("add_requirement") + "?soort=execution", data(code="U1", consequence="Korting van 5%."))

    assert answer.status_code == 302
    stored = tender.requirements.get()
    assert (stored.kind, stored.consequence) == ("execution", "Korting van 5%.")


def test_a_lot_is_asked_only_where_there_are_lots(buyer, url, tender):
    assert "lot" not in buyer.get(url("add_requirement")).context["form"].fields

    lot = Lot.objects.create(tender=tender, number=2, title="Kasten")
    buyer.post(url("add_requirement"), data(lot=lot.pk))

    assert tender.requirements.get().lot == lot
    assert "perceel 2" in buyer.get(url("specification")).text


def test_a_requirement_moves_to_another_place_after_reading_what_that_means(buyer, url, tender):
    row = make_requirement(tender=tender)
    page = buyer.get(url("replace_requirement", row.pk)).text
    assert "Hier staat de eis nu." in page

    buyer.post(url("replace_requirement", row.pk), {"plaats": "execution"})

    row.refresh_from_db()
    assert row.kind == RequirementKind.EXECUTION


def test_autosave_stores_what_is_right_and_names_what_waits(buyer, url, tender):
    row = make_requirement(tender=tender, code="E1", purpose="Oud.")
    start = data(**{"text": row.text, "initial-text": row.text, "initial-purpose": "Oud."})

    answer = buyer.post(url("autosave_requirement", row.pk), start | {"text": "", "purpose": "Nieuw."})

    assert answer.json() == {"left": {"text": "Eis"}}
    before = row.text
    row.refresh_from_db()
    assert (row.purpose, row.text) == ("Nieuw.", before)


def test_autosave_leaves_what_a_colleague_changed_for_the_person_to_choose(buyer, url, tender):
    row = make_requirement(tender=tender, code="E1", text="Tekst van de collega.")
    mine = data(**{"text": "Mijn tekst.", "initial-text": "Zoals het begon.", "purpose": row.purpose})

    answer = buyer.post(url("autosave_requirement", row.pk), mine)

    assert answer.json() == {"left": {"text": "Eis"}}
    row.refresh_from_db()
    assert row.text == "Tekst van de collega."


def test_autosave_does_not_take_the_number_of_another(buyer, url, tender):
    make_requirement(tender=tender, code="E1")
    row = make_requirement(tender=tender, code="E2")

    answer = buyer.post(url("autosave_requirement", row.pk), data(text="Nieuwe tekst."))

    assert answer.json() == {"left": {"code": "nummer"}}
    row.refresh_from_db()
    assert (row.code, row.text) == ("E2", "Nieuwe tekst.")


def test_a_removed_requirement_is_offered_back_on_the_next_page(buyer, url, tender):
    row = make_requirement(tender=tender)

    page = buyer.post(url("delete_requirement", row.pk), follow=True)
    step = UndoStep.objects.get()
    assert url("undo_requirements", step.pk) in page.text

    page = buyer.post(url("undo_requirements", step.pk), follow=True)
    assert "Dit is ongedaan gemaakt." in page.text
    assert codes(tender) == ["E1"]


def test_what_cannot_be_undone_any_more_says_why(buyer, url, tender):
    row = make_requirement(tender=tender)
    buyer.post(url("delete_requirement", row.pk))
    step = UndoStep.objects.get()
    buyer.post(url("undo_requirements", step.pk))

    page = buyer.post(url("undo_requirements", step.pk), follow=True)

    assert "Dit is al ongedaan gemaakt." in page.text


def test_a_copy_is_opened(buyer, url, tender):
    row = make_requirement(tender=tender)

    page = buyer.post(url("duplicate_requirement", row.pk), follow=True)

    assert "E2 is een kopie van E1." in page.text
    assert page.context["form"].initial["text"] == row.text


def test_search_and_filters_stay_until_they_are_cleared(buyer, url, tender):
    make_requirement(tender=tender, text="Een stoel moet stevig zijn.")
    make_requirement(tender=tender, text="Een kast moet stevig zijn.")
    buyer.get(url("specification"), {"q": "stoel"})

    page = buyer.get(url("specification"), follow=True)
    assert [row.code for row in page.context["page"]] == ["E1"]

    page = buyer.get(url("specification"), {"alles": "1"})
    assert len(page.context["page"]) == 2
    assert buyer.get(url("specification")).status_code == 200


def test_after_saving_one_returns_to_what_was_found(buyer, url, tender):
    row = make_requirement(tender=tender)
    buyer.get(url("specification"), {"q": "stoel"})

    answer = buyer.post(url("change_requirement", row.pk), data(text="Anders."))

    assert answer.url == f"{url('specification')}?q=stoel#eis-{row.pk}"


def test_filters_know_groups_lots_and_ambitions(buyer, url, tender):
    ambition = make_ambition(tender=tender)
    lot = Lot.objects.create(tender=tender, number=2, title="Kasten")
    make_requirement(tender=tender, group="Hout", lot=lot)
    make_requirement(tender=tender, group="Stof", ambition=ambition, lot=tender.lots.get(number=1))
    make_requirement(tender=tender, group="Stof")

    def found(**chosen):
        return [row.code for row in buyer.get(url("specification"), chosen).context["page"]]

    assert found(group="Stof") == ["E2", "E3"]
    assert found(ambition=ambition.pk) == ["E2"]
    assert found(lot=lot.pk) == ["E1", "E3"]


def test_a_move_answers_with_the_list_and_without_a_script_with_the_page(buyer, url, tender):
    make_requirement(tender=tender)
    row = make_requirement(tender=tender)

    part = buyer.post(url("move_requirement", row.pk), {"direction": "up"}, headers={"HX-Request": "true"})
    assert 'id="requirement-list"' in part.text
    assert "<html" not in part.text
    assert codes(tender) == ["E2", "E1"]

    page = buyer.post(url("move_requirement", row.pk), {"direction": "down"})
    assert page.url == f"{url('specification')}#eis-{row.pk}"
    assert codes(tender) == ["E1", "E2"]


def test_a_dropped_requirement_stays_where_it_was_dropped(buyer, url, tender):
    first = make_requirement(tender=tender, group="Hout")
    second = make_requirement(tender=tender, group="Stof")

    buyer.post(url("place_requirement"), {"eis": first.pk, "voor": second.pk, "groep": "Stof"})

    assert codes(tender) == ["E1", "E2"]
    first.refresh_from_db()
    assert first.group == "Stof"


def test_a_group_is_renamed_and_moved(buyer, url, tender):
    make_requirement(tender=tender, group="Hout")
    make_requirement(tender=tender, group="Stof")

    buyer.post(url("rename_requirement_group") + "?soort=minimum&groep=Stof", {"name": "Textiel"})
    buyer.post(url("move_requirement_group"), {"soort": "minimum", "groep": "Textiel", "direction": "up"})

    assert list(tender.requirements.in_reading_order().values_list("code", "group")) == [
        ("E2", "Textiel"),
        ("E1", "Hout"),
    ]
    assert buyer.get(url("rename_requirement_group") + "?soort=minimum&groep=Stof").status_code == 404


def test_what_is_ticked_changes_in_one_go_and_can_be_undone(buyer, url, tender):
    rows = [make_requirement(tender=tender) for _number in range(3)]

    page = buyer.post(url("change_many_requirements"), {"eis": [rows[0].pk, rows[1].pk], "group": "Hout"}, follow=True)

    assert "2 eisen in één keer gewijzigd." in page.text
    assert "Maak ongedaan" in page.text
    assert list(tender.requirements.order_by("pk").values_list("group", flat=True)) == ["Hout", "Hout", ""]


def test_all_that_was_found_changes_also_on_other_pages(buyer, url, tender):
    for _number in range(105):
        make_requirement(tender=tender)
    make_requirement(tender=tender, text="Een kast.")
    buyer.get(url("specification_table"), {"q": "stoel"})

    buyer.post(url("change_many_requirements"), {"alles": "on", "group": "Stoelen"})

    assert tender.requirements.filter(group="Stoelen").count() == 105


def test_nothing_ticked_says_so(buyer, url, tender):
    make_requirement(tender=tender)

    page = buyer.post(url("change_many_requirements"), {"group": "Hout"}, follow=True)

    assert "vink eerst eisen aan" in page.text


def test_many_are_removed_in_one_go(buyer, url, tender):
    rows = [make_requirement(tender=tender) for _number in range(3)]

    buyer.post(url("change_many_requirements"), {"eis": [row.pk for row in rows[:2]], "verwijder": "ja"})

    assert codes(tender) == ["E3"]


@pytest.mark.parametrize("number", [20, 200])
@pytest.mark.parametrize("name", ["specification", "specification_table"])
def test_list_and_table_cost_the_same_for_any_number(buyer, url, tender, django_assert_max_num_queries, name, number):
    ambition = make_ambition(tender=tender)
    for row in range(number):
        make_requirement(tender=tender, group=f"Groep {row % 7}", ambition=ambition)
    buyer.get(url(name))

    with django_assert_max_num_queries(24):
        page = buyer.get(url(name))

    assert page.context["page"].paginator.count == number
