"""Time left, in working days."""

from datetime import date

import pytest

from procurement.core.domain.due import TimeLeft, time_left
from procurement.core.domain.workdays import WorkdayCalendar

FRIDAY = date(2024, 1, 5)


@pytest.mark.parametrize(
    ("due", "left"),
    [
        (None, TimeLeft("none")),
        (FRIDAY, TimeLeft("today", 0, "soon")),
        (date(2024, 1, 7), TimeLeft("last", 0, "soon")),
        (date(2024, 1, 8), TimeLeft("ahead", 1, "soon")),
        (date(2024, 1, 10), TimeLeft("ahead", 3, "soon")),
        (date(2024, 1, 11), TimeLeft("ahead", 4)),
        (date(2024, 1, 4), TimeLeft("late", 1, "late")),
        (date(2024, 1, 1), TimeLeft("late", 4, "late")),
        (date(2023, 12, 29), TimeLeft("late", 4, "late")),
    ],
)
def test_what_is_left_on_a_friday(due: date | None, left: TimeLeft) -> None:
    assert time_left(due, today=FRIDAY, calendar=WorkdayCalendar()) == left


def test_a_weekend_passed_is_late_without_working_days() -> None:
    sunday = date(2024, 1, 7)

    assert time_left(date(2024, 1, 6), today=sunday, calendar=WorkdayCalendar()) == TimeLeft("late", 0, "late")
