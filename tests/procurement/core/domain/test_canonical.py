import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.core.domain.canonical import CanonicalJsonError, canonical_json, decimal_text, sha256_hex

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=20,
)


class Colour(StrEnum):
    GREEN = "groen"


def test_keys_are_sorted_and_no_white_space_is_written():
    assert canonical_json({"b": [1, True, None], "a": "é"}) == '{"a":"é","b":[1,true,null]}'.encode()


def test_values_without_a_json_form_become_text():
    value = {
        "amount": Decimal("1.50"),
        "day": date(2027, 1, 12),
        "moment": datetime(2027, 1, 12, 12, 0, tzinfo=timezone(timedelta(hours=1))),
        "id": UUID(int=1),
        "state": Colour.GREEN,
        "pair": (1, 2),
    }

    assert json.loads(canonical_json(value)) == {
        "amount": "1.5",
        "day": "2027-01-12",
        "moment": "2027-01-12T11:00:00+00:00",
        "id": "00000000-0000-0000-0000-000000000001",
        "state": "groen",
        "pair": [1, 2],
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [("1.50", "1.5"), ("100", "100"), ("1E+2", "100"), ("0E-7", "0"), ("-0.00", "0"), ("1E-7", "0.0000001")],
)
def test_a_decimal_has_one_spelling(value, text):
    assert decimal_text(Decimal(value)) == text


def test_the_same_instant_in_two_zones_is_the_same_text():
    winter = datetime(2027, 1, 12, 12, 0, tzinfo=timezone(timedelta(hours=1)))

    assert canonical_json(winter) == canonical_json(winter.astimezone(UTC))


@pytest.mark.parametrize(
    ("value", "code", "pointer"),
    [
        ({"a": [0, 1.5]}, "float", "/a/1"),
        ({"a/b": {"c~d": Decimal("NaN")}}, "not_finite", "/a~1b/c~0d"),
        ([Decimal("Infinity")], "not_finite", "/0"),
        ([datetime(2027, 1, 1)], "naive_datetime", "/0"),  # noqa: DTZ001 -- the fault under test
        ({"a": {1: "x"}}, "key_not_text", "/a"),
        ({"a": {1, 2}}, "unsupported_type", "/a"),
        (b"x", "unsupported_type", ""),
        ("\ud800", "lone_surrogate", ""),
    ],
)
def test_a_value_without_canonical_spelling_is_refused_with_its_place(value, code, pointer):
    with pytest.raises(CanonicalJsonError) as error:
        canonical_json(value)

    assert (error.value.code, error.value.pointer) == (code, pointer)


def test_nesting_beyond_the_stack_is_refused():
    nested: list = []
    for _ in range(100_000):
        nested = [nested]

    with pytest.raises(CanonicalJsonError) as error:
        canonical_json(nested)

    assert error.value.code == "too_deep"


def test_decimal_text_refuses_what_is_no_number():
    with pytest.raises(CanonicalJsonError):
        decimal_text(Decimal("NaN"))


def test_sha256_hex_is_the_hash_of_the_bytes():
    assert sha256_hex({"a": 1}) == hashlib.sha256(b'{"a":1}').hexdigest()


@given(JSON)
def test_reading_back_and_writing_again_gives_the_same_bytes(value):
    assert canonical_json(json.loads(canonical_json(value))) == canonical_json(value)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers()))
def test_the_order_of_keys_does_not_matter(value):
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)
