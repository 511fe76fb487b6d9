"""The planning of a tender: which dates are allowed, and a proposal that keeps to them.

Every procedure of ``procedures`` can be planned. ``planning_steps.steps_of`` says which steps it has; ``limits`` says
between which dates each may lie; ``proposal`` gives a whole planning from the day of the notice.
"""

from collections.abc import Mapping
from datetime import date

from procurement.core.domain.term_table import TermStep
from procurement.core.domain.workdays import NATIONAL, WorkdayCalendar
from tenders.domain.planning_limits import LIMITS, NO_LIMIT, Context, Limit, PlanningFacts
from tenders.domain.planning_steps import COMPUTED, steps_of
from tenders.domain.vocabulary import ContractKind, Procedure, StepKind


def limits(
    facts: PlanningFacts, days: Mapping[StepKind, date], *, calendar: WorkdayCalendar = NATIONAL
) -> dict[StepKind, Limit]:
    """Return the limit of every step, given the dates that are known; each step depends on those before it.

    Steps that the procedure has not are in it too, without a limit.

    Raises:
        TermError: the table of terms does not reach the day of the notice.
    """
    steps = steps_of(facts.procedure)
    known = {step: day for step, day in days.items() if step in steps}
    context = Context(facts, known, calendar)
    return {step: LIMITS[step](context) if step in steps else NO_LIMIT for step in StepKind}


def proposal(facts: PlanningFacts, notice: date, *, calendar: WorkdayCalendar = NATIONAL) -> dict[StepKind, date]:
    """Return a date for every step, from the day of the notice on; each is one that its limit advises.

    Raises:
        TermError: as ``limits``.
    """
    days: dict[StepKind, date] = {StepKind.NOTICE: notice}
    steps = steps_of(facts.procedure)
    for step in (step for step in COMPUTED if step in steps and step is not StepKind.NOTICE):
        limit = limits(facts, days, calendar=calendar)[step]
        day = limit.advised or limit.earliest or limit.latest
        if day is not None:
            days[step] = day
    return days


def has_standstill(procedure: Procedure, *, on: date) -> bool:
    """Return whether the law forbids to sign for some days after the decision (Aw 2012 art. 2.127; STD-01, STD-02).

    Raises:
        TermError: as ``limits``.
    """
    found = Context(PlanningFacts(procedure, ContractKind.SERVICES), {}, NATIONAL).term(TermStep.STANDSTILL_END, on)
    return found is not None and found[0].days is not None
