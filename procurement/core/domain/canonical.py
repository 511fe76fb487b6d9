"""One spelling for one value: JSON that is the same to the last byte wherever it is made, and its hash."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


class CanonicalJsonError(ValueError):
    """The value has no canonical spelling.

    code: "float", "not_finite", "naive_datetime", "key_not_text", "unsupported_type", "lone_surrogate"
    or "too_deep".
    pointer: the JSON pointer (RFC 6901) of the value at fault; empty for the whole.
    """

    def __init__(self, code: str, pointer: str = "") -> None:
        super().__init__(f"{pointer or '/'}: {code}")
        self.code, self.pointer = code, pointer


def canonical_json(value: Any) -> bytes:
    """Return ``value`` as JSON in UTF-8: keys in code point order, no white space, no needless escapes.

    Equal values give equal bytes: a Decimal is written as a string in plain notation without trailing zeros
    (so that 1.50 typed and 1.5 read back from the database agree), an aware datetime as its instant in UTC,
    a date as YYYY-MM-DD, a UUID as text, a tuple as a list.

    Raises:
        CanonicalJsonError: floats (they differ per road), NaN and infinity, naive datetimes, keys that are no
            text, types without a JSON form, text that is no valid Unicode, and nesting beyond the stack.
    """
    try:
        plain = _plain(value, "")
        text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    except RecursionError:
        raise CanonicalJsonError("too_deep") from None
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise CanonicalJsonError("lone_surrogate") from None


def sha256_hex(value: Any) -> str:
    """Return the SHA-256 of ``canonical_json(value)`` as 64 lower-case hexadecimal digits.

    Raises:
        CanonicalJsonError: as ``canonical_json``.
    """
    return hashlib.sha256(canonical_json(value)).hexdigest()


def decimal_text(value: Decimal) -> str:
    """Return the plain notation of ``value``: no exponent, no trailing zeros, no minus before zero.

    Raises:
        CanonicalJsonError: "not_finite" for NaN and infinity.
    """
    if not value.is_finite():
        raise CanonicalJsonError("not_finite")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _plain(value: Any, pointer: str) -> Any:
    if value is None or isinstance(value, (str, int)):  # bool is an int
        return value
    if isinstance(value, Mapping):
        return {_key(key, pointer): _plain(item, f"{pointer}/{_token(key)}") for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, f"{pointer}/{index}") for index, item in enumerate(value)]
    return _scalar(value, pointer)


def _scalar(value: Any, pointer: str) -> str:
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise CanonicalJsonError("not_finite", pointer)
        return decimal_text(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise CanonicalJsonError("naive_datetime", pointer)
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise CanonicalJsonError("float" if isinstance(value, float) else "unsupported_type", pointer)


def _key(key: object, pointer: str) -> str:
    if not isinstance(key, str):
        raise CanonicalJsonError("key_not_text", pointer)
    return key


def _token(key: object) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")
