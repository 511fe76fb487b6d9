"""Makers of what stages 9 and 10 hold: an evaluation in any state, bids, seats, grades and sealed prices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.domain.receipt import code_of
from criteria.domain.vocabulary import BidState, CriterionKind, SeatKind
from criteria.models import (
    Assessment,
    AwardModel,
    Bid,
    BidFile,
    Consensus,
    Criterion,
    Evaluation,
    Promise,
    SealedPrice,
    Seat,
)
from criteria.services import bid_opening, locking, opening, quality
from criteria.services.price_workbook import write_sheet
from procurement.accounts.models import Company, User
from procurement.core.models import SignedAct
from procurement.core.services import files
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import TeamRole
from tenders.models import Lot, TeamMember, Tender
from tests.factories.accounts import make_company, make_user
from tests.factories.criteria_model import make_criterion, make_model

NOTICE_AT = datetime(2023, 3, 6, 9, 0, tzinfo=UTC)
CLOSING_AT = datetime(2023, 4, 20, 10, 0, tzinfo=UTC)
OPENING_AT = CLOSING_AT + timedelta(hours=3)
GRADING_AT = CLOSING_AT + timedelta(days=5)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
_serial = count(1)


def make_running(tender: Tender, *, state: TenderState = TenderState.PUBLISHED) -> Tender:
    """Publish a tender without the services: closing on 20 April 2023 at 12.00."""
    tender.state, tender.notice_sent_at, tender.closing_at = state, NOTICE_AT, CLOSING_AT
    tender.save()
    return tender


def make_evaluation(
    lot: Lot, *, state: EvaluationState = EvaluationState.REGISTERING, with_model: bool = True
) -> Evaluation:
    """An evaluation in ``state`` of a published tender, with two graded criteria and one measured."""
    opened = is_at_least(state, EvaluationState.OPENED)
    make_running(lot.tender, state=TenderState.CLOSED if opened else TenderState.PUBLISHED)
    if with_model and not AwardModel.objects.filter(lot=lot).exists():
        make_small_model(lot)
    evaluation, _created = Evaluation.objects.get_or_create(lot=lot)
    set_state(evaluation, state)
    return evaluation


def make_small_model(lot: Lot, **fields: Any) -> AwardModel:
    """Two graded criteria with a knock-out on the first, and one measured in kilograms, less is better."""
    model = make_model(lot=lot, **{"assessor_count": 2} | fields)
    make_criterion(model=model, code="K1", name="Plan van aanpak", minimum=Decimal(6), max_points=Decimal(30))
    make_criterion(model=model, code="K2", name="Onderhoud", max_points=Decimal(20))
    make_criterion(
        model=model,
        code="K3",
        name="Restafval",
        kind=CriterionKind.MEASURED,
        max_points=Decimal(10),
        unit="kg per kwartaal",
        better="lower",
        minimum=Decimal(500),
        knots=[["100", "1"], ["500", "0"]],
    )
    return model


def set_state(evaluation: Evaluation, state: EvaluationState) -> None:
    """Put an evaluation into a state without the acts that lead there."""
    evaluation.state = state
    stamps = {
        "bids_opened_at": EvaluationState.OPENED,
        "individual_at": EvaluationState.INDIVIDUAL,
        "consensus_at": EvaluationState.CONSENSUS,
        "locked_at": EvaluationState.LOCKED,
        "prices_opened_at": EvaluationState.PRICED,
    }
    for name, mark in stamps.items():
        setattr(evaluation, name, OPENING_AT if is_at_least(state, mark) else None)
    evaluation.save()


def make_bid(lot: Lot, *, company: Company | None = None, **fields: Any) -> Bid:
    """A complete bid that takes part, received a day before the closing."""
    place = Bid.objects.filter(lot=lot).count()
    defaults: dict[str, Any] = {
        "code": code_of(place),
        "state": BidState.ADMITTED,
        "received_at": CLOSING_AT - timedelta(days=1) + timedelta(minutes=place),
        "channel": "TenderNed",
        "complete": True,
        "registered_by": lot.tender.created_by,
        "registered_at": OPENING_AT,
    }
    company = company or make_company(organisation=lot.tender.organisation)
    return Bid.objects.create(lot=lot, company=company, **defaults | fields)


def make_document(bid: Bid, *, criterion: Criterion | None = None, title: str = "Plan van aanpak") -> BidFile:
    """A document of a bid, stored for real."""
    content = PDF + f"% {next(_serial)}".encode()
    stored = files.store(
        content,
        name="plan.pdf",
        kind="criteria.bid_file",
        target_id=bid.pk,
        organisation=bid.lot.tender.organisation,
        actor=bid.registered_by,
    )
    return BidFile.objects.create(bid=bid, criterion=criterion, title=title, file=stored, original_name="plan.pdf")


def make_seat(
    evaluation: Evaluation, *, user: User | None = None, kind: SeatKind = SeatKind.ASSESSOR, **fields: Any
) -> Seat:
    """A cleared seat: both declarations signed, no conflict."""
    tender = evaluation.lot.tender
    member, _created = TeamMember.objects.get_or_create(
        tender=tender, user=user or make_user(), role=TeamRole.COMMITTEE
    )
    defaults = {"declared_at": NOTICE_AT, "renewed_at": OPENING_AT, "has_conflict": False}
    return Seat.objects.create(evaluation=evaluation, member=member, kind=kind, **defaults | fields)


def make_grade(
    seat: Seat, bid: Bid, criterion: Criterion, *, grade: str = "8", motivation: str = "Concreet.", **fields: Any
) -> Assessment:
    """A grade with its motivation."""
    defaults: dict[str, Any] = {"saved_at": GRADING_AT}
    return Assessment.objects.create(
        seat=seat, bid=bid, criterion=criterion, grade=Decimal(grade), motivation=motivation, **defaults | fields
    )


def make_grades(seats: Iterable[Seat], *, grade: str = "8") -> None:
    """Let every seat grade every bid on every graded criterion, and hand in."""
    for seat in seats:
        lot = seat.evaluation.lot
        criteria = Criterion.objects.filter(model__lot=lot, kind=CriterionKind.GRADED)
        rows = [
            Assessment(
                seat=seat,
                bid=bid,
                criterion=one,
                grade=Decimal(grade),
                motivation=f"Toelichting {bid.code} {one.code}",
                saved_at=GRADING_AT,
            )
            for bid in Bid.objects.filter(lot=lot).taking_part()
            for one in criteria
        ]
        Assessment.objects.bulk_create(rows)
        seat.handed_in_at = GRADING_AT
        seat.save(update_fields=["handed_in_at"])


def make_conclusions(evaluation: Evaluation, *, grade: str = "8") -> None:
    """Confirm every bid on every graded criterion."""
    criteria = Criterion.objects.filter(model__lot=evaluation.lot, kind=CriterionKind.GRADED)
    for bid in Bid.objects.filter(lot=evaluation.lot).taking_part():
        for one in criteria:
            Consensus.objects.create(
                evaluation=evaluation,
                bid=bid,
                criterion=one,
                grade=Decimal(grade),
                motivation="De commissie is het eens.",
                saved_at=GRADING_AT,
                confirmed_at=GRADING_AT,
            )


def make_promises(evaluation: Evaluation, *, entered_by: User, checked_by: User | None, value: str = "200") -> None:
    """Enter the value of every bid on every measured criterion."""
    criteria = Criterion.objects.filter(model__lot=evaluation.lot, kind=CriterionKind.MEASURED)
    for bid in Bid.objects.filter(lot=evaluation.lot).taking_part():
        for one in criteria:
            Promise.objects.create(
                bid=bid,
                criterion=one,
                value=Decimal(value),
                source="Plan, pagina 3",
                entered_by=entered_by,
                entered_at=GRADING_AT,
                checked_by=checked_by,
                checked_at=GRADING_AT if checked_by else None,
            )


def make_price_file(
    evaluation: Evaluation, *, price: object = 150000, lines: Sequence[tuple[object, ...]] | None = None
) -> bytes:
    """A filled price sheet as xlsx."""
    return write_sheet(evaluation, bidder="Onderneming", price=price, lines=list(lines or []))


def sealed_of(bid: Bid) -> SealedPrice:
    """The envelope of a bid, read anew."""
    return SealedPrice.objects.get(bid=bid)


@dataclass(frozen=True)
class Scene:
    """A committee of two assessors with chair and secretary, and two bids that take part."""

    evaluation: Evaluation
    chair: Seat
    secretary: Seat
    first: Seat
    second: Seat
    bids: list[Bid]

    @property
    def k1(self) -> Criterion:
        """The graded criterion with a knock-out at 6."""
        return Criterion.objects.select_related("model").get(model__lot=self.evaluation.lot, code="K1")

    @property
    def k2(self) -> Criterion:
        """The other graded criterion."""
        return Criterion.objects.select_related("model").get(model__lot=self.evaluation.lot, code="K2")

    @property
    def k3(self) -> Criterion:
        """The measured criterion."""
        return Criterion.objects.select_related("model").get(model__lot=self.evaluation.lot, code="K3")

    def again(self) -> Evaluation:
        """The evaluation read anew."""
        return Evaluation.objects.select_related("lot__tender__organisation", "lot__award_model").get(
            pk=self.evaluation.pk
        )


def make_scene(cast: Any, *, state: EvaluationState = EvaluationState.INDIVIDUAL, bids: int = 2) -> Scene:
    """The cast as a committee: J. Prins and N. Halim grade, C. Lammers chairs, H. Idrissi is secretary."""
    evaluation = make_evaluation(cast.lot, state=state)
    return Scene(
        evaluation=evaluation,
        chair=make_seat(evaluation, user=cast.chair, kind=SeatKind.CHAIR),
        secretary=make_seat(evaluation, user=cast.secretary, kind=SeatKind.SECRETARY),
        first=make_seat(evaluation, user=cast.assessor),
        second=make_seat(evaluation, user=cast.external_assessor),
        bids=[make_bid(cast.lot) for _number in range(bids)],
    )


def sign_lock(evaluation: Evaluation, person: User, *, capacity: str = "lid") -> SignedAct:
    """Look at the quality as it stands, and sign it."""
    seen = quality.locked_sha256(Evaluation.objects.get(pk=evaluation.pk))
    return locking.sign_lock(evaluation.pk, actor=person, capacity=capacity, seen_sha256=seen)


def sign_opening(
    evaluation: Evaluation, person: User, *, capacity: str = "lid", remarks: str | None = None
) -> SignedAct:
    """Look at the register as it stands, and sign its opening."""
    seen = bid_opening.content_sha256(Evaluation.objects.get(pk=evaluation.pk))
    return bid_opening.sign_opening(evaluation.pk, actor=person, capacity=capacity, seen_sha256=seen, remarks=remarks)


def sign_price_opening(evaluation: Evaluation, person: User, *, capacity: str = "lid") -> SignedAct:
    """Look at what would be opened, and sign the opening of the prices."""
    seen = opening.what_opens(Evaluation.objects.get(pk=evaluation.pk)).sha256
    return opening.sign_price_opening(evaluation.pk, actor=person, capacity=capacity, seen_sha256=seen)


def make_met(cast: Any) -> Scene:
    """The scene with everything graded, confirmed, entered and checked, ready to be locked."""
    scene = make_scene(cast, state=EvaluationState.CONSENSUS)
    make_grades([scene.first, scene.second])
    make_conclusions(scene.evaluation)
    make_promises(scene.evaluation, entered_by=cast.secretary, checked_by=cast.buyer)
    return scene


def make_locked(cast: Any, *, state: EvaluationState = EvaluationState.LOCKED) -> Scene:
    """What was met about, with the lock signed by two people."""
    scene = make_met(cast)
    for person in (cast.chair, cast.secretary):
        sign_lock(scene.evaluation, person)
    set_state(scene.again(), state)
    return scene
