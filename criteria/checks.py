"""System checks of awarding: without its keys Kring does not start, because sealed prices could never be opened."""

from collections.abc import Sequence
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from criteria.models import PriceKeyCanary
from criteria.services.opening import canary_opens

# The checks that ``procurement/wsgi.py`` runs before it serves anybody.
START = "start"


@register(START, Tags.security)
def price_keys_are_keys(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """There is a key to seal with, and each of them is one."""
    hint = "Set PRICE_KEYS to Fernet keys with commas between them; see docs/security.md."
    if not settings.PRICE_KEYS:
        return [Error("PRICE_KEYS is empty: no price can be sealed.", hint=hint, id="criteria.E001")]
    wrong = [place for place, key in enumerate(settings.PRICE_KEYS, start=1) if not _is_key(key)]
    return [Error(f"Key {place} of PRICE_KEYS is no Fernet key.", hint=hint, id="criteria.E002") for place in wrong]


@register(START, Tags.database)
def a_price_key_opens_the_canary(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """A key opens the word sealed beside the first price; before that, and before migrating, any key will do."""
    keys_are_sound = bool(settings.PRICE_KEYS) and all(map(_is_key, settings.PRICE_KEYS))
    if "default" not in (databases or ()) or not keys_are_sound or not _table_exists() or canary_opens():
        return []
    return [
        Error(
            "None of PRICE_KEYS opens the stored canary, so sealed prices would stay sealed for ever.",
            hint="Put the key with which they were sealed back in PRICE_KEYS.",
            id="criteria.E003",
        )
    ]


def _is_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


def _table_exists() -> bool:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [PriceKeyCanary._meta.db_table])
        row = cursor.fetchone()
    return bool(row and row[0])
