"""Statutory terms: which one applies, and on which dates it ends. The numbers stand in ``term_table``."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta

from procurement.core.domain.rule_table import Certainty
from procurement.core.domain.term_table import TERMS, TermKind, TermProcedure, TermRow, TermStep
from procurement.core.domain.workdays import NATIONAL, WorkdayCalendar, add_months

LONGEST_DAYS = 36_600
"""No term is longer than a hundred years; more is a slip of the keyboard."""


class TermError(ValueError):
    """There is no such term or date; ``code`` names the fault and ``params`` fill its message.

    code: "unknown_procedure", "unknown_step", "no_term", "not_in_force", "needs_option", "bad_days" or
    "out_of_range".
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code} {params}")
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class TermOptions:
    """What decides between the terms of one step.

    electronic_submission, free_electronic_documents: the normal case since electronic procurement is the duty
    (Aanbestedingswet 2012 art. 2.52a, 2.66), so true unless said. works: only needed below the threshold.
    reasoned_extension: the authority gives a reason to take longer (dynamic purchasing system).
    """

    electronic_submission: bool = True
    free_electronic_documents: bool = True
    prior_information_notice: bool = False
    urgency: bool = False
    works: bool | None = None
    reasoned_extension: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A term that applies: ``days`` in calendar days, working days or months, as ``kind`` says.

    source: law and articles. is_closing: ends in a closing of requests or bids. floor_days: with a prior
    information notice the term may be set between floor_days and days, with a motivation (TERM-11).
    advised_days: house rule where the law gives no number. without_effect: options that were set and change
    nothing here, such as urgency in a competitive dialogue.
    """

    kind: TermKind
    days: int | None
    source: str
    certainty: Certainty
    is_closing: bool = False
    floor_days: int | None = None
    advised_days: int | None = None
    without_effect: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermDates:
    """The dates of one term; None where the term knows no such date.

    raw_end: before any shift. end: last day by law, until 24:00; for a minimum term the earliest lawful date.
    safe: for duties and terms counted back, the working day on or before the raw end; planning shows this one.
    strict_closing: earliest closing date when the hour lies before 24:00 and all days must have run out.
    passed_over: the days that moved the end, each with the reason code of ``WorkdayCalendar.free_day``, or
    "two_working_days" where the term had to hold two.
    """

    raw_end: date | None = None
    end: date | None = None
    safe: date | None = None
    strict_closing: date | None = None
    passed_over: tuple[tuple[date, str], ...] = ()


def lookup(procedure: str, step: str, options: TermOptions = TermOptions(), *, on: date) -> Term:
    """Return the term for ``step`` of ``procedure`` when the event that starts it happens on ``on``.

    procedure, step: a value of TermProcedure and TermStep.

    Raises:
        TermError: "unknown_procedure", "unknown_step"; "no_term" when the law knows none for the two together;
            "not_in_force" when the table does not reach that day; "needs_option" when ``works`` decides.
    """
    if procedure not in set(TermProcedure):
        raise TermError("unknown_procedure", procedure=procedure)
    if step not in set(TermStep):
        raise TermError("unknown_step", step=step)
    rows = [row for row in TERMS if procedure in row.procedures and row.step == step]
    if not rows:
        raise TermError("no_term", procedure=procedure, step=step)
    in_force = [row for row in rows if row.valid_from <= on <= (row.valid_to or on)]
    if not in_force:
        raise TermError("not_in_force", procedure=procedure, step=step, on=on)
    if options.works is None and any(row.works is not None for row in in_force):
        raise TermError("needs_option", procedure=procedure, step=step, option="works")
    for row in in_force:
        if row.works in (None, options.works):
            return _term(row, options)
    raise TermError("no_term", procedure=procedure, step=step)


def dates(term: Term, start: date, *, calendar: WorkdayCalendar = NATIONAL) -> TermDates:
    """Return all dates of ``term`` after the event on ``start`` (for a term counted back: the closing date).

    Raises:
        TermError: as ``end_date``.
    """
    end = end_date(start, term.days, term.kind, calendar=calendar)
    if end is None:
        return TermDates()
    raw = _raw_end(start, term.days, term.kind)
    return TermDates(
        raw_end=raw or end,
        end=end,
        safe=safe_date(start, term.days, term.kind, calendar=calendar),
        strict_closing=strict_daytime_closing(end, calendar=calendar) if term.is_closing else None,
        passed_over=_passed_over(raw, end, calendar) if raw else (),
    )


def end_date(start: date, days: int | None, kind: TermKind, *, calendar: WorkdayCalendar = NATIONAL) -> date | None:
    """Return the last day by law of a term of ``days``, or None when the law gives no number.

    start: the day of the event, itself not counted; for a term counted back the closing date.
    Months backwards may be given as 24 or as -24.
    Source: TERM-01 to TERM-05, see ``WorkdayCalendar.end_of_term``; counting back never moves (Algemene
    termijnenwet art. 1 lid 2).

    Raises:
        TermError: "bad_days" when the number does not fit the kind; "out_of_range" beyond the calendar.
    """
    if kind is TermKind.NONE:
        return None
    count = _count(days, kind)
    try:
        match kind:
            case TermKind.MIN | TermKind.MAX:
                return calendar.end_of_term(start, count)
            case TermKind.WORKDAYS:
                return calendar.nth_working_day(start, count)
            case TermKind.MONTHS_FORWARD:
                return add_months(start, count)
            case TermKind.MONTHS_BACK:
                return add_months(start, -count)
            case _:
                return _raw_end(start, days, kind)
    except OverflowError:
        raise TermError("out_of_range", start=start, days=count) from None


def safe_date(start: date, days: int | None, kind: TermKind, *, calendar: WorkdayCalendar = NATIONAL) -> date | None:
    """Return the working day on or before the unshifted end of a duty or a term counted back, else None.

    Raises:
        TermError: as ``end_date``.
    """
    if kind not in (TermKind.MAX, TermKind.BACK):
        return None
    raw = _raw_end(start, days, kind)
    try:
        return calendar.on_or_before(raw) if raw else None
    except OverflowError:
        raise TermError("out_of_range", start=start, days=days) from None


def strict_daytime_closing(end: date, *, calendar: WorkdayCalendar = NATIONAL) -> date:
    """Return the closing date to suggest when the closing hour lies before 24:00: the working day after ``end``.

    Read strictly all days of the term must have run out first; it is advice, never a block.
    Source: Regulation 1182/71 art. 3(2)(b) (TERM-09, certainty R).
    """
    return calendar.next_working_day(end)


def earliest_contract_date(standstill_end: date) -> date:
    """Return the first day on which the contract may be signed: the calendar day after the standstill.

    Source: Aanbestedingswet 2012 art. 2.127; ECLI:NL:GHDHA:2021:638 (STD-01).
    """
    return standstill_end + timedelta(days=1)


def latest_sending(sent: Iterable[date]) -> date:
    """Return the day from which a standstill runs when letters went out on several days: the last.

    Source: Aanbestedingswet 2012 art. 2.127 lid 1-2, 2.103.
    """
    return max(sent)


def quarter_end(day: date) -> date:
    """Return the last day of the quarter of ``day``, from which bundled award notices count (art. 2.134)."""
    return add_months(date(day.year, day.month - (day.month - 1) % 3, 1), 3) - timedelta(days=1)


def prior_notice_window(sent: date) -> tuple[date, date]:
    """Return the first and last day of the notice for which a prior information notice shortens the term.

    Source: Aanbestedingswet 2012 art. 2.71 lid 6: 52 days to 12 months before the notice (TERM-11).
    """
    return sent + timedelta(days=52), add_months(sent, 12)


def _term(row: TermRow, options: TermOptions) -> Term:
    days, articles, used = _variant(row, options)
    return Term(
        kind=row.kind,
        days=days,
        source=f"{row.law} art. {', '.join(articles)}" if row.articles else row.law,
        certainty=row.certainty,
        is_closing=row.is_closing,
        floor_days=row.floor_days if "prior_information_notice" in used else None,
        advised_days=row.advised_days,
        without_effect=tuple(name for name in _set_by_hand(options) if name not in used | {"works"}),
    )


def _variant(row: TermRow, options: TermOptions) -> tuple[int | None, list[str], set[str]]:
    """Return the days, the articles, and the options that could change them."""
    if row.days is None:
        return None, [row.articles], set()
    if options.urgency and row.urgent_days is not None:
        return row.urgent_days, [*_beside_urgency(row), "2.74"], {"urgency"}
    if options.reasoned_extension and row.reasoned_days is not None:
        return row.reasoned_days, [row.articles], {"reasoned_extension"}
    if options.prior_information_notice and row.prior_days is not None:
        days, articles, used = row.prior_days, ["2.71 lid 5-6"], {"prior_information_notice"}
    else:
        days, articles, used = row.days, [row.articles], set()
        if row.electronic_days:
            used.add("electronic_submission")
        if row.electronic_days and options.electronic_submission:
            days, articles = days - row.electronic_days, [*articles, "2.74b"]
    if row.documents_days and not options.free_electronic_documents:
        days, articles = days + row.documents_days, [*articles, "2.66, 2.72"]
        used.add("free_electronic_documents")
    return days, articles, used


def _beside_urgency(row: TermRow) -> list[str]:
    # Article 2.74 sets the urgent closing terms by itself; the term before closing rests on 2.54 as well.
    return [row.articles] if row.step in (TermStep.LAST_CLARIFICATION, TermStep.EXTENDED_CLOSING) else []


def _set_by_hand(options: TermOptions) -> list[str]:
    return [field.name for field in fields(options) if getattr(options, field.name) != field.default]


def _count(days: int | None, kind: TermKind) -> int:
    if days is None:
        raise TermError("bad_days", kind=kind.value, days=None)
    count = abs(days) if kind is TermKind.MONTHS_BACK else days
    if not 0 <= count <= LONGEST_DAYS:
        raise TermError("bad_days", kind=kind.value, days=days)
    return count


def _raw_end(start: date, days: int | None, kind: TermKind) -> date | None:
    if kind not in (TermKind.MIN, TermKind.MAX, TermKind.BACK, TermKind.PLAIN):
        return None
    count = _count(days, kind)
    try:
        return start + timedelta(days=-count if kind is TermKind.BACK else count)
    except OverflowError:
        raise TermError("out_of_range", start=start, days=count) from None


def _passed_over(raw: date, end: date, calendar: WorkdayCalendar) -> tuple[tuple[date, str], ...]:
    days = [raw + timedelta(days=n) for n in range((end - raw).days)]
    return tuple((day, calendar.free_day(day) or "two_working_days") for day in days)
