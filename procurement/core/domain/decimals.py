"""Rounding, reading and writing of decimal numbers, in Dutch and English notation."""

import re
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from types import MappingProxyType

NBSP = "\u00a0"
MINUS = "\u2212"  # as wide as a digit, and read aloud as "minus"; a hyphen is often passed over

_SPACES = re.compile(r"[\s\u00a0\u2009\u202f']")
_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:,[0-9]+)?|,[0-9]+)")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_POINT = re.compile(r"[+-]?[0-9]*\.[0-9]+")
_MAX_CHARACTERS = 40
_WIDE = Context(prec=200, rounding=ROUND_HALF_UP)


class NumberFormatError(ValueError):
    """The text is no number; ``code`` is "empty", "not_a_number", "grouping" or "too_long"."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text[:60]!r}")
        self.code, self.text = code, text


@dataclass(frozen=True, slots=True)
class Notation:
    """How a language writes numbers: separators, and where the euro sign and a minus stand."""

    point: str
    group: str
    euro: str
    euro_minus: str


NOTATIONS = MappingProxyType(
    {
        "nl": Notation(point=",", group=".", euro="€" + NBSP + "{}", euro_minus="€" + NBSP + MINUS + "{}"),
        "en": Notation(point=".", group=",", euro="€{}", euro_minus=MINUS + "€{}"),
    }
)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Return ``value`` with exactly ``places`` decimals; a half moves away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), context=_WIDE)


def round_to_step(value: Decimal, step: Decimal) -> Decimal:
    """Return the multiple of ``step`` (above 0) nearest to ``value``; a half moves away from zero."""
    if step <= 0:
        raise ValueError("step must be above 0")
    whole = _WIDE.divide(value.copy_abs(), step).to_integral_value(ROUND_FLOOR)
    rest = _WIDE.subtract(value.copy_abs(), _WIDE.multiply(whole, step))
    if _WIDE.multiply(rest, Decimal(2)) >= step:
        whole += 1
    return _WIDE.multiply(whole, step).copy_sign(value)


def parse_dutch(text: str) -> Decimal:
    """Return the number that a Dutch reader means by ``text``: "1.234,56", "1234,56", "€ 1.234", "-0,5".

    Points group thousands and the comma starts the decimals. One point that cannot group thousands ("12.5",
    "0.125"), as a numeric keypad gives it, is read as a comma; "1.250" is above a thousand.
    White space and a leading euro sign are passed over.

    Raises:
        NumberFormatError: "empty"; "too_long" above 40 characters; "grouping" when points do not stand
            before three digits; "not_a_number" for all else.
    """
    bare = _SPACES.sub("", text).replace(MINUS, "-").replace("€", "", 1)
    if not bare:
        raise NumberFormatError("empty", text)
    if len(bare) > _MAX_CHARACTERS:
        raise NumberFormatError("too_long", text)
    if not bare.isascii():
        raise NumberFormatError("not_a_number", text)
    if _PLAIN.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    if _GROUPED.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _POINT.fullmatch(bare):
        return Decimal(bare)
    is_number_like = re.fullmatch(r"[+-]?[0-9.]*,?[0-9]*", bare) and re.search(r"[0-9]", bare)
    raise NumberFormatError("grouping" if is_number_like else "not_a_number", text)


def format_number(value: Decimal | int, *, places: int | None = None, language: str = "nl") -> str:
    """Return ``value`` with thousands grouped: "1.234,5"; a negative number begins with a true minus.

    places: decimals, rounded half up; None keeps all that matter and drops trailing zeros.
    """
    text = _absolute(Decimal(value), places, _notation(language))
    return MINUS + text if _is_negative(Decimal(value), places) else text


def format_euro(value: Decimal | int, *, places: int = 2, language: str = "nl") -> str:
    """Return an amount in euro: "€ 1.234,50" with a space that does not break, negative "€ −1.234,50"."""
    notation = _notation(language)
    text = _absolute(Decimal(value), places, notation)
    form = notation.euro_minus if _is_negative(Decimal(value), places) else notation.euro
    return form.format(text)


def format_percent(value: Decimal | int, *, places: int | None = None, language: str = "nl") -> str:
    """Return a percentage: 72.5 becomes "72,5%"; ``value`` is in percent, not a fraction of one."""
    return format_number(value, places=places, language=language) + "%"


def format_unit(value: Decimal | int, unit: str, *, places: int | None = None, language: str = "nl") -> str:
    """Return a figure with its unit: "250 kg per kwartaal", "72% massa", or "€ 1,66" for the unit "EUR".

    An amount in euro has 2 decimals unless ``places`` says otherwise. A year of a contract is counted, not measured:
    "contractjaar 3".
    """
    head, _, tail = unit.strip().partition(" ")
    if head.endswith("jaar") and head != "jaar" and not tail:
        return f"{head}{NBSP}{format_number(value, places=places, language=language)}"
    if head in ("EUR", "€"):
        figure = format_euro(value, places=2 if places is None else places, language=language)
    elif head == "%":
        figure = format_percent(value, places=places, language=language)
    else:
        figure, tail = format_number(value, places=places, language=language), unit.strip()
    return f"{figure}{NBSP}{tail}" if tail else figure


def unit_name(unit: str) -> str:
    """Return a unit as it is read beside or above a figure: "EUR per werkplek" is "euro per werkplek"."""
    head, space, tail = unit.strip().partition(" ")
    return ("euro" if head in ("EUR", "€") else head) + space + tail


def _notation(language: str) -> Notation:
    return NOTATIONS.get(language.split("-")[0].lower(), NOTATIONS["nl"])


def _is_negative(value: Decimal, places: int | None) -> bool:
    return (value if places is None else round_half_up(value, places)) < 0


def _absolute(value: Decimal, places: int | None, notation: Notation) -> str:
    shown = (value if places is None else round_half_up(value, places)).copy_abs()
    whole, _, decimals = format(shown, "f").partition(".")
    if places is None:
        decimals = decimals.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", notation.group)
    return grouped + (notation.point + decimals if decimals else "")
