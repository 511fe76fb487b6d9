"""How far stage 11 is, and what waits for a person in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.domain.vocabulary import LetterState
from criteria.models import AwardAdvice, Evaluation, Letter, Standstill, Summons
from criteria.services.letters import APPROVE
from criteria.services.standstill import obstacle_of
from criteria.services.summonses import open_summonses
from procurement.accounts.domain.roles import Role
from procurement.core.extension_points import Text, WorkItem
from procurement.core.models import Signature
from tenders.domain.vocabulary import StageState

_STATES = (
    EvaluationState.PRICED,
    EvaluationState.COMPUTED,
    EvaluationState.DECIDED,
    EvaluationState.STANDSTILL,
)


def award_states(tender_ids: Sequence[int]) -> dict[int, StageState]:
    """Return tender id -> state of stage 11; a summons that has not ended is a finding."""
    rows = Evaluation.objects.filter(lot__tender__in=tender_ids).values_list("lot__tender", "state")
    states: dict[int, list[EvaluationState]] = {}
    for pk, state in rows:
        states.setdefault(pk, []).append(EvaluationState(state))
    tender = "standstill__decision__evaluation__lot__tender"
    summoned = set(Summons.objects.filter(**{f"{tender}__in": tender_ids}, end=None).values_list(tender, flat=True))
    return {pk: _state(states.get(pk, []), is_summoned=pk in summoned) for pk in tender_ids}


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is asked once for all evaluations of a person. unsigned: with a letter that this person can still approve;
    drafts: with a letter that is not approved; over: whose standstill is over without a summons that is open.
    """

    submitted: set[int]
    unsigned: set[int]
    drafts: set[int]
    send_on: dict[int, date]
    over: set[int]


def work_of(user: Any) -> list[WorkItem]:
    """Return what waits for this person in stage 11; the number of queries does not grow with the tenders."""
    rows = list(_evaluations_of(user))
    facts = _facts(user, [row.pk for row in rows])
    return [item for row in rows for item in _items(user, row, facts)]


def _facts(user: Any, ids: Sequence[int]) -> _Facts:
    advices = AwardAdvice.objects.filter(evaluation__in=ids, submitted_at__isnull=False)
    drafts = Letter.objects.filter(decision__evaluation__in=ids, state=LetterState.DRAFT)
    letters = dict(drafts.values_list("pk", "decision__evaluation_id"))
    own = Signature.objects.filter(
        person=user, act__kind=APPROVE, act__state="pending", act__target_id__in=[str(pk) for pk in letters]
    )
    signed = set(own.values_list("act__target_id", flat=True))
    rows = Standstill.objects.filter(decision__evaluation__in=ids).select_related("decision")
    standstills = {one.decision.evaluation_id: one for one in rows}
    summoned = open_summonses(one.pk for one in standstills.values())
    return _Facts(
        submitted=set(advices.values_list("evaluation_id", flat=True)),
        unsigned={evaluation for pk, evaluation in letters.items() if str(pk) not in signed},
        drafts=set(letters.values()),
        send_on={pk: one.send_on for pk, one in standstills.items()},
        over={pk for pk, one in standstills.items() if obstacle_of(one, summoned.get(one.pk, ())) is None},
    )


def _evaluations_of(user: Any) -> Any:
    organisations = [pk for pk, roles in user.roles.items() if Role.BUYER in roles]
    team = user.team_memberships.filter(is_active=True).values("tender_id")
    mine = Q(lot__tender__organisation__in=organisations) | Q(lot__tender__in=team)
    rows = Evaluation.objects.select_related("lot__tender__organisation").filter(mine, state__in=_STATES)
    return rows.order_by("lot__tender_id")


def _items(user: Any, row: Evaluation, facts: _Facts) -> Iterator[WorkItem]:
    if row.state == EvaluationState.PRICED and user.has_perm("criteria.compute_award", row):
        yield _item(row, _("Bereken de gunning"), "criteria:award")
    if row.state == EvaluationState.COMPUTED:
        is_submitted = row.pk in facts.submitted
        if is_submitted and user.has_perm("criteria.decide_award", row):
            yield _item(row, _("Besluit over de gunning"), "criteria:decision", urgent=True)
        if not is_submitted and user.has_perm("criteria.write_advice", row):
            yield _item(row, _("Leg het gunningsadvies voor"), "criteria:decision")
    if row.state == EvaluationState.DECIDED and row.pk in facts.send_on:
        due = facts.send_on[row.pk]
        if row.pk in facts.unsigned and user.has_perm("criteria.approve_letters", row):
            yield _item(row, _("Keur de brieven aan de inschrijvers goed"), "criteria:letters", due=due)
        if row.pk not in facts.drafts and user.has_perm("criteria.send_letters", row):
            yield _item(row, _("Verstuur de brieven"), "criteria:letters", due=due)
    is_over = row.state == EvaluationState.STANDSTILL and row.pk in facts.over
    if is_over and user.has_perm("criteria.finalise_award", row):
        yield _item(row, _("Gun definitief: de opschortende termijn is voorbij"), "criteria:standstill")


def _item(row: Evaluation, title: Text, url_name: str, *, due: date | None = None, urgent: bool = False) -> WorkItem:
    tender = row.lot.tender
    return WorkItem(
        title=title,
        url=reverse(url_name, args=[tender.pk]),
        group=_("Gunning"),
        subject=tender.title,
        due=due,
        urgent=urgent,
    )


def _state(states: Sequence[EvaluationState], *, is_summoned: bool) -> StageState:
    if not any(is_at_least(state, EvaluationState.PRICED) for state in states):
        return StageState.EMPTY
    if is_summoned:
        return StageState.FINDINGS
    return StageState.DONE if all(state == EvaluationState.FINAL for state in states) else StageState.BUSY
