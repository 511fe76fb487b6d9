"""Makers of tenders and of what stages 1 and 2 hold. They write rows; what people do goes through the services."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Organisation, User
from procurement.core import clock
from tenders.domain.vocabulary import Better, ContractKind, FollowUp, PolicyLevel, RStrategy, TeamRole
from tenders.models import (
    Ambition,
    ConsultationAnswer,
    ConsultationConclusion,
    ConsultationQuestion,
    ConsultationResponse,
    Lot,
    MarketConsultation,
    PolicyGoal,
    TeamMember,
    Tender,
)
from tests.factories.accounts import make_organisation, make_user

_serial = count(1)


def make_tender(*, organisation: Organisation | None = None, created_by: User | None = None, **fields: Any) -> Tender:
    """A tender in draft with one lot; nobody is in its team."""
    number = next(_serial)
    organisation = organisation or make_organisation()
    fields.setdefault("title", f"Aanbesteding {number}")
    fields.setdefault("reference", f"REF-{number}")
    fields.setdefault("contract_kind", ContractKind.SUPPLIES)
    fields.setdefault("created_at", clock.now())
    tender = Tender.objects.create(
        organisation=organisation,
        created_by=created_by or make_user(organisation=organisation, role=Role.BUYER),
        **fields,
    )
    Lot.objects.create(tender=tender, number=1, title=tender.title)
    return tender


def make_member(*, tender: Tender, role: TeamRole, user: User | None = None, **fields: Any) -> TeamMember:
    """A person in the team of the tender; without ``user`` somebody from outside."""
    return TeamMember.objects.create(tender=tender, role=role, user=user or make_user(), **fields)


def make_policy_goal(*, organisation: Organisation, **fields: Any) -> PolicyGoal:
    """A tactical goal: from 20% in 2021 to 60% in 2026."""
    defaults: dict[str, Any] = {
        "level": PolicyLevel.TACTICAL,
        "title": f"Doel {next(_serial)}",
        "indicator": "aandeel van de leveringen uit hergebruik",
        "unit": "% van leveringen",
        "better": Better.HIGHER,
        "baseline": Decimal(20),
        "baseline_year": 2021,
        "target": Decimal(60),
        "target_year": 2026,
    }
    return PolicyGoal.objects.create(organisation=organisation, **defaults | fields)


def make_ambition(*, tender: Tender, policy_goal: PolicyGoal | None = None, **fields: Any) -> Ambition:
    """An ambition of the tender: from 41% to 80% of the mass reused or recycled in 2028."""
    defaults: dict[str, Any] = {
        "code": f"A{Ambition.objects.filter(tender=tender).count() + 1}",
        "title": "80% hergebruikt of gerecycled",
        "r_strategy": RStrategy.REUSE,
        "indicator": "aandeel hergebruikt en gerecycled materiaal",
        "unit": "% massa",
        "better": Better.HIGHER,
        "baseline": Decimal(41),
        "baseline_year": 2022,
        "target": Decimal(80),
        "target_year": 2028,
    }
    goal = policy_goal or make_policy_goal(organisation=tender.organisation)
    return Ambition.objects.create(tender=tender, policy_goal=goal, **defaults | fields)


def make_consultation(*, tender: Tender, **fields: Any) -> MarketConsultation:
    """An open market consultation."""
    defaults: dict[str, Any] = {"purpose": "Weten wat de markt kan.", "held_on": date(2023, 2, 6)}
    return MarketConsultation.objects.create(tender=tender, **defaults | fields)


def make_consultation_question(*, consultation: MarketConsultation, **fields: Any) -> ConsultationQuestion:
    """The next question of the consultation."""
    number = ConsultationQuestion.objects.filter(consultation=consultation).count() + 1
    defaults: dict[str, Any] = {"number": number, "theme": "Haalbaarheid", "text": f"Vraag {number}?"}
    return ConsultationQuestion.objects.create(consultation=consultation, **defaults | fields)


def make_consultation_response(
    *, consultation: MarketConsultation, answers: dict[ConsultationQuestion, str] | None = None, **fields: Any
) -> ConsultationResponse:
    """What one party answered."""
    defaults: dict[str, Any] = {"party": f"Partij {next(_serial)}", "received_on": date(2023, 2, 3)}
    response = ConsultationResponse.objects.create(consultation=consultation, **defaults | fields)
    for question, text in (answers or {}).items():
        ConsultationAnswer.objects.create(response=response, question=question, text=text)
    return response


def make_conclusion(*, consultation: MarketConsultation, **fields: Any) -> ConsultationConclusion:
    """The next conclusion, adopted with a reason."""
    number = ConsultationConclusion.objects.filter(consultation=consultation).count() + 1
    defaults: dict[str, Any] = {
        "number": number,
        "text": f"Conclusie {number}.",
        "follow_up": FollowUp.ADOPTED,
        "reason": "Opgenomen in de eisen.",
    }
    return ConsultationConclusion.objects.create(consultation=consultation, **defaults | fields)
