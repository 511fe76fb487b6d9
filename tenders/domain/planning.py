"""The planning of a tender: which dates the law and house rules allow, and a proposal that keeps to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from procurement.core.domain import terms
from procurement.core.domain.rule_table import Certainty
from procurement.core.domain.term_table import TermProcedure, TermStep
from procurement.core.domain.terms import TermDates, TermOptions
from procurement.core.domain.workdays import NATIONAL, WorkdayCalendar
from tenders.domain.vocabulary import ContractKind, Procedure, StepKind

ANSWER_WORKING_DAYS = 5
"""Between the last question and the last note (TERM-20, house rule)."""
EVALUATION_WORKING_DAYS = 25
DECISION_WORKING_DAYS = 10
HOUSE_MINIMUM_DAYS = 14
"""Shortest time to bid where the law gives no number (TERM-17, house rule)."""
CLOSING_HOUR = time(12, 0)

PROCEDURES: Mapping[Procedure, TermProcedure] = {
    Procedure.OPEN: TermProcedure.OPEN,
    Procedure.NATIONAL_OPEN: TermProcedure.NATIONAL_OPEN,
    Procedure.QUOTE: TermProcedure.QUOTE,
}


class Origin(StrEnum):
    """Where a limit comes from."""

    LAW = "law"
    HOUSE_RULE = "house_rule"


@dataclass(frozen=True, slots=True)
class PlanningFacts:
    """What decides the terms of one tender."""

    procedure: Procedure
    contract_kind: ContractKind
    electronic_submission: bool = True
    free_documents: bool = True


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


NO_LIMIT = Limit()


def limits(
    facts: PlanningFacts, days: Mapping[StepKind, date], *, calendar: WorkdayCalendar = NATIONAL
) -> dict[StepKind, Limit]:
    """Return the limit of every step, given the dates that are known; each step depends on those before it.

    Raises:
        TermError: the table of terms does not reach the day of the notice.
    """
    notice, closing = days.get(StepKind.NOTICE), days.get(StepKind.CLOSING)
    clarification, evaluation = days.get(StepKind.CLARIFICATION), days.get(StepKind.EVALUATION)
    decision, end = days.get(StepKind.AWARD_DECISION), days.get(StepKind.STANDSTILL_END)
    contract = days.get(StepKind.CONTRACT)
    return {
        StepKind.NOTICE: NO_LIMIT,
        StepKind.QUESTIONS_UNTIL: _questions(notice, clarification, calendar),
        StepKind.CLARIFICATION: _clarification(facts, notice, closing, calendar),
        StepKind.CLOSING: _closing(facts, notice, calendar),
        StepKind.EVALUATION: _working_days_after(closing, EVALUATION_WORKING_DAYS, calendar),
        StepKind.AWARD_DECISION: _working_days_after(evaluation, DECISION_WORKING_DAYS, calendar),
        StepKind.STANDSTILL_END: _standstill(facts, decision, calendar),
        StepKind.CONTRACT: _contract(facts, end, calendar),
        StepKind.AWARD_NOTICE: _award_notice(facts, contract, calendar),
    }


def proposal(facts: PlanningFacts, notice: date, *, calendar: WorkdayCalendar = NATIONAL) -> dict[StepKind, date]:
    """Return a date for every step, from the day of the notice on; each is one that its limit advises."""
    days: dict[StepKind, date] = {StepKind.NOTICE: notice}
    order = [
        StepKind.CLOSING,
        StepKind.CLARIFICATION,
        StepKind.QUESTIONS_UNTIL,
        StepKind.EVALUATION,
        StepKind.AWARD_DECISION,
        StepKind.STANDSTILL_END,
        StepKind.CONTRACT,
        StepKind.AWARD_NOTICE,
    ]
    for step in order:
        limit = limits(facts, days, calendar=calendar)[step]
        day = limit.advised or limit.earliest or limit.latest
        if day is not None:
            days[step] = day
    return days


def standstill_end(decision: date, procedure: Procedure, *, calendar: WorkdayCalendar = NATIONAL) -> date | None:
    """Return the last day of the standstill after sending the decision, or None where the law gives none."""
    return _dates(procedure, TermStep.STANDSTILL_END, decision, TermOptions(works=False), calendar)[1].end


def _closing(facts: PlanningFacts, notice: date | None, calendar: WorkdayCalendar) -> Limit:
    if notice is None:
        return NO_LIMIT
    term, found = _dates(facts.procedure, TermStep.BIDS_CLOSING, notice, _options(facts), calendar)
    if found.end is None:
        days = term.advised_days or HOUSE_MINIMUM_DAYS
        return Limit(earliest=notice + timedelta(days=1), advised=calendar.on_or_after(notice + timedelta(days=days)))
    return Limit(
        earliest=found.end,
        advised=found.strict_closing,
        origin=Origin.LAW,
        source=term.source,
        certainty=term.certainty,
    )


def _clarification(facts: PlanningFacts, notice: date | None, closing: date | None, calendar: WorkdayCalendar) -> Limit:
    if closing is None:
        return NO_LIMIT
    term, found = _dates(facts.procedure, TermStep.LAST_CLARIFICATION, closing, _options(facts), calendar)
    if found.safe is None:
        return Limit(earliest=notice, latest=closing, advised=calendar.nth_working_day(closing, -ANSWER_WORKING_DAYS))
    return Limit(
        earliest=notice,
        latest=found.end,
        advised=found.safe,
        origin=Origin.LAW,
        source=term.source,
        certainty=term.certainty,
    )


def _questions(notice: date | None, clarification: date | None, calendar: WorkdayCalendar) -> Limit:
    if clarification is None:
        return NO_LIMIT
    return Limit(
        earliest=notice,
        latest=clarification,
        advised=calendar.nth_working_day(clarification, -ANSWER_WORKING_DAYS),
    )


def _working_days_after(day: date | None, number: int, calendar: WorkdayCalendar) -> Limit:
    if day is None:
        return NO_LIMIT
    return Limit(earliest=day, advised=calendar.nth_working_day(day, number))


def _standstill(facts: PlanningFacts, decision: date | None, calendar: WorkdayCalendar) -> Limit:
    if decision is None:
        return NO_LIMIT
    term, found = _dates(facts.procedure, TermStep.STANDSTILL_END, decision, _options(facts), calendar)
    if found.end is None:
        advised = calendar.on_or_after(decision + timedelta(days=term.advised_days or 0))
        return Limit(earliest=decision, advised=advised)
    return Limit(
        earliest=found.end,
        advised=found.end,
        origin=Origin.LAW,
        source=term.source,
        certainty=term.certainty,
    )


def _contract(facts: PlanningFacts, end: date | None, calendar: WorkdayCalendar) -> Limit:
    if end is None:
        return NO_LIMIT
    earliest = terms.earliest_contract_date(end)
    origin = Origin.LAW if facts.procedure is Procedure.OPEN else Origin.HOUSE_RULE
    source = "Aanbestedingswet 2012 art. 2.127" if origin is Origin.LAW else ""
    return Limit(
        earliest=earliest,
        advised=calendar.on_or_after(earliest),
        origin=origin,
        source=source,
        certainty=Certainty.V if origin is Origin.LAW else Certainty.R,
    )


def _award_notice(facts: PlanningFacts, contract: date | None, calendar: WorkdayCalendar) -> Limit:
    if contract is None or facts.procedure is not Procedure.OPEN:
        return NO_LIMIT
    term, found = _dates(facts.procedure, TermStep.AWARD_NOTICE, contract, _options(facts), calendar)
    return Limit(
        earliest=contract,
        latest=found.end,
        advised=found.safe,
        origin=Origin.LAW,
        source=term.source,
        certainty=term.certainty,
    )


def _options(facts: PlanningFacts) -> TermOptions:
    return TermOptions(
        electronic_submission=facts.electronic_submission,
        free_electronic_documents=facts.free_documents,
        works=facts.contract_kind is ContractKind.WORKS,
    )


def _dates(
    procedure: Procedure, step: TermStep, start: date, options: TermOptions, calendar: WorkdayCalendar
) -> tuple[terms.Term, TermDates]:
    term = terms.lookup(PROCEDURES[procedure], step, options, on=start)
    return term, terms.dates(term, start, calendar=calendar)
