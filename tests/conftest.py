"""What every test starts from."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db.backends.postgresql.operations import DatabaseOperations

from tests.cast import Cast, make_cast


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_triggers() -> Iterator[None]:
    """Tests with real transactions end in TRUNCATE, which append-only tables refuse: only there it is let through."""
    flush = DatabaseOperations.execute_sql_flush

    def execute(operations: DatabaseOperations, sql_list: list[str]) -> None:
        flush(operations, ["SET LOCAL session_replication_role = replica", *sql_list])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", execute)
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits and one-time codes of one test do not reach the next."""
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """One person of each role, and a tender in draft with its team."""
    return make_cast()
