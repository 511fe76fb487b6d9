"""Between which dates the law and house rules let each step of a planning lie."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from procurement.core.domain import terms
from procurement.core.domain.rule_table import Certainty
from procurement.core.domain.term_table import TermStep
from procurement.core.domain.terms import Term, TermDates, TermError, TermOptions
from procurement.core.domain.workdays import WorkdayCalendar
from tenders.domain.planning_steps import asked_before, bids_from, previous
from tenders.domain.procedures import has_two_rounds, terms_of
from tenders.domain.vocabulary import ContractKind, Procedure, StepKind

ANSWER_WORKING_DAYS = 5
"""Between the last question and the last note (TERM-20, house rule)."""
SELECTION_WORKING_DAYS = 10
OBJECTION_DAYS = 7
"""Between telling candidates that they are not selected and inviting the others (house rule; ARW-02 for works)."""
DIALOGUE_WORKING_DAYS = 40
NEGOTIATION_WORKING_DAYS = 20
EVALUATION_WORKING_DAYS = 25
DECISION_WORKING_DAYS = 10
HOUSE_MINIMUM_DAYS = 14
"""Shortest time to bid where the law gives no number (TERM-17, house rule)."""
HOUSE_INVITED_DAYS = 28
"""Time for the selected candidates to bid where the law gives no number (house rule): room for questions and a note."""
HOUSE_REQUESTS_DAYS = 20
"""Shortest time to ask to take part where the law gives no number (house rule)."""
CLOSING_HOUR = time(12, 0)
TIMED = frozenset({StepKind.REQUESTS_CLOSING, StepKind.FIRST_BIDS, StepKind.QUESTIONS_UNTIL, StepKind.CLOSING})
"""The steps where the hour matters."""
CLOSINGS = frozenset({StepKind.REQUESTS_CLOSING, StepKind.FIRST_BIDS, StepKind.CLOSING})
"""The steps after which nothing more may come in."""


class Origin(StrEnum):
    """Where a limit comes from."""

    LAW = "law"
    HOUSE_RULE = "house_rule"


@dataclass(frozen=True, slots=True)
class PlanningFacts:
    """What decides the terms of one tender.

    urgency: duly substantiated, with its reason in the notice (art. 2.74). prior_notice_on: day on which a prior
    information notice with all that article 2.71 lid 6 asks was sent; it only counts within its window.
    veat: a notice for voluntary transparency precedes the contract (art. 4.16).
    """

    procedure: Procedure
    contract_kind: ContractKind
    electronic_submission: bool = True
    free_documents: bool = True
    urgency: bool = False
    prior_notice_on: date | None = None
    veat: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """The dates between which a step must lie, both included; None where there is no limit.

    advised: the first date that Kring suggests. source: law and articles, or empty for a house rule.
    """

    earliest: date | None = None
    latest: date | None = None
    advised: date | None = None
    origin: Origin = Origin.HOUSE_RULE
    source: str = ""
    certainty: Certainty = Certainty.R

    @property
    def is_binding(self) -> bool:
        """Whether a date outside it is refused: a limit by law, unless it is only known from memory."""
        return self.origin is Origin.LAW and self.certainty is not Certainty.M


NO_LIMIT = Limit()
_Found = tuple[Term, TermDates] | None


@dataclass(frozen=True, slots=True)
class Context:
    """One planning while its limits are computed: the facts, the dates that are known, the days that are free."""

    facts: PlanningFacts
    days: Mapping[StepKind, date]
    calendar: WorkdayCalendar

    def day(self, step: StepKind) -> date | None:
        """Return the date of a step, where it is known."""
        return self.days.get(step)

    def term(self, step: TermStep, start: date) -> _Found:
        """Return the term of the law with its dates, or None where the law knows no such term.

        Raises:
            TermError: the table of terms does not reach ``start``.
        """
        try:
            term = terms.lookup(terms_of(self.facts.procedure), step, self._options(), on=start)
        except TermError as error:
            if error.code == "no_term":
                return None
            raise
        return term, terms.dates(term, start, calendar=self.calendar)

    def _options(self) -> TermOptions:
        return TermOptions(
            electronic_submission=self.facts.electronic_submission,
            free_electronic_documents=self.facts.free_documents,
            prior_information_notice=self._has_prior_notice(),
            urgency=self.facts.urgency,
            works=self.facts.contract_kind is ContractKind.WORKS,
        )

    def _has_prior_notice(self) -> bool:
        notice, window = self.day(StepKind.NOTICE), prior_notice_window(self.facts)
        return bool(notice and window and window[0] <= notice <= window[1])


def prior_notice_window(facts: PlanningFacts) -> tuple[date, date] | None:
    """Return the first and last day of the notice on which its prior information notice still shortens the term.

    None without one, and for procedures whose terms it does not shorten. Source: Aw 2012 art. 2.71 lid 6 (TERM-11).
    """
    if facts.prior_notice_on is None:
        return None
    options, on, name = TermOptions(), facts.prior_notice_on, terms_of(facts.procedure)
    try:
        first = terms.lookup(name, TermStep.EARLIEST_NOTICE_AFTER_PRIOR, options, on=on)
        last = terms.lookup(name, TermStep.LATEST_NOTICE_AFTER_PRIOR, options, on=on)
    except TermError:
        return None
    ends = terms.dates(first, on).end, terms.dates(last, on).end
    return (ends[0], ends[1]) if ends[0] and ends[1] else None


def _law(found: _Found, *, earliest: date | None = None, latest: date | None = None, advised: date | None) -> Limit:
    assert found is not None  # noqa: S101 -- the callers looked
    term = found[0]
    return Limit(earliest, latest, advised, Origin.LAW, term.source, term.certainty)


def _notice(context: Context) -> Limit:
    window = prior_notice_window(context.facts)
    if window is None:
        return NO_LIMIT
    advised = context.calendar.on_or_after(window[0])
    return Limit(window[0], window[1], advised, Origin.LAW, "Aanbestedingswet 2012 art. 2.71 lid 6", Certainty.V)


def _requests(context: Context) -> Limit:
    notice = context.day(StepKind.NOTICE)
    return _closing_after(context, TermStep.REQUESTS_CLOSING, notice, HOUSE_REQUESTS_DAYS)


def _selection(context: Context) -> Limit:
    closed = context.day(StepKind.REQUESTS_CLOSING)
    found = context.term(TermStep.ADMISSION_DECISION, closed) if closed else None
    if closed and found:
        return _law(found, earliest=closed, latest=found[1].end, advised=found[1].end)
    return _working_days_after(context, closed, SELECTION_WORKING_DAYS)


def _invitation(context: Context) -> Limit:
    selected = context.day(StepKind.SELECTION)
    if selected is None:
        return NO_LIMIT
    found = context.term(TermStep.REJECTION_OBJECTION, selected)
    if found and found[1].end:
        end = context.calendar.next_working_day(found[1].end)
        return _law(found, earliest=found[1].end, advised=end)
    if context.facts.procedure is Procedure.DYNAMIC_PURCHASING:
        return Limit(earliest=selected, advised=context.calendar.next_working_day(selected))
    return Limit(earliest=selected, advised=context.calendar.on_or_after(selected + timedelta(days=OBJECTION_DAYS)))


def _dialogue(context: Context) -> Limit:
    return _working_days_after(context, context.day(StepKind.INVITATION), DIALOGUE_WORKING_DAYS)


def _first_bids(context: Context) -> Limit:
    invited = context.day(StepKind.INVITATION)
    return _closing_after(context, TermStep.FIRST_BIDS_CLOSING, invited, HOUSE_INVITED_DAYS)


def _negotiation(context: Context) -> Limit:
    return _working_days_after(context, context.day(StepKind.FIRST_BIDS), NEGOTIATION_WORKING_DAYS)


def _closing(context: Context) -> Limit:
    procedure = context.facts.procedure
    # The term of the law runs before the first bids; for the final bids it asks an adequate time (art. 2.70).
    if previous(procedure, StepKind.NEGOTIATION_END):
        return _adequate(context, context.day(StepKind.NEGOTIATION_END), HOUSE_MINIMUM_DAYS)
    if previous(procedure, StepKind.DIALOGUE_END):
        return _adequate(context, context.day(StepKind.DIALOGUE_END), HOUSE_INVITED_DAYS)
    house_days = HOUSE_INVITED_DAYS if has_two_rounds(procedure) else HOUSE_MINIMUM_DAYS
    return _closing_after(context, TermStep.BIDS_CLOSING, context.day(bids_from(procedure)), house_days)


def _clarification(context: Context) -> Limit:
    closing, start = context.day(asked_before(context.facts.procedure)), context.day(bids_from(context.facts.procedure))
    if closing is None:
        return NO_LIMIT
    found = context.term(TermStep.LAST_CLARIFICATION, closing)
    if found and found[1].safe:
        return _law(found, earliest=start, latest=found[1].end, advised=found[1].safe)
    return Limit(earliest=start, latest=closing, advised=_time_to_answer(context, start, closing))


def _questions(context: Context) -> Limit:
    note = context.day(StepKind.CLARIFICATION)
    if note is None:
        return NO_LIMIT
    start = context.day(bids_from(context.facts.procedure))
    return Limit(earliest=start, latest=note, advised=_time_to_answer(context, start, note))


def _evaluation(context: Context) -> Limit:
    return _working_days_after(context, context.day(StepKind.CLOSING), EVALUATION_WORKING_DAYS)


def _decision(context: Context) -> Limit:
    before = context.day(previous(context.facts.procedure, StepKind.AWARD_DECISION) or StepKind.CLOSING)
    return _working_days_after(context, before, DECISION_WORKING_DAYS)


def _standstill(context: Context) -> Limit:
    decision = context.day(StepKind.AWARD_DECISION)
    if decision is None:
        return NO_LIMIT
    by_notice = context.facts.procedure is Procedure.NEGOTIATED_WITHOUT_NOTICE and context.facts.veat
    found = context.term(TermStep.VEAT_STANDSTILL_END if by_notice else TermStep.STANDSTILL_END, decision)
    if found and found[1].end:
        return _law(found, earliest=found[1].end, advised=found[1].end)
    days = (found[0].advised_days if found else None) or 0
    return Limit(earliest=decision, advised=context.calendar.on_or_after(decision + timedelta(days=days)))


def _contract(context: Context) -> Limit:
    end = context.day(StepKind.STANDSTILL_END)
    if previous(context.facts.procedure, StepKind.STANDSTILL_END) is None:
        return _working_days_after(context, context.day(StepKind.AWARD_DECISION), 1)
    if end is None:
        return NO_LIMIT
    earliest = terms.earliest_contract_date(end)
    advised = context.calendar.on_or_after(earliest)
    standstill = _standstill(context)
    if standstill.origin is Origin.LAW:
        source = "Aanbestedingswet 2012 art. 2.127"
        return Limit(earliest, None, advised, Origin.LAW, source, standstill.certainty)
    return Limit(earliest=earliest, advised=advised)


def _award_notice(context: Context) -> Limit:
    contract = context.day(StepKind.CONTRACT)
    found = context.term(TermStep.AWARD_NOTICE, contract) if contract else None
    if contract is None or found is None:
        return NO_LIMIT
    return _law(found, earliest=contract, latest=found[1].end, advised=found[1].safe)


def _time_to_answer(context: Context, start: date | None, until: date) -> date:
    """Some working days before ``until``, but in a short term never before the working day after its start."""
    advised = context.calendar.nth_working_day(until, -ANSWER_WORKING_DAYS)
    return max(advised, min(context.calendar.next_working_day(start), until)) if start else advised


def _closing_after(context: Context, step: TermStep, start: date | None, house_days: int) -> Limit:
    """A closing of requests or bids: by the term of the law, else after an adequate time."""
    if start is None:
        return NO_LIMIT
    found = context.term(step, start)
    if found and found[1].end:
        return _law(found, earliest=found[1].end, advised=found[1].strict_closing)
    return _adequate(context, start, (found[0].advised_days if found else None) or house_days)


def _adequate(context: Context, start: date | None, days: int) -> Limit:
    if start is None:
        return NO_LIMIT
    advised = context.calendar.on_or_after(start + timedelta(days=days))
    return Limit(earliest=start + timedelta(days=1), advised=advised)


def _working_days_after(context: Context, day: date | None, number: int) -> Limit:
    if day is None:
        return NO_LIMIT
    return Limit(earliest=day, advised=context.calendar.nth_working_day(day, number))


LIMITS: Mapping[StepKind, Callable[[Context], Limit]] = MappingProxyType(
    {
        StepKind.NOTICE: _notice,
        StepKind.REQUESTS_CLOSING: _requests,
        StepKind.SELECTION: _selection,
        StepKind.INVITATION: _invitation,
        StepKind.DIALOGUE_END: _dialogue,
        StepKind.FIRST_BIDS: _first_bids,
        StepKind.NEGOTIATION_END: _negotiation,
        StepKind.QUESTIONS_UNTIL: _questions,
        StepKind.CLARIFICATION: _clarification,
        StepKind.CLOSING: _closing,
        StepKind.EVALUATION: _evaluation,
        StepKind.AWARD_DECISION: _decision,
        StepKind.STANDSTILL_END: _standstill,
        StepKind.CONTRACT: _contract,
        StepKind.AWARD_NOTICE: _award_notice,
    }
)
