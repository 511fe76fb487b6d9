"""The pages of questions: filters that stay, a fixed number of queries, nothing typed lost, nothing shown too early."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procurement.core import clock
from tenders.domain.questions import QuestionState
from tenders.models import Question, Tender
from tenders.services import question_work, questions
from tests.factories.tenders_publishing import SENT, make_published, make_question, make_questions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _moment(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with clock.at(SENT + timedelta(days=7)):
        yield


@pytest.fixture
def tender(cast):
    make_published(cast.tender, first=cast.buyer, second=cast.mandate_holder)
    return Tender.objects.get(pk=cast.tender.pk)


@pytest.fixture
def visit(client, cast, tender):
    def ask(name, *, person=None, data=None, query=None, **arguments):
        client.force_login(person or cast.buyer)
        url = reverse(f"tenders:{name}", kwargs={"pk": tender.pk} | arguments)
        return client.get(url, query) if data is None else client.post(url, data)

    return ask


def typed(question, **fields):
    """What a browser posts of the page of a question."""
    stored = {name: getattr(question, name) for name in ("document_part", "text", "answer")}
    return stored | {f"initial-{name}": value for name, value in stored.items()} | fields


def queries_of(visit, *args, **kwargs):
    visit(*args, **kwargs)
    with CaptureQueriesContext(connection) as seen:
        assert visit(*args, **kwargs).status_code == 200
    return len(seen)


def test_200_questions_take_as_many_queries_as_20(visit, cast, tender):
    make_questions(tender, 20, assigned_to=cast.lawyer)
    few = {name: queries_of(visit, *name[:1], query=dict(name[1:])) for name in PAGES}
    make_questions(tender, 180, assigned_to=cast.lawyer, company=cast.bidder_company)

    assert {name: queries_of(visit, *name[:1], query=dict(name[1:])) for name in PAGES} == few
    assert max(few.values()) <= 40


PAGES = (("clarifications", ("alles", "1")), ("clarifications", ("sorteer", "onderdeel")), ("notes",), ("amendments",))


def test_one_question_among_200_takes_as_many_queries_as_among_20(visit, cast, tender):
    first = make_questions(tender, 20)[0]
    few = queries_of(visit, "question", question_id=first.pk)
    make_questions(tender, 180)

    assert queries_of(visit, "question", question_id=first.pk) == few


def test_a_list_is_searched_filtered_and_paged(visit, cast, tender):
    make_questions(tender, 55)
    make_question(tender, actor=cast.buyer, text="Telt een inbussleutel als gereedschap?")
    shown = visit("clarifications")
    assert "1 tot en met 50 van 56" in shown.text

    found = visit("clarifications", query={"q": "inbussleutel"})
    assert [row["question"].number for group in found.context["groups"] for row in group["rows"]] == [56]
    assert "Geen vraag gevonden" in visit("clarifications", query={"q": "niets hiervan"}).text
    grouped = visit("clarifications", query={"sorteer": "onderdeel", "alles": "1"})
    titles = [group["title"] for group in grouped.context["groups"]]
    assert titles == sorted(titles)
    assert len(titles) > 3


def test_filters_stay_for_this_tender_until_they_are_cleared(visit, cast, tender):
    make_questions(tender, 3)
    visit("clarifications", query={"stand": "open", "wie": "niemand"})

    again = visit("clarifications")
    assert again.url.endswith("?stand=open&wie=niemand")
    visit("clarifications", query={"alles": "1"})

    assert visit("clarifications").status_code == 200


def test_next_and_previous_follow_the_kept_list(visit, cast, tender):
    first, second, third = make_questions(tender, 3)
    Question.objects.filter(pk=second.pk).update(state=QuestionState.WITHDRAWN)
    visit("clarifications", query={"stand": "wacht"})

    shown = visit("question", question_id=first.pk)

    assert (shown.context["before"], shown.context["after"]) == (None, third.pk)


def test_a_draft_saves_itself_and_waits_until_it_is_offered(visit, cast, tender):
    question = make_question(tender, actor=cast.buyer)
    data = {"answer": "Ja, oo", "initial-answer": ""}

    assert visit("question_autosave", person=cast.lawyer, data=data, question_id=question.pk).status_code == 200

    question.refresh_from_db()
    assert (question.state, question.answer, question.answered_by) == (QuestionState.DRAFT, "Ja, oo", cast.lawyer)
    # After a save the page starts from what was saved.
    data = {"answer": "Ja.", "initial-answer": "Ja, oo", "do": "offer"}
    visit("question", person=cast.lawyer, data=data, question_id=question.pk)
    question.refresh_from_db()
    assert (question.state, question.answer) == (QuestionState.OFFERED, "Ja.")


def test_two_people_who_write_one_answer_see_both(visit, cast, tender):
    question = make_question(tender, actor=cast.buyer)
    questions.answer_question(question.pk, actor=cast.project_leader, answer="Nee.", offer=False)
    mine = {"answer": "Ja.", "initial-answer": ""}

    refused = visit("question_autosave", person=cast.lawyer, data=mine, question_id=question.pk)
    shown = visit("question", person=cast.lawyer, data=mine, question_id=question.pk)

    assert (refused.status_code, shown.status_code) == (422, 422)
    (conflict,) = shown.context["form"].conflicts
    assert (conflict.stored, conflict.typed) == ("Nee.", "Ja.")
    question.refresh_from_db()
    assert question.answer == "Nee."


def test_an_offered_answer_does_not_change_while_one_types(visit, cast, tender):
    question = make_question(tender, actor=cast.buyer)
    questions.answer_question(question.pk, actor=cast.buyer, answer="Ja.")
    question.refresh_from_db()

    assert visit("question_autosave", data=typed(question, answer="Nee."), question_id=question.pk).status_code == 422
    assert "data-url" not in visit("question", question_id=question.pk).text.split("form-actions")[1]


def test_who_does_not_draft_writes_the_answer_and_not_the_question(visit, cast, tender):
    question = make_question(tender, actor=cast.buyer)

    visit(
        "question", person=cast.lawyer, data=typed(question, text="Iets anders?", answer="Ja."), question_id=question.pk
    )

    question.refresh_from_db()
    assert (question.text, question.answer) == ("Geldt dit ook voor bekleding?", "Ja.")


def test_a_wording_that_betrays_is_read_by_who_drafts_only(visit, cast, tender):
    name = cast.bidder_company.name
    question = make_question(tender, actor=cast.buyer, text=f"Mag {name} dit?", company=cast.bidder_company)

    for person in (cast.buyer, cast.project_leader):
        assert f"Mag {name} dit?" in visit("question", person=person, question_id=question.pk).text
    for person in (cast.lawyer, cast.chair, cast.reader, cast.auditor):
        for page in (visit("question", person=person, question_id=question.pk), visit("clarifications", person=person)):
            assert page.status_code == 200
            assert name not in page.text


def test_who_asked_is_shown_to_who_drafts_only(visit, cast, tender):
    question = make_question(tender, actor=cast.buyer, company=cast.bidder_company)

    assert cast.bidder_company.name in visit("question", question_id=question.pk).text
    for person in (cast.lawyer, cast.assessor, cast.auditor):
        assert cast.bidder_company.name not in visit("question", person=person, question_id=question.pk).text


def test_what_the_team_says_is_read_by_the_team_only(visit, cast, tender):
    question = make_question(tender, actor=cast.buyer)
    visit("question_comment", person=cast.lawyer, data={"text": "Kijk naar E2."}, question_id=question.pk)

    assert "Kijk naar E2." in visit("question", person=cast.assessor, question_id=question.pk).text
    assert "Kijk naar E2." not in visit("question", person=cast.reader, question_id=question.pk).text


def test_approving_goes_on_to_the_next_answer(visit, cast, tender):
    first, second = (make_question(tender, actor=cast.buyer) for _turn in range(2))
    for question in (first, second):
        questions.answer_question(question.pk, actor=cast.buyer, answer="Ja.")

    answer = visit("question_approve", person=cast.lawyer, data={"seen_answer": "Ja."}, question_id=first.pk)

    assert answer.url.endswith(f"/vragen/{second.pk}/")


def test_an_answer_is_sent_back(visit, cast, tender):
    question = make_question(tender, actor=cast.buyer)
    questions.answer_question(question.pk, actor=cast.buyer, answer="Ja.")

    visit("question_return", person=cast.lawyer, data={"reason": "Te kort."}, question_id=question.pk)

    question.refresh_from_db()
    assert question.state == QuestionState.RETURNED
    assert "Te kort." in visit("question", question_id=question.pk).text


def test_the_ticked_questions_are_assigned(visit, cast, tender):
    first, second, third = make_questions(tender, 3)
    data = {"question": [first.pk, third.pk], "to": cast.lawyer.pk, "due_on": "2027-02-20"}

    visit("questions_assign", data=data)

    assert set(tender.questions.filter(assigned_to=cast.lawyer)) == {first, third}
    none = visit("questions_assign", data={"to": cast.lawyer.pk})
    assert none.url.endswith("/inlichtingen/")
    past = visit("questions_assign", data={"question": [second.pk], "to": cast.lawyer.pk, "due_on": "2027-01-01"})
    assert past.status_code == 302
    second.refresh_from_db()
    assert second.assigned_to is None


def test_questions_that_ask_the_same_are_merged_and_loosened_from_the_page(visit, cast, tender):
    first, second = (make_question(tender, actor=cast.buyer) for _turn in range(2))
    assert "Lijkt op" in visit("question", question_id=second.pk).text

    visit("question_merge", data={"into": first.pk}, question_id=second.pk)
    assert "samen met vraag 1" in visit("question", question_id=second.pk).text

    visit("question_split", data={}, question_id=second.pk)
    second.refresh_from_db()
    assert second.state == QuestionState.OPEN


def test_a_number_that_is_known_says_so_at_its_field(visit, cast, tender):
    make_question(tender, actor=cast.buyer, outside_number="V-7")
    data = {
        "asked_at": "2027-02-08T10:00",
        "channel": "TenderNed",
        "outside_number": "V-7",
        "document_part": "Bijlage A",
        "text": "Mag dit?",
    }

    answer = visit("question_new", data=data)

    assert "outside_number" in answer.context["form"].errors
    assert "Mag dit?" in answer.text


def test_a_confidential_question_needs_the_interest(visit, cast, tender):
    data = {
        "asked_at": "2027-02-08T10:00",
        "channel": "TenderNed",
        "document_part": "Bijlage A",
        "text": "Mag ons procedé?",
        "is_confidential": "on",
    }
    assert "confidential_reason" in visit("question_new", data=data).context["form"].errors

    visit("question_new", data=data | {"confidential_reason": "Bedrijfsgeheim."})

    assert tender.questions.get().private_number == 1


def test_work_leads_to_the_list_it_speaks_of(visit, cast, tender):
    question = make_question(tender, actor=cast.buyer)
    question_work.assign(tender.pk, [question.pk], actor=cast.buyer, to=cast.lawyer)

    shown = visit("clarifications", person=cast.lawyer, query={"wie": "mij"})

    assert [row["question"] for group in shown.context["groups"] for row in group["rows"]] == [question]
