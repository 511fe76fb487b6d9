"""The pages of stage 2."""

from datetime import date

import pytest
from django.urls import reverse

from procurement.core.models import BackgroundJob
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import FollowUp, StageState
from tenders.models import (
    ConsultationConclusion,
    ConsultationQuestion,
    ConsultationResponse,
    MarketConsultation,
    Tender,
)
from tests.factories.tenders import (
    make_conclusion,
    make_consultation,
    make_consultation_question,
    make_consultation_response,
)

pytestmark = pytest.mark.django_db

SETUP = {
    "purpose": "Weten wat kan.",
    "is_open": "True",
    "invitation_motivation": "",
    "channel": "TenderNed",
    "held_on": "2023-02-06",
    "respond_by": "2023-02-03",
    "level_field_measures": "",
    "report_published_on": "",
    "capable_firms": "7",
}


@pytest.fixture
def buyer(cast, client):
    client.force_login(cast.buyer)
    return client


@pytest.fixture
def url(cast):
    def find(name, *args):
        return reverse(f"tenders:{name}", args=[cast.tender.pk, *args])

    return find


@pytest.fixture
def consultation(cast):
    return make_consultation(tender=cast.tender)


def test_an_empty_stage_offers_a_consultation_or_a_reason(buyer, url):
    page = buyer.get(url("market")).content.decode()

    assert "Marktconsultatie opzetten" in page
    assert "Geen consultatie nodig: leg vast waarom" in page
    assert buyer.get(url("market_questions")).status_code == 404


def test_a_consultation_is_set_up_and_changed(buyer, url):
    first = buyer.post(url("market_edit"), SETUP)
    second = buyer.post(url("market_edit"), SETUP | {"channel": "Mercell"})

    assert (first.url, second.url) == (url("market_questions"), url("market"))
    stored = MarketConsultation.objects.get()
    assert (stored.channel, stored.capable_firms, stored.held_on) == ("Mercell", 7, date(2023, 2, 6))
    assert "telt mee bij de proportionaliteit" in buyer.get(url("market")).content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"is_open": "False"}, "invitation_motivation"),
        ({"report_published_on": "2023-02-01"}, "report_published_on"),
        ({"purpose": ""}, "purpose"),
        ({"held_on": "nooit"}, "held_on"),
        ({"capable_firms": "-1"}, "capable_firms"),
    ],
)
def test_a_wrong_set_up_is_refused_at_its_field(buyer, url, fields, field):
    answer = buyer.post(url("market_edit"), SETUP | fields)

    assert list(answer.context["form"].errors) == [field]
    assert not MarketConsultation.objects.exists()


def test_the_set_up_saves_itself(consultation, buyer, url):
    good = buyer.post(url("market_autosave"), SETUP | {"purpose": "Vanzelf."})
    bad = buyer.post(url("market_autosave"), SETUP | {"purpose": ""})

    assert (good.status_code, bad.status_code) == (200, 422)
    assert MarketConsultation.objects.get().purpose == "Vanzelf."


def test_no_consultation_with_a_reason_is_done_and_can_be_taken_back(cast, buyer, url):
    refused = buyer.post(url("market_waive"), {"no_consultation_reason": " "})
    buyer.post(url("market_waive"), {"no_consultation_reason": "Vorig jaar gedaan."})
    done = buyer.get(url("market"))
    buyer.post(url("market_unwaive"))

    assert "no_consultation_reason" in refused.context["form"].errors
    assert "Vorig jaar gedaan." in done.content.decode()
    assert done.context["stage"]["state"] == StageState.DONE
    assert Tender.objects.get(pk=cast.tender.pk).no_consultation_reason == ""


def test_a_consultation_that_is_there_needs_no_reason(consultation, buyer, url):
    for name in ("market_waive", "market_unwaive"):
        assert buyer.post(url(name), {"no_consultation_reason": "x"}).url == url("market")


def test_questions_are_added_changed_and_removed(consultation, buyer, url):
    buyer.post(url("market_question_new"), {"theme": "Haalbaarheid", "text": "Wat kan?", "why": ""})
    question = ConsultationQuestion.objects.get()
    response = make_consultation_response(consultation=consultation, answers={question: "Alles."})
    shown = buyer.get(url("market_question_edit", question.pk)).content.decode()
    data = {"theme": "Haalbaarheid", "text": "Wat is haalbaar?", "why": "", "summary": "Veel."}
    buyer.post(url("market_question_edit", question.pk), data)
    asked = buyer.get(url("market_question_remove", question.pk)).content.decode()
    changed = ConsultationQuestion.objects.get()
    buyer.post(url("market_question_remove", question.pk))

    assert (response.party in shown, "Alles." in shown) == (True, True)
    assert (changed.text, changed.summary) == ("Wat is haalbaar?", "Veel.")
    assert "1 antwoorden" in asked
    assert not ConsultationQuestion.objects.exists()


def test_an_unanswered_question_is_removed_without_a_warning(consultation, buyer, url):
    question = make_consultation_question(consultation=consultation)

    assert "Er zijn nog geen antwoorden" in buyer.get(url("market_question_remove", question.pk)).content.decode()


def test_a_question_moves_with_and_without_htmx(consultation, buyer, url):
    first, second = (make_consultation_question(consultation=consultation, text=text) for text in ("Eerst?", "Dan?"))

    part = buyer.post(
        url("market_question_move", first.pk), {"richting": "omlaag"}, headers={"hx-request": "true"}
    ).content.decode()
    whole = buyer.post(url("market_question_move", first.pk), {"richting": "omhoog"})

    assert "<html" not in part
    assert part.index("Dan?") < part.index("Eerst?")
    assert whole.url == url("market_questions")
    assert list(ConsultationQuestion.objects.values_list("pk", flat=True)) == [first.pk, second.pk]


def test_questions_stand_under_their_theme(consultation, buyer, url):
    for theme in ("Haalbaarheid", "Haalbaarheid", "Percelen"):
        make_consultation_question(consultation=consultation, theme=theme)

    page = buyer.get(url("market_questions"))

    assert [(group["theme"], len(group["questions"])) for group in page.context["themes"]] == [
        ("Haalbaarheid", 2),
        ("Percelen", 1),
    ]


def test_a_response_holds_an_answer_to_each_question(consultation, buyer, url):
    question = make_consultation_question(consultation=consultation)
    data = {"party": "Werkbank", "received_on": "2023-02-03", "may_be_named": "on", f"answer_{question.pk}": "Ja."}

    buyer.post(url("market_response_new"), data)
    response = ConsultationResponse.objects.get()
    buyer.post(url("market_response_edit", response.pk), data | {f"answer_{question.pk}": "Nee.", "may_be_named": ""})
    page = buyer.get(url("market_responses")).content.decode()

    response.refresh_from_db()
    assert response.answers.get().text == "Nee."
    assert not response.may_be_named
    assert "zonder naam" in page


def test_two_people_who_change_the_same_answer_see_each_other(consultation, buyer, url):
    question = make_consultation_question(consultation=consultation)
    response = make_consultation_response(consultation=consultation, party="Werkbank", answers={question: "Begin."})
    edit, name = url("market_response_edit", response.pk), f"answer_{question.pk}"
    base = {"party": "Werkbank", "received_on": "2023-02-03", f"initial-{name}": "Begin."}
    buyer.post(edit, base | {name: "Van de een."})

    late = buyer.post(edit, base | {name: "Van de ander."})

    assert "Iemand anders heeft dit intussen gewijzigd" in late.content.decode()
    assert response.answers.get().text == "Van de een."


def test_a_party_answers_once(consultation, buyer, url):
    make_consultation_response(consultation=consultation, party="Werkbank")

    answer = buyer.post(url("market_response_new"), {"party": "werkbank", "received_on": "2023-02-03"})

    assert answer.context["form"].errors == {"party": ["Van Werkbank staat er al een reactie. Wijzig die."]}


def test_a_response_is_removed_after_a_question(consultation, buyer, url):
    response = make_consultation_response(consultation=consultation, party="Werkbank")

    assert "Werkbank" in buyer.get(url("market_response_remove", response.pk)).content.decode()
    buyer.post(url("market_response_remove", response.pk))

    assert not ConsultationResponse.objects.exists()


def test_conclusions_need_a_reason_once_they_are_decided(consultation, buyer, url):
    data = {"text": "Driekwart kan.", "follow_up": "adopted", "reason": ""}

    refused = buyer.post(url("market_conclusion_new"), data)
    buyer.post(url("market_conclusion_new"), data | {"follow_up": "open"})
    conclusion = ConsultationConclusion.objects.get()
    buyer.post(url("market_conclusion_edit", conclusion.pk), data | {"reason": "In A1."})

    conclusion.refresh_from_db()
    assert "reason" in refused.context["form"].errors
    assert (conclusion.follow_up, conclusion.reason) == (FollowUp.ADOPTED, "In A1.")


def test_a_conclusion_is_removed_after_a_question(consultation, buyer, url):
    conclusion = make_conclusion(consultation=consultation)

    assert "schuiven op" in buyer.get(url("market_conclusion_remove", conclusion.pk)).content.decode()
    buyer.post(url("market_conclusion_remove", conclusion.pk))

    assert not ConsultationConclusion.objects.exists()


def test_a_name_that_may_not_be_printed_is_a_finding(consultation, buyer, url):
    make_consultation_response(consultation=consultation, party="Bureauland Direct")
    make_conclusion(consultation=consultation, text="Alleen Bureauland Direct wil dit.")

    page = buyer.get(url("market_conclusions")).content.decode()

    assert "Conclusie 1 noemt Bureauland Direct, die niet genoemd wil worden." in page


def test_the_report_is_asked_for_as_a_job(cast, consultation, buyer, url, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        plain = buyer.post(url("market_report"))
        htmx = buyer.post(url("market_report"), headers={"hx-request": "true"})

    job = BackgroundJob.objects.get()
    assert plain.url == job.get_absolute_url()
    assert f"job-{job.pk}" in htmx.content.decode()
    assert len(callbacks) == 1
    assert job.requested_by == cast.buyer
    assert f"job-{job.pk}" in buyer.get(url("market_conclusions")).content.decode()


@pytest.mark.parametrize("name", ["market", "market_questions", "market_responses", "market_conclusions"])
def test_after_publication_the_pages_are_read_and_say_why(cast, consultation, buyer, url, name):
    question = make_consultation_question(consultation=consultation)
    make_consultation_response(consultation=consultation, answers={question: "Ja."})
    make_conclusion(consultation=consultation)
    Tender.objects.filter(pk=cast.tender.pk).update(state=TenderState.PUBLISHED)

    page = buyer.get(url(name)).content.decode()

    assert "Deze aanbesteding is gepubliceerd." in page
    assert ">Wijzigen" not in page


def test_the_pages_ask_as_much_with_many_rows(consultation, buyer, url, django_assert_max_num_queries):
    questions = [make_consultation_question(consultation=consultation) for _number in range(12)]
    for _number in range(12):
        make_consultation_response(consultation=consultation, answers=dict.fromkeys(questions, "Ja."))
        make_conclusion(consultation=consultation)
    for name in ("market", "market_questions", "market_responses", "market_conclusions"):
        buyer.get(url(name))
        with django_assert_max_num_queries(30):
            buyer.get(url(name))
