"""Taking over an export on screen: faults by line, nothing before one says so, nobody else's upload."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procurement.core import clock
from tenders.models import QuestionImport, Tender
from tests.factories.tenders_publishing import SENT, make_published

pytestmark = pytest.mark.django_db
HEAD = "Nr;Datum;Onderwerp;Vraag\n"


@pytest.fixture(autouse=True)
def _moment(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    with clock.at(SENT + timedelta(days=9)):
        yield


@pytest.fixture
def tender(cast):
    make_published(cast.tender, first=cast.buyer, second=cast.mandate_holder)
    return Tender.objects.get(pk=cast.tender.pk)


@pytest.fixture
def visit(client, cast, tender):
    def ask(name, *, person=None, data=None, **arguments):
        client.force_login(person or cast.buyer)
        url = reverse(f"tenders:{name}", kwargs={"pk": tender.pk} | arguments)
        return client.get(url) if data is None else client.post(url, data)

    return ask


def lines(count):
    return HEAD + "".join(f"{number};8-2-2027;Bijlage A;Vraag {number}?\n" for number in range(1, count + 1))


def upload(visit, text, name="export.csv"):
    file = SimpleUploadedFile(name, text.encode())
    return visit("questions_upload", data={"channel": "TenderNed", "file": file})


def test_an_export_is_looked_through_and_then_taken(visit, tender):
    answer = upload(visit, lines(3))
    stored = QuestionImport.objects.get()
    assert answer.url.endswith(f"/vragen/overnemen/{stored.pk}/")
    shown = visit("questions_import", import_id=stored.pk)
    assert "Neem 3 vragen over" in shown.text
    assert tender.questions.count() == 0

    visit("questions_take", import_id=stored.pk, data={})

    assert tender.questions.count() == 3
    assert visit("questions_import", import_id=stored.pk).status_code == 302


def test_faults_stand_at_the_top_with_their_line(visit, tender):
    upload(visit, HEAD + "1;ooit;Bijlage A;Mag dit?\n2;8-2-2027;;\n")
    stored = QuestionImport.objects.get()

    shown = visit("questions_import", import_id=stored.pk).text

    assert "Regel 2:" in shown
    assert "“ooit” is geen datum" in shown
    assert "Hier staat geen vraag." in shown
    assert "vragen over<" not in shown
    visit("questions_take", import_id=stored.pk, data={})
    assert tender.questions.count() == 0


def test_a_column_is_chosen_once(visit, tender):
    upload(visit, "A1;B1;C1\n8-2-2027;Bijlage A;Mag dit?\n")
    stored = QuestionImport.objects.get()

    twice = visit("questions_import", import_id=stored.pk, data={"head": "0", "asked_on": "0", "question": "0"})
    assert "question" in twice.context["form"].errors
    visit("questions_import", import_id=stored.pk, data={"head": "0", "asked_on": "0", "part": "1", "question": "2"})

    assert "Neem 1 vraag over" in visit("questions_import", import_id=stored.pk).text


def test_a_file_that_is_no_export_says_so_at_its_field(visit):
    answer = upload(visit, "%PDF-1.7", name="vragen.pdf")
    assert "file" in answer.context["form"].errors

    empty = upload(visit, " ;; \n")
    assert "geen regels" in empty.context["form"].errors["file"][0]


def test_cells_that_may_name_who_asked_are_for_the_uploader_alone(visit, cast):
    upload(visit, lines(1))
    stored = QuestionImport.objects.get()

    for name in ("questions_import", "questions_take", "questions_discard"):
        data = None if name == "questions_import" else {}
        assert visit(name, person=cast.second_buyer, import_id=stored.pk, data=data).status_code == 404


def test_an_upload_is_thrown_away(visit):
    upload(visit, lines(1))

    visit("questions_discard", import_id=QuestionImport.objects.get().pk, data={})

    assert not QuestionImport.objects.exists()


def test_200_rows_take_as_many_queries_as_20(visit):
    counts = []
    for count in (20, 200):
        upload(visit, lines(count))
        stored = QuestionImport.objects.first()
        visit("questions_import", import_id=stored.pk)
        with CaptureQueriesContext(connection) as seen:
            visit("questions_import", import_id=stored.pk)
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_the_list_without_names_is_a_workbook(visit, cast):
    answer = visit("questions_export", person=cast.reader)

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    assert answer.content[:2] == b"PK"
