"""Searching CPV and NUTS on a page, while typing, and in the form of the tender without JavaScript."""

import pytest
from django.test import override_settings
from django.urls import reverse

from procurement.accounts.domain.roles import Role
from tenders.domain.vocabulary import Procedure
from tests.factories.accounts import make_user
from tests.factories.tenders import make_tender

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    return make_tender(procedure=Procedure.OPEN, cpv_codes="39130000-2")


@pytest.fixture
def buyer(client, tender, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(make_user(organisation=tender.organisation, role=Role.BUYER))
    return client


def save(buyer, tender, **fields):
    data = {"contract_kind": "supplies", "procedure": "open", "occasion": "Lang getypt verhaal"} | fields
    return buyer.post(reverse("tenders:procedure", args=[tender.pk]), data)


def test_the_page_shows_the_divisions_and_walks_down(buyer):
    page = buyer.get(reverse("tenders:codes", args=["cpv"]))
    deeper = buyer.get(reverse("tenders:codes", args=["cpv"]), {"q": "391"})

    assert [row["code"] for row in page.context["rows"]][:2] == ["03000000-1", "09000000-3"]
    assert all(row["code"].startswith("391") for row in deeper.context["rows"])
    assert 'href="?q=3913"' in deeper.text


def test_a_search_that_finds_nothing_says_what_to_do(buyer):
    page = buyer.get(reverse("tenders:codes", args=["nuts"]), {"q": "xyzzy"})

    assert page.context["rows"] == []
    assert "Probeer een ander woord" in page.text


def test_while_typing_the_same_search_answers_in_json_without_a_query_for_codes(buyer, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        answer = buyer.get(
            reverse("tenders:codes", args=["cpv"]), {"q": "draaistoel"}, headers={"Accept": "application/json"}
        )

    assert answer.json()["codes"][0]["code"] == "39111100-4"


def test_names_of_known_codes_are_given_in_one_request(buyer):
    url = reverse("tenders:codes", args=["cpv"])
    answer = buyer.get(url, {"code": ["39130000-2", "nonsens"]}, headers={"Accept": "application/json"})

    assert [one["name"] for one in answer.json()["codes"]] == ["Kantoormeubilair"]


def test_a_list_that_is_not_there_is_not_found(buyer):
    assert buyer.get(reverse("tenders:codes", args=["postcodes"])).status_code == 404


def test_codes_are_stored_as_they_stand_in_the_list_with_the_main_one_first(buyer, tender):
    save(buyer, tender, cpv_codes="50850000; 39130000-2, 50850000-8", nuts_codes="nl221")

    tender.refresh_from_db()
    assert (tender.cpv_codes, tender.nuts_codes) == ("50850000-8, 39130000-2", "NL221")


def test_a_word_in_the_place_of_a_code_is_looked_up_and_nothing_typed_is_lost(buyer, tender):
    answer = save(buyer, tender, cpv_codes="39130000-2, bureaustoel")

    assert "Niet in de CPV-lijst: bureaustoel" in answer.context["form"].errors["cpv_codes"][0]
    assert 'value="39111100-4" id="id_cpv_codes-39111100-4"' in answer.text
    assert "Lang getypt verhaal" in answer.text


def test_a_ticked_suggestion_takes_the_place_of_the_word(buyer, tender):
    save(buyer, tender, **{"cpv_codes": "39130000-2, bureaustoel", "cpv_codes-keuze": ["39111100-4"]})

    tender.refresh_from_db()
    assert tender.cpv_codes == "39130000-2, 39111100-4"


def test_a_word_that_fits_nothing_is_named(buyer, tender):
    answer = save(buyer, tender, cpv_codes="xyzzy")

    assert "Zoek met een ander woord" in answer.context["form"].errors["cpv_codes"][0]


def test_an_area_that_a_notice_does_not_know_gives_the_ones_within_it(buyer, tender):
    answer = save(buyer, tender, nuts_codes="NL22")

    assert "NL22 Gelderland" in answer.context["form"].errors["nuts_codes"][0]
    assert 'value="NL221"' in answer.text


def test_who_only_reads_sees_the_names(client, tender, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(make_user(organisation=tender.organisation, role=Role.READER))

    assert "39130000-2 Kantoormeubilair" in client.get(reverse("tenders:procedure", args=[tender.pk])).text


@override_settings(LANGUAGE_CODE="en")
def test_an_english_reader_sees_english_names(buyer):
    page = buyer.get(reverse("tenders:codes", args=["cpv"]), {"q": "3913"})

    assert page.context["rows"][0]["name"] == "Office furniture"
