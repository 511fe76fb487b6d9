"""How far stages 1 and 2 are, for many tenders at once."""

from collections.abc import Sequence
from typing import Any

from tenders.domain.lifecycle import TenderState
from tenders.domain.readiness import (
    AmbitionFacts,
    Gap,
    MarketFacts,
    ambition_gaps,
    ambition_state,
    market_gaps,
    market_state,
)
from tenders.domain.team import MemberFacts, missing_roles
from tenders.domain.vocabulary import FollowUp, StageState, TeamRole
from tenders.models import ConsultationConclusion, TeamMember, Tender
from tenders.services import strategy

# Texts and figures of stage 1; any of them means that somebody has begun.
TOUCHED_BY = ("definition", "stock_first", "suitability_score", "suitability_motivation", "strategy")


def ambition_states(tender_ids: Sequence[int]) -> dict[int, StageState]:
    """Return tender id -> state of stage 1."""
    return {pk: ambition_state(facts) for pk, facts in ambition_facts(tender_ids).items()}


def market_states(tender_ids: Sequence[int]) -> dict[int, StageState]:
    """Return tender id -> state of stage 2."""
    return {pk: market_state(facts) for pk, facts in market_facts(tender_ids).items()}


def gaps_of_ambition(tender: Tender) -> list[Gap]:
    """Return what stage 1 of the tender lacks."""
    return ambition_gaps(ambition_facts([tender.pk])[tender.pk])


def gaps_of_market(tender: Tender) -> list[Gap]:
    """Return what stage 2 of the tender lacks."""
    return market_gaps(market_facts([tender.pk])[tender.pk])


def ambition_facts(tender_ids: Sequence[int]) -> dict[int, AmbitionFacts]:
    """Return tender id -> what its stage 1 holds, in at most four queries."""
    tenders = list(Tender.objects.filter(pk__in=tender_ids).counting_ambitions())
    members: dict[int, list[MemberFacts]] = {tender.pk: [] for tender in tenders}
    rows = TeamMember.objects.filter(tender_id__in=tender_ids, is_active=True)
    for tender_id, person_id, role in rows.values_list("tender_id", "user_id", "role"):
        members[tender_id].append(MemberFacts(person_id, TeamRole(role)))
    statuses = strategy.statuses_of(tenders)
    return {
        tender.pk: AmbitionFacts(
            state=TenderState(tender.state),
            is_touched=bool(tender.ambition_count) or any(getattr(tender, name) for name in TOUCHED_BY),
            has_definition=bool(tender.definition.strip()),
            ambitions=tender.ambition_count,
            missing_roles=missing_roles(members[tender.pk]),
            strategy=statuses[tender.pk].state,
        )
        for tender in tenders
    }


def market_facts(tender_ids: Sequence[int]) -> dict[int, MarketFacts]:
    """Return tender id -> what its stage 2 holds, in two queries."""
    tenders = Tender.objects.filter(pk__in=tender_ids).counting_consultation().select_related("consultation")
    follow_ups: dict[int, list[tuple[FollowUp, str]]] = {pk: [] for pk in tender_ids}
    rows = ConsultationConclusion.objects.filter(consultation__tender_id__in=tender_ids)
    for tender_id, follow_up, reason in rows.values_list("consultation__tender_id", "follow_up", "reason"):
        follow_ups[tender_id].append((FollowUp(follow_up), reason))
    return {tender.pk: _market_facts(tender, follow_ups[tender.pk]) for tender in tenders}


def _market_facts(tender: Any, follow_ups: list[tuple[FollowUp, str]]) -> MarketFacts:
    consultation = getattr(tender, "consultation", None)
    return MarketFacts(
        state=TenderState(tender.state),
        waiver=tender.no_consultation_reason,
        has_consultation=consultation is not None,
        is_open=consultation is not None and consultation.is_open,
        invitation_motivation=consultation.invitation_motivation if consultation else "",
        questions=tender.question_count,
        responses=tender.response_count,
        follow_ups=follow_ups,
    )
