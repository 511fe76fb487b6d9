"""Requirements go out as a spreadsheet and come in again: looked at first, then all or nothing, and undone at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from procurement.accounts.domain.roles import Role
from procurement.core.spreadsheets import SheetToWrite, read_sheets, write_sheets
from tenders.domain.vocabulary import RequirementKind
from tenders.labels_requirement_sheet import COLUMNS
from tenders.models import RequirementImport, UndoStep
from tests.factories.accounts import make_user
from tests.factories.tenders import make_ambition, make_tender
from tests.factories.tenders_specification import make_requirement

pytestmark = pytest.mark.django_db
NEW = {
    "text": "Een stoel draagt 120 kg.",
    "kind": "minimumeis",
    "formulation": "functioneel",
    "proof_moment": "bij levering",
}


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


def sheet(*rows, name="eisen.xlsx"):
    lines = [[str(row.get(key, "")) for key in COLUMNS] for row in rows]
    content = write_sheets([SheetToWrite("Eisen", [str(heading) for heading in COLUMNS.values()], lines)])
    return SimpleUploadedFile(name, content)


def upload(buyer, url, *rows):
    answer = buyer.post(url("import_requirements"), {"sheet": sheet(*rows)})
    assert answer.status_code == 302
    return RequirementImport.objects.latest("pk")


def codes(tender):
    return list(tender.requirements.in_reading_order().values_list("code", flat=True))


def test_what_is_written_out_and_read_in_is_the_same(buyer, url, tender):
    ambition = make_ambition(tender=tender)
    make_requirement(tender=tender, group="Hout", part="function", norm="FSC", ambition=ambition, text="=1+1")
    make_requirement(tender=tender, code="U1", kind=RequirementKind.EXECUTION, consequence="Korting.")
    make_requirement(tender=tender, code="UV1", kind=RequirementKind.EXCLUSION)

    content = buyer.get(url("export_requirements")).content

    (rows,) = read_sheets(content).values()
    assert [row[0] for row in rows] == ["Nummer", "E1", "U1"]
    stored = buyer.post(url("import_requirements"), {"sheet": SimpleUploadedFile("eisen.xlsx", content)}, follow=True)
    assert {one["label"]: one["count"] for one in stored.context["counts"]} == {
        "nieuw": 0,
        "gewijzigd": 0,
        "gelijk": 2,
        "fout": 0,
    }


def test_nothing_changes_before_one_has_looked(buyer, url, tender):
    make_requirement(tender=tender, text="Oud.")
    stored = upload(buyer, url, NEW, {"code": "E1", "text": "Anders."})

    page = buyer.get(url("import_preview", stored.pk)).text

    assert "Neem alles over" in page
    assert "anders: Eis" in page
    assert codes(tender) == ["E1"]
    assert tender.requirements.get().text == "Oud."


def test_a_sheet_is_taken_over_and_undone_whole(buyer, url, tender):
    make_requirement(tender=tender, text="Oud.", group="Hout")
    stored = upload(buyer, url, NEW | {"group": "Hout"}, {"code": "E1", "text": "Anders."}, NEW | {"code": "E9"})

    page = buyer.post(url("apply_import", stored.pk), follow=True)

    assert "3 eisen zijn overgenomen." in page.text
    assert codes(tender) == ["E1", "E2", "E9"]
    assert tender.requirements.get(code="E1").text == "Anders."
    buyer.post(url("undo_requirements", UndoStep.objects.get().pk))
    assert codes(tender) == ["E1"]
    assert tender.requirements.get().text == "Oud."


def test_one_wrong_row_holds_all_back_and_says_which(buyer, url, tender):
    stored = upload(buyer, url, NEW, NEW | {"kind": "wens"})

    page = buyer.get(url("import_preview", stored.pk)).text
    assert "“wens” bij “Soort” kent Kring niet. Kies uit: geschiktheidseis, minimumeis, uitvoeringsvoorwaarde." in page
    assert "Neem alles over" not in page

    page = buyer.post(url("apply_import", stored.pk), follow=True)
    assert "Er is niets overgenomen" in page.text
    assert codes(tender) == []


def test_what_changed_since_one_looked_is_looked_at_again(buyer, url, tender):
    stored = upload(buyer, url, NEW | {"code": "E5"})
    tender.retired_codes = ["E5"]
    tender.save()

    buyer.post(url("apply_import", stored.pk))

    assert codes(tender) == []


def test_a_sheet_is_taken_over_once(buyer, url, tender):
    stored = upload(buyer, url, NEW)
    buyer.post(url("apply_import", stored.pk))

    page = buyer.post(url("apply_import", stored.pk), follow=True)

    assert "Dit blad is al overgenomen." in page.text
    assert codes(tender) == ["E1"]


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (SimpleUploadedFile("eisen.xlsx", b"geen rekenblad"), "hier kan alleen .xlsx"),
        (SimpleUploadedFile("eisen.xlsx", write_sheets([SheetToWrite("x", ["Iets"], [["1"]])])), "“Eis” ontbreekt"),
        (SimpleUploadedFile("eisen.xlsx", write_sheets([SheetToWrite("x", ["Eis"], [])])), "geen rijen"),
    ],
)
def test_what_is_no_sheet_of_requirements_says_so(buyer, url, tender, file, message):
    file.seek(0)

    page = buyer.post(url("import_requirements"), {"sheet": file})

    assert message in page.text
    assert not RequirementImport.objects.exists()


def test_hundreds_of_rows_are_read_and_taken_over(buyer, url, tender):
    rows = [NEW | {"text": f"Een stoel gaat {number} jaar mee.", "group": f"G{number % 9}"} for number in range(1, 301)]
    stored = upload(buyer, url, *rows)

    buyer.post(url("apply_import", stored.pk))

    assert tender.requirements.count() == 300
    groups = list(tender.requirements.in_reading_order().values_list("group", flat=True))
    assert groups == sorted(groups, key=lambda name: list(dict.fromkeys(groups)).index(name))
