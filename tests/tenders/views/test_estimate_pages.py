"""The pages of the calculator: amounts with how they count, a total to take over, errors at their field."""

from decimal import Decimal

import pytest
from django.urls import reverse

from procurement.accounts.domain.roles import Role
from tenders.domain.value_estimate import LineKind, Part
from tenders.models import EstimateLine
from tests.factories.accounts import make_user
from tests.factories.tenders import make_tender
from tests.factories.tenders_procedure import make_estimate_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    return make_tender()


@pytest.fixture
def buyer(client, tender, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(make_user(organisation=tender.organisation, role=Role.BUYER))
    return client


def page(name, tender, *more):
    return reverse(f"tenders:{name}", args=[tender.pk, *more])


LINE = {"kind": "monthly", "description": "Onderhoud", "amount_eur": "1.250,50", "months": "60", "part": "services"}


def test_an_amount_is_typed_in_dutch_and_shown_with_how_it_counts(buyer, tender):
    answer = buyer.post(page("estimate_line_new", tender), LINE, follow=True)

    assert EstimateLine.objects.get(tender=tender).amount_eur == Decimal("1250.50")
    assert "48 maanden" in answer.text
    assert "€\xa060.024,00" in answer.text
    assert "Aw 2012 art. 2.20" in answer.text


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("amount_eur", "veel", "Dit is geen getal"),
        ("amount_eur", "-1", "kan niet negatief zijn"),
        ("months", "0", "minstens 1"),
        ("description", "", "verplicht"),
    ],
)
def test_what_cannot_be_gets_a_message_at_its_field(buyer, tender, field, typed, message):
    answer = buyer.post(page("estimate_line_new", tender), LINE | {field: typed})

    assert message in answer.context["form"].errors[field][0]
    assert not EstimateLine.objects.exists()


def test_the_first_amount_begins_as_the_kind_of_the_contract(buyer, tender):
    answer = buyer.get(page("estimate_line_new", tender))

    assert answer.context["form"]["part"].value() == Part.SUPPLIES


def test_the_total_is_taken_over_with_one_click(buyer, tender):
    make_estimate_line(tender=tender)

    answer = buyer.post(page("estimate_take_over", tender), follow=True)

    tender.refresh_from_db()
    assert tender.estimated_value_eur == 100_000
    assert "Overgenomen door" in answer.text


def test_there_is_nothing_to_take_over_yet(buyer, tender):
    answer = buyer.post(page("estimate_take_over", tender), follow=True)

    assert "er is nog niets om over te nemen" in answer.text
    assert "Eerste bedrag toevoegen" in answer.text


def test_a_change_after_taking_over_is_said(buyer, tender):
    line = make_estimate_line(tender=tender)
    buyer.post(page("estimate_take_over", tender))
    buyer.post(page("estimate_line_edit", tender, line.pk), LINE | {"kind": "once", "part": "supplies"})

    answer = buyer.get(page("value_estimate", tender))

    assert "De bedragen zijn daarna gewijzigd" in answer.text


def test_a_mixed_contract_asks_for_its_main_object(buyer, tender):
    make_estimate_line(tender=tender)
    make_estimate_line(tender=tender, part=Part.SERVICES, amount_eur=Decimal(1))
    assert "Gemengde opdracht" in buyer.get(page("value_estimate", tender)).text

    answer = buyer.post(page("value_estimate", tender), {"main_part": "supplies"}, follow=True)

    assert answer.context["stored"].main_part == Part.SUPPLIES


def test_an_amount_of_another_tender_is_not_found(buyer, tender):
    line = make_estimate_line(tender=make_tender())

    assert buyer.get(page("estimate_line_edit", tender, line.pk)).status_code == 404


def test_removing_asks_first(buyer, tender):
    line = make_estimate_line(tender=tender, kind=LineKind.OPTION)

    assert "Wilt u dit bedrag verwijderen" in buyer.get(page("estimate_line_remove", tender, line.pk)).text
    buyer.post(page("estimate_line_remove", tender, line.pk))

    assert not EstimateLine.objects.exists()


@pytest.mark.parametrize("number", [2, 30])
def test_the_page_costs_the_same_for_any_number_of_amounts(buyer, tender, django_assert_max_num_queries, number):
    for _line in range(number):
        make_estimate_line(tender=tender)
    buyer.get(page("value_estimate", tender))

    with django_assert_max_num_queries(20):
        buyer.get(page("value_estimate", tender))
