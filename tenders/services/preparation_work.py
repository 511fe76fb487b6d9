"""What waits for a person in stages 1 and 2, and the lessons at the end of a thread."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.core.extension_points import WorkItem
from tenders.domain.lifecycle import EDITABLE, TenderState
from tenders.domain.readiness import StrategyState
from tenders.domain.team import STRATEGY_SIGNERS
from tenders.domain.vocabulary import TeamRole
from tenders.extension_points import ThreadNode
from tenders.labels import TEAM_ROLE_LABELS
from tenders.models import Lesson, TeamMember, Tender
from tenders.services import strategy


def work_of(user: Any) -> list[WorkItem]:
    """Return what waits for this person: strategies to sign, policy to read."""
    rows = TeamMember.objects.filter(user=user, is_active=True, tender__state__in=EDITABLE).select_related("tender")
    members = list(rows)
    return [*_signatures(user, members), *_readings(members)]


def lessons(ambition_ids: Sequence[int]) -> dict[int, list[ThreadNode]]:
    """Return ambition id -> the lessons at the end of its thread, oldest first."""
    found: dict[int, list[ThreadNode]] = {}
    rows = Lesson.objects.filter(ambition_id__in=ambition_ids).order_by("written_at", "pk")
    for ambition_id, text in rows.values_list("ambition_id", "text"):
        found.setdefault(ambition_id, []).append(ThreadNode("lesson", text))
    return found


def _signatures(user: Any, members: Sequence[TeamMember]) -> list[WorkItem]:
    signing = {member.tender: TeamRole(member.role) for member in members if member.role in STRATEGY_SIGNERS}
    if not signing:
        return []
    ambitions = strategy.ambitions_by_tender([tender.pk for tender in signing])
    statuses = strategy.statuses_of(list(signing), ambitions)
    acts = [status.act.pk for status in statuses.values() if status.act]
    signed = strategy.signed_by(user, acts)
    return [
        WorkItem(
            title=_("Inkoopstrategie tekenen als %(role)s") % {"role": TEAM_ROLE_LABELS[role]},
            url=reverse("tenders:strategy", args=[tender.pk]),
            group=_("Tekenen"),
            subject=tender.title,
        )
        for tender, role in signing.items()
        if ambitions.get(tender.pk) and _waits(statuses[tender.pk], signed)
    ]


def _waits(status: strategy.StrategyStatus, signed: set[int]) -> bool:
    if status.state is StrategyState.PENDING:
        return status.act is not None and status.act.pk not in signed
    return status.state in (StrategyState.UNSIGNED, StrategyState.STALE)


def _readings(members: Sequence[TeamMember]) -> list[WorkItem]:
    """One line for each tender whose policy the person has not confirmed to know; the committee is not asked."""
    asked: dict[Tender, bool] = {}
    for member in members:
        if member.role != TeamRole.COMMITTEE and member.tender.state == TenderState.DRAFT:
            asked[member.tender] = asked.get(member.tender, False) or member.policy_read_at is not None
    return [
        WorkItem(
            title=_("Beleid lezen dat voor deze aanbesteding geldt"),
            url=reverse("tenders:ambition", args=[tender.pk]),
            group=_("Lezen"),
            subject=tender.title,
        )
        for tender, has_read in asked.items()
        if not has_read
    ]
