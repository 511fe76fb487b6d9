"""The planning as an iCalendar file (RFC 5545)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tenders.models import PlanningStep, Tender

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LINE_OCTETS = 75


def planning_calendar(tender: Tender) -> str:
    """Return the steps with a date as all-day events, or as a moment where an hour is set; same data, same text."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kring//Planning//NL", "CALSCALE:GREGORIAN"]
    for step in tender.planning.exclude(day=None):
        lines += _event(tender, step)
    lines.append("END:VCALENDAR")
    return "".join(_fold(line) + "\r\n" for line in lines)


def _event(tender: Tender, step: PlanningStep) -> list[str]:
    assert step.day is not None  # noqa: S101 -- the queryset leaves out steps without a day
    stamp = step.updated_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    if step.hour:
        moment = datetime.combine(step.day, step.hour, tzinfo=AMSTERDAM).astimezone(UTC)
        when = [f"DTSTART:{moment:%Y%m%dT%H%M%SZ}"]
    else:
        when = [
            f"DTSTART;VALUE=DATE:{step.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{step.day + timedelta(days=1):%Y%m%d}",
        ]
    summary = _escape(f"{tender.reference}: {step.get_kind_display()}")
    description = [f"DESCRIPTION:{_escape(step.source)}"] if step.source else []
    return [
        "BEGIN:VEVENT",
        f"UID:tender-{tender.pk}-{step.kind}@kring",
        f"DTSTAMP:{stamp}",
        *when,
        f"SUMMARY:{summary}",
        *description,
        "END:VEVENT",
    ]


def _escape(text: str) -> str:
    for character in ("\\", ";", ","):
        text = text.replace(character, "\\" + character)
    return text.replace("\n", "\\n")


def _fold(line: str) -> str:
    """Break a line after 75 octets, never inside a character."""
    parts: list[str] = []
    current, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LINE_OCTETS - (1 if parts else 0):
            parts.append(current)
            current, size = "", 0
        current += character
        size += width
    return "\r\n ".join([*parts, current])
