"""Exact numbers: reading, rounding and writing them, and the few steps whose outcome is irrational.

Everything is a ``Fraction``. Only powers with a broken exponent, roots and logarithms pass through
``Decimal``; each such outcome is cut to 40 decimals where it arises, so that equal values reached by
different roads stay equal.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import (
    MAX_EMAX,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from fractions import Fraction
from functools import lru_cache
from math import lcm

MAX_CHARACTERS = 40

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_LARGEST_INTEGER = 10**MAX_CHARACTERS - 1
_SMALLEST_INTEGER = -(10 ** (MAX_CHARACTERS - 1) - 1)
_SHOWN_DECIMALS = 10
_SHOWN_UNIT = 10**_SHOWN_DECIMALS
_IRRATIONAL = Context(prec=60, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, DivisionByZero, Overflow])
_CUT = Context(prec=120, rounding=ROUND_HALF_UP, Emax=MAX_EMAX)
_LAST_DECIMAL = Decimal(1).scaleb(-40)
_MOST_DIGITS = 10_000  # of an irrational value: what lies beyond could fill the memory when made a fraction
_LARGEST_EXACT_EXPONENT = 1_000


class TooLargeError(ArithmeticError):
    """A power has so many digits that it cannot be computed."""


def read(given: object) -> Fraction | None:
    """Return the number that stands in the case, or None when it is no number of the format.

    A number is an integer or a text such as "-7.5": ASCII, at most 40 characters, no exponent, no plus sign.
    """
    if isinstance(given, str):
        return _read_text(given)
    if isinstance(given, int) and not isinstance(given, bool) and _SMALLEST_INTEGER <= given <= _LARGEST_INTEGER:
        return Fraction(given)
    return None


@lru_cache(maxsize=8192)  # a committee gives the same few grades over and over
def _read_text(text: str) -> Fraction | None:
    if len(text) > MAX_CHARACTERS or not _NUMBER.fullmatch(text):
        return None
    whole, _, decimals = text.partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def mean(values: Sequence[Fraction]) -> Fraction:
    """Return the arithmetic mean of one or more values."""
    unit = lcm(*(value.denominator for value in values))
    total = sum(value.numerator * (unit // value.denominator) for value in values)
    return Fraction(total, unit * len(values))


def median(values: Iterable[Fraction]) -> Fraction:
    """Return the middle one of one or more values; of an even number, halfway the middle two."""
    rising = sorted(values)
    half = len(rising) // 2
    return rising[half] if len(rising) % 2 else (rising[half - 1] + rising[half]) / 2


def half_up(value: Fraction) -> int:
    """Return the nearest integer; a half moves away from zero."""
    magnitude = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return magnitude if value >= 0 else -magnitude


def to_step(value: Fraction, step: Fraction) -> Fraction:
    """Return the multiple of ``step`` nearest to ``value``; a half moves away from zero."""
    return half_up(value / step) * step


def fixed(value: Fraction) -> str:
    """Return ``value`` with exactly 10 decimals, half up; never a minus before zero."""
    scaled = half_up(Fraction(value.numerator * _SHOWN_UNIT, value.denominator))
    # Through Decimal, since Python refuses to write an int of more than 4300 digits.
    digits = str(Decimal(abs(scaled))).rjust(_SHOWN_DECIMALS + 1, "0")
    sign = "-" if scaled < 0 else ""
    return f"{sign}{digits[:-_SHOWN_DECIMALS]}.{digits[-_SHOWN_DECIMALS:]}"


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """Return ``base ** exponent`` for a base above 0: exact for whole exponents to 1000, else to 40 decimals.

    Raises:
        TooLargeError: the outcome has more digits than can be handled.
    """
    if exponent.denominator == 1 and abs(exponent) <= _LARGEST_EXACT_EXPONENT:
        return base**exponent.numerator
    try:
        return _cut(_IRRATIONAL.power(_decimal(base), _decimal(exponent)))
    except Overflow:
        raise TooLargeError from None


def root(value: Fraction) -> Fraction:
    """Return the square root of a value above 0, to 40 decimals."""
    return _cut(_IRRATIONAL.sqrt(_decimal(value)))


def log_quotient(value: Fraction, base: Fraction) -> Fraction:
    """Return the logarithm of ``value`` to ``base`` (both above 0, the base not 1), to 40 decimals."""
    return _cut(_IRRATIONAL.divide(_IRRATIONAL.ln(_decimal(value)), _IRRATIONAL.ln(_decimal(base))))


def _decimal(value: Fraction) -> Decimal:
    return _IRRATIONAL.divide(Decimal(value.numerator), Decimal(value.denominator))


def _cut(value: Decimal) -> Fraction:
    """Rounded, not truncated: log(2)/log(4) in 60 digits may be 0.4999…9, and must become a half."""
    if value.adjusted() > _MOST_DIGITS:
        raise TooLargeError
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -40:
        value = value.quantize(_LAST_DECIMAL, context=_CUT)
    return Fraction(value)
