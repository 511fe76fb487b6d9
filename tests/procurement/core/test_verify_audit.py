"""``manage.py verify_audit`` finds the first broken link."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from procurement.core import audit
from procurement.core.models import AuditEvent, AuditHead, Signature
from procurement.core.services import files, signatures
from tests.cast import Cast

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def chain(cast: Cast) -> list[AuditEvent]:
    with transaction.atomic():
        return [
            audit.record("clock.moved", actor=cast.buyer, target=cast.tender, reason=str(turn)) for turn in range(3)
        ]


@contextmanager
def triggers_off() -> Iterator[None]:
    """What somebody with all rights on the database could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def verify() -> str:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    return out.getvalue()


def test_an_unbroken_trail_is_said_to_fit(chain: list[AuditEvent]) -> None:
    assert verify().splitlines()[-1] == "3 audit events; everything fits."


def _changed(second: AuditEvent) -> None:
    AuditEvent.objects.filter(pk=second.pk).update(data={"reason": "anders"})


def _removed(second: AuditEvent) -> None:
    AuditEvent.objects.filter(pk=second.pk).delete()


def _rewritten(second: AuditEvent) -> None:
    second.data = {"reason": "anders"}
    AuditEvent.objects.filter(pk=second.pk).update(data=second.data, hash=audit.event_hash(second))


def _cut_off(second: AuditEvent) -> None:
    AuditEvent.objects.filter(stream=second.stream, seq=3).delete()


def _without_head(second: AuditEvent) -> None:
    AuditHead.objects.filter(stream=second.stream).delete()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_changed, "event 2: the content does not fit its hash"),
        (_removed, "event 3: event 2 is missing"),
        (_rewritten, "event 3: does not follow on event 2"),
        (_cut_off, "ends at event 2, while its head says 3"),
        (_without_head, "has events but no head"),
    ],
)
def test_the_first_broken_link_is_named(chain: list[AuditEvent], damage: Callable[[Any], None], said: str) -> None:
    with triggers_off():
        damage(chain[1])

    with pytest.raises(CommandError, match=said) as caught:
        verify()

    assert caught.value.returncode == 1


def test_a_signature_under_other_content_is_found(cast: Cast) -> None:
    act = signatures.sign("test.act", target=cast.tender, content_sha256="a" * 64, person=cast.buyer)
    with triggers_off():
        Signature.objects.filter(act=act).update(content_sha256="b" * 64)

    with pytest.raises(CommandError, match="not under the content of act"):
        verify()


@pytest.mark.parametrize(("damage", "said"), [("change", "do not fit the stored hash"), ("remove", "not on disk")])
def test_a_file_that_changed_or_went_is_found(cast: Cast, file_kind: str, damage: str, said: str) -> None:
    stored = files.store(
        PDF, name="leidraad.pdf", kind=file_kind, target_id=1, organisation=cast.organisation, actor=cast.buyer
    )
    path = Path(stored.content.path)
    if damage == "change":
        path.write_bytes(PDF + b"!")
    else:
        path.unlink()

    with pytest.raises(CommandError, match=said):
        verify()
