"""Makers for stages 6 and 7: a tender that meets the rules, one that is published, and questions about it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from procurement.accounts.models import Company, User
from procurement.core import clock
from tenders.domain.exclusion import MANDATORY
from tenders.domain.specification import Clarity
from tenders.domain.vocabulary import Formulation, Procedure, ProofMoment, RequirementKind
from tenders.models import Publication, Question, Requirement, SolutionSpace, Tender
from tenders.services import findings, own_questions, planning, publication, questions
from tenders.services.formal_acts import OutsideAct
from tests.factories.criteria_model import make_criterion, make_model

DRAFTED = datetime(2027, 2, 1, 8, 0, tzinfo=UTC)
SENT = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
CLAUSE = "Aanleiding: elk jaar. Reikwijdte: de KPI's. Grens: nooit onder de belofte. Procedure: beiden tekenen."
FIELDS: dict[str, Any] = {
    "procedure": Procedure.OPEN,
    "procedure_motivation": "De markt is groot genoeg.",
    "estimated_value_eur": Decimal("590000"),
    "value_dated_on": date(2027, 1, 15),
    "value_basis": "Prijzen uit de markt.",
    "clustering_motivation": "De onderdelen horen bij elkaar.",
    "no_lots_motivation": "Splitsen knipt de verantwoordelijkheid door.",
    "cpv_codes": "39130000-2",
    "quantity": "420 werkplekken",
    "description": "Inrichten van 420 werkplekken.",
    "occasion": "Het stadskantoor wordt vernieuwd.",
    "duration_months": 48,
    "tender_fee_motivation": "Inschrijven kost weinig.",
    "validity_days": 120,
    "growth_clause": CLAUSE,
    "penalty_clause": "Boete na hoor en wederhoor.",
    "recalibration_clause": CLAUSE,
}
SPACE: dict[str, Any] = {
    "time_frame": "Geleverd in 2027.",
    "budget_frame": "Ten hoogste de geraamde waarde.",
    "clarity": Clarity.BALANCED,
    "used_by_people": False,
}


def make_complete(tender: Tender, *, actor: User, notice: date = date(2027, 2, 1), **fields: Any) -> Tender:
    """Fill a tender in draft so that no rule blocks it; what asks for a decision stays open."""
    Tender.objects.filter(pk=tender.pk).update(**FIELDS | fields)
    organisation = tender.organisation
    organisation.complaint_desk, organisation.court_city = "Klachtenmeldpunt", "Lindermeer"
    organisation.save()
    for ground in MANDATORY:
        Requirement.objects.create(
            tender=tender,
            kind=RequirementKind.EXCLUSION,
            code=ground.code,
            formulation=Formulation.PROCESS,
            text=f"Grond {ground.code}",
            article=ground.article,
            proof_moment=ProofMoment.BID,
        )
    Requirement.objects.create(
        tender=tender,
        kind=RequirementKind.MINIMUM,
        code="E1",
        formulation=Formulation.FUNCTIONAL,
        text="Onderdelen moeten tien jaar leverbaar zijn.",
        purpose="Zonder onderdelen eindigt herstel in vervanging.",
        verification="Lijst van onderdelen",
        proof_moment=ProofMoment.BID,
        order=20,
    )
    SolutionSpace.objects.create(tender=tender, **SPACE)
    make_criterion(model=make_model(lot=tender.lots.get()))
    with clock.at(DRAFTED):
        planning.propose(tender.pk, actor=actor, notice=notice)
    return Tender.objects.select_related("organisation").get(pk=tender.pk)


def settle(tender: Tender, *, actor: User) -> None:
    """Decide every finding that asks for it."""
    for seen in findings.board_of(tender.pk):
        if seen.is_open:
            findings.decide(tender.pk, seen.finding.key, actor=actor, text="Besproken in het team.")


def outside(at: datetime = SENT) -> OutsideAct:
    """An act on the platform without proof."""
    return OutsideAct("TenderNed", at, reference="TN-1")


def make_published(tender: Tender, *, first: User, second: User) -> Publication:
    """Complete, settle, offer and publish a draft on 1 February 2027; it closes on a day in March."""
    make_complete(tender, actor=first)
    with clock.at(SENT + timedelta(minutes=5)):
        settle(tender, actor=first)
        publication.offer(tender.pk, actor=first, seen_sha256=publication.content_sha256(tender.pk))
        return publication.publish(
            tender.pk, actor=second, outside=outside(), seen_sha256=publication.content_sha256(tender.pk)
        )


def make_question(tender: Tender, *, actor: User, **values: Any) -> Question:
    """A question of 8 February 2027 about E1."""
    defaults: dict[str, Any] = {
        "asked_at": datetime(2027, 2, 8, 9, 0, tzinfo=UTC),
        "channel": "TenderNed",
        "document_part": "Bijlage A, eis E1",
        "text": "Geldt dit ook voor bekleding?",
    }
    return questions.register_question(tender.pk, actor=actor, **defaults | values)


def make_questions(tender: Tender, count: int, **values: Any) -> list[Question]:
    """Many questions at once, without the service: numbered after those there are."""
    first = tender.questions.count() + 1
    return Question.objects.bulk_create(
        Question(
            tender=tender,
            number=number,
            asked_at=datetime(2027, 2, 8, 9, 0, tzinfo=UTC),
            channel="TenderNed",
            document_part=f"Bijlage A, eis E{number % 7}",
            text=f"Vraag over onderwerp {number}: geldt dit ook voor bekleding?",
            **values,
        )
        for number in range(first, first + count)
    )


def make_asked(tender: Tender, *, actor: User, company: Company, **values: Any) -> Question:
    """A question that an invited company asked in Kring."""
    defaults: dict[str, Any] = {"document_part": "Bijlage A, eis E1", "text": "Mag bekleding gebruikt zijn?"}
    asked = own_questions.Asked(**defaults | values)
    return own_questions.ask(tender.pk, company.pk, actor=actor, asked=asked)
