"""Makers of what stage 11 holds: the furniture case with locked quality and opened prices, and further on."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from criteria.domain.committee import mean_of
from criteria.domain.lifecycle import EvaluationState
from criteria.domain.vocabulary import CriterionKind, SeatKind
from criteria.models import AwardDecision, Consensus, CostLine, Criterion, Evaluation, OpenedPrice, Promise, Summons
from criteria.services import computation, decision, letters, summonses
from procurement.accounts.models import User
from procurement.core import clock
from procurement.core.models import SignedAct
from tenders.domain.vocabulary import Procedure, TeamRole
from tenders.models import TeamMember
from tests.cast import Cast
from tests.factories.accounts import make_company, make_user
from tests.factories.criteria_bids import (
    GRADING_AT,
    make_bid,
    make_evaluation,
    make_grade,
    make_seat,
    set_state,
    sign_lock,
)
from tests.factories.criteria_model import make_furniture_model

CASE = Path(__file__).parents[1] / "cases" / "award" / "demo-office-furniture.json"
BIDS: list[dict[str, Any]] = json.loads(CASE.read_text(encoding="utf-8"))["case"]["bids"]
COMPUTED_AT = datetime(2023, 6, 1, 9, 0, tzinfo=UTC)
DECIDED_AT = datetime(2023, 6, 12, 8, 0, tzinfo=UTC)
SENT_AT = datetime(2023, 6, 12, 13, 0, tzinfo=UTC)
SERVED_AT = datetime(2023, 6, 30, 9, 0, tzinfo=UTC)
NAMES = {
    "A": "Meubelwerk Noorderlinde",
    "B": "Kringstoel Collectief",
    "C": "Officina Prisma",
    "D": "Bureauland Direct",
    "E": "Herstelatelier De Werkbank",
}


def make_priced(cast: Cast) -> Evaluation:
    """The furniture case up to the opened prices: five bids, five assessors; C is below the minimum, price sealed."""
    tender, organisation = cast.tender, cast.organisation
    tender.procedure, tender.estimated_value_eur = Procedure.OPEN, Decimal(590000)
    tender.save()
    organisation.court_city, organisation.complaint_desk = "Midden-Nederland", "Klachtenmeldpunt, Stadsplein 1"
    organisation.save()
    TeamMember.objects.filter(tender=tender, role=TeamRole.MANDATE_HOLDER).update(mandate_eur=Decimal(750000))
    make_furniture_model(lot=cast.lot, actor=cast.buyer)
    evaluation = make_evaluation(cast.lot, state=EvaluationState.CONSENSUS, with_model=False)
    _seats(evaluation, cast)
    for row in BIDS:
        _bid(evaluation, cast, row)
    with clock.at(GRADING_AT):
        sign_lock(evaluation, cast.chair, capacity="voorzitter")
        sign_lock(evaluation, cast.secretary, capacity="secretaris")
    evaluation.refresh_from_db()
    for bid in evaluation.lot.bids.exclude(code="C"):
        _open(bid)
    set_state(evaluation, EvaluationState.PRICED)
    return evaluation


def make_computed(cast: Cast) -> Evaluation:
    """The furniture case with its computation."""
    evaluation = make_priced(cast)
    with clock.at(COMPUTED_AT):
        computation.compute(evaluation.pk, actor=cast.secretary)
    return _again(evaluation)


def make_decided(cast: Cast) -> Evaluation:
    """The furniture case with advice, decision and draft letters."""
    evaluation = make_computed(cast)
    with clock.at(DECIDED_AT):
        text = decision.advice_of(evaluation).text
        decision.save_advice(evaluation.pk, text=text, disclosure=AwardDecision._meta.get_field("disclosure").default)
        decision.submit_advice(evaluation.pk, actor=cast.secretary)
        decide(evaluation, cast.mandate_holder, motivation="Ik volg het advies van de commissie.")
    return _again(evaluation)


def make_approved(cast: Cast) -> Evaluation:
    """The furniture case with letters that two people approved."""
    evaluation = make_decided(cast)
    with clock.at(DECIDED_AT):
        approve(evaluation, cast.buyer, capacity="inkoper")
        approve(evaluation, cast.lawyer, capacity="jurist")
    return _again(evaluation)


def decide(evaluation: Evaluation, person: User, *, motivation: str = "Akkoord.") -> AwardDecision:
    """Look at advice and computation as they stand, and decide."""
    seen = decision.shown_sha256(evaluation)
    return decision.decide(evaluation.pk, actor=person, motivation=motivation, seen_sha256=seen)


def approve(evaluation: Evaluation, person: User, *, capacity: str = "inkoper") -> list[SignedAct]:
    """Look at the letters as they stand, and approve those that wait."""
    found = letters.letters_of(evaluation)
    seen = letters.drafts_sha256(found)
    ids = [one.pk for one in found]
    return letters.approve(evaluation.pk, ids, actor=person, capacity=capacity, seen_sha256=seen)


def make_sent(cast: Cast) -> Evaluation:
    """The furniture case in its standstill."""
    evaluation = make_approved(cast)
    with clock.at(SENT_AT):
        letters.send(evaluation.pk, actor=cast.buyer, channel="TenderNed", outside_at=SENT_AT)
    return _again(evaluation)


def make_summons(evaluation: Evaluation, person: User, *, party: str = "Kringstoel Collectief") -> Summons:
    """A summons that was served on 30 June 2023, within the standstill of the furniture case."""
    with clock.at(SERVED_AT):
        return summonses.record_summons(
            evaluation.pk, actor=person, served_on=SERVED_AT.date(), party=party, court="Rechtbank Midden-Nederland"
        )


def _seats(evaluation: Evaluation, cast: Cast) -> None:
    make_seat(evaluation, user=cast.chair, kind=SeatKind.CHAIR)
    make_seat(evaluation, user=cast.secretary, kind=SeatKind.SECRETARY)
    people: list[User] = [cast.assessor, cast.external_assessor, *(make_user() for _number in range(3))]
    for person in people:
        make_seat(evaluation, user=person, handed_in_at=GRADING_AT)


def _bid(evaluation: Evaluation, cast: Cast, row: dict[str, Any]) -> None:
    code = row["bidder"]
    known = {"B": cast.bidder_company, "E": cast.contractor_company}
    company = known.get(code) or make_company(organisation=cast.organisation, name=NAMES[code])
    bid = make_bid(evaluation.lot, company=company, code=code)
    seats = list(evaluation.seats.filter(kind=SeatKind.ASSESSOR).order_by("pk"))
    for one in Criterion.objects.filter(model__lot=evaluation.lot):
        if one.kind == CriterionKind.GRADED:
            grades = [Decimal(grade) for grade in row["grades"][one.code].values()]
            for seat, grade in zip(seats, grades, strict=True):
                make_grade(seat, bid, one, grade=str(grade), motivation=f"Toelichting {code} {one.code}.")
            Consensus.objects.create(
                evaluation=evaluation,
                bid=bid,
                criterion=one,
                grade=mean_of(grades),
                motivation=f"Oordeel over {code} op {one.code}.",
                strengths=f"Voordeel van {code} op {one.code}.",
                missing=f"Bij {code} ontbreekt een doel op {one.code}.",
                saved_at=GRADING_AT,
                confirmed_at=GRADING_AT,
            )
        else:
            Promise.objects.create(
                bid=bid,
                criterion=one,
                value=Decimal(row["values"][one.code]),
                source="Plan, pagina 3",
                entered_by=cast.buyer,
                entered_at=GRADING_AT,
                checked_by=cast.secretary,
                checked_at=GRADING_AT,
            )


def _open(bid: Any) -> None:
    row = next(one for one in BIDS if one["bidder"] == bid.code)
    OpenedPrice.objects.create(bid=bid, price_eur=Decimal(row["price"]), opened_at=GRADING_AT, confirmed_at=GRADING_AT)
    for place, line in enumerate(row["costs"]):
        first = line.get("year", line.get("from"))
        CostLine.objects.create(
            bid=bid,
            category=line["category"],
            amount_eur=Decimal(str(line["amount"])),
            from_year=first,
            to_year=line.get("to", first),
            order=place,
        )


def _again(evaluation: Evaluation) -> Evaluation:
    rows = Evaluation.objects.select_related("lot__tender__organisation", "lot__award_model")
    return rows.get(pk=evaluation.pk)
