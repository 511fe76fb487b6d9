"""Downloads."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from procurement.core.extension_points import AUDITED_FILES
from procurement.core.models import AuditEvent, StoredFile
from procurement.core.services import files
from tests.cast import Cast
from tests.factories.files import PDF, TEXT


@pytest.fixture
def reader(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.reader)
    return client


def store(
    cast: Cast, kind: str, *, target_id: int = 1, content: bytes = PDF, name: str = "Leidraad é.pdf"
) -> StoredFile:
    return files.store(
        content, name=name, kind=kind, target_id=target_id, organisation=cast.organisation, actor=cast.buyer
    )


def download(client: Client, stored: StoredFile) -> tuple[Any, bytes]:
    """The response, and its bytes read to the end."""
    response = client.get(stored.get_absolute_url())
    return response, b"".join(response.streaming_content)


def test_who_may_read_a_file_gets_it_as_a_download(cast: Cast, reader: Client, file_kind: str) -> None:
    response, content = download(reader, store(cast, file_kind))

    assert content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Leidraad%20%C3%A9.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "private" in response["Cache-Control"]


def test_who_may_not_read_it_hears_that_it_is_not_there(cast: Cast, reader: Client, file_kind: str) -> None:
    assert reader.get(store(cast, file_kind, target_id=99).get_absolute_url()).status_code == 404


def test_text_is_never_shown_as_a_page(cast: Cast, reader: Client, file_kind: str) -> None:
    stored = store(cast, file_kind, content=b"<script>alert(1)</script>" + TEXT, name="brief.txt")

    response, _content = download(reader, stored)

    assert response["Content-Type"] == "text/plain"
    assert response["Content-Disposition"].startswith("attachment")


@pytest.fixture
def audited(file_kind: str) -> Iterator[str]:
    AUDITED_FILES.add(file_kind)
    yield file_kind
    AUDITED_FILES.discard(file_kind)


def test_a_download_is_recorded_where_its_kind_asks(cast: Cast, reader: Client, audited: str) -> None:
    download(reader, store(cast, audited))

    event = AuditEvent.objects.order_by("seq").last()
    assert (event.action, event.actor) == ("file.downloaded", cast.reader)


def test_a_download_is_not_recorded_otherwise(cast: Cast, reader: Client, file_kind: str) -> None:
    download(reader, store(cast, file_kind))

    assert not AuditEvent.objects.filter(action="file.downloaded").exists()


def test_a_file_that_is_gone_from_disk_says_so(cast: Cast, reader: Client, file_kind: str) -> None:
    stored = store(cast, file_kind)
    Path(stored.content.path).unlink()

    response = reader.get(stored.get_absolute_url())

    assert response.status_code == 410
    assert "Dit bestand is er niet meer" in response.content.decode()
