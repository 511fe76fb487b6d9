"""The frozen review in words and figures that people read."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contracts.domain.periods import parse
from contracts.domain.vocabulary import IncentiveState, Status
from contracts.labels import INCENTIVE_STATE_LABELS, STATUS_WORDS, TREND_WORDS
from procurement.core.domain.decimals import format_euro, format_number, format_unit

# Units that name a scale rather than what is counted.
SCALES = ("cijfer", "index")


def long_quarter(period: str) -> str:
    """Return "tweede kwartaal 2026" for "2026Q2"."""
    quarter = parse(period)
    names = (_("eerste kwartaal"), _("tweede kwartaal"), _("derde kwartaal"), _("vierde kwartaal"))
    return f"{names[quarter.number - 1]} {quarter.year}"


def figure(value: str | None, decimals: int, *, none: str = "") -> str:
    """Return a frozen value as a Dutch number, or ``none`` without one."""
    return format_number(Decimal(value), places=decimals) if value is not None else none


def with_unit(value: str | None, unit: str, decimals: int | None) -> str:
    """Return a frozen value with its unit, or "niet gemeten"; a figure on a scale ("cijfer 1-10") stands alone."""
    if value is None:
        return _("niet gemeten")
    if unit.startswith(SCALES):
        return format_number(Decimal(value), places=decimals)
    return format_unit(Decimal(value), unit, places=decimals)


def plain_day(value: date | datetime) -> str:
    """Return a date, or the date of a moment in the Netherlands, as "14 april 2024"."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return date_format(value, "j F Y")


def day(text: str) -> str:
    """Return a frozen date or moment as "14 april 2024"; nothing stays nothing."""
    if not text:
        return ""
    return plain_day(datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text))


def status_word(status: str) -> str:
    """Return the colour of a status in a word."""
    return str(STATUS_WORDS[Status(status)])


def kept_word(status: str) -> str:
    """Return whether a promise is kept, in words."""
    if status == Status.MISSING:
        return _("nog niet te zeggen")
    return _("gehaald") if status == Status.GREEN else _("niet gehaald")


def delivered_words(promise: dict[str, Any], unit: str, decimals: int) -> str:
    """Return what was measured against a promise; nothing yet when the quarter that decides is still to come."""
    return with_unit(promise["value"], unit, decimals) if promise["value"] is not None else _("nog niet")


def promised_words(promise: dict[str, Any], unit: str, decimals: int) -> str:
    """Return what was promised: a value, or what is due in which contract year."""
    if promise["promised"] is None:
        return str(promise["text"])
    if not promise["is_growth"]:
        return with_unit(promise["promised"], promise["unit"] or unit, decimals)
    words = _("contractjaar %(year)s") % {"year": int(Decimal(promise["promised"]))}
    if promise["norm"] is None:
        return words
    return _("%(norm)s in %(year)s") % {"norm": with_unit(promise["norm"], unit, decimals), "year": words}


def shown_snapshot(snapshot: dict[str, Any] | None) -> dict[str, Any]:
    """Return the frozen review under the same keys for a page; empty without one.

    Values of ``kpis`` are decimals and days of actions are dates again, for the filters of a template; they have
    status_label and trend_label beside the codes. Promises, penalties and corrections are in words.
    """
    if not snapshot:
        return {}
    return snapshot | {
        "held_on": date.fromisoformat(snapshot["held_on"]),
        "kpis": [_kpi(row) for row in snapshot["kpis"]],
        "actions": [_action(row) for row in snapshot["actions"]],
        "open_actions": [_action(row) for row in snapshot["open_actions"]],
        "growth": [row | {"promises": [_promise(one, row) for one in row["promises"]]} for row in snapshot["growth"]],
        "penalties": [_penalty(row) for row in snapshot["penalties"]],
        "corrections": [_correction(row) for row in snapshot["corrections"]],
    }


def _kpi(row: dict[str, Any]) -> dict[str, Any]:
    values = {name: None if row[name] is None else Decimal(row[name]) for name in ("target", "value", "previous")}
    return row | values | {"status_label": status_word(row["status"]), "trend_label": str(TREND_WORDS[row["trend"]])}


def _action(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"due": date.fromisoformat(row["due"])}


def _promise(row: dict[str, Any], kpi: dict[str, Any]) -> dict[str, Any]:
    return row | {
        "promised": promised_words(row, kpi["unit"], kpi["decimals"]),
        "value": delivered_words(row, kpi["unit"], kpi["decimals"]),
        "kept_label": kept_word(row["status"]),
    }


def _penalty(row: dict[str, Any]) -> dict[str, Any]:
    return row | {
        "amount": format_euro(Decimal(row["amount_eur"]), places=0),
        "state_label": str(INCENTIVE_STATE_LABELS[IncentiveState(row["state"])]),
        "heard_on": day(row["heard_on"]),
        "decided_at": day(row["decided_at"]),
    }


def _correction(row: dict[str, Any]) -> dict[str, Any]:
    return (
        row
        | {name: with_unit(row[name], row["unit"], row["decimals"]) for name in ("old", "new")}
        | {"on": day(row["on"])}
    )
