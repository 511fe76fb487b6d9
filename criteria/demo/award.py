"""Stage 11 of the demo: the furniture case is computed, decided, told and awarded in June and July 2023."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from criteria.domain.vocabulary import Disclosure
from criteria.models import Evaluation
from criteria.services import computation, decision, letters, standstill
from procurement.core import clock
from procurement.core.services.jobs import request_job, run
from tenders.models import Tender

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
COMPUTED = datetime(2023, 6, 1, 10, 0, tzinfo=AMSTERDAM)
ADVISED = datetime(2023, 6, 5, 15, 20, tzinfo=AMSTERDAM)
DECIDED = datetime(2023, 6, 12, 9, 30, tzinfo=AMSTERDAM)
APPROVED = datetime(2023, 6, 12, 11, 15, tzinfo=AMSTERDAM)
SENT = datetime(2023, 6, 12, 14, 0, tzinfo=AMSTERDAM)
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
    _decide(evaluation, people, ADVISED, DECIDED)
    _send(evaluation, people, APPROVED, SENT)
    found = standstill.standstill_of(evaluation)
    ends_on: date = found.ends_on if found is not None else DECIDED.date()
    with clock.at(datetime(ends_on.year, ends_on.month, ends_on.day, 9, 0, tzinfo=AMSTERDAM) + timedelta(days=1)):
        standstill.finalise(evaluation.pk, actor=people["verhoeve"])
    evaluation.refresh_from_db()


def bring_to_award(context: dict[str, Any], tender: Tender) -> None:
    """Bring a practice tender whose prices are open to an advice that waits for the mandate holder."""
    people = context["people"]
    evaluation = Evaluation.objects.get(lot__tender=tender, lot__number=1)
    computation.compute(evaluation.pk, actor=people["idrissi"])
    decision.save_advice(evaluation.pk, text=decision.advice_of(evaluation).text, disclosure=Disclosure.FULL)
    decision.submit_advice(evaluation.pk, actor=people["idrissi"])


def _decide(evaluation: Evaluation, people: Mapping[str, Any], advised: datetime, decided: datetime) -> None:
    with clock.at(advised):
        text = decision.advice_of(evaluation).text + REASONS
        decision.save_advice(evaluation.pk, text=text, disclosure=Disclosure.FULL)
        decision.submit_advice(evaluation.pk, actor=people["idrissi"])
    with clock.at(decided):
        decision.decide(evaluation.pk, actor=people["boersma"], motivation=MOTIVATION)


def _send(evaluation: Evaluation, people: Mapping[str, Any], approved: datetime, sent: datetime) -> None:
    """Two people approve, each letter becomes a PDF, and all go out at the same moment."""
    ids = [letter.pk for letter in letters.letters_of(evaluation)]
    with clock.at(approved):
        letters.approve(evaluation.pk, ids, actor=people["verhoeve"], capacity="inkoper")
        letters.approve(evaluation.pk, ids, actor=people["lund"], capacity="jurist")
    with clock.at(sent):
        for letter in letters.letters_of(evaluation):
            job = request_job(
                letters.KIND,
                fingerprint=letters.fingerprint(letter),
                actor=people["verhoeve"],
                organisation=evaluation.lot.tender.organisation,
                params={"letter": letter.pk, "title": f"Brief aan inschrijver {letter.bid.code}"},
                enqueue=_leave,
            )
            run(str(job.pk))
        letters.send(
            evaluation.pk, actor=people["verhoeve"], channel="TenderNed", outside_at=sent, reference="TN-341207"
        )


def _leave(job_id: str) -> None:
    """The loader runs the job itself: a broker need not be there."""
