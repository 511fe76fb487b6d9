"""Stage 3: the planning of a tender, computed from the terms and changed by people."""

from collections.abc import Mapping
from datetime import date, time

from django.db import transaction

from procurement.accounts.models import User
from procurement.core import audit, clock
from tenders.domain import planning
from tenders.domain.planning_limits import CLOSING_HOUR, TIMED, Limit, Origin, PlanningFacts
from tenders.domain.planning_steps import steps_of
from tenders.domain.vocabulary import ContractKind, Procedure, StepKind
from tenders.models import PlanningStep, Tender, TermFacts
from tenders.services import drafting

Days = Mapping[StepKind, tuple[date | None, time | None]]


class PlanningRefusedError(ValueError):
    """Dates break the law or each other, or have passed. faults: step -> (code, the date that is the limit)."""

    def __init__(self, faults: dict[StepKind, tuple[str, date]]) -> None:
        super().__init__(str(faults))
        self.faults = faults


def facts_of(tender: Tender) -> PlanningFacts:
    """Return what decides the terms; a tender without a procedure is planned as an open one, the strictest."""
    terms = TermFacts.objects.filter(tender=tender).first() or TermFacts()
    return PlanningFacts(
        procedure=Procedure(tender.procedure or Procedure.OPEN),
        contract_kind=ContractKind(tender.contract_kind),
        electronic_submission=tender.electronic_submission,
        free_documents=tender.free_documents,
        urgency=terms.urgency,
        prior_notice_on=terms.prior_notice_on,
        veat=terms.veat,
    )


def known_days(tender: Tender) -> dict[StepKind, date]:
    """Return the dates of the planning that are filled in."""
    return {StepKind(step.kind): step.day for step in tender.planning.all() if step.day}


@transaction.atomic
def propose(tender_id: int, *, actor: User, notice: date) -> list[PlanningStep]:
    """Replace the planning by the proposal of the terms engine for a notice on ``notice``.

    Raises:
        TenderFrozenError: the text cannot change any more.
        TermError: the table of terms does not reach this day.
        PlanningRefusedError: the day has passed.
    """
    tender = drafting.lock_draft(tender_id)
    if faults := passed_days({StepKind.NOTICE: notice}, {}):
        raise PlanningRefusedError(faults)
    facts = facts_of(tender)
    days = planning.proposal(facts, notice)
    steps = _store(tender, {step: (day, _hour(step)) for step, day in days.items()}, planning.limits(facts, days))
    audit.record("planning.proposed", actor=actor, target=tender, notice=notice.isoformat())
    return steps


@transaction.atomic
def set_days(tender_id: int, days: Days, *, actor: User) -> list[PlanningStep]:
    """Store dates that people typed and return the steps in order.

    Raises:
        TenderFrozenError: the text cannot change any more.
        PlanningRefusedError: a date lies before the legal minimum or after the legal maximum (TERM-08, TERM-18),
            or before the step it follows; or a day was chosen that has passed.
    """
    tender = drafting.lock_draft(tender_id)
    filled = {step: day for step, (day, _) in days.items() if day is not None}
    found = planning.limits(facts_of(tender), filled)
    faults = passed_days(filled, known_days(tender)) | broken_limits(filled, found)
    if faults:
        raise PlanningRefusedError(faults)
    steps = _store(tender, days, found)
    audit.record(
        "planning.changed", actor=actor, target=tender, days={str(k): d.isoformat() for k, d in filled.items()}
    )
    return steps


def passed_days(days: Mapping[StepKind, date], stored: Mapping[StepKind, date]) -> dict[StepKind, tuple[str, date]]:
    """Return the steps for which a day is chosen that has passed ("in_past"): what is not published lies ahead.

    A day that was stored before stays: the notice may have gone out while its publication is not recorded yet.
    """
    today = clock.today()
    chosen = {step: day for step, day in days.items() if stored.get(step) != day}
    return {step: ("in_past", today) for step, day in chosen.items() if day < today}


def broken_limits(days: Mapping[StepKind, date], found: Mapping[StepKind, Limit]) -> dict[StepKind, tuple[str, date]]:
    """Return the steps whose date breaks a limit: "too_early" or "too_late" by law, "before_previous" by order."""
    faults: dict[StepKind, tuple[str, date]] = {}
    for step, day in days.items():
        limit = found[step]
        is_law = limit.origin is Origin.LAW
        if is_law and not limit.is_binding:
            # Known from memory: the check of the tender warns, nothing is refused.
            continue
        if limit.earliest and day < limit.earliest:
            faults[step] = ("too_early" if is_law else "before_previous", limit.earliest)
        elif limit.latest and day > limit.latest:
            faults[step] = ("too_late" if is_law else "after_next", limit.latest)
    return faults


def _hour(step: StepKind) -> time | None:
    return CLOSING_HOUR if step in TIMED else None


def _store(tender: Tender, days: Days, found: Mapping[StepKind, Limit]) -> list[PlanningStep]:
    steps, wanted = [], steps_of(facts_of(tender).procedure)
    tender.planning.exclude(kind__in=wanted).delete()
    for order, step in enumerate(wanted):
        limit = found[step]
        day, hour = days.get(step, (None, None))
        values = {
            "day": day,
            "hour": hour,
            "earliest": limit.earliest,
            "latest": limit.latest,
            "source": limit.source,
            "certainty": limit.certainty if limit.source else "",
            "order": order,
        }
        steps.append(PlanningStep.objects.update_or_create(tender=tender, kind=step, defaults=values)[0])
    return steps
