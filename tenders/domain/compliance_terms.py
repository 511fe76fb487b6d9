"""Rules of terms: rules.md section 4, over the planned dates; the arithmetic stands in ``tenders.domain.planning``."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from procurement.core.domain.rule_table import Certainty, Failure, Phase, Scope, Severity
from procurement.core.domain.terms import TermError
from procurement.core.domain.workdays import NATIONAL
from tenders.domain.compliance_facts import TENDER_RULES, TenderFacts, planning_step, tender_field
from tenders.domain.planning import limits
from tenders.domain.planning_limits import ANSWER_WORKING_DAYS, NO_LIMIT, Limit, Origin, PlanningFacts
from tenders.domain.vocabulary import Procedure, StepKind

rule = TENDER_RULES.rule
TERMS, PUBLICATION = Phase.DRAFTING, Phase.PUBLICATION
BELOW = Scope.NATIONAL | Scope.QUOTE
EARLY_HOUR = time(23, 59)
HOLIDAY_SHARE_PCT = 30
AFTER_BREAK_WORKING_DAYS = 5
VALIDITY_MARGIN_DAYS = 14
VALIDITY_LONG_DAYS = 120


def limits_of(facts: TenderFacts, days: Mapping[StepKind, date], *, free_documents: bool) -> dict[StepKind, Limit]:
    """Return the limits of every step, or no limits at all where the table of terms does not reach the notice."""
    planning = PlanningFacts(
        procedure=facts.procedure or Procedure.OPEN,
        contract_kind=facts.contract_kind,
        electronic_submission=facts.electronic_submission,
        free_documents=free_documents,
        urgency=facts.sheet.urgency,
        prior_notice_on=facts.sheet.prior_notice_on,
        veat=facts.sheet.veat,
    )
    try:
        return limits(planning, days)
    except TermError:
        return dict.fromkeys(StepKind, NO_LIMIT)


def _limit(facts: TenderFacts, step: StepKind) -> Limit:
    return limits_of(facts, facts.days, free_documents=facts.free_documents)[step]


@rule(
    "TERM-06",
    severity=Severity.BLOCK,
    scope=Scope.ALL,
    source="Aw 2012 art. 1.8-1.9, 2.70; ECLI:NL:GHDHA:2021:638",
    certainty=Certainty.S,
    phase=TERMS,
    softer={Scope.QUOTE: Severity.WARN},
)
def dates_are_set(facts: TenderFacts) -> list[Failure]:
    """The notice and the closing have a date, and the closing has an hour."""
    found = [
        Failure("date_missing", subject=planning_step(step), step=step.value)
        for step in (StepKind.NOTICE, StepKind.CLOSING)
        if step not in facts.days
    ]
    if StepKind.CLOSING in facts.days and StepKind.CLOSING not in facts.hours:
        found.append(Failure("closing_hour_missing", subject=planning_step(StepKind.CLOSING)))
    return found


@rule(
    "TERM-07",
    severity=Severity.ADVICE,
    scope=Scope.EU,
    source="Aw 2012 art. 2.71; TenderNed, aankondigingen",
    certainty=Certainty.S,
    phase=PUBLICATION,
)
def show_follows_sending(facts: TenderFacts) -> Failure | None:
    """The term counts from sending the notice; TenderNed may show it two days later, which costs bidders time."""
    limit, closing = _limit(facts, StepKind.CLOSING), facts.days.get(StepKind.CLOSING)
    if closing is None or limit.earliest is None or closing >= limit.earliest + timedelta(days=2):
        return None
    return Failure("shown_later", subject=planning_step(StepKind.CLOSING))


@rule(
    "TERM-08",
    severity=Severity.BLOCK,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.71-2.74b",
    certainty=Certainty.V,
    phase=TERMS,
    softer={BELOW: Severity.WARN},
)
def closing_is_not_too_early(facts: TenderFacts) -> Failure | None:
    """The closing lies on or after the end of the minimum term, moved to a working day."""
    limit = limits_of(facts, facts.days, free_documents=True)[StepKind.CLOSING]
    closing = facts.days.get(StepKind.CLOSING)
    if closing is None or limit.earliest is None or closing >= limit.earliest:
        return None
    return Failure("closing_too_early", subject=planning_step(StepKind.CLOSING), earliest=limit.earliest)


@rule(
    "TERM-09",
    severity=Severity.WARN,
    scope=Scope.EU,
    source="Verordening 1182/71 art. 3 lid 2 b",
    certainty=Certainty.R,
    phase=TERMS,
)
def last_day_runs_out(facts: TenderFacts) -> Failure | None:
    """The closing does not stand at an hour of the exact last day: that day has not run out then."""
    limit, closing = _limit(facts, StepKind.CLOSING), facts.days.get(StepKind.CLOSING)
    hour = facts.hours.get(StepKind.CLOSING, EARLY_HOUR)
    if closing is None or limit.advised is None or closing != limit.earliest or hour >= EARLY_HOUR:
        return None
    return Failure("closing_on_last_day", subject=planning_step(StepKind.CLOSING), advised=limit.advised)


@rule(
    "TERM-13",
    severity=Severity.BLOCK,
    scope=Scope.EU,
    source="Aw 2012 art. 2.66, 2.72",
    certainty=Certainty.V,
    phase=TERMS,
)
def closed_documents_lengthen(facts: TenderFacts) -> Failure | None:
    """Documents that are not free, direct and complete online add five days to the term."""
    closing = facts.days.get(StepKind.CLOSING)
    if facts.free_documents or closing is None:
        return None
    least = _limit(facts, StepKind.CLOSING).earliest
    free = limits_of(facts, facts.days, free_documents=True)[StepKind.CLOSING].earliest
    if least is None or free is None or not free <= closing < least:
        return None
    return Failure("closed_documents", subject=planning_step(StepKind.CLOSING), earliest=least)


@rule(
    "TERM-15",
    severity=Severity.WARN,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.70; Gids Proportionaliteit 3.6",
    certainty=Certainty.S,
    phase=TERMS,
)
def term_is_adequate(facts: TenderFacts) -> Failure | None:
    """The time to bid is not mainly holiday, and the closing does not follow right after a long break."""
    notice, closing = facts.days.get(StepKind.NOTICE), facts.days.get(StepKind.CLOSING)
    if notice is None or closing is None or closing <= notice:
        return None
    days = [notice + timedelta(days=n) for n in range(1, (closing - notice).days + 1)]
    share = 100 * sum(_in_holidays(day) for day in days) // len(days)
    before = NATIONAL.nth_working_day(closing, -AFTER_BREAK_WORKING_DAYS)
    if share <= HOLIDAY_SHARE_PCT and not (_in_holidays(before) and not _in_holidays(closing)):
        return None
    return Failure("term_in_holidays", subject=planning_step(StepKind.CLOSING), share_pct=share)


@rule(
    "TERM-17",
    severity=Severity.WARN,
    scope=BELOW,
    source="Aw 2012 art. 1.10; huisregel",
    certainty=Certainty.R,
    phase=TERMS,
)
def house_minimum_is_kept(facts: TenderFacts) -> Failure | None:
    """Where the law gives no number, bidders have the time of the house rule."""
    limit, closing = _limit(facts, StepKind.CLOSING), facts.days.get(StepKind.CLOSING)
    if limit.origin is Origin.LAW or closing is None or limit.advised is None or closing >= limit.advised:
        return None
    return Failure("below_house_minimum", subject=planning_step(StepKind.CLOSING), advised=limit.advised)


@rule(
    "TERM-18",
    severity=Severity.BLOCK,
    scope=Scope.ALL,
    source="Aw 2012 art. 2.54, 2.73 lid 1 c",
    certainty=Certainty.V,
    phase=TERMS,
    softer={BELOW: Severity.WARN},
)
def last_note_leaves_time(facts: TenderFacts) -> Failure | None:
    """The last clarification note goes out at least ten calendar days before the closing (below: house rule)."""
    limit, planned = _limit(facts, StepKind.CLARIFICATION), facts.days.get(StepKind.CLARIFICATION)
    last = limit.latest if limit.origin is Origin.LAW else limit.advised
    if planned is None or last is None or planned <= last:
        return None
    return Failure("note_too_late", subject=planning_step(StepKind.CLARIFICATION), latest=last)


@rule(
    "TERM-20",
    severity=Severity.ADVICE,
    scope=Scope.ALL,
    source="inkooppraktijk, huisregel",
    certainty=Certainty.R,
    phase=TERMS,
)
def answers_take_time(facts: TenderFacts) -> Failure | None:
    """Between the last question and the note lie enough working days to answer."""
    questions, note = facts.days.get(StepKind.QUESTIONS_UNTIL), facts.days.get(StepKind.CLARIFICATION)
    if questions is None or note is None or NATIONAL.working_days(questions, note) >= ANSWER_WORKING_DAYS:
        return None
    return Failure("little_time_to_answer", subject=planning_step(StepKind.QUESTIONS_UNTIL), days=ANSWER_WORKING_DAYS)


@rule(
    "DOC-26",
    severity=Severity.WARN,
    scope=Scope.ALL,
    source="inkooppraktijk: 90 dagen gebruikelijk",
    certainty=Certainty.R,
    phase=PUBLICATION,
)
def bids_stay_valid(facts: TenderFacts) -> Failure | None:
    """The validity of bids is stated, outlasts the planned contract by two weeks, and is at most 120 days."""
    subject = tender_field("validity_days")
    if not facts.validity_days:
        return Failure("validity_missing", subject=subject)
    closing, contract = facts.days.get(StepKind.CLOSING), facts.days.get(StepKind.CONTRACT)
    if closing and contract:
        least = (contract - closing).days + VALIDITY_MARGIN_DAYS
        if facts.validity_days < least:
            return Failure("validity_short", subject=subject, days=facts.validity_days, least=least)
    if facts.validity_days > VALIDITY_LONG_DAYS:
        return Failure("validity_long", subject=subject, days=facts.validity_days)
    return None


def _in_holidays(day: date) -> bool:
    christmas = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 5)
    summer = (7, 15) <= (day.month, day.day) <= (8, 31)
    return christmas or summer
