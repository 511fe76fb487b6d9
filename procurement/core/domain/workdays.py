"""The Dutch calendar: public holidays, working days, and how a term in days or months runs over them."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

LONGEST_SHIFTED_DAYS = 90
"""A term of more days than this is not extended. Source: Algemene termijnenwet art. 4 sub a (TERM-05)."""

_DAY = timedelta(days=1)
_FIRST_KINGS_DAY = 2014


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar, by the anonymous computus of 1876."""
    century, rest = divmod(year, 100)
    leap_centuries, rest_century = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leap_centuries - correction + 15) % 30
    leap_years, rest_year = divmod(rest, 4)
    to_sunday = (32 + 2 * rest_century + 2 * leap_years - epact - rest_year) % 7
    shift = (year % 19 + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> date:
    """Return the day on which the King's birthday is celebrated: 27 April, on a Sunday the 26th.

    Up to 2013 it was Queen's Day: 30 April, on a Sunday the 29th.
    """
    birthday = date(year, 4, 27) if year >= _FIRST_KINGS_DAY else date(year, 4, 30)
    return birthday - _DAY if birthday.weekday() == calendar.SUNDAY else birthday


@lru_cache(maxsize=256)
def public_holidays(year: int) -> Mapping[date, str]:
    """Return the generally recognised holidays of a year as day -> code, such as "good_friday".

    5 May counts every year. Easter Sunday and Whit Sunday are Sundays already. When two fall together
    (Ascension on 5 May 2016) the later of the list names the day.
    Source: Algemene termijnenwet art. 3 lid 1 and 2 (TERM-03).
    """
    easter = easter_sunday(year)
    return MappingProxyType(
        {
            date(year, 1, 1): "new_year",
            easter - 2 * _DAY: "good_friday",
            easter + 1 * _DAY: "easter_monday",
            kings_day(year): "kings_day",
            date(year, 5, 5): "liberation_day",
            easter + 39 * _DAY: "ascension",
            easter + 50 * _DAY: "whit_monday",
            date(year, 12, 25): "christmas",
            date(year, 12, 26): "boxing_day",
        }
    )


@dataclass(frozen=True, slots=True)
class WorkdayCalendar:
    """The days on which the Netherlands works.

    extra_days: days that a royal decree puts on a par with holidays; it differs per year and is configured.
    Source: Algemene termijnenwet art. 3 lid 3.
    """

    extra_days: frozenset[date] = frozenset()

    def free_day(self, day: date) -> str | None:
        """Return why nobody works on ``day`` (a holiday code, "extra_day", "saturday", "sunday"), or None."""
        holiday = public_holidays(day.year).get(day)
        if holiday is not None:
            return holiday
        if day in self.extra_days:
            return "extra_day"
        return {calendar.SATURDAY: "saturday", calendar.SUNDAY: "sunday"}.get(day.weekday())

    def is_working_day(self, day: date) -> bool:
        """Return whether ``day`` is no Saturday, Sunday or holiday."""
        return self.free_day(day) is None

    def on_or_after(self, day: date) -> date:
        """Return ``day`` itself when it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """Return ``day`` itself when it is a working day, else the last one before it."""
        while not self.is_working_day(day):
            day -= _DAY
        return day

    def next_working_day(self, day: date) -> date:
        """Return the first working day after ``day``."""
        return self.on_or_after(day + _DAY)

    def previous_working_day(self, day: date) -> date:
        """Return the last working day before ``day``."""
        return self.on_or_before(day - _DAY)

    def nth_working_day(self, day: date, number: int) -> date:
        """Return the ``number``-th working day after ``day``; below 0 counts back, 0 gives ``day``."""
        step = self.next_working_day if number > 0 else self.previous_working_day
        for _ in range(abs(number)):
            day = step(day)
        return day

    def working_days(self, after: date, until: date) -> int:
        """Return how many working days lie after ``after`` up to and including ``until``."""
        return sum(self.is_working_day(after + n * _DAY) for n in range(1, (until - after).days + 1))

    def end_of_term(self, start: date, days: int) -> date:
        """Return the last day of a statutory term of ``days`` calendar days after the event on ``start``.

        The day of the event is not counted, and the term runs until 24:00 of its last day (TERM-01). An end
        on a Saturday, Sunday or holiday moves to the next day that is none (TERM-02); a term of three days or
        more holds at least two working days (TERM-04); above 90 days nothing moves (TERM-05).

        Source: Regulation 1182/71 art. 3(1), 3(2)(b), 3(4); Algemene termijnenwet art. 1 lid 1, 2 and 4;
        for the standstill confirmed by ECLI:NL:GHDHA:2021:638.
        """
        end = start + days * _DAY
        if days > LONGEST_SHIFTED_DAYS:
            return end
        if days >= 3:
            end = max(end, self.nth_working_day(start, 2))
        return self.on_or_after(end)


NATIONAL = WorkdayCalendar()
"""The calendar of the law alone, without days put on a par."""


def add_months(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later (earlier when negative), or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("date value out of range")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
