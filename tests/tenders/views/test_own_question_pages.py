"""What an invited company sees: its own questions and the notes, on every page, before and after."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procurement.core import clock
from procurement.core.models import BackgroundJob, StoredFile
from procurement.core.services import files, jobs
from tenders.domain.questions import Handling, QuestionState
from tenders.models import Question, Tender
from tenders.services import invited_companies, notes, question_handling, questions
from tests.factories.accounts import PASSWORD, make_company, make_contact
from tests.factories.files import PDF
from tests.factories.tenders_publishing import SENT, make_asked, make_published, make_question, outside

pytestmark = pytest.mark.django_db
NOW = SENT + timedelta(days=3)
DATA = {
    "document_part": "Bijlage A",
    "text": "Mag bekleding gebruikt zijn?",
    "background": "",
    "confidential_reason": "",
}


@pytest.fixture(autouse=True)
def _moment(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with clock.at(NOW):
        yield


@pytest.fixture
def tender(cast):
    make_published(cast.tender, first=cast.buyer, second=cast.mandate_holder)
    tender = Tender.objects.get(pk=cast.tender.pk)
    invited_companies.invite(tender.pk, [cast.bidder_company.pk, cast.contractor_company.pk], actor=cast.buyer)
    return tender


@pytest.fixture
def visit(client, cast, tender):
    def ask(name, *, person=None, data=None, query=None, **arguments):
        client.force_login(person or cast.bidder)
        keywords = {} if name == "own_tenders" else {"pk": tender.pk}
        url = reverse(f"tenders:{name}", kwargs=keywords | arguments)
        return client.get(url, query) if data is None else client.post(url, data)

    return ask


def asked(cast, tender, who="bidder", **values):
    company = {"bidder": cast.bidder_company, "contractor": cast.contractor_company}[who]
    return make_asked(tender, actor=cast.again(who), company=company, **values)


def send_note(cast, tender, *rows):
    for row in rows:
        questions.answer_question(row.pk, actor=cast.buyer, answer=f"Antwoord op {row.number}.")
        questions.approve_answer(row.pk, actor=cast.lawyer, seen_answer=f"Antwoord op {row.number}.")
    return notes.send_note(tender.pk, actor=cast.buyer, outside=outside(NOW))


def test_a_company_asks_and_finds_its_question_under_its_own_number(visit, cast, tender):
    make_question(tender, actor=cast.buyer)

    answer = visit("own_question_new", data=DATA)

    assert answer.url == reverse("tenders:own_questions", args=[tender.pk])
    shown = visit("own_questions").text
    assert "Uw vraag 1: Bijlage A" in shown
    assert "Vraag 2" not in shown
    assert tender.title in visit("own_tenders").text


def test_one_company_finds_nothing_of_another(visit, cast, tender):
    other = asked(cast, tender, "contractor", text="Iets van de ander?")

    assert "Iets van de ander?" not in visit("own_questions").text
    assert visit("own_question", question_id=other.pk).status_code == 404
    assert visit("own_question_withdraw", question_id=other.pk, data={}).status_code == 404
    assert "Iets van de ander?" not in visit("own_question_new", query={"opnieuw": other.pk}).text


def test_a_question_of_the_export_is_not_among_the_own_ones(visit, cast, tender):
    row = make_question(tender, actor=cast.buyer, company=cast.bidder_company)

    assert visit("own_question", question_id=row.pk).status_code == 404


def test_a_telling_text_is_warned_of_once_and_what_was_typed_stays(visit, cast, tender):
    data = DATA | {"text": f"Mag {cast.bidder_company.name} dit?"}

    warned = visit("own_question_new", data=data)
    assert "kan naar u leiden" in warned.context["form"].errors["text"][0]
    assert f"Mag {cast.bidder_company.name} dit?" in warned.text
    assert not Question.objects.exists()

    visit("own_question_new", data=data | {"name_is_meant": "on"})
    assert Question.objects.get().is_anonymous is False


def test_confidence_needs_its_interest(visit, tender):
    answer = visit("own_question_new", data=DATA | {"is_confidential": "on"})

    assert "confidential_reason" in answer.context["form"].errors


def test_after_the_moment_the_form_is_gone_and_says_so(visit, tender, cast):
    kept = asked(cast, tender)
    assert "Stel deze vraag" in visit("own_question_new").text
    assert "Trek deze vraag in" in visit("own_question", question_id=kept.pk).text
    later = visit("own_questions").context["may_ask_until"] + timedelta(minutes=1)

    with clock.at(later):
        assert "Stel deze vraag" not in visit("own_question_new").text
        assert "termijn voor vragen is voorbij" in visit("own_questions").text
        assert "Trek deze vraag in" not in visit("own_question", question_id=kept.pk).text
        late = visit("own_question_new", data=DATA)
    assert "termijn voor vragen is voorbij" in late.context["form"].non_field_errors()[0]


def test_a_question_that_was_taken_back_is_asked_again_in_other_words(visit, cast, tender):
    row = asked(cast, tender, background="Voor de achtergrond.")

    visit("own_question_withdraw", question_id=row.pk, data={})

    assert "door u ingetrokken" in visit("own_questions").text
    again = visit("own_question_new", query={"opnieuw": row.pk})
    assert again.context["form"].initial["text"] == row.original_text
    assert "Voor de achtergrond." in again.text


def test_what_the_team_does_meanwhile_stays_inside(visit, cast, tender):
    row = asked(cast, tender)
    questions.change_question(row.pk, actor=cast.buyer, document_part="Elders", text="In andere woorden?")
    questions.answer_question(row.pk, actor=cast.buyer, answer="Concept van een antwoord.")

    for page in (visit("own_questions"), visit("own_question", question_id=row.pk)):
        assert "ontvangen" in page.text
        assert "Concept van een antwoord." not in page.text
        assert "In andere woorden?" not in page.text


def test_after_the_note_a_company_finds_its_answer_and_the_whole_note(visit, cast, tender):
    mine, theirs = asked(cast, tender), asked(cast, tender, "contractor")
    send_note(cast, tender, mine, theirs)

    shown = visit("own_question", question_id=mine.pk).text
    assert "beantwoord in nota 1, bij vraag 1" in shown
    assert "Antwoord op 1." in shown
    note = visit("own_note", number=1).text
    assert "Antwoord op 2." in note
    for word in (cast.bidder_company.name, cast.contractor_company.name, "Gesteld op"):
        assert word not in note
    assert visit("own_note", number=2).status_code == 404


def test_a_note_that_is_not_sent_is_nowhere(visit, cast, tender):
    notes.propose_amendment(tender.pk, "procedure//place", actor=cast.buyer, new="Elders", reason="Verhuisd.")

    assert visit("own_note", number=1).status_code == 404
    assert "nog geen nota" in visit("own_questions").text


def test_a_company_makes_the_note_a_document_and_reads_it(visit, cast, tender, django_capture_on_commit_callbacks):
    send_note(cast, tender, asked(cast, tender))
    for form in ("pdf", "docx"):
        visit("own_note_pdf", number=1, data={"format": form})
    for job in BackgroundJob.objects.all():
        jobs.run(str(job.pk))

    made = StoredFile.objects.filter(kind="tenders.note")

    assert sorted(one.name.rpartition(".")[2] for one in made) == ["docx", "pdf"]
    assert all(files.may_read(cast.again(name), one) for name in ("bidder", "contractor", "reader") for one in made)
    assert not any(files.may_read(cast.again(name), one) for name in ("stranger", "other_buyer") for one in made)


def test_a_decision_about_confidence_is_read_by_the_asker(visit, cast, tender):
    row = asked(cast, tender, is_confidential=True, confidential_reason="Vinding.")
    assert "weegt uw belang nog" in visit("own_question", question_id=row.pk).text

    question_handling.decide(row.pk, Handling.GENERAL, actor=cast.buyer, reason="Voor allen van belang.")

    shown = visit("own_question", question_id=row.pk).text
    assert "wordt algemeen gemaakt" in shown
    assert "Voor allen van belang." in shown


def test_who_speaks_for_two_companies_says_for_which(visit, cast, tender):
    second = make_company(organisation=cast.organisation, name="Tweede Zaak")
    make_contact(company=second, user=cast.bidder)
    invited_companies.invite(tender.pk, [second.pk], actor=cast.buyer)
    assert "company" in visit("own_question_new", data=DATA).context["form"].errors

    visit("own_question_new", data=DATA | {"company": second.pk})

    assert Question.objects.get().company == second
    wrong = visit("own_question_new", data=DATA | {"company": cast.contractor_company.pk})
    assert "company" in wrong.context["form"].errors


def test_20_own_questions_take_as_many_queries_as_2(visit, cast, tender):
    counts = []
    for more in (2, 18):
        for _turn in range(more):
            asked(cast, tender)
        visit("own_questions")
        with CaptureQueriesContext(connection) as seen:
            visit("own_questions")
        counts.append(len(seen))

    assert counts[0] == counts[1]


def inside(client, person, name, pk, **arguments):
    client.force_login(person)
    return client.get(reverse(f"tenders:{name}", kwargs={"pk": pk} | arguments))


def test_what_was_asked_in_confidence_is_for_who_drafts_and_who_answers(client, cast, tender):
    row = asked(cast, tender, text="Geheim procedé?", is_confidential=True, confidential_reason="Vinding.")
    for person in (cast.buyer, cast.project_leader):
        assert "Geheim procedé?" in inside(client, person, "question", tender.pk, question_id=row.pk).text
    for person in (cast.lawyer, cast.chair, cast.reader, cast.auditor):
        assert inside(client, person, "question", tender.pk, question_id=row.pk).status_code == 404
        assert "Vertrouwelijke vraag" not in inside(client, person, "clarifications", tender.pk).text

    Question.objects.filter(pk=row.pk).update(assigned_to=cast.lawyer)

    assert "Geheim procedé?" in inside(client, cast.lawyer, "question", tender.pk, question_id=row.pk).text


def test_a_search_finds_nothing_that_may_not_be_read(client, cast, tender):
    make_question(tender, actor=cast.buyer, text=f"Mag {cast.bidder_company.name} dit met kalksteen?")
    asked(cast, tender, text="Procedé met kalksteen?", is_confidential=True, confidential_reason="Vinding.")
    url = reverse("tenders:clarifications", args=[tender.pk]) + "?q=kalksteen"
    found = {}
    for person in (cast.buyer, cast.lawyer):
        client.force_login(person)
        found[person] = sum(len(group["rows"]) for group in client.get(url).context["groups"])

    assert found == {cast.buyer: 2, cast.lawyer: 0}


def test_a_confidential_question_is_weighed_and_answered_on_screen(client, cast, tender):
    row = asked(cast, tender, is_confidential=True, confidential_reason="Vinding.")
    client.force_login(cast.buyer)
    handle = reverse("tenders:question_handle", args=[tender.pk, row.pk])
    assert "reason" in client.post(handle, {"handling": "individual"}).context["form"].errors
    client.post(handle, {"handling": "individual", "reason": "De vinding is nieuw."})
    questions.answer_question(row.pk, actor=cast.buyer, answer="Ja.")
    questions.approve_answer(row.pk, actor=cast.project_leader, seen_answer="Ja.")
    alone = reverse("tenders:question_answer_alone", args=[tender.pk, row.pk])

    data = {"channel": "TenderNed", "outside_at": "2027-02-04T09:00", "identity": PASSWORD}
    late = client.post(alone, data | {"outside_at": "2027-03-04T09:00"})
    assert "toekomst" in late.context["form"].errors["outside_at"][0]
    client.post(alone, data)

    row.refresh_from_db()
    assert row.state == QuestionState.SENT
    client.force_login(cast.bidder)
    shown = client.get(reverse("tenders:own_question", args=[tender.pk, row.pk])).text
    assert "alleen aan u beantwoord" in shown


def test_the_proof_of_an_answer_to_one_asker_tells_nothing_to_the_rest(client, cast, tender, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    row = asked(cast, tender, is_confidential=True, confidential_reason="Vinding.")
    question_handling.decide(row.pk, Handling.INDIVIDUAL, actor=cast.buyer, reason="Nieuw.")
    questions.answer_question(row.pk, actor=cast.buyer, answer="Ja.")
    questions.approve_answer(row.pk, actor=cast.project_leader, seen_answer="Ja.")
    act = outside(NOW)
    proof = act.__class__(act.channel, act.at, act.reference, (f"{cast.bidder_company.name}.pdf", PDF))

    question_handling.answer_alone(row.pk, actor=cast.buyer, outside=proof)

    stored = StoredFile.objects.get()
    assert stored.name == "bewijs.pdf"
    readers = {
        name
        for name in ("buyer", "project_leader", "lawyer", "chair", "reader")
        if files.may_read(cast.again(name), stored)
    }
    assert readers == {"buyer", "project_leader"}


def test_companies_are_invited_from_the_address_book(client, cast, tender):
    third = make_company(organisation=cast.organisation, name="Derde Zaak")
    client.force_login(cast.buyer)
    url = reverse("tenders:invited", args=[tender.pk])
    assert "Kies een of meer" in client.post(url, {"sent": "1"}).context["form"].errors["companies"][0]

    client.post(url, {"companies": [third.pk]})

    shown = client.get(url).text
    assert "Derde Zaak" in shown
    assert "voeg er een toe" in shown
    invitation = tender.invited_companies.get(company=third)
    client.post(reverse("tenders:invited_end", args=[tender.pk, invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
