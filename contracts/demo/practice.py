"""Practice tenders: small invented ones that wait in each stage, now, for the person who takes the next step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from contracts.demo.contract import bring_to_contract
from contracts.demo.quarters import HELD, moment
from contracts.domain.periods import quarter_of
from contracts.services import reviews
from contracts.services.parties import Party
from criteria.demo.assessment import bring_to_assessment, bring_to_consensus, bring_to_lock
from criteria.demo.award import bring_to_award, bring_to_final_award
from criteria.demo.award_model import bring_to_award_model
from criteria.demo.bids import bring_to_bids
from criteria.models import Bid
from criteria.services import bids
from procurement.core import clock
from procurement.core.domain.workdays import NATIONAL
from tenders.demo.clarifying import bring_to_clarification
from tenders.demo.drafting import bring_to_procedure, bring_to_specification
from tenders.demo.preparation import bring_to_ambition, bring_to_market, start_practice_tender
from tenders.demo.publishing import bring_to_published, bring_to_review
from tenders.demo.specification import bring_to_mirror
from tenders.domain.planning import proposal
from tenders.domain.planning_limits import PlanningFacts
from tenders.domain.vocabulary import ContractKind, Procedure, StepKind
from tenders.models import Tender
from tenders.services import publication

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Context = dict[str, Any]
# Days between the start of a practice tender, its consultation, its procedure, and its notice.
STARTED_BEFORE, CONSULTED_BEFORE, PLANNED_BEFORE = 60, 16, 14
# Days from closing to what came after it, with room for weekends and holidays between.
TO_INDIVIDUAL, TO_CONSENSUS, TO_LOCK, TO_DECISION = 7, 14, 15, 20
# From the closing of a tender to the first day of its contract: assessment, standstill and preparation.
TO_CONTRACT = 75


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice tender. bring: makes it, up to the step where it waits, and is handed its title and reference."""

    place: str
    bring: Callable[[Context, str, str], Tender]


def load_practice(context: Context) -> None:
    """Make the practice tenders in the order of their stages; puts them in the context as ``practice``."""
    year = clock.today().year
    context["practice"] = [
        one.bring(context, f"Oefen: bureaustoelen voor {one.place}", f"OEF-{year}-{number:02}")
        for number, one in enumerate(PRACTICE, start=1)
    ]


def _in_ambition(context: Context, title: str, reference: str) -> Tender:
    with clock.at(_morning(_yesterday())):
        return start_practice_tender(context, title=title, reference=reference)


def _in_drafting(context: Context, title: str, reference: str) -> Tender:
    tender = _planned(context, title, reference, notice=_yesterday() + timedelta(days=PLANNED_BEFORE))
    with clock.at(_morning(_yesterday(), hours=1)):
        bring_to_mirror(context, tender)
    return tender


def _in_review(context: Context, title: str, reference: str) -> Tender:
    tender = _drafted(context, title, reference, notice=_yesterday() + timedelta(days=PLANNED_BEFORE))
    with clock.at(_morning(_yesterday(), hours=2)):
        bring_to_review(context, tender)
    return tender


def _in_clarification(context: Context, title: str, reference: str) -> Tender:
    tender = _published(context, title, reference, notice=_workday(_yesterday() - timedelta(days=6)))
    with clock.at(_morning(_yesterday())):
        bring_to_clarification(context, tender)
    return tender


def _in_bids(context: Context, title: str, reference: str) -> Tender:
    return _closed(context, title, reference, _register, by=_yesterday() - timedelta(days=1))


def _in_individual(context: Context, title: str, reference: str) -> Tender:
    return _closed(context, title, reference, bring_to_assessment, by=_yesterday() - timedelta(days=TO_INDIVIDUAL))


def _in_consensus(context: Context, title: str, reference: str) -> Tender:
    return _closed(context, title, reference, bring_to_consensus, by=_yesterday() - timedelta(days=TO_CONSENSUS))


def _in_lock(context: Context, title: str, reference: str) -> Tender:
    return _closed(context, title, reference, bring_to_lock, by=_yesterday() - timedelta(days=TO_LOCK))


def _in_decision(context: Context, title: str, reference: str) -> Tender:
    return _closed(context, title, reference, bring_to_award, by=_yesterday() - timedelta(days=TO_DECISION))


def _in_contract(context: Context, title: str, reference: str) -> Tender:
    """A contract of two quarters: the first waits for the contractor's signature, the second for its measurements."""
    first = quarter_of(clock.today()).previous().previous()
    by = first.first_day - timedelta(days=TO_CONTRACT)
    tender = _closed(context, title, reference, bring_to_final_award, by=by)
    contract, manager = bring_to_contract(context, tender, first), context["people"]["deruiter"]
    with clock.at(moment(first, HELD)):
        review = reviews.save_review(
            contract.pk,
            first,
            actor=manager,
            held_on=clock.today(),
            attendees="W. de Ruiter, G. Terpstra",
            summary="Het eerste kwartaal verliep volgens afspraak: alle KPI's staan op hun norm.",
            decisions="Wij houden de normen van dit jaar aan.",
        )
        reviews.offer_review(review.pk, actor=manager)
        reviews.sign_review(review.pk, person=manager, party=Party.AUTHORITY)
    return tender


PRACTICE = (
    Practice("de bibliotheek", _in_ambition),
    Practice("het wijkcentrum", _in_drafting),
    Practice("het archief", _in_review),
    Practice("de gemeentewerf", _in_clarification),
    Practice("de muziekschool", _in_bids),
    Practice("de brandweerkazerne", _in_individual),
    Practice("het zwembad", _in_consensus),
    Practice("de milieustraat", _in_lock),
    Practice("het museum", _in_decision),
    Practice("het sociaal wijkteam", _in_contract),
)


def _register(context: Context, tender: Tender) -> None:
    """Register bids and check each: nothing stands between them and their opening."""
    bring_to_bids(context, tender)
    for bid in Bid.objects.filter(lot__tender=tender, complete__isnull=True).waiting():
        bids.check_completeness(bid.pk, actor=context["people"]["verhoeve"], complete=True, remarks="")


def _planned(context: Context, title: str, reference: str, *, notice: date) -> Tender:
    """Ambition, market and procedure; the planning proposes its notice on this day, or the working day after it."""
    with clock.at(_morning(_workday(notice - timedelta(days=STARTED_BEFORE)))):
        tender = start_practice_tender(context, title=title, reference=reference)
        bring_to_ambition(context, tender)
    with clock.at(_morning(_workday(notice - timedelta(days=CONSULTED_BEFORE)))):
        bring_to_market(context, tender)
    with clock.at(_morning(notice - timedelta(days=PLANNED_BEFORE))):
        bring_to_procedure(context, tender)
    return tender


def _drafted(context: Context, title: str, reference: str, *, notice: date) -> Tender:
    tender = _planned(context, title, reference, notice=notice)
    with clock.at(_morning(notice - timedelta(days=PLANNED_BEFORE), hours=1)):
        bring_to_specification(context, tender)
        bring_to_award_model(context, tender)
    return tender


def _published(context: Context, title: str, reference: str, *, notice: date) -> Tender:
    tender = _drafted(context, title, reference, notice=notice)
    with clock.at(_morning(notice)):
        bring_to_review(context, tender)
    with clock.at(_morning(notice, hours=1)):
        bring_to_published(context, tender)
    return tender


def _closed(
    context: Context, title: str, reference: str, bring: Callable[[Context, Tender], None], *, by: date
) -> Tender:
    """A tender that closed on ``by`` or shortly before, and what ``bring`` does with it from then on."""
    tender = _published(context, title, reference, notice=_notice_to_close(by))
    with clock.at((tender.closing_at or clock.now()) + timedelta(minutes=30)):
        publication.close_due_tenders()
        tender.refresh_from_db()
        bring(context, tender)
    return tender


def _notice_to_close(by: date) -> date:
    """Return the last working day whose notice lets a practice tender close on ``by`` at the latest."""
    facts = PlanningFacts(
        procedure=Procedure.OPEN, contract_kind=ContractKind.SUPPLIES, electronic_submission=True, free_documents=True
    )
    notice = _workday(by - timedelta(days=1))
    while proposal(facts, notice)[StepKind.CLOSING] > by:
        notice = _workday(notice - timedelta(days=1))
    return notice


def _yesterday() -> date:
    """The last working day before today: what was done then is done at whatever hour one loads the demo."""
    return _workday(clock.today() - timedelta(days=1))


def _workday(day: date) -> date:
    while not NATIONAL.is_working_day(day):
        day -= timedelta(days=1)
    return day


def _morning(day: date, *, hours: int = 0) -> datetime:
    return datetime.combine(day, time(9 + hours), tzinfo=AMSTERDAM)
