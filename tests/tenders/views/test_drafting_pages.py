"""The pages of stages 3 and 4: errors at the field, nothing typed lost, the same queries for any number of rows."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from procurement.accounts.domain.roles import Role
from procurement.core import clock
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import Formulation, Procedure, ProofMoment, RequirementKind
from tenders.models import Requirement, Tender
from tenders.services import planning
from tests.factories.accounts import make_user
from tests.factories.tenders import make_tender

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    return make_tender(procedure=Procedure.OPEN)


@pytest.fixture
def buyer(client, tender, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(make_user(organisation=tender.organisation, role=Role.BUYER))
    return client


def value_data(**fields):
    return {"contract_kind": "supplies", "estimated_value_eur": "590.000,00", "procedure": "open"} | fields


@pytest.mark.parametrize(
    ("typed", "message"),
    [("-5", "hoger zijn dan nul"), ("0", "hoger zijn dan nul"), ("veel", "Voer een getal in")],
)
def test_a_value_that_cannot_be_gets_a_message_at_its_field_and_stays(buyer, tender, typed, message):
    answer = buyer.post(
        reverse("tenders:procedure", args=[tender.pk]),
        value_data(estimated_value_eur=typed, occasion="Lang getypt verhaal"),
    )

    form = answer.context["form"]
    assert message in form.errors["estimated_value_eur"][0]
    assert "Lang getypt verhaal" in answer.text
    tender.refresh_from_db()
    assert tender.estimated_value_eur is None


def test_a_dutch_amount_is_understood_and_compared_with_the_threshold(buyer, tender):
    answer = buyer.post(reverse("tenders:procedure", args=[tender.pk]), value_data(), follow=True)

    tender.refresh_from_db()
    assert tender.estimated_value_eur == 590000
    assert "Een Europese procedure is nodig".lower() in answer.text.lower()


def test_a_wrong_cpv_code_is_named(buyer, tender):
    answer = buyer.post(reverse("tenders:procedure", args=[tender.pk]), value_data(cpv_codes="39130000-2, stoelen"))

    assert "Niet in de CPV-lijst: stoelen" in answer.context["form"].errors["cpv_codes"][0]


def test_a_long_contract_wants_its_reason(buyer, tender):
    answer = buyer.post(
        reverse("tenders:conditions", args=[tender.pk]),
        {"duration_months": "96", "option_count": "2", "option_months": "24"},
    )

    assert list(answer.context["form"].errors) == ["duration_motivation"]


@pytest.fixture
def planned(tender):
    """The tender with a planning from 1 February 2027 on, made a week before."""
    with clock.at(datetime(2027, 1, 25, 9, 0, tzinfo=UTC)):
        planning.propose(tender.pk, actor=tender.created_by, notice=date(2027, 2, 1))
        yield tender


def test_a_planning_that_would_begin_in_the_past_is_refused_at_its_day(buyer, planned):
    too_early = buyer.post(reverse("tenders:propose_planning", args=[planned.pk]), {"notice": "2027-01-24"})
    data = {"notice_day": "2027-01-22", "closing_day": "2027-03-18", "closing_hour": "12:00"}
    typed = buyer.post(reverse("tenders:planning", args=[planned.pk]), data)

    words = "Deze dag is voorbij en de aanbesteding is nog niet gepubliceerd: kies maandag 25 januari 2027 of later."
    assert too_early.context["proposal"].errors == {"notice": [words]}
    assert typed.context["form"].errors == {"notice_day": [words]}
    assert 'value="2027-01-22"' in typed.text
    assert planned.planning.get(kind="notice").day == date(2027, 2, 1)


def test_a_planned_day_that_passes_before_publication_says_so_at_its_date(buyer, planned):
    url = reverse("tenders:planning", args=[planned.pk])
    words = "Deze dag is voorbij en de aanbesteding is nog niet gepubliceerd."

    before = buyer.get(url).text
    with clock.at(datetime(2027, 2, 3, 9, 0, tzinfo=UTC)):
        after = buyer.get(url).text
        Tender.objects.filter(pk=planned.pk).update(state=TenderState.PUBLISHED)
        published = buyer.get(url).text

    assert words not in before
    assert after.count(words) == 1
    assert 'aria-describedby="id_notice_day_passed"' in after
    assert words not in published


def test_a_closing_before_the_legal_minimum_is_refused_at_its_date_with_the_article(buyer, planned):
    url = reverse("tenders:planning", args=[planned.pk])
    data = {
        name: field.initial.strftime("%H:%M") if name.endswith("hour") else field.initial.isoformat()
        for name, field in buyer.get(url).context["form"].fields.items()
        if field.initial
    }

    answer = buyer.post(url, data | {"closing_day": "2027-03-01"})

    error = answer.context["form"].errors["closing_day"][0]
    assert "art. 2.71" in error
    assert "15 maart 2027" in error
    assert 'value="2027-03-01"' in answer.text


def test_a_published_tender_is_read_only_and_says_why(buyer, tender):
    tender.state = TenderState.PUBLISHED
    tender.save(update_fields=["state"])

    for name in ("procedure", "conditions", "planning", "specification", "grounds", "clauses"):
        page = buyer.get(reverse(f"tenders:{name}", args=[tender.pk]))
        assert page.status_code == 200
        assert "ligt vast" in page.text
        assert "<textarea" not in page.text
    assert buyer.post(reverse("tenders:clauses", args=[tender.pk]), {}).status_code == 403


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("e1", "Nummer E1 is al van een andere eis. Hoofdletters maken geen verschil."),
        ("e9", "Nummer E9 is eerder gebruikt. Nummers komen niet terug, ook niet na verwijderen."),
        ("uf-C", "Nummer UF-c is van een uitsluitingsgrond. Kies een ander nummer."),
    ],
)
def test_a_number_that_is_taken_is_named_at_its_field(buyer, tender, code, words):
    make_requirement(tender, 1)
    Tender.objects.filter(pk=tender.pk).update(retired_codes=["E9"])
    own = make_requirement(tender, 2)
    data = {"kind": "minimum", "code": code, "text": "Hout.", "formulation": "technical", "proof_moment": "bid"}

    added = buyer.post(reverse("tenders:add_requirement", args=[tender.pk]), data)
    changed = buyer.post(reverse("tenders:change_requirement", args=[tender.pk, own.pk]), data)

    assert added.context["form"].errors == {"code": [words]}
    assert changed.context["form"].errors == {"code": [words]}
    assert added.context["form"]["text"].value() == "Hout."


def test_a_requirement_that_claims_an_equivalent_must_say_so(buyer, tender):
    answer = buyer.post(
        reverse("tenders:add_requirement", args=[tender.pk]),
        {
            "kind": "minimum",
            "code": "E1",
            "text": "Hout met FSC.",
            "formulation": "technical",
            "proof_moment": "bid",
            "norm": "FSC",
            "has_equivalent": "on",
        },
    )

    assert list(answer.context["form"].errors) == ["text"]


def test_two_people_who_change_the_same_text_are_shown_both(buyer, tender):
    requirement = make_requirement(tender, 1)
    url = reverse("tenders:change_requirement", args=[tender.pk, requirement.pk])
    Requirement.objects.filter(pk=requirement.pk).update(text="Tekst van de collega.")
    data = {
        "kind": "minimum",
        "code": "E1",
        "formulation": "functional",
        "proof_moment": "bid",
        "text": "Mijn tekst.",
        "initial-text": requirement.text,
    }

    answer = buyer.post(url, data)

    assert list(answer.context["form"].errors) == ["text"]
    assert "Tekst van de collega." in answer.text
    assert "Mijn tekst." in answer.text


@pytest.mark.parametrize("number", [20, 200])
def test_the_list_of_requirements_costs_the_same_for_any_number(buyer, tender, django_assert_max_num_queries, number):
    for row in range(number):
        make_requirement(tender, row)
    buyer.get(reverse("tenders:specification", args=[tender.pk]))

    with django_assert_max_num_queries(20):
        page = buyer.get(reverse("tenders:specification", args=[tender.pk]))

    assert page.context["page"].paginator.count == number


def test_filters_stay_in_the_pages_of_the_list(buyer, tender):
    for row in range(60):
        make_requirement(tender, row)

    page = buyer.get(reverse("tenders:specification", args=[tender.pk]), {"q": "stoel", "kind": "minimum"})

    assert "q=stoel&amp;kind=minimum&amp;page=2" in page.text


def make_requirement(tender, number):
    return Requirement.objects.create(
        tender=tender,
        kind=RequirementKind.MINIMUM,
        code=f"E{number}",
        formulation=Formulation.FUNCTIONAL,
        text=f"De stoel moet {number} jaar meegaan.",
        proof_moment=ProofMoment.BID,
        order=number,
    )
