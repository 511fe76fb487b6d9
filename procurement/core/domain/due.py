"""How much time is left until something is due, counted as people at an office do: in working days."""

from dataclasses import dataclass
from datetime import date

from procurement.core.domain.workdays import WorkdayCalendar

# Due within so many working days asks for attention.
SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """code: "none" (nothing presses), "today", "last" (no working day is left after today), "ahead" or "late".

    days: working days, for "ahead" those that are left, for "late" those that passed. urgency: "", "soon" or "late".
    """

    code: str
    days: int = 0
    urgency: str = ""


def time_left(due: date | None, *, today: date, calendar: WorkdayCalendar) -> TimeLeft:
    """Return what is left on ``today`` of the time until ``due``, a last day."""
    if due is None:
        return TimeLeft("none")
    if due == today:
        return TimeLeft("today", urgency="soon")
    if due < today:
        return TimeLeft("late", calendar.working_days(due, today), "late")
    days = calendar.working_days(today, due)
    if not days:
        return TimeLeft("last", urgency="soon")
    return TimeLeft("ahead", days, "soon" if days <= SOON_DAYS else "")
