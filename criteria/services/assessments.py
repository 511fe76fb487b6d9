"""Grading: each assessor alone, until the own work is handed in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from criteria.domain.committee import Given, Progress
from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState, CriterionKind, SeatKind
from criteria.models import Assessment, Bid, Criterion, Evaluation, ScaleLevel, Seat
from criteria.services import evaluation as evaluations
from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.domain.canonical import sha256_hex
from procurement.core.services import signatures
from procurement.core.services.notifications import notify
from tenders.domain.lifecycle import RUNNING

HAND_IN = "assessment.hand_in"
NOTICE = "criteria.committee"
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one assessor has to grade and has written. given: (bid id, criterion id) -> what stands there."""

    bids: Sequence[Bid]
    criteria: Sequence[Criterion]
    given: Mapping[Cell, Given]

    @property
    def progress(self) -> Progress:
        """How many of all parts are whole: grade and motivation."""
        return Progress(
            sum(self.at(bid, criterion).is_complete for bid in self.bids for criterion in self.criteria),
            len(self.bids) * len(self.criteria),
        )

    def at(self, bid: Bid, criterion: Criterion) -> Given:
        """Return what stands at this bid and criterion; nothing is empty, not zero."""
        return self.given.get((bid.pk, criterion.pk), Given())

    def of_bid(self, bid: Bid) -> Progress:
        """How many criteria of this bid are whole."""
        return Progress(sum(self.at(bid, one).is_complete for one in self.criteria), len(self.criteria))

    def of_criterion(self, criterion: Criterion) -> Progress:
        """How many bids are whole on this criterion."""
        return Progress(sum(self.at(one, criterion).is_complete for one in self.bids), len(self.bids))

    @property
    def missing(self) -> list[tuple[Bid, Criterion]]:
        """The parts that are not whole yet."""
        return [
            (bid, criterion)
            for criterion in self.criteria
            for bid in self.bids
            if not self.at(bid, criterion).is_complete
        ]


def graded_criteria(lot_id: int) -> list[Criterion]:
    """Return the criteria of the lot that assessors grade, in the order of the award model."""
    return list(Criterion.objects.filter(model__lot_id=lot_id, kind=CriterionKind.GRADED).order_by("order", "pk"))


def sheet_of(seat: Seat, lot_id: int) -> Sheet:
    """Return the sheet of an assessor; three queries, whatever the number of bids."""
    bids = list(Bid.objects.filter(lot_id=lot_id).taking_part().select_related("lot"))
    rows = Assessment.objects.current().filter(seat=seat).values_list("bid_id", "criterion_id", "grade", "motivation")
    given = {(bid, criterion): Given(grade, motivation) for bid, criterion, grade, motivation in rows}
    return Sheet(bids, graded_criteria(lot_id), given)


@contextmanager
def seat_that_grades(user: Any, tender_id: int) -> Iterator[Seat | None]:
    """Yield this person's seat, locked, when it may grade now, else None.

    One query and a transaction around what follows, so that nothing comes between comparing and saving.
    """
    rows = Seat.objects.cleared().filter(
        member__user=user,
        kind=SeatKind.ASSESSOR,
        handed_in_at__isnull=True,
        evaluation__lot__tender_id=tender_id,
        evaluation__lot__tender__state__in=RUNNING,
        evaluation__state=EvaluationState.INDIVIDUAL,
    )
    with transaction.atomic():
        yield (
            rows.select_for_update(of=("self",))
            .select_related("member", "evaluation__lot__tender__organisation")
            .order_by("pk")
            .first()
        )


@transaction.atomic
def start_individual(evaluation_id: int, *, actor: User) -> Evaluation:
    """Let the assessors begin and return the evaluation; asked twice, it starts once.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "bids_waiting", "no_bids", "no_lead" or
            "too_few_assessors".
    """
    evaluation = evaluations.lock(evaluation_id)
    evaluations.require_running(evaluation)
    if evaluation.state == EvaluationState.INDIVIDUAL:
        return evaluation
    evaluations.require_state(evaluation, EvaluationState.OPENED)
    bids = Bid.objects.filter(lot_id=evaluation.lot_id)
    waiting = list(bids.waiting().values_list("code", flat=True))
    if waiting:
        raise EvaluationError("bids_waiting", bids=waiting)
    if not bids.taking_part().exists():
        raise EvaluationError("no_bids")
    seats = list(Seat.objects.filled().filter(evaluation=evaluation).select_related("member__user"))
    if not any(seat.kind != SeatKind.ASSESSOR for seat in seats):
        raise EvaluationError("no_lead")
    require_announced_assessors(evaluation)
    evaluations.move(evaluation, EvaluationState.INDIVIDUAL, at=clock.now())
    notify(
        [seat.member.user for seat in seats if seat.kind == SeatKind.ASSESSOR],
        NOTICE,
        _("De beoordeling is begonnen"),
        _("De inschrijvingen staan voor u klaar. U beoordeelt alleen; niemand ziet uw cijfers tot het overleg."),
        reverse("criteria:assessment", args=[evaluation.lot.tender_id]),
    )
    audit.record("evaluation.assessment_started", actor=actor, target=evaluation)
    return evaluation


@transaction.atomic
def save_grade(seat_id: int, *, bid: Bid, criterion: Criterion, grade: Decimal | None, motivation: str) -> Assessment:
    """Save what the assessor has so far for one bid on one criterion, and return it. Half a part may be saved.

    No event is written: this is a draft of one person, and a trail of drafts would tell others how far somebody is
    and when. The hand-in signs the hash of all of it.

    Raises:
        EvaluationError: "not_cleared", "handed_in", "tender_withdrawn", "wrong_state", "bid_out", "other_criterion" or
            "not_on_scale".
    """
    rows = Seat.objects.select_for_update(of=("self",)).select_related("evaluation__lot__tender", "member")
    seat = rows.get(pk=seat_id)
    row: Assessment | None = Assessment.objects.current().filter(seat=seat, bid=bid, criterion=criterion).first()
    levels = ScaleLevel.objects.filter(model_id=criterion.model_id).values_list("grade", flat=True)
    row = row or Assessment(bid=bid, criterion=criterion)
    return write_grade(seat, row, grade=grade, motivation=motivation, scale=levels)


def write_grade(
    seat: Seat, row: Assessment, *, grade: Decimal | None, motivation: str, scale: Iterable[Decimal]
) -> Assessment:
    """Save a part of a seat that is locked already. row: what stands there, or a new one with bid and criterion.

    Raises:
        EvaluationError: as ``save_grade``.
    """
    bid, criterion = row.bid, row.criterion
    require_may_grade(seat)
    if bid.lot_id != seat.evaluation.lot_id or bid.state != BidState.ADMITTED:
        raise EvaluationError("bid_out", bid=bid.code)
    if criterion.kind != CriterionKind.GRADED or criterion.model.lot_id != bid.lot_id:
        raise EvaluationError("other_criterion")
    if grade is not None and grade not in set(scale):
        raise EvaluationError("not_on_scale", grade=str(grade))
    values = {"grade": grade, "motivation": motivation.strip(), "saved_at": clock.now()}
    if row.pk is None:
        return Assessment.objects.create(seat=seat, bid=bid, criterion=criterion, version=1, **values)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    return row


@transaction.atomic
def hand_in(seat_id: int, *, actor: User) -> Seat:
    """Hand in the assessor's own work, which is fixed from then on, and return the seat; sent twice, it counts once.

    The hash of all grades and motivations is signed. When the last assessor hands in, chair and secretary are told,
    once.

    Raises:
        EvaluationError: "not_your_seat", "not_cleared", "tender_withdrawn", "wrong_state" or "incomplete" (missing: how
            many).
    """
    lot_id = Seat.objects.values_list("evaluation__lot_id", flat=True).get(pk=seat_id)
    evaluation = evaluations.lock(Evaluation.objects.values_list("pk", flat=True).get(lot_id=lot_id))
    rows = Seat.objects.select_for_update(of=("self",)).select_related("evaluation__lot__tender", "member__user")
    seat: Seat = rows.get(pk=seat_id)
    if seat.member.user_id != actor.pk:
        raise EvaluationError("not_your_seat")
    if seat.handed_in_at is not None:
        return seat
    require_may_grade(seat)
    sheet = sheet_of(seat, lot_id)
    if sheet.missing:
        raise EvaluationError("incomplete", missing=len(sheet.missing))
    seat.handed_in_at = clock.now()
    seat.save(update_fields=["handed_in_at"])
    signatures.sign(
        HAND_IN, target=seat, content_sha256=sha256_hex(sheet_content(seat, sheet)), person=actor, required=1
    )
    if not unfinished(evaluation):
        _tell_lead(evaluation)
    audit.record("seat.handed_in", actor=actor, target=seat)
    return seat


def sheet_content(seat: Seat, sheet: Sheet) -> dict[str, Any]:
    """Return what an assessor hands in, as it is signed."""
    return {
        "seat": seat.pk,
        "grades": [
            {"bid": bid.pk, "criterion": criterion.code, "grade": given.grade, "motivation": given.motivation}
            for bid in sheet.bids
            for criterion in sheet.criteria
            for given in [sheet.at(bid, criterion)]
        ],
    }


def grading_seats(evaluation: Evaluation) -> QuerySet[Seat]:
    """Return the seats whose grades count: those filled, and once locked those the lock covers, who left included."""
    seats = Seat.objects.filter(evaluation=evaluation, kind=SeatKind.ASSESSOR)
    ids = evaluation.locked_ids("seats")
    return seats.filled() if ids is None else seats.filter(pk__in=ids)


def assessors_of(evaluation: Evaluation) -> list[Seat]:
    """Return the seats of assessors whose grades count, in the order in which they were given."""
    return list(grading_seats(evaluation).select_related("member__user").order_by("pk"))


def unfinished(evaluation: Evaluation) -> list[Seat]:
    """Return the assessors who have not handed in yet; who left for a conflict is not waited for."""
    return [seat for seat in assessors_of(evaluation) if seat.handed_in_at is None]


def require_announced_assessors(evaluation: Evaluation) -> None:
    """Check that as many assessors sit as the documents announced, or one at least (rule CRIT-28).

    Raises:
        EvaluationError: "too_few_assessors" with needed and found.
    """
    announced = evaluation.lot.award_model.assessor_count if hasattr(evaluation.lot, "award_model") else None
    needed, found = announced or 1, len(assessors_of(evaluation))
    if found < needed:
        raise EvaluationError("too_few_assessors", needed=needed, found=found)


def require_may_grade(seat: Seat) -> None:
    """Check that this assessor may grade now.

    Raises:
        EvaluationError: "not_cleared", "handed_in", "tender_withdrawn" or "wrong_state".
    """
    cleared = seat.has_conflict is False and seat.declared_at and seat.renewed_at and seat.member.is_active
    if seat.kind != SeatKind.ASSESSOR or not cleared:
        raise EvaluationError("not_cleared")
    if seat.handed_in_at is not None:
        raise EvaluationError("handed_in")
    evaluations.require_running(seat.evaluation)
    evaluations.require_state(seat.evaluation, EvaluationState.INDIVIDUAL)


@dataclass(frozen=True, slots=True)
class Mark:
    """A grade that counts, without the person: what computing takes."""

    seat_id: int
    version: int
    grade: Decimal
    motivation: str


def current_marks(evaluation: Evaluation, *, bids: Iterable[Bid] | None = None) -> dict[Cell, list[Mark]]:
    """Return (bid id, criterion id) -> the grades that count, by seat; light enough for hundreds of bids.

    bids: of which, also when they are set aside; otherwise of those that take part.
    """
    seats = grading_seats(evaluation).order_by()
    rows = Assessment.objects.current().filter(
        seat__in=seats.values("pk"), grade__isnull=False, bid__lot_id=evaluation.lot_id
    )
    taken: dict[str, Any] = {"bid__state": BidState.ADMITTED} if bids is None else {"bid__in": [bid.pk for bid in bids]}
    rows = rows.filter(**taken)
    fields = ("bid_id", "criterion_id", "seat_id", "version", "grade", "motivation")
    found: dict[Cell, list[Mark]] = defaultdict(list)
    for bid, criterion, seat, version, grade, motivation in rows.order_by("seat_id").values_list(*fields):
        found[bid, criterion].append(Mark(seat, version, grade, motivation))
    return found


def current_grades(evaluation: Evaluation, *, bids: Iterable[Bid] | None = None) -> dict[Cell, list[Assessment]]:
    """Return (bid id, criterion id) -> the grades that count, by seat; grades of seats left for a conflict do not."""
    rows = Assessment.objects.current().filter(seat__in=grading_seats(evaluation), grade__isnull=False)
    if bids is not None:
        rows = rows.filter(bid__in=[bid.pk for bid in bids])
    found: dict[Cell, list[Assessment]] = defaultdict(list)
    for row in rows.select_related("seat__member__user").order_by("seat_id"):
        found[row.bid_id, row.criterion_id].append(row)
    return found


def _tell_lead(evaluation: Evaluation) -> None:
    lead = Seat.objects.filled().filter(evaluation=evaluation).exclude(kind=SeatKind.ASSESSOR)
    notify(
        [seat.member.user for seat in lead.select_related("member__user")],
        NOTICE,
        _("Alle beoordelaars hebben ingeleverd"),
        _("U kunt het consensusoverleg openen."),
        reverse("criteria:assessment", args=[evaluation.lot.tender_id]),
    )
