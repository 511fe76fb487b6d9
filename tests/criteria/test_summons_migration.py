"""Summonses that were recorded before each had a row of its own are kept."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from criteria.models import AwardDecision, Summons
from procurement.core.models import AuditEvent
from tests.cast import make_cast
from tests.factories.criteria_award import make_sent, make_summons

BEFORE = [("criteria", "0006_keep_what_the_lock_covers")]


@pytest.fixture
def to_the_last(transactional_db: None) -> Iterator[Any]:
    """Migrate to the last migration; also at the end, for the tests that follow."""

    def migrate() -> None:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())

    yield migrate
    migrate()


def test_a_summons_with_its_ruling_moves_to_its_own_row(to_the_last: Any) -> None:
    cast = make_cast()
    evaluation = make_sent(cast)
    make_summons(evaluation, cast.lawyer)
    moment = AuditEvent.objects.get(action="standstill.summoned").shown_at
    old = MigrationExecutor(connection).migrate(BEFORE).apps
    old.get_model("criteria", "Standstill").objects.update(
        summons_on=date(2023, 6, 30),
        summons_note="Inschrijver B, over K1.",
        ruled_on=date(2023, 7, 28),
        ruling_note="Afgewezen.",
    )

    to_the_last()

    (found,) = Summons.objects.select_related("end")
    assert (found.served_on, found.remark) == (date(2023, 6, 30), "Inschrijver B, over K1.")
    assert (found.recorded_by, found.recorded_at) == (cast.lawyer, moment)
    assert (found.end.how, found.end.ended_on, found.end.note) == ("judgment", date(2023, 7, 28), "Afgewezen.")
    # Nobody is known to have recorded the ruling, so the one who decided stands there.
    assert found.end.recorded_by == AwardDecision.objects.get().decided_by
