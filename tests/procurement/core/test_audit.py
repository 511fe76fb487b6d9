"""The chain of the audit trail."""

import threading
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.db import connection, transaction

from procurement.core import audit, clock
from procurement.core.models import AuditEvent, AuditHead
from tests.cast import Cast

MOMENT = datetime(2024, 1, 5, 9, 30, tzinfo=UTC)


@transaction.atomic
def _record(cast: Cast, **data: object) -> AuditEvent:
    return audit.record("clock.moved", actor=cast.buyer, target=cast.tender, **data)


def test_events_of_one_organisation_form_a_chain(cast: Cast) -> None:
    first, second = _record(cast, reason="een"), _record(cast, reason="twee")

    assert (first.seq, first.previous_hash) == (1, "")
    assert (second.seq, second.previous_hash) == (2, first.hash)
    head = AuditHead.objects.get(stream=f"organisation:{cast.organisation.pk}")
    assert (head.seq, head.hash) == (2, second.hash)


def test_an_event_keeps_who_what_and_both_times(cast: Cast) -> None:
    with clock.at(MOMENT):
        event = _record(cast, reason="een")

    event.refresh_from_db()
    assert (event.actor, event.actor_name) == (cast.buyer, "M. Verhoeve")
    assert (event.target_type, event.target_id) == ("tenders.Tender", str(cast.tender.pk))
    assert event.target_label == cast.tender.title
    assert event.data == {"reason": "een"}
    assert event.shown_at == MOMENT
    assert event.at > MOMENT


def test_the_hash_read_back_from_the_database_is_the_same(cast: Cast) -> None:
    event = AuditEvent.objects.get(pk=_record(cast, reason="é ≥ 1", numbers=[1, 2]).pk)

    assert audit.event_hash(event) == event.hash


def test_organisations_have_chains_of_their_own(cast: Cast) -> None:
    _record(cast)

    with transaction.atomic():
        other = audit.record("clock.moved", actor=None, target=cast.other_organisation)

    assert (other.seq, other.actor_name) == (1, "systeem")


def test_what_belongs_to_no_organisation_joins_the_chain_of_the_system(cast: Cast) -> None:
    with transaction.atomic():
        event = audit.record("clock.moved", actor=cast.admin, target=cast.admin)

    assert event.stream == "system"


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded(cast: Cast) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        audit.record("clock.moved", actor=cast.buyer, target=cast.tender)

    assert not AuditEvent.objects.exists()


def test_an_unknown_action_is_refused(cast: Cast) -> None:
    with pytest.raises(KeyError, match=r"tender\.vanished"):
        audit.record("tender.vanished", actor=cast.buyer, target=cast.tender)


@pytest.mark.django_db(transaction=True)
def test_people_who_act_at_the_same_time_still_make_one_chain(cast: Cast) -> None:
    start = threading.Barrier(4)

    def act() -> None:
        start.wait()
        for _ in range(5):
            _record(cast)
        connection.close()

    threads = [threading.Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    events = list(AuditEvent.objects.order_by("seq"))
    assert [event.seq for event in events] == list(range(1, 21))
    assert all(later.previous_hash == earlier.hash for earlier, later in pairwise(events))
