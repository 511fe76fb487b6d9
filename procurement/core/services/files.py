"""Store a file once, under its hash, after looking inside; find out who may read it."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction

from procurement.core import audit, clock
from procurement.core.domain.file_types import FACTS, FileRefused, FileType, check_type, clean_name
from procurement.core.extension_points import FILE_ACCESS, FILE_ORIGINS
from procurement.core.models import StoredFile
from procurement.core.models.stored_file import FOLDER
from procurement.core.sniffing import sniff

LEFTOVER_HOURS = 24


def read_upload(upload: "File[bytes]") -> bytes:
    """Return the bytes of an uploaded file; a file above the limit is refused before it is read.

    Raises:
        FileRefused: "too_large" or "empty".
    """
    _check_size(upload.size)
    upload.seek(0)
    content: bytes = upload.read()
    return content


def inspect(content: bytes, *, name: str, allowed_types: Collection[FileType] | None = None) -> FileType:
    """Return the type of a file that may be stored under this name, and store nothing.

    Raises:
        FileRefused: see its codes; the Dutch sentence is made by ``core.labels.file_refused_message``.
    """
    _check_size(len(content))
    return check_type(name, sniff(content), allowed_types or frozenset(FileType))


@transaction.atomic
def store(
    content: bytes,
    *,
    name: str,
    kind: str,
    target_id: int,
    organisation: Any,
    actor: Any,
    allowed_types: Collection[FileType] | None = None,
    after_commit: bool = False,
) -> StoredFile:
    """Store ``content`` and return its row; whoever ``FILE_ACCESS[kind]`` lets read ``target_id`` may download it.

    The bytes are on disk, whole, before the row exists. name: as the person called it; shown, never used as a path.
    actor: None when Kring made the file by itself. after_commit: for what may not lie on disk when the transaction is
    undone; the bytes are written when it is final, and for a kind in ``FILE_ORIGINS`` made again should that fail.

    Raises:
        KeyError: nobody registered ``kind``.
        FileRefused: the content is not one of ``allowed_types`` (all known types when not given), or too large.
    """
    FILE_ACCESS[kind]
    found = inspect(content, name=name, allowed_types=allowed_types)
    stored = StoredFile(
        organisation=organisation,
        kind=kind,
        target_id=target_id,
        name=clean_name(name, found),
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        content_type=FACTS[found].media_type,
        created_by=actor,
        created_at=clock.now(),
    )
    if after_commit:
        stored.content.name = stored.content.field.generate_filename(stored, stored.pk.hex)
        transaction.on_commit(partial(_write, stored, content))
    else:
        stored.content.save(stored.pk.hex, ContentFile(content), save=False)
    stored.save(force_insert=True)
    audit.record("file.stored", actor=actor, target=stored, kind=kind, sha256=stored.sha256, size=stored.size)
    return stored


def may_read(user: Any, stored: StoredFile) -> bool:
    """Return whether ``user`` may read this file now; a kind that nobody registered is read by nobody."""
    return stored.pk in readable(user, [stored])


def readable(user: Any, files: Iterable[StoredFile]) -> set[UUID]:
    """Return the ids of those ``files`` that ``user`` may read; one question for each kind, not for each file."""
    by_kind: dict[str, list[StoredFile]] = {}
    for stored in files:
        by_kind.setdefault(stored.kind, []).append(stored)
    found: set[UUID] = set()
    for kind, group in by_kind.items():
        access = FILE_ACCESS.get(kind)
        if access and user.is_authenticated:
            targets = access(user, sorted({stored.target_id for stored in group}))
            found.update(stored.pk for stored in group if stored.target_id in targets)
    return found


@transaction.atomic
def note_download(stored: StoredFile, *, person: Any) -> None:
    """Record that ``person`` downloaded the file, for kinds in ``AUDITED_FILES``."""
    audit.record("file.downloaded", actor=person, target=stored, kind=stored.kind, sha256=stored.sha256)


def content_of(stored: StoredFile) -> bytes:
    """Return the bytes of a stored file.

    Raises:
        ValueError: they are not what was stored; nothing is handed on that was changed on disk.
    """
    with stored.content.open("rb") as opened:
        content: bytes = opened.read()
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise ValueError(f"file {stored.pk} does not match its hash")
    return content


def opened(stored: StoredFile) -> "File[bytes]":
    """Return the file, open to read; one that is not on disk is made again first, when it can be.

    Raises:
        FileNotFoundError: it is not on disk and cannot be made again.
    """
    if stored.kind in FILE_ORIGINS and not stored.content.storage.exists(str(stored.content.name)):
        content = FILE_ORIGINS[stored.kind](stored)
        if content is not None and hashlib.sha256(content).hexdigest() == stored.sha256:
            _write(stored, content)
    found: File[bytes] = stored.content.open("rb")
    return found


def remove_leftovers() -> int:
    """Remove files on disk that have no row: of a transaction that was rolled back, or a worker that was killed.

    Returns how many. What is younger than ``LEFTOVER_HOURS`` stays, because its transaction may still be open.
    """
    root = Path(default_storage.path(FOLDER))
    limit = clock.real_now() - timedelta(hours=LEFTOVER_HOURS)
    old = [path for path in root.glob("*/*") if path.stat().st_mtime < limit.timestamp()]
    known = {pk.hex for pk in StoredFile.objects.values_list("pk", flat=True)} if old else set()
    leftovers = [path for path in old if path.name not in known]
    for path in leftovers:
        path.unlink(missing_ok=True)
    return len(leftovers)


def _write(stored: StoredFile, content: bytes) -> None:
    """Write the bytes of a row that has its place on disk already, unless they are there."""
    storage = stored.content.storage
    if not storage.exists(str(stored.content.name)):
        storage.save(stored.content.name, ContentFile(content))


def _check_size(size: int) -> None:
    if size == 0:
        raise FileRefused("empty")
    if size > settings.UPLOAD_LIMIT_BYTES:
        limit_mb = settings.UPLOAD_LIMIT_BYTES // 1024**2
        raise FileRefused("too_large", limit_mb=limit_mb, size_mb=-(-size // 1024**2))
