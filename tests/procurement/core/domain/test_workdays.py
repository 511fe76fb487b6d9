from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.core.domain.workdays import (
    NATIONAL,
    WorkdayCalendar,
    add_months,
    easter_sunday,
    kings_day,
    public_holidays,
)

DAYS = st.dates(min_value=date(2014, 1, 1), max_value=date(2100, 12, 31))
CALENDARS = st.builds(WorkdayCalendar, st.frozensets(DAYS, max_size=5))


@pytest.mark.parametrize(
    "day",
    [
        date(1961, 4, 2),
        date(2000, 4, 23),
        date(2008, 3, 23),
        date(2011, 4, 24),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
        date(2049, 4, 18),
        date(2076, 4, 19),
        date(2285, 3, 22),
    ],
)
def test_easter_falls_where_the_church_has_it(day):
    assert easter_sunday(day.year) == day


@pytest.mark.parametrize(
    ("year", "day"),
    [(2013, 30), (2014, 26), (2024, 27), (2025, 26), (2027, 27), (2031, 26)],
)
def test_kings_day_leaves_the_sunday_free(year, day):
    assert kings_day(year) == date(year, 4, day)


def test_queens_day_left_the_sunday_free_too():
    assert kings_day(2006) == date(2006, 4, 29)


def test_the_holidays_of_2027():
    assert dict(public_holidays(2027)) == {
        date(2027, 1, 1): "new_year",
        date(2027, 3, 26): "good_friday",
        date(2027, 3, 29): "easter_monday",
        date(2027, 4, 27): "kings_day",
        date(2027, 5, 5): "liberation_day",
        date(2027, 5, 6): "ascension",
        date(2027, 5, 17): "whit_monday",
        date(2027, 12, 25): "christmas",
        date(2027, 12, 26): "boxing_day",
    }


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2027, 1, 2), "saturday"),
        (date(2027, 1, 3), "sunday"),
        (date(2027, 1, 1), "new_year"),
        (date(2027, 5, 7), "extra_day"),
        (date(2027, 5, 10), None),
    ],
)
def test_a_free_day_has_a_reason(day, reason):
    calendar = WorkdayCalendar(extra_days=frozenset({date(2027, 5, 7)}))

    assert calendar.free_day(day) == reason
    assert calendar.is_working_day(day) == (reason is None)


def test_ascension_and_liberation_day_can_fall_together():
    assert len(public_holidays(2016)) == 8


def test_working_days_around_christmas_2026():
    christmas = date(2026, 12, 25)

    assert NATIONAL.on_or_after(christmas) == date(2026, 12, 28)
    assert NATIONAL.on_or_before(christmas) == date(2026, 12, 24)
    assert NATIONAL.next_working_day(date(2026, 12, 24)) == date(2026, 12, 28)
    assert NATIONAL.previous_working_day(date(2026, 12, 28)) == date(2026, 12, 24)
    assert NATIONAL.nth_working_day(date(2026, 12, 18), 10) == date(2027, 1, 5)
    assert NATIONAL.nth_working_day(date(2027, 1, 5), -10) == date(2026, 12, 18)
    assert NATIONAL.nth_working_day(christmas, 0) == christmas
    assert NATIONAL.working_days(date(2026, 12, 18), date(2027, 1, 5)) == 10


@pytest.mark.parametrize(
    ("start", "days", "end", "why"),
    [
        ("2026-12-03", 40, "2027-01-12", "an ordinary Tuesday; holidays inside count"),
        ("2026-12-01", 40, "2027-01-11", "day 40 is a Sunday"),
        ("2027-02-09", 45, "2027-03-30", "Good Friday, weekend, Easter Monday"),
        ("2027-04-06", 29, "2027-05-07", "5 May, then Ascension"),
        ("2026-12-24", 3, "2026-12-29", "three days hold two working days: 28 and 29 December"),
        ("2027-05-04", 3, "2027-05-10", "5 and 6 May, 7 May the first, 10 May the second working day"),
        ("2026-12-24", 2, "2026-12-28", "below three days one working day is enough"),
        ("2026-12-24", 1, "2026-12-28", "the first working day after"),
        ("2026-10-04", 90, "2027-01-04", "90 days still move: day 90 is Saturday 2 January"),
        ("2026-10-03", 91, "2027-01-02", "above 90 days nothing moves"),
    ],
)
def test_the_last_day_of_a_term(start, days, end, why):
    assert NATIONAL.end_of_term(date.fromisoformat(start), days) == date.fromisoformat(end), why


def test_a_day_put_on_a_par_lengthens_a_term():
    calendar = WorkdayCalendar(extra_days=frozenset({date(2027, 5, 7)}))

    assert calendar.end_of_term(date(2027, 4, 6), 29) == date(2027, 5, 10)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ("2026-12-01", 12, "2027-12-01"),
        ("2027-02-15", -24, "2025-02-15"),
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-03-31", -1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2027-01-15", -1, "2026-12-15"),
    ],
)
def test_months_run_to_the_same_day_or_the_last_of_the_month(day, months, result):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(result)


def test_months_beyond_the_calendar_are_refused():
    with pytest.raises(OverflowError):
        add_months(date(2027, 1, 1), 12 * 8000)


@given(CALENDARS, DAYS, st.integers(min_value=1, max_value=60))
def test_the_nth_working_day_is_working_and_the_nth(calendar, day, number):
    result = calendar.nth_working_day(day, number)

    assert calendar.is_working_day(result)
    assert calendar.working_days(day, result) == number


@given(CALENDARS, DAYS, st.integers(min_value=1, max_value=60))
def test_counting_back_from_a_working_day_undoes_counting_on(calendar, day, number):
    start = calendar.on_or_after(day)

    assert calendar.nth_working_day(calendar.nth_working_day(start, number), -number) == start


@given(CALENDARS, DAYS, st.integers(min_value=1, max_value=200))
def test_a_term_is_never_shorter_than_its_days(calendar, day, days):
    end = calendar.end_of_term(day, days)

    assert end >= day + timedelta(days=days)
    assert days > 90 or calendar.is_working_day(end)
    assert not 3 <= days <= 90 or calendar.working_days(day, end) >= 2


@given(CALENDARS, DAYS, st.integers(min_value=1, max_value=89))
def test_a_later_start_or_a_longer_term_never_ends_earlier(calendar, day, days):
    end = calendar.end_of_term(day, days)

    assert calendar.end_of_term(day + timedelta(days=1), days) >= end
    assert calendar.end_of_term(day, days + 1) >= end


@given(DAYS, st.integers(min_value=1, max_value=89))
def test_a_day_put_on_a_par_never_shortens_a_term(day, days):
    end = NATIONAL.end_of_term(day, days)

    assert WorkdayCalendar(frozenset({end})).end_of_term(day, days) > end


@given(DAYS, st.integers(min_value=-300, max_value=300))
def test_months_keep_the_day_unless_the_month_is_too_short(day, months):
    result = add_months(day, months)

    assert (result.year - day.year) * 12 + result.month - day.month == months
    assert result.day == day.day or (result.day < day.day and (result + timedelta(days=1)).day == 1)


@given(st.integers(min_value=1990, max_value=2200))
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    easter = easter_sunday(year)

    assert easter.weekday() == 6
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)
