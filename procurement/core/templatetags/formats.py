"""Filters that show numbers and dates in Dutch notation, or in English when that language is active."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from procurement.core.domain import decimals

register = template.Library()

Number = Decimal | int | str | None


@register.filter
def euro(value: Number, places: int = 2) -> str:
    """Show an amount: "€ 1.234,50"; ``euro:0`` leaves out the cents. Nothing stays empty."""
    return _shown(value, lambda number: decimals.format_euro(number, places=places, language=_language()))


@register.filter
def number(value: Number, places: int | None = None) -> str:
    """Show a number: "1.234,5"; ``number:2`` fixes the decimals."""
    return _shown(value, lambda number: decimals.format_number(number, places=places, language=_language()))


@register.filter
def percent(value: Number, places: int | None = None) -> str:
    """Show a value that is already in percent: 72.5 becomes "72,5%"."""
    return _shown(value, lambda number: decimals.format_percent(number, places=places, language=_language()))


@register.filter
def unit(value: Number, name: str) -> str:
    """Show a figure with its unit: ``{{ target|unit:kpi.unit }}`` gives "250 kg per kwartaal"."""
    return _shown(value, lambda number: decimals.format_unit(number, name, language=_language()))


@register.filter
def unit_name(unit: str | None) -> str:
    """Show a unit by itself: ``{{ kpi.unit|unit_name }}`` gives "euro per werkplek per jaar"."""
    return decimals.unit_name(unit or "")


@register.filter
def dutch_date(value: date | datetime | None, style: str = "long") -> str:
    """Show a date: "dinsdag 12 januari 2027"; "medium" has no weekday, "short" is 12-01-2027."""
    if not value:
        return ""
    form = {"long": "l j F Y", "medium": "j F Y", "short": "d-m-Y"}[style]
    return date_format(_local(value), form)


@register.filter
def dutch_datetime(value: datetime | None, style: str = "long") -> str:
    """Show a moment in local time: "dinsdag 12 januari 2027, 12.00 uur"."""
    if not value:
        return ""
    return gettext("%(date)s, %(hour)s.%(minute)s uur") % {
        "date": dutch_date(value, style),
        "hour": _local(value).strftime("%H"),
        "minute": _local(value).strftime("%M"),
    }


def _shown(value: Number, write: Callable[[Decimal], str]) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, float):
        raise TypeError("a float has no exact decimal notation; pass a Decimal")
    try:
        return write(Decimal(value))
    except InvalidOperation:
        return str(value)


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _language() -> str:
    return get_language() or "nl"
