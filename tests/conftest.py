"""What every test starts from."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits and one-time codes of one test do not reach the next."""
    cache.clear()
