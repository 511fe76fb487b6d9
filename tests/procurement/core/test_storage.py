"""A stored file is whole or not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile

from procurement.core.storage import DurableStorage


class Breaking(ContentFile):
    """Gives half of itself; then the disk is full."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"half"
        raise OSError("no space left")


def test_a_file_is_written_for_its_owner_only(tmp_path: Path) -> None:
    storage = DurableStorage(location=tmp_path)

    name = storage.save("files/ab/abc", ContentFile(b"whole"))

    assert (tmp_path / name).read_bytes() == b"whole"
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "files" / "ab").iterdir()] == ["abc"]


def test_half_a_file_never_has_the_name_of_a_file(tmp_path: Path) -> None:
    storage = DurableStorage(location=tmp_path)

    with pytest.raises(OSError, match="no space left"):
        storage.save("files/ab/abc", Breaking(b""))

    assert not storage.exists("files/ab/abc")


def test_a_path_outside_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SuspiciousFileOperation):
        DurableStorage(location=tmp_path / "media").save("../outside", ContentFile(b"x"))
