"""The meeting after the individual grading: all grades side by side, one conclusion for each bid and criterion."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from criteria.domain.committee import mean_of
from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import Aggregate, BidState, CriterionKind
from criteria.models import Assessment, Bid, Consensus, Criterion, Evaluation, ScaleLevel, Seat
from criteria.services import assessments
from criteria.services import evaluation as evaluations
from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.services.notifications import notify

NOTICE = "criteria.committee"


@transaction.atomic
def start_consensus(evaluation_id: int, *, actor: User) -> Evaluation:
    """Open the consensus phase, in which the committee sees all grades, and return the evaluation; once.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "not_all_handed_in" or "too_few_assessors".
    """
    evaluation = evaluations.lock(evaluation_id)
    evaluations.require_running(evaluation)
    if evaluation.state == EvaluationState.CONSENSUS:
        return evaluation
    evaluations.require_state(evaluation, EvaluationState.INDIVIDUAL)
    if assessments.unfinished(evaluation):
        raise EvaluationError("not_all_handed_in")
    assessments.require_announced_assessors(evaluation)
    evaluations.move(evaluation, EvaluationState.CONSENSUS, at=clock.now())
    seats = Seat.objects.cleared().filter(evaluation=evaluation).select_related("member__user")
    notify(
        [seat.member.user for seat in seats if seat.member.user_id != actor.pk],
        NOTICE,
        _("Het consensusoverleg is geopend"),
        _("Alle cijfers en toelichtingen staan naast elkaar."),
        reverse("criteria:consensus", args=[evaluation.lot.tender_id]),
    )
    audit.record("evaluation.consensus_started", actor=actor, target=evaluation)
    return evaluation


@transaction.atomic
def save_draft(bid: Bid, criterion: Criterion, *, values: Mapping[str, Any]) -> Consensus:
    """Save what the meeting has so far, and return it as a draft. values: grade, motivation, strengths, missing.

    What was confirmed and is saved unchanged stays confirmed.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "bid_out", "other_criterion" or "not_on_scale".
    """
    evaluation = _open_meeting(bid, criterion)
    row: Consensus | None = Consensus.objects.filter(bid=bid, criterion=criterion).first()
    if row is not None and all(getattr(row, name) == _plain(given) for name, given in values.items()):
        return row
    return _save(evaluation, bid, criterion, values, confirmed_by=None)


@transaction.atomic
def confirm(bid: Bid, criterion: Criterion, *, actor: User, values: Mapping[str, Any]) -> Consensus:
    """Record the committee's conclusion and return it; the grades of the assessors stay as they were given.

    Under ``mean`` the grade is the mean of the grades that count and no other; under ``consensus`` the committee's
    own, on the scale. Both need a motivation, which goes into the letter.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "bid_out", "other_criterion", "not_on_scale",
            "grade_missing", "motivation_missing" or "no_grades".
    """
    evaluation = _open_meeting(bid, criterion)
    if criterion.model.aggregate == Aggregate.MEAN:
        values = {**values, "grade": mean_for(evaluation, bid, criterion)}
    if values.get("grade") is None:
        raise EvaluationError("grade_missing")
    if not str(values.get("motivation", "")).strip():
        raise EvaluationError("motivation_missing")
    saved = _save(evaluation, bid, criterion, values, confirmed_by=actor)
    audit.record("consensus.confirmed", actor=actor, target=saved, bid=bid.code, criterion=criterion.code)
    return saved


@transaction.atomic
def revise_grade(
    seat_id: int, *, bid: Bid, criterion: Criterion, grade: Decimal, motivation: str, actor: User
) -> Assessment:
    """Add a new version of the assessor's own grade with its motivation, and return it; the earlier ones stay.

    What the meeting had confirmed for this bid and criterion becomes a draft again.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "not_your_seat", "not_cleared", "bid_out",
            "other_criterion", "not_on_scale", "motivation_missing" or "no_grades".
    """
    evaluation = _open_meeting(bid, criterion)
    seat = Seat.objects.select_related("member").get(pk=seat_id)
    if seat.member.user_id != actor.pk or seat.evaluation_id != evaluation.pk:
        raise EvaluationError("not_your_seat")
    if seat.has_conflict is not False or not seat.renewed_at:
        raise EvaluationError("not_cleared")
    _require_on_scale(criterion, grade)
    if not motivation.strip():
        raise EvaluationError("motivation_missing")
    before: Assessment | None = Assessment.objects.current().filter(seat=seat, bid=bid, criterion=criterion).first()
    if before is None:
        raise EvaluationError("no_grades")
    if (before.grade, before.motivation) == (grade, motivation.strip()):
        return before
    Assessment.objects.filter(pk=before.pk).update(is_current=False)
    revised: Assessment = Assessment.objects.create(
        seat=seat,
        bid=bid,
        criterion=criterion,
        version=before.version + 1,
        grade=grade,
        motivation=motivation.strip(),
        saved_at=clock.now(),
    )
    Consensus.objects.filter(bid=bid, criterion=criterion).update(confirmed_at=None, confirmed_by=None)
    audit.record(
        "grade.revised",
        actor=actor,
        target=seat,
        bid=bid.code,
        criterion=criterion.code,
        version=revised.version,
    )
    return revised


def confirmed_counts(evaluation: Evaluation) -> dict[int, int]:
    """Return criterion id -> how many bids that take part are confirmed on it."""
    rows = Consensus.objects.filter(
        evaluation=evaluation, confirmed_at__isnull=False, bid__state=BidState.ADMITTED
    ).order_by()
    return dict(rows.values_list("criterion_id").annotate(Count("pk")))


def next_open(evaluation: Evaluation, bid: Bid, criterion: Criterion) -> Bid | None:
    """Return the next bid, in order of receipt and from the start again, that is not confirmed on this criterion."""
    done = Consensus.objects.filter(criterion=criterion, confirmed_at__isnull=False).values("bid_id")
    waiting = list(Bid.objects.filter(lot_id=evaluation.lot_id).taking_part().exclude(pk__in=done))
    later = [one for one in waiting if (one.received_at, one.pk) > (bid.received_at, bid.pk)]
    return next(iter([*later, *waiting]), None)


def mean_for(evaluation: Evaluation, bid: Bid, criterion: Criterion) -> Decimal:
    """Return the mean of the grades that count, in six decimals.

    Raises:
        EvaluationError: "no_grades".
    """
    mean = mean_of_rows(assessments.current_grades(evaluation, bids=[bid]).get((bid.pk, criterion.pk), []))
    if mean is None:
        raise EvaluationError("no_grades")
    return mean


def mean_of_rows(rows: Sequence[Assessment | assessments.Mark]) -> Decimal | None:
    """Return the mean of grades in six decimals, or None without grades."""
    grades = [row.grade for row in rows if row.grade is not None]
    return mean_of(grades) if grades else None


def _open_meeting(bid: Bid, criterion: Criterion) -> Evaluation:
    evaluation = evaluations.lock(Evaluation.objects.values_list("pk", flat=True).get(lot_id=bid.lot_id))
    evaluations.require_running(evaluation)
    evaluations.require_state(evaluation, EvaluationState.CONSENSUS)
    if bid.state != BidState.ADMITTED:
        raise EvaluationError("bid_out", bid=bid.code)
    if criterion.kind != CriterionKind.GRADED or criterion.model.lot_id != bid.lot_id:
        raise EvaluationError("other_criterion")
    return evaluation


def _save(
    evaluation: Evaluation, bid: Bid, criterion: Criterion, values: Mapping[str, Any], *, confirmed_by: User | None
) -> Consensus:
    grade = values.get("grade")
    if isinstance(grade, Decimal) and criterion.model.aggregate == Aggregate.CONSENSUS:
        _require_on_scale(criterion, grade)
    texts = {name: _plain(values.get(name, "")) for name in ("motivation", "strengths", "missing")}
    now = clock.now()
    return Consensus.objects.update_or_create(
        bid=bid,
        criterion=criterion,
        defaults={
            "evaluation": evaluation,
            "grade": grade,
            **texts,
            "saved_at": now,
            "confirmed_at": now if confirmed_by else None,
            "confirmed_by": confirmed_by,
        },
    )[0]


def _plain(given: Any) -> Any:
    return given.strip() if isinstance(given, str) else given


def _require_on_scale(criterion: Criterion, grade: Decimal) -> None:
    if not ScaleLevel.objects.filter(model_id=criterion.model_id, grade=grade).exists():
        raise EvaluationError("not_on_scale", grade=str(grade))
