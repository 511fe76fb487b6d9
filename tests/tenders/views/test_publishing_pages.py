"""The pages of stages 6 and 7: what goes wrong stands at its field, nothing typed is lost, nothing happens twice."""

from datetime import timedelta

import pytest
from django.urls import reverse

from procurement.core import clock
from procurement.core.models import BackgroundJob
from procurement.core.services import jobs
from tenders.domain.lifecycle import TenderState
from tenders.models import Tender
from tenders.services import findings, notes, publication, questions
from tests.factories.accounts import PASSWORD
from tests.factories.tenders_publishing import SENT, make_complete, make_published, make_question, outside, settle

pytestmark = pytest.mark.django_db
NOW = SENT + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _moment(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with clock.at(NOW):
        yield


@pytest.fixture
def visit(client, cast):
    def ask(name, person=None, data=None, tender=None, **arguments):
        client.force_login(person or cast.buyer)
        url = reverse(f"tenders:{name}", kwargs={"pk": (tender or cast.tender).pk} | arguments)
        return client.get(url) if data is None else client.post(url, data)

    return ask


@pytest.fixture
def settled(cast):
    tender = make_complete(cast.tender, actor=cast.buyer)
    settle(tender, actor=cast.buyer)
    return tender


@pytest.fixture
def published(cast):
    make_published(cast.tender, first=cast.buyer, second=cast.mandate_holder)
    return Tender.objects.get(pk=cast.tender.pk)


def publish_data(tender, **fields):
    data = {
        "seen_sha256": publication.content_sha256(tender.pk),
        "channel": "TenderNed",
        "outside_at": "2027-02-01T10:00",
        "reference": "TN-1",
        "identity": PASSWORD,
    }
    return data | fields


def test_a_filter_of_findings_stays_in_the_address_after_a_decision(visit, cast):
    tender = make_complete(cast.tender, actor=cast.buyer, no_lots_motivation="")
    (row,) = [row for row in findings.board_of(tender.pk) if row.finding.rule_id == "DOC-05"]
    url = reverse("tenders:review", args=[tender.pk])
    client = visit("review").client
    shown = client.get(url, {"severity": "motivate", "state": "open"})
    assert "DOC-05" in shown.text
    assert "VAL-16" not in shown.text

    where = reverse("tenders:decide_finding", args=[tender.pk]) + "?severity=motivate&state=open"
    empty = client.post(where, {"key": row.finding.key, "text": ""})
    assert empty.status_code == 422
    assert "uw uitleg komt in de stukken" in empty.text
    answer = client.post(where, {"key": row.finding.key, "text": "Eén verantwoordelijke."})

    assert answer.url == f"{url}?severity=motivate&state=open"


def test_two_people_publish_and_the_page_shows_who_and_the_hash(visit, cast, settled):
    sha256 = publication.content_sha256(settled.pk)
    offered = visit("offer", data={"seen_sha256": sha256, "identity": PASSWORD})
    assert offered.status_code == 302
    waiting = visit("publish", person=cast.second_buyer)
    assert cast.buyer.name in waiting.text
    assert sha256 in waiting.text

    answer = visit("publish", person=cast.second_buyer, data=publish_data(settled))

    assert answer.url == reverse("tenders:publications", args=[settled.pk])
    shown = visit("publications")
    assert cast.second_buyer.name in shown.text
    assert settled.publications.get().sha256 in shown.text
    again = visit("publish", person=cast.second_buyer, data=publish_data(settled))
    assert again.url == answer.url
    assert settled.publications.count() == 1


def test_a_wrong_password_and_a_future_moment_stand_at_their_field(visit, cast, settled):
    publication.offer(settled.pk, actor=cast.buyer, seen_sha256=publication.content_sha256(settled.pk))
    data = publish_data(settled, identity="fout", reference="TN-77")

    wrong = visit("publish", person=cast.second_buyer, data=data)
    assert wrong.status_code == 422
    assert "identity" in wrong.context["publish_form"].errors
    assert "TN-77" in wrong.text

    data = publish_data(settled, outside_at="2027-02-03T10:00")
    late = visit("publish", person=cast.second_buyer, data=data)
    assert "toekomst" in late.context["publish_form"].errors["outside_at"][0]
    settled.refresh_from_db()
    assert settled.state == TenderState.REVIEW


def test_a_publication_is_read_and_compared(visit, cast, published):
    notes.propose_amendment(
        published.pk,
        "requirements/E1/text",
        actor=cast.buyer,
        new="Onderdelen moeten elf jaar leverbaar zijn.",
        reason="x",
    )
    notes.send_note(published.pk, actor=cast.buyer, outside=outside(NOW))

    assert "tien jaar leverbaar" in visit("publication", number=1).text
    changes = visit("publication_changes", number=2)
    assert "<del>" in changes.text
    assert "elf" in changes.text
    assert visit("publication_changes", number=1).status_code == 404


def test_the_guide_is_made_by_a_job_once(visit, cast, published, django_capture_on_commit_callbacks):
    for _turn in range(2):
        visit("make_guide", data={})
    job = BackgroundJob.objects.get(kind="tenders.guide")

    jobs.run(str(job.pk))

    job.refresh_from_db()
    assert job.result.name.endswith("publicatie-1.pdf")
    assert job.result.get_absolute_url() in visit("publications").text


def test_a_company_named_in_a_question_is_warned_of_and_what_was_typed_stays(visit, cast, published):
    data = {
        "asked_at": "2027-02-01T10:01",
        "channel": "TenderNed",
        "document_part": "Bijlage A",
        "text": f"Geldt dit ook voor {cast.bidder_company.name}?",
    }
    warned = visit("question_new", data=data)
    assert "naam van een onderneming" in warned.context["form"].errors["text"][0]
    assert cast.bidder_company.name in warned.text
    assert published.questions.count() == 0

    visit("question_new", data=data | {"name_is_meant": "on"})
    assert published.questions.get().number == 1


def test_a_question_is_answered_and_approved_by_another(visit, cast, published):
    question = make_question(published, actor=cast.buyer)
    data = {"document_part": question.document_part, "text": question.text, "answer": "Ja."}
    data |= {f"initial-{name}": getattr(question, name) for name in data}
    visit("question", data=data, question_id=question.pk)
    visit("question_approve", data={"seen_answer": "Ja."}, question_id=question.pk)
    question.refresh_from_db()
    assert (question.answer, question.approved_by) == ("Ja.", None)

    visit("question_approve", person=cast.project_leader, data={"seen_answer": "Ja."}, question_id=question.pk)

    question.refresh_from_db()
    assert question.approved_by == cast.project_leader


def test_a_note_that_is_too_late_says_so_at_the_moment_of_sending(visit, cast, published):
    notes.propose_amendment(published.pk, "procedure//place", actor=cast.buyer, new="Lindermeer", reason="Ontbrak.")
    late = published.closing_at - timedelta(days=5)
    with clock.at(late + timedelta(hours=1)):
        data = {"channel": "TenderNed", "outside_at": f"{late:%Y-%m-%dT%H:%M}", "identity": PASSWORD}
        answer = visit("note_send", data=data)

    assert "uiterlijk" in answer.context["form"].errors["outside_at"][0]
    assert published.publications.count() == 1


def test_the_company_is_on_no_page_of_a_sent_note(visit, cast, published):
    question = make_question(published, actor=cast.buyer, company=cast.bidder_company)
    questions.answer_question(question.pk, actor=cast.buyer, answer="Ja.")
    questions.approve_answer(question.pk, actor=cast.lawyer, seen_answer="Ja.")
    notes.send_note(published.pk, actor=cast.buyer, outside=outside(NOW))

    for name, arguments in (("note", {"number": 1}), ("publication", {"number": 2}), ("clarifications", {})):
        shown = visit(name, person=cast.reader, **arguments)
        assert shown.status_code == 200
        assert cast.bidder_company.name not in shown.text


def test_whoever_opens_a_tender_after_its_closing_finds_it_closed(visit, published):
    with clock.at(published.closing_at):
        visit("clarifications")

    published.refresh_from_db()
    assert published.state == TenderState.CLOSED
