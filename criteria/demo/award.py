"""Stage 11 of the demo: the furniture case is computed, decided, told and awarded in July to September 2023."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from criteria.demo.assessment import PRICES_AFTER, bring_to_prices, later
from criteria.domain.vocabulary import Disclosure
from criteria.models import Evaluation, Standstill
from criteria.services import computation, decision, letters, standstill
from procurement.core import clock
from procurement.core.domain.paper_format import PaperFormat
from procurement.core.domain.workdays import NATIONAL
from procurement.core.services.jobs import run
from procurement.core.services.papers import request_paper
from tenders.models import Tender

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
COMPUTED = datetime(2023, 7, 26, 10, 0, tzinfo=AMSTERDAM)
ADVISED = datetime(2023, 8, 28, 15, 20, tzinfo=AMSTERDAM)
DECIDED = datetime(2023, 9, 5, 9, 30, tzinfo=AMSTERDAM)
APPROVED = datetime(2023, 9, 5, 11, 15, tzinfo=AMSTERDAM)
SENT = datetime(2023, 9, 5, 14, 0, tzinfo=AMSTERDAM)
REASONS = (
    "\n\nDe winnaar begint bij onze eigen 1.150 stuks, met aantallen en bewijs per onderdeel, en koppelt aan elke stap "
    "van herstel een doel en een bestemming. Daarmee haalt zij ons doel van 80% hergebruikt of gerecycled al in het "
    "tweede contractjaar. Haar kosten over twaalf jaar zijn de op één na laagste."
)
MOTIVATION = (
    "Ik volg het advies van de commissie. De beoordeling is verlopen zoals in de leidraad staat, de cijfers zijn "
    "gemotiveerd en de berekening is nagerekend. De opdracht past binnen de raming en binnen mijn mandaat."
)


def load_award(context: dict[str, Any]) -> None:
    """Computation, decision, letters and standstill of the furniture case, until the final award."""
    evaluation, people = context["evaluation"], context["people"]
    with clock.at(COMPUTED):
        context["computation"] = computation.compute(evaluation.pk, actor=people["idrissi"])
    _advise(evaluation, people, ADVISED, more=REASONS)
    _decide(evaluation, people, DECIDED)
    _send(evaluation, people, APPROVED, SENT, reference="TN-341207")
    _finalise(evaluation, people)
    evaluation.refresh_from_db()


def bring_to_award(context: dict[str, Any], tender: Tender) -> None:
    """Bring a practice tender that has closed to an advice that waits for the mandate holder."""
    bring_to_prices(context, tender)
    people, moment = context["people"], _after_prices(tender)
    evaluation = Evaluation.objects.get(lot__tender=tender, lot__number=1)
    with clock.at(moment):
        computation.compute(evaluation.pk, actor=people["idrissi"])
    _advise(evaluation, people, moment)


def bring_to_standstill(context: dict[str, Any], tender: Tender) -> None:
    """Bring a practice tender that has closed to letters that were sent: its standstill runs."""
    bring_to_award(context, tender)
    people, moment = context["people"], _after_prices(tender) + timedelta(hours=2)
    evaluation = Evaluation.objects.get(lot__tender=tender, lot__number=1)
    _decide(evaluation, people, moment)
    _send(evaluation, people, moment, moment, reference=f"TN-OEFEN-{tender.pk}")


def bring_to_final_award(context: dict[str, Any], tender: Tender) -> None:
    """Bring a practice tender that has closed to its final award, the day after its standstill."""
    bring_to_standstill(context, tender)
    _finalise(Evaluation.objects.get(lot__tender=tender, lot__number=1), context["people"])
    tender.refresh_from_db()


def _after_prices(tender: Tender) -> datetime:
    """The first working day after the prices were opened, at nine o'clock."""
    opened_on = timezone.localtime(later(tender, days=PRICES_AFTER)).date()
    return datetime.combine(NATIONAL.on_or_after(opened_on + timedelta(days=1)), time(9), tzinfo=AMSTERDAM)


def _finalise(evaluation: Evaluation, people: Mapping[str, Any]) -> None:
    ends_on = Standstill.objects.get(decision__evaluation=evaluation).ends_on
    with clock.at(datetime.combine(ends_on, time(9), tzinfo=AMSTERDAM) + timedelta(days=1)):
        standstill.finalise(evaluation.pk, actor=people["verhoeve"])


def _advise(evaluation: Evaluation, people: Mapping[str, Any], moment: datetime, more: str = "") -> None:
    with clock.at(moment):
        text = decision.advice_of(evaluation).text + more
        decision.save_advice(evaluation.pk, text=text, disclosure=Disclosure.FULL)
        decision.submit_advice(evaluation.pk, actor=people["idrissi"])


def _decide(evaluation: Evaluation, people: Mapping[str, Any], moment: datetime) -> None:
    with clock.at(moment):
        seen = decision.shown_sha256(evaluation)
        decision.decide(evaluation.pk, actor=people["boersma"], motivation=MOTIVATION, seen_sha256=seen)


def _send(
    evaluation: Evaluation, people: Mapping[str, Any], approved: datetime, sent: datetime, *, reference: str
) -> None:
    """Two people approve, each letter becomes a PDF, and all go out at the same moment."""
    ids = [letter.pk for letter in letters.letters_of(evaluation)]
    with clock.at(approved):
        for key, capacity in (("verhoeve", "inkoper"), ("lund", "jurist")):
            seen = letters.drafts_sha256(letters.letters_of(evaluation))
            letters.approve(evaluation.pk, ids, actor=people[key], capacity=capacity, seen_sha256=seen)
    with clock.at(sent):
        for letter in letters.letters_of(evaluation):
            job = request_paper(
                letters.letter_paper(letter),
                PaperFormat.PDF,
                actor=people["verhoeve"],
                organisation=evaluation.lot.tender.organisation,
                enqueue=_leave,
            )
            run(str(job.pk))
        letters.send(evaluation.pk, actor=people["verhoeve"], channel="TenderNed", outside_at=sent, reference=reference)


def _leave(job_id: str) -> None:
    """The loader runs the job itself: a broker need not be there."""
