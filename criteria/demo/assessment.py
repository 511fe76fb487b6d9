"""Stage 10 of the demo: five assessors alone, the meeting, the lock and the prices of the furniture case."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from criteria.demo.bids import BIDS, DATA, bring_to_opening, make_record
from criteria.domain.vocabulary import SeatKind
from criteria.models import Bid, Criterion, Evaluation, Promise, Seat
from criteria.services import assessments, committee, consensus, locking, opening, promises, quality
from criteria.services.opening_record import PRICES_RECORD
from procurement.core import clock
from procurement.core.domain.workdays import NATIONAL
from tenders.domain.vocabulary import TeamRole
from tenders.models import Lot, TeamMember, Tender
from tenders.services.team import add_member

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SEATED = datetime(2023, 3, 2, 10, 0, tzinfo=AMSTERDAM)
DECLARED = datetime(2023, 3, 2, 13, 30, tzinfo=AMSTERDAM)
RENEWED = datetime(2023, 7, 4, 9, 0, tzinfo=AMSTERDAM)
STARTED = datetime(2023, 7, 10, 9, 0, tzinfo=AMSTERDAM)
GRADED = datetime(2023, 7, 17, 10, 0, tzinfo=AMSTERDAM)
ENTERED = datetime(2023, 7, 21, 15, 0, tzinfo=AMSTERDAM)
CHECKED = datetime(2023, 7, 21, 16, 30, tzinfo=AMSTERDAM)
MET = datetime(2023, 7, 24, 10, 0, tzinfo=AMSTERDAM)
LOCKED = datetime(2023, 7, 24, 15, 0, tzinfo=AMSTERDAM)
PRICED = datetime(2023, 7, 25, 10, 0, tzinfo=AMSTERDAM)
# Days from the closing of a practice tender to the opening of its prices.
PRICES_AFTER = 8
ASSESSORS: Sequence[str] = DATA["assessors"]
SEATS: Mapping[str, SeatKind] = {
    "lammers": SeatKind.CHAIR,
    "idrissi": SeatKind.SECRETARY,
    **dict.fromkeys(ASSESSORS, SeatKind.ASSESSOR),
}


def load_committee(context: dict[str, Any]) -> None:
    """Give the committee of the furniture case its seats and let each declare, before the tender is published."""
    with clock.at(SEATED):
        context["seats"] = _seat(context, context["lot"])
    with clock.at(DECLARED):
        _declare(context, context["seats"])


def load_assessment(context: dict[str, Any]) -> None:
    """Renewed declarations, grades, hand-ins, the meeting, the lock and the prices; refreshes ``evaluation``."""
    people, lot, seats = context["people"], context["lot"], context["seats"]
    evaluation: Evaluation = context["evaluation"]
    letters = {bid.pk: letter for letter, bid in context["bids"].items()}
    with clock.at(RENEWED):
        _declare(context, seats)
    with clock.at(STARTED):
        assessments.start_individual(evaluation.pk, actor=people["lammers"])
    for place, key in enumerate(ASSESSORS):
        with clock.at(GRADED + timedelta(days=place, hours=place)):
            _grade(seats[key], key, lot, letters)
            assessments.hand_in(seats[key].pk, actor=people[key])
    with clock.at(ENTERED):
        _promise(lot, letters, actor=people["idrissi"])
    with clock.at(CHECKED):
        _check(lot, actor=people["verhoeve"])
    with clock.at(MET):
        consensus.start_consensus(evaluation.pk, actor=people["idrissi"])
        _conclude(lot, letters, actor=people["idrissi"])
    _lock_and_open(evaluation, people, LOCKED, PRICED)
    evaluation.refresh_from_db()


def bring_to_assessment(context: dict[str, Any], tender: Tender) -> None:
    """Bring a practice tender into the individual phase: two assessors handed in, one is half way."""
    people, lot = context["people"], tender.lots.get(number=1)
    seats = _seat(context, lot)
    _declare(context, seats)
    bring_to_opening(context, tender)
    with clock.at(later(tender, days=1)):
        _declare(context, seats)
        assessments.start_individual(Evaluation.objects.get(lot=lot).pk, actor=people["lammers"])
    with clock.at(later(tender, days=4)):
        letters = _practice_letters(lot)
        for key in ASSESSORS[:2]:
            _grade(seats[key], key, lot, letters)
            assessments.hand_in(seats[key].pk, actor=people[key])
        _grade(seats[ASSESSORS[2]], ASSESSORS[2], lot, dict(list(letters.items())[:1]))
        _promise(lot, letters, actor=people["idrissi"])


def bring_to_consensus(context: dict[str, Any], tender: Tender) -> None:
    """Bring a practice tender to the meeting: all handed in, the first bid is concluded."""
    people, lot = context["people"], tender.lots.get(number=1)
    bring_to_assessment(context, tender)
    letters = _practice_letters(lot)
    with clock.at(later(tender, days=6)):
        for key in ASSESSORS[2:]:
            seat = Seat.objects.get(evaluation__lot=lot, member__user=people[key])
            _grade(seat, key, lot, letters)
            assessments.hand_in(seat.pk, actor=people[key])
        _check(lot, actor=people["verhoeve"])
        consensus.start_consensus(Evaluation.objects.get(lot=lot).pk, actor=people["lammers"])
        _conclude(lot, dict(list(letters.items())[:1]), actor=people["idrissi"])


def bring_to_lock(context: dict[str, Any], tender: Tender) -> None:
    """Bring a practice tender to a locked quality: its prices wait to be opened by two."""
    people, lot = context["people"], tender.lots.get(number=1)
    bring_to_consensus(context, tender)
    with clock.at(later(tender, days=7)):
        _conclude(lot, _practice_letters(lot), actor=people["idrissi"])
        for key, capacity in (("lammers", "voorzitter"), ("idrissi", "secretaris")):
            _lock(Evaluation.objects.get(lot=lot), people[key], capacity)


def bring_to_prices(context: dict[str, Any], tender: Tender) -> None:
    """Bring a practice tender to opened prices, ready to be computed."""
    people = context["people"]
    bring_to_lock(context, tender)
    with clock.at(later(tender, days=PRICES_AFTER)):
        evaluation = Evaluation.objects.get(lot__tender=tender, lot__number=1)
        for key, capacity in (("verhoeve", "inkoper"), ("idrissi", "secretaris")):
            _open_prices(evaluation, people[key], capacity)


def _seat(context: dict[str, Any], lot: Lot) -> dict[str, Seat]:
    people, actor = context["people"], context["people"]["verhoeve"]
    members = {row.user_id: row for row in TeamMember.objects.filter(tender=lot.tender_id, role=TeamRole.COMMITTEE)}
    found = {}
    for key, kind in SEATS.items():
        person = people[key]
        member = members.get(person.pk) or add_member(
            lot.tender_id, actor=actor, user=person, role=TeamRole.COMMITTEE, expertise=person.job_title
        )
        found[key] = committee.give_seat(lot, member=member, kind=kind, actor=actor)
    return found


def _declare(context: dict[str, Any], seats: Mapping[str, Seat]) -> None:
    for key, seat in seats.items():
        committee.declare(seat.pk, actor=context["people"][key], has_conflict=False)


def _grade(seat: Seat, key: str, lot: Lot, letters: Mapping[int, str]) -> None:
    place = ASSESSORS.index(key)
    for bid in Bid.objects.filter(pk__in=letters):
        row = BIDS[letters[bid.pk]]
        for criterion in _graded(lot):
            assessments.save_grade(
                seat.pk,
                bid=bid,
                criterion=criterion,
                grade=Decimal(row["grades"][criterion.code][place]),
                motivation=row["comments"][criterion.code][place],
            )


def _promise(lot: Lot, letters: Mapping[int, str], *, actor: Any) -> None:
    criteria = promises.measured_criteria(lot.pk)
    for bid in Bid.objects.filter(pk__in=letters):
        for criterion in Criterion.objects.select_related("model").filter(pk__in=[one.pk for one in criteria]):
            value, source = BIDS[letters[bid.pk]]["values"][criterion.code]
            promises.enter_promise(bid, criterion, actor=actor, value=Decimal(value), text="", source=source)


def _check(lot: Lot, *, actor: Any) -> None:
    for promise in Promise.objects.filter(bid__lot=lot, checked_at__isnull=True):
        promises.check_promise(promise.pk, actor=actor, value=promise.value)


def _conclude(lot: Lot, letters: Mapping[int, str], *, actor: Any) -> None:
    for bid in Bid.objects.filter(pk__in=letters):
        for criterion in _graded(lot):
            values = BIDS[letters[bid.pk]]["conclusions"][criterion.code]
            consensus.confirm(bid, criterion, actor=actor, values=values)


def _lock_and_open(evaluation: Evaluation, people: Mapping[str, Any], locked: datetime, priced: datetime) -> None:
    with clock.at(locked):
        _lock(evaluation, people["lammers"], "voorzitter")
    with clock.at(locked + timedelta(minutes=9)):
        _lock(evaluation, people["idrissi"], "secretaris")
    with clock.at(priced):
        evaluation.refresh_from_db()
        _open_prices(evaluation, people["verhoeve"], "inkoper")
    with clock.at(priced + timedelta(minutes=6)):
        _open_prices(evaluation, people["idrissi"], "secretaris")
        make_record(evaluation, PRICES_RECORD, actor=people["verhoeve"])


def _lock(evaluation: Evaluation, person: Any, capacity: str) -> None:
    seen = quality.locked_sha256(evaluation)
    locking.sign_lock(evaluation.pk, actor=person, capacity=capacity, seen_sha256=seen)


def _open_prices(evaluation: Evaluation, person: Any, capacity: str) -> None:
    seen = opening.what_opens(evaluation).sha256
    opening.sign_price_opening(evaluation.pk, actor=person, capacity=capacity, seen_sha256=seen)


def _graded(lot: Lot) -> list[Criterion]:
    codes = [one.pk for one in assessments.graded_criteria(lot.pk)]
    return list(Criterion.objects.select_related("model").filter(pk__in=codes).order_by("order", "pk"))


def _practice_letters(lot: Lot) -> dict[int, str]:
    """Bid id -> letter of the bid of the furniture case whose texts it has; told by the line about the offer."""
    letters = {row["concept"]: letter for letter, row in BIDS.items()}
    return {bid.pk: letters[bid.concept] for bid in Bid.objects.filter(lot=lot).taking_part()}


def later(tender: Tender, *, days: int) -> datetime:
    """So many days after the closing, or the first working day after that; now when that is later."""
    closing_at: datetime = tender.closing_at or clock.now()
    closed_on = timezone.localtime(closing_at).date()
    working = NATIONAL.on_or_after(closed_on + timedelta(days=days))
    return max(clock.now(), closing_at + (working - closed_on))
