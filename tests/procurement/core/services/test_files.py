"""Stored files: looked into, hashed, never called by a name from outside."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from procurement.core import clock
from procurement.core.domain.file_types import EVIDENCE, FileRefused, FileType
from procurement.core.labels import FILE_REFUSED, file_refused_message
from procurement.core.models import AuditEvent, StoredFile
from procurement.core.services import files
from tests.cast import Cast
from tests.factories.files import JPEG, PDF, TEXT, make_png, make_xlsx, make_zip


def store(cast: Cast, kind: str, content: bytes, name: str, **more: object) -> StoredFile:
    return files.store(
        content, name=name, kind=kind, target_id=1, organisation=cast.organisation, actor=cast.buyer, **more
    )


def test_a_stored_file_keeps_its_facts_and_its_bytes(cast: Cast, file_kind: str) -> None:
    stored = store(cast, file_kind, PDF, "Leidraad.pdf")

    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (stored.name, stored.size, stored.content_type) == ("Leidraad.pdf", len(PDF), "application/pdf")
    assert files.content_of(stored) == PDF
    event = AuditEvent.objects.get()
    assert (event.action, event.data["sha256"]) == ("file.stored", stored.sha256)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "C:\\map\\plan.pdf", 'a"b\x00\r\n.pdf', ".pdf", "x" * 300 + ".pdf"]
)
def test_the_name_from_outside_is_never_a_path(cast: Cast, file_kind: str, name: str, media: Path) -> None:
    stored = store(cast, file_kind, PDF, name)

    assert Path(stored.content.path) == media / "files" / stored.pk.hex[:2] / stored.pk.hex
    assert stored.name.endswith(".pdf")
    assert len(stored.name) <= 120
    assert not set(stored.name) & set('\\/"\x00\r\n')


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (PDF, "a.PDF", FileType.PDF),
        (make_png(), "a.png", FileType.PNG),
        (JPEG, "a.jpeg", FileType.JPEG),
        (make_xlsx(), "a.xlsx", FileType.XLSX),
        (make_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), "a.docx", FileType.DOCX),
        (TEXT, "a.txt", FileType.TXT),
        ("post;prijs\nbureau;412,50\n".encode("cp1252"), "a.csv", FileType.CSV),
        (b'{"a": 1}', "a.json", FileType.JSON),
    ],
)
def test_the_type_is_told_from_the_bytes(content: bytes, name: str, found: FileType) -> None:
    assert files.inspect(content, name=name) == found


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.pdf", "empty"),
        (PDF, "a.xlsx", "ending_differs"),
        (PDF, "a", "ending_differs"),
        (TEXT, "a.pdf", "ending_differs"),
        (b"\x7fELF\x02\x01\x01\x00", "a.pdf", "unknown_type"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "a.xlsx", "unknown_type"),
        (b'{"a": 1}', "a.json", "type_not_allowed"),
        (b"PK\x03\x04 not an archive", "a.xlsx", "damaged"),
        (make_zip({"a.txt": b"x"}), "a.xlsx", "unknown_type"),
        (
            make_zip({"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/vbaProject.bin": b""}),
            "a.xlsx",
            "unknown_type",
        ),
        (b"<html><script>alert(1)</script></html>", "a.pdf", "ending_differs"),
    ],
)
def test_what_does_not_fit_is_refused_in_dutch(content: bytes, name: str, code: str) -> None:
    with pytest.raises(FileRefused) as caught:
        files.inspect(content, name=name, allowed_types=EVIDENCE)

    assert caught.value.code == code
    assert file_refused_message(caught.value).endswith((".", ".xlsx."))
    assert "%(" not in file_refused_message(caught.value)


def test_an_oversized_upload_is_refused_before_it_is_read(settings: Settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 2 * 1024**2
    upload = SimpleUploadedFile("a.pdf", PDF)
    upload.size = 5 * 1024**2
    upload.close()

    with pytest.raises(FileRefused) as caught:
        files.read_upload(upload)

    assert file_refused_message(caught.value).startswith("Dit bestand is 5 MB; ten hoogste 2 MB kan.")


def test_an_upload_is_read_whole() -> None:
    assert files.read_upload(SimpleUploadedFile("a.pdf", PDF)) == PDF


def test_an_archive_that_would_burst_is_refused_by_what_it_declares() -> None:
    bomb = make_zip({"[Content_Types].xml": b"", "xl/workbook.xml": b"\0" * (201 * 1024**2)})

    with pytest.raises(FileRefused) as caught:
        files.inspect(bomb, name="prijzen.xlsx")

    assert caught.value.code == "archive_too_large"
    assert len(bomb) < 1024**2


def test_every_code_has_its_sentence() -> None:
    assert set(FILE_REFUSED) == {
        *("empty", "too_large", "unknown_type", "type_not_allowed", "ending_differs"),
        *("damaged", "archive_too_large", "spreadsheet_unreadable"),
    }


def test_a_refused_file_leaves_nothing(cast: Cast, file_kind: str, media: Path) -> None:
    with pytest.raises(FileRefused):
        store(cast, file_kind, PDF, "a.xlsx")

    assert not StoredFile.objects.exists()
    assert not media.exists()


def test_a_kind_that_nobody_registered_cannot_be_stored(cast: Cast) -> None:
    with pytest.raises(KeyError):
        store(cast, "test.unknown", PDF, "a.pdf")


def test_who_may_read_is_asked_of_the_app_that_owns_the_file(cast: Cast, file_kind: str) -> None:
    mine = store(cast, file_kind, PDF, "a.pdf")
    other = files.store(
        PDF, name="b.pdf", kind=file_kind, target_id=99, organisation=cast.organisation, actor=cast.buyer
    )

    assert files.readable(cast.buyer, [mine, other]) == {mine.pk}
    assert not files.may_read(AnonymousUser(), mine)


def test_a_file_changed_on_disk_is_not_handed_on(cast: Cast, file_kind: str) -> None:
    stored = store(cast, file_kind, PDF, "a.pdf")
    Path(stored.content.path).write_bytes(PDF + b"!")

    with pytest.raises(ValueError, match="does not match its hash"):
        files.content_of(stored)


def test_what_lies_on_disk_without_a_row_is_removed_after_a_day(cast: Cast, file_kind: str, media: Path) -> None:
    kept, young, old = (store(cast, file_kind, PDF, f"{name}.pdf") for name in "abc")
    unfinished = media / "files" / "00" / f"{'0' * 32}.unfinished"
    unfinished.parent.mkdir(exist_ok=True)
    unfinished.write_bytes(PDF[:10])
    yesterday = (clock.real_now() - timedelta(hours=25)).timestamp()
    for path in (Path(kept.content.path), Path(old.content.path), unfinished):
        os.utime(path, (yesterday, yesterday))
    StoredFile.objects.filter(pk__in=[young.pk, old.pk]).delete()

    assert files.remove_leftovers() == 2

    assert Path(kept.content.path).exists()
    assert Path(young.content.path).exists()
    assert not Path(old.content.path).exists()
    assert not unfinished.exists()


def test_removing_leftovers_of_nothing_is_fine(media: Path, db: None) -> None:
    assert files.remove_leftovers() == 0
