"""Log lines hold no personal data."""

import json
import logging
from typing import Any

import pytest
from django.db import IntegrityError
from pytest_django import Settings

from procurement.accounts.models import User
from procurement.core.log_format import JsonFormatter
from tests.cast import Cast


def written(error: Exception | None, message: str, *values: Any) -> dict[str, str]:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("kring", logging.ERROR, __file__, 1, message, values, info)
    line: dict[str, str] = json.loads(JsonFormatter().format(record))
    return line


def test_a_line_says_when_where_and_what() -> None:
    line = written(None, "job %s failed", 7)

    assert (line["level"], line["logger"], line["message"]) == ("ERROR", "kring", "job 7 failed")
    assert line["at"].endswith("+00:00")


def test_a_broken_constraint_is_named_without_the_row(cast: Cast) -> None:
    with pytest.raises(IntegrityError) as caught:
        User.objects.create_user(email=cast.buyer.email, name="Dubbel")

    line = written(caught.value, "Task failed: %r", caught.value)

    assert "accounts_user_email_key" in line["exception"]
    assert "psycopg.errors.UniqueViolation" in line["exception"]
    assert cast.buyer.email not in json.dumps(line)
    assert line["message"] == "Task failed: (left out)"


def test_the_chain_of_causes_is_kept() -> None:
    def fail() -> None:
        try:
            raise KeyError("secret one")
        except KeyError as error:
            raise ValueError("secret two") from error

    with pytest.raises(ValueError) as caught:
        fail()
    line = written(caught.value, "failed")

    kinds = [part.split(":")[0] for part in line["exception"].splitlines()]
    assert kinds == ["builtins.KeyError", "builtins.ValueError"]
    assert "secret" not in json.dumps(line)


def test_a_developer_sees_errors_in_full(settings: Settings) -> None:
    settings.DEBUG = True

    line = written(ValueError("what went wrong"), "failed")

    assert line["exception"].strip() == "ValueError: what went wrong"
