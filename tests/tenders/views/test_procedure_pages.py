"""The pages of the choice of a procedure: facts in, verdicts out, one click to adopt, words to complete."""

from decimal import Decimal

import pytest
from django.urls import reverse

from procurement.accounts.domain.roles import Role
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import Procedure
from tenders.models import ProcedureFacts, TermFacts
from tests.factories.accounts import make_user
from tests.factories.tenders import make_tender

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender():
    return make_tender(estimated_value_eur=Decimal(590_000))


@pytest.fixture
def buyer(client, tender, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(make_user(organisation=tender.organisation, role=Role.BUYER))
    return client


def page(name, tender, **more):
    return reverse(f"tenders:{name}", kwargs={"pk": tender.pk, **more})


ANSWERS = {"regime": "regular", "innovation": "none", "bid_effort": "normal"}


def test_every_procedure_is_shown_under_its_verdict_with_its_article(buyer, tender):
    answer = buyer.get(page("procedure_choice", tender))

    groups = {group["verdict"]: [row["procedure"] for row in group["rows"]] for group in answer.context["groups"]}
    assert groups["possible"] == ["open", "restricted"]
    assert sum(len(rows) for rows in groups.values()) == len(Procedure)
    assert "Aw 2012 art. 2.26" in answer.text
    assert "Kies Europees openbaar" in answer.text


def test_answers_are_stored_and_change_the_verdicts(buyer, tender):
    answer = buyer.post(
        page("procedure_choice", tender), ANSWERS | {"can_be_specified": "False", "capable_firms": "6"}, follow=True
    )

    facts = ProcedureFacts.objects.get(tender=tender)
    assert (facts.can_be_specified, facts.needs_negotiation, facts.capable_firms) == (False, None, 6)
    assert "niet precies te omschrijven" in answer.text


def test_an_exemption_without_its_facts_gets_a_message_at_its_field_and_the_rest_stays(buyer, tender):
    answer = buyer.post(
        page("procedure_choice", tender), ANSWERS | {"exemption": "legal_services", "capable_firms": "7"}
    )

    assert list(answer.context["form"].errors) == ["exemption_facts"]
    assert 'value="7"' in answer.text
    assert not ProcedureFacts.objects.exists()


def test_one_click_adopts_and_shows_the_words_to_complete(buyer, tender):
    answer = buyer.post(page("procedure_adopt", tender, procedure="open"), follow=True)

    tender.refresh_from_db()
    assert tender.procedure == Procedure.OPEN
    assert answer.context["form"].initial["motivation"] == tender.procedure_motivation
    assert "Wij kiezen voor de procedure: Europees openbaar." in answer.text


def test_an_impossible_procedure_is_refused_with_its_reason(buyer, tender):
    answer = buyer.post(page("procedure_adopt", tender, procedure="quote"), follow=True)

    assert "Deze procedure kan niet." in answer.text
    tender.refresh_from_db()
    assert tender.procedure == ""


def test_a_procedure_that_does_not_exist_is_not_found(buyer, tender):
    assert buyer.post(page("procedure_adopt", tender, procedure="loterij")).status_code == 404


def test_a_decision_without_words_is_refused_at_its_field(buyer, tender):
    buyer.post(page("procedure_adopt", tender, procedure="open"))

    answer = buyer.post(page("procedure_decision", tender), {"motivation": " ", "alternatives": "Geen."})

    assert list(answer.context["form"].errors) == ["motivation"]
    assert "Geen." in answer.text


def test_before_a_choice_the_record_says_what_to_do(buyer, tender):
    answer = buyer.get(page("procedure_decision", tender))

    assert "Nog geen besluit" in answer.text


def test_after_publication_the_choice_can_be_read_only(buyer, tender):
    buyer.post(page("procedure_adopt", tender, procedure="open"))
    tender.state = TenderState.PUBLISHED
    tender.save(update_fields=["state", "updated_at"])

    for name in ("procedure_choice", "procedure_decision"):
        answer = buyer.get(page(name, tender))
        assert answer.status_code == 200
        assert "<textarea" not in answer.text
    assert buyer.post(page("procedure_adopt", tender, procedure="open")).status_code == 403


def test_urgency_wants_its_reason(buyer, tender):
    answer = buyer.post(page("term_facts", tender), {"urgency": "on"})

    assert list(answer.context["form"].errors) == ["urgency_reason"]

    buyer.post(page("term_facts", tender), {"urgency": "on", "urgency_reason": "De brug is gesloten."})

    assert TermFacts.objects.get(tender=tender).urgency is True


def test_the_planning_of_a_restricted_procedure_asks_for_its_own_steps(buyer, tender):
    buyer.post(page("procedure_adopt", tender, procedure="restricted"))
    buyer.post(page("propose_planning", tender), {"notice": "2027-02-01"})

    answer = buyer.get(page("planning", tender))

    assert "Sluiting verzoeken tot deelneming" in answer.text
    assert "requests_closing_hour" in answer.context["form"].fields
    assert "dialogue_end_day" not in answer.context["form"].fields
