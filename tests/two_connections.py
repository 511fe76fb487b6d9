"""Two people at the same moment, each on a connection of their own, without waiting for a clock."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, transaction


def while_open(
    first: Callable[[], Any], second: Callable[[], Any], *, meanwhile: Callable[[], Any] | None = None
) -> Any:
    """Do ``first`` and keep its transaction open until ``second``, on another connection, waits for it or has ended.

    Returns what ``second`` returns, or the exception that it raises; ``first`` is committed. With ``meanwhile``, which
    is done while the second waits, it returns both answers. For tests with real transactions only.
    """
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            answer = pool.submit(_alone, second)
            while not answer.done() and not _somebody_waits():
                pass
            between = meanwhile() if meanwhile else None
        return (between, answer.result()) if meanwhile else answer.result()


def _alone(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except Exception as error:
        return error
    finally:
        connection.close()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        # Not pg_stat_activity: inside a transaction it shows what it showed at first.
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])
