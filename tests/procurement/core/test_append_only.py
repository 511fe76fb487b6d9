"""The database refuses to change or remove what is final, whoever asks."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from procurement.core import audit
from procurement.core.models import AuditEvent
from tests.cast import Cast

FINAL = {
    "core.AuditEvent",
    "core.Signature",
    "tenders.LibraryVersion",
    "tenders.Publication",
    "criteria.Computation",
    "criteria.AwardDecision",
    "criteria.Summons",
    "criteria.SummonsEnd",
    "contracts.Measurement",
}


@pytest.fixture
def event(cast: Cast) -> AuditEvent:
    with transaction.atomic():
        return audit.record("clock.moved", actor=cast.buyer, target=cast.organisation)


def test_an_event_cannot_be_changed(event: AuditEvent) -> None:
    with pytest.raises(IntegrityError, match="UPDATE refused"), transaction.atomic():
        AuditEvent.objects.filter(pk=event.pk).update(action="clock.stopped")

    event.refresh_from_db()
    assert event.action == "clock.moved"


def test_an_event_cannot_be_removed(event: AuditEvent) -> None:
    with pytest.raises(IntegrityError, match="DELETE refused"), transaction.atomic():
        event.delete()

    assert AuditEvent.objects.filter(pk=event.pk).exists()


def test_the_owner_of_the_tables_cannot_empty_them(event: AuditEvent) -> None:
    connection.check_constraints()  # nothing else stands in the way
    with pytest.raises(IntegrityError, match="TRUNCATE refused"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE core_auditevent CASCADE")

    assert AuditEvent.objects.filter(pk=event.pk).exists()


@pytest.mark.django_db
def test_every_final_table_has_both_triggers_and_no_other_table_has() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, array_agg(t.tgname::text ORDER BY t.tgname) FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname LIKE 'append_only%' GROUP BY c.relname"
        )
        found = dict(cursor.fetchall())

    tables = {apps.get_model(label)._meta.db_table for label in FINAL}
    assert found == {table: ["append_only_row", "append_only_table"] for table in tables}


@pytest.mark.django_db(transaction=True)
class TestAfterFlush:
    """Two tests with real transactions in a row: the flush between them passes the triggers, and leaves them on."""

    @pytest.mark.parametrize("turn", [1, 2])
    def test_each_begins_empty_and_is_protected(self, cast: Cast, turn: int) -> None:
        assert not AuditEvent.objects.exists()
        with transaction.atomic():
            made = audit.record("clock.moved", actor=cast.buyer, target=cast.organisation)

        with pytest.raises(IntegrityError):
            made.delete()
