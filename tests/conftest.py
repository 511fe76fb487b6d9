"""What every test starts from."""

import pytest
from django.core.cache import cache

from tests.cast import Cast, make_cast


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits and one-time codes of one test do not reach the next."""
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """One person of each role, and a tender in draft with its team."""
    return make_cast()
