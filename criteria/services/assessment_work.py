"""What waits for a person in stages 9 and 10, for "Mijn werk"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.vocabulary import BidState, SeatKind
from criteria.models import Evaluation, SealedPrice, Seat
from criteria.permissions import sits
from criteria.services.assessments import unfinished
from criteria.services.bids import OPEN_BIDS
from criteria.services.locking import LOCK
from criteria.services.opening import OPEN_PRICES
from procurement.accounts.domain.roles import Role
from procurement.core import clock
from procurement.core.extension_points import Text, WorkItem
from procurement.core.models import ActState, SignedAct
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import StepKind
from tenders.models import PlanningStep, Tender

_RUNNING = (TenderState.PUBLISHED, TenderState.CLOSED)
_OPEN_STATES = (
    EvaluationState.REGISTERING,
    EvaluationState.OPENED,
    EvaluationState.INDIVIDUAL,
    EvaluationState.CONSENSUS,
    EvaluationState.LOCKED,
    EvaluationState.PRICED,
)
# Kind of act -> permission that signs it, address and what to do.
_ACTS: dict[str, tuple[str, str, Text]] = {
    OPEN_BIDS: ("criteria.open_bids", "criteria:bids_open", _("Zet de tweede handtekening onder de opening")),
    LOCK: ("criteria.lock_quality", "criteria:lock", _("Zet de tweede handtekening onder de kwaliteit")),
    OPEN_PRICES: ("criteria.open_prices", "criteria:prices_open", _("Zet de tweede handtekening om prijzen te openen")),
}


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is asked once for all evaluations of a person."""

    due: dict[int, date | None]
    pending: dict[tuple[str, int], SignedAct]
    signed: set[int]
    unmeasured: set[int]
    unread: set[int]


def work_of(user: Any) -> list[WorkItem]:
    """Return what waits for this person; evaluations in which they have no part cost no query."""
    evaluations = list(_evaluations_of(user))
    facts = _facts(user, evaluations)
    items = [item for evaluation in evaluations for item in _of(user, evaluation, facts)]
    return [*items, *_to_register(user, {one.lot.tender_id for one in evaluations})]


def _evaluations_of(user: Any) -> Any:
    organisations = [pk for pk, roles in user.roles.items() if Role.BUYER in roles]
    team = user.team_memberships.filter(is_active=True).values("tender_id")
    rows = Evaluation.objects.select_related("lot__tender__organisation", "lot__award_model")
    mine = Q(lot__tender__organisation__in=organisations) | Q(lot__tender__in=team)
    return rows.filter(mine, state__in=_OPEN_STATES, lot__tender__state__in=_RUNNING).order_by("lot__tender_id")


def _facts(user: Any, evaluations: list[Evaluation]) -> _Facts:
    ids = [one.pk for one in evaluations]
    tenders = [one.lot.tender_id for one in evaluations]
    steps = PlanningStep.objects.filter(tender__in=tenders, kind=StepKind.EVALUATION)
    acts = SignedAct.objects.filter(
        kind__in=_ACTS, target_type=Evaluation._meta.label, target_id__in=map(str, ids), state=ActState.PENDING
    )
    pending = {(act.kind, int(act.target_id)): act for act in acts}
    signed = user.signatures.filter(act__in=[act.pk for act in pending.values()]).values_list("act_id", flat=True)
    unmeasured = Seat.objects.filter(evaluation__in=ids, has_conflict=True, measure="")
    unread = SealedPrice.objects.filter(
        bid__lot__evaluation__in=ids,
        bid__state=BidState.ADMITTED,
        opened_at__isnull=False,
        bid__opened_price__confirmed_at__isnull=True,
    )
    return _Facts(
        due=dict(steps.values_list("tender_id", "day")),
        pending=pending,
        signed=set(signed),
        unmeasured=set(unmeasured.values_list("evaluation_id", flat=True)),
        unread=set(unread.values_list("bid__lot__evaluation", flat=True)),
    )


def _of(user: Any, evaluation: Evaluation, facts: _Facts) -> Iterator[WorkItem]:
    yield from _declaration(user, evaluation)
    yield from _signatures(user, evaluation, facts)
    yield from _grading(user, evaluation, facts)
    if evaluation.pk in facts.unmeasured and user.has_perm("criteria.record_measure", evaluation):
        yield _item(evaluation, _("Leg de maatregel bij een gemeld belang vast"), "criteria:committee", urgent=True)
    if evaluation.pk in facts.unread and user.has_perm("criteria.enter_price", evaluation):
        yield _item(evaluation, _("Neem de prijs over uit een blad dat niet te lezen is"), "criteria:prices")
    yield from _next_act(user, evaluation, facts)


def _declaration(user: Any, evaluation: Evaluation) -> Iterator[WorkItem]:
    seat = sits(user, evaluation)
    if seat is None or seat.has_conflict or evaluation.state in (EvaluationState.LOCKED, EvaluationState.PRICED):
        return
    if seat.declared_at is None:
        yield _item(evaluation, _("Teken uw verklaring van belangen"), "criteria:declaration", urgent=True)
    elif seat.renewed_at is None and evaluation.state != EvaluationState.REGISTERING:
        title = _("Vernieuw uw verklaring nu de inschrijvers bekend zijn")
        yield _item(evaluation, title, "criteria:declaration", urgent=True)


def _signatures(user: Any, evaluation: Evaluation, facts: _Facts) -> Iterator[WorkItem]:
    for kind, (perm, url_name, title) in _ACTS.items():
        act = facts.pending.get((kind, evaluation.pk))
        if act is not None and act.pk not in facts.signed and user.has_perm(perm, evaluation):
            yield _item(evaluation, title, url_name)


def _grading(user: Any, evaluation: Evaluation, facts: _Facts) -> Iterator[WorkItem]:
    due = facts.due.get(evaluation.lot.tender_id)
    if user.has_perm("criteria.grade", evaluation):
        yield _item(evaluation, _("Beoordeel de inschrijvingen en lever in"), "criteria:assessment", due=due)
    seat = sits(user, evaluation)
    leads = seat is not None and seat.kind in (SeatKind.CHAIR, SeatKind.SECRETARY) and not seat.has_conflict
    if leads and evaluation.state == EvaluationState.INDIVIDUAL:
        waiting = len(unfinished(evaluation))
        title = (
            ngettext_lazy(
                "Nog %(count)s beoordelaar heeft niet ingeleverd",
                "Nog %(count)s beoordelaars hebben niet ingeleverd",
                waiting,
            )
            % {"count": waiting}
            if waiting
            else _("Open het consensusoverleg: iedereen heeft ingeleverd")
        )
        yield _item(evaluation, title, "criteria:assessment", due=due)


# State -> permission that goes on from there, address, what to do, and the act that may already be under way.
_NEXT: dict[EvaluationState, tuple[str, str, Text, str]] = {
    EvaluationState.OPENED: ("criteria.start_assessment", "criteria:assessment", _("Start de beoordeling"), ""),
    EvaluationState.CONSENSUS: (
        "criteria.write_consensus",
        "criteria:consensus",
        _("Rond het consensusoverleg af"),
        LOCK,
    ),
    EvaluationState.LOCKED: ("criteria.open_prices", "criteria:prices_open", _("Open de prijzen"), OPEN_PRICES),
}


def _next_act(user: Any, evaluation: Evaluation, facts: _Facts) -> Iterator[WorkItem]:
    tender = evaluation.lot.tender
    if evaluation.state == EvaluationState.REGISTERING:
        closed = tender.closing_at is not None and tender.closing_at <= clock.now()
        under_way = (OPEN_BIDS, evaluation.pk) in facts.pending
        if closed and not under_way and user.has_perm("criteria.register_bid", evaluation):
            yield _item(evaluation, _("Registreer en open de inschrijvingen"), "criteria:bids")
        return
    if evaluation.state in _NEXT:
        perm, url_name, title, act = _NEXT[EvaluationState(evaluation.state)]
        if (act, evaluation.pk) not in facts.pending and user.has_perm(perm, evaluation):
            yield _item(evaluation, title, url_name, due=facts.due.get(tender.pk))


def _to_register(user: Any, known: set[int]) -> list[WorkItem]:
    """Tenders that closed without a bid registered yet have no evaluation to ask."""
    organisations = [pk for pk, roles in user.roles.items() if Role.BUYER in roles]
    rows = Tender.objects.filter(
        organisation__in=organisations,
        state__in=_RUNNING,
        closing_at__lte=clock.now(),
        lots__evaluation__isnull=True,
    )
    return [
        WorkItem(
            title=_("Registreer en open de inschrijvingen"),
            url=reverse("criteria:bids", args=[tender.pk]),
            group=_GROUP,
            subject=tender.title,
        )
        for tender in rows.distinct()
        if tender.pk not in known
    ]


_GROUP: Text = _("Inschrijvingen en beoordeling")


def _item(
    evaluation: Evaluation, title: Text, url_name: str, *, due: date | None = None, urgent: bool = False
) -> WorkItem:
    tender = evaluation.lot.tender
    return WorkItem(
        title=title,
        url=reverse(url_name, args=[tender.pk]),
        group=_GROUP,
        subject=tender.title,
        due=due,
        urgent=urgent,
    )
