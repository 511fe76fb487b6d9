"""Kring does not start without the keys that open what it sealed."""

from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from criteria.checks import a_price_key_opens_the_canary
from criteria.domain.vocabulary import BidState
from criteria.services import sealing
from procurement.wsgi import refuse_what_cannot_work
from tests.cast import Cast
from tests.factories.criteria_bids import make_bid, make_evaluation, make_price_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def _sealed(cast: Cast) -> None:
    """A price was sealed once, and with it the canary."""
    evaluation = make_evaluation(cast.lot)
    bid = make_bid(cast.lot, state=BidState.RECEIVED)
    sealing.seal_price(bid.pk, actor=cast.buyer, content=make_price_file(evaluation), name="x.xlsx")


def found() -> list[str]:
    return [str(message.id) for message in run_checks(tags=["start"], databases=["default"])]


def test_before_the_first_seal_any_key_will_do(settings: Any) -> None:
    settings.PRICE_KEYS = [Fernet.generate_key().decode()]

    assert found() == []
    refuse_what_cannot_work()


@pytest.mark.usefixtures("_sealed")
def test_afterwards_one_of_the_keys_must_open_the_canary(settings: Any) -> None:
    old, new = settings.PRICE_KEYS[0], Fernet.generate_key().decode()

    settings.PRICE_KEYS = [new, old]
    assert found() == []

    settings.PRICE_KEYS = [new]
    assert found() == ["criteria.E003"]
    with pytest.raises(ImproperlyConfigured, match="stay sealed for ever"):
        refuse_what_cannot_work()


@pytest.mark.parametrize(
    ("keys", "code"), [([], "criteria.E001"), (["kort"], "criteria.E002"), (["é" * 44], "criteria.E002")]
)
def test_what_is_no_key_is_named_without_printing_it(settings: Any, keys: list[str], code: str) -> None:
    settings.PRICE_KEYS = keys

    messages = run_checks(tags=["start"], databases=["default"])

    assert [message.id for message in messages] == [code]
    assert not any(key in message.msg for key in keys for message in messages)


def test_before_migrating_there_is_nothing_to_open(settings: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE criteria_pricekeycanary RENAME TO elsewhere")

    assert a_price_key_opens_the_canary(None, databases=["default"]) == []
