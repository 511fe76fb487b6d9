"""Who gets what at the addresses of bids and their assessment; each state of an evaluation has a tender of its own."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.vocabulary import BidState, SeatKind
from criteria.models import Evaluation, OpenedPrice, Promise
from tests.cast import add_team, make_tender_row
from tests.factories.criteria_bids import (
    OPENING_AT,
    make_bid,
    make_conclusions,
    make_document,
    make_evaluation,
    make_grades,
    make_promises,
    make_seat,
)
from tests.permissions.people import ASSESSORS, BUYERS, COMMITTEE, SEES_TENDER
from tests.permissions.row import Row, post
from tests.permissions.world import World

STATES = {
    "registering": EvaluationState.REGISTERING,
    "opened": EvaluationState.OPENED,
    "individual": EvaluationState.INDIVIDUAL,
    "consensus": EvaluationState.CONSENSUS,
    "locked": EvaluationState.LOCKED,
    "priced": EvaluationState.PRICED,
}
KEEPERS = BUYERS | {"secretary"}
LEADERS = frozenset({"chair", "secretary"})
FILE_READERS = COMMITTEE | BUYERS | {"auditor", "mandate_holder", "lawyer"}


def build(world: World) -> None:
    """A tender in each state, with the committee of the cast, and one bid that is graded as far as the state goes."""
    for word, state in STATES.items():
        _make_tender(world, word, state)


def _make_tender(world: World, word: str, state: EvaluationState) -> None:
    cast = world.cast
    tender = make_tender_row(organisation=cast.organisation, created_by=cast.buyer, reference=f"LIN-{word}")
    add_team(tender, cast.people)
    evaluation = make_evaluation(tender.lots.get(), state=state)
    kinds = {"chair": SeatKind.CHAIR, "secretary": SeatKind.SECRETARY}
    seats = {
        name: make_seat(evaluation, user=cast.people[name], kind=kinds.get(name, SeatKind.ASSESSOR))
        for name in sorted(COMMITTEE)
    }
    early = state == EvaluationState.REGISTERING
    bid = make_bid(evaluation.lot, state=BidState.RECEIVED if early else BidState.ADMITTED)
    world[f"{word}_tender"], world[f"{word}_bid"] = tender, bid
    world[f"{word}_document"] = make_document(bid)
    world[f"{word}_k1"] = evaluation.lot.award_model.criteria.get(code="K1")
    world[f"{word}_k3"] = evaluation.lot.award_model.criteria.get(code="K3")
    _grade(world, word, evaluation, [seats[name] for name in sorted(ASSESSORS)])
    if early:
        conflicted = make_seat(evaluation, user=cast.client, has_conflict=True, conflict_details="Belang")
        fresh = make_seat(evaluation, user=cast.budget_holder, has_conflict=None, declared_at=None, renewed_at=None)
        world["conflicted_seat"], world["fresh_seat"] = conflicted, fresh


def _grade(world: World, word: str, evaluation: Evaluation, assessors: list[Any]) -> None:
    cast = world.cast
    make_promises(evaluation, entered_by=cast.admin, checked_by=None)
    world[f"{word}_promise"] = Promise.objects.filter(bid__lot=evaluation.lot).first()
    if STATES[word] in (EvaluationState.CONSENSUS, EvaluationState.LOCKED, EvaluationState.PRICED):
        make_grades(assessors)
        make_conclusions(evaluation)
    if STATES[word] == EvaluationState.PRICED:
        OpenedPrice.objects.create(
            bid=world[f"{word}_bid"], price_eur=Decimal(150000), opened_at=OPENING_AT, confirmed_at=OPENING_AT
        )


def at(word: str, *things: str, **more: Any) -> Callable[[World], dict[str, Any]]:
    """Arguments of an address of the tender in this state. things: bid, document, k1, k3 or promise."""
    keywords = {
        "bid": "bid_id",
        "document": "document_id",
        "k1": "criterion_id",
        "k3": "criterion_id",
        "promise": "promise_id",
    }

    def arguments(world: World) -> dict[str, Any]:
        found = {keywords[thing]: world[f"{word}_{thing}"].pk for thing in things}
        seats = {name: world[key].pk for name, key in more.items() if name == "seat_id"}
        words = {name: value for name, value in more.items() if name != "seat_id"}
        return {"pk": world[f"{word}_tender"].pk} | found | seats | words

    return arguments


def page(name: str, who: frozenset[str], arguments: Any, **options: Any) -> Row:
    """A page; who sees the tender but not this gets 403."""
    return Row(f"criteria:{name}", who, arguments, SEES_TENDER - who, **options)


def act(name: str, who: frozenset[str], arguments: Any, **options: Any) -> Row:
    """An address that only takes a POST."""
    return post(f"criteria:{name}", who, arguments, SEES_TENDER - who, **options)


OPENERS = KEEPERS | {"chair"}

ROWS: tuple[Row, ...] = (
    # Stage 9.
    page("bids", SEES_TENDER, at("registering")),
    page("price_sheet", SEES_TENDER, at("registering")),
    page("bid_new", KEEPERS, at("registering")),
    page("bid", OPENERS, at("registering", "bid")),
    page("bid", SEES_TENDER, at("opened", "bid"), note="after the opening"),
    page("bid_change", KEEPERS, at("registering", "bid")),
    act("bid_completeness", KEEPERS, at("registering", "bid"), data={"complete": "ja"}),
    act("bid_take_out", KEEPERS, at("registering", "bid", how="terzijde")),
    act("bid_document_add", KEEPERS, at("registering", "bid")),
    act("bid_document_remove", KEEPERS, at("registering", "bid", "document")),
    act("bid_price", KEEPERS, at("registering", "bid")),
    act("bid_price", frozenset(), at("opened", "bid"), note="after the opening"),
    page("bids_open", OPENERS, at("registering")),
    act("bids_open", OPENERS, at("registering"), data={"identity": "fout"}),
    act("bids_open_withdraw", OPENERS, at("registering")),
    act("record", OPENERS, at("registering", which="opening"), note="before the opening"),
    act("record", FILE_READERS, at("priced", which="prijzen")),
    # Stage 10: the committee.
    page("assessment", SEES_TENDER, at("individual")),
    page("committee", SEES_TENDER, at("individual")),
    act("assessment_start", OPENERS, at("opened")),
    act("seat_add", KEEPERS, at("registering")),
    act("seat_remove", KEEPERS, at("registering", seat_id="fresh_seat")),
    page("seat_measure", KEEPERS, at("registering", seat_id="conflicted_seat")),
    page("declaration", COMMITTEE, at("individual")),
    page("price_view", OPENERS, at("registering")),
    # Stage 10: the work of one assessor.
    page("assess_bid", ASSESSORS, at("individual", "bid")),
    page("assess_criterion", ASSESSORS, at("individual", "k1")),
    act("assess_save", ASSESSORS, at("individual", "bid", "k1")),
    act("assess_save", frozenset(), at("consensus", "bid", "k1"), note="after the hand-in"),
    page("hand_in", ASSESSORS, at("individual")),
    page("hand_in", frozenset(), at("opened"), note="before the start"),
    # Stage 10: values, the meeting, the lock.
    page("promises", OPENERS, at("individual")),
    page("promise", OPENERS, at("individual", "bid", "k3")),
    act("promise_check", OPENERS, at("individual", "promise"), data={"value": "200"}),
    act("consensus_start", LEADERS, at("individual")),
    page("consensus", frozenset(), at("individual"), note="before the meeting"),
    page("consensus", COMMITTEE, at("consensus")),
    page("consensus", FILE_READERS, at("locked"), note="after the lock"),
    page("consensus_item", frozenset(), at("individual", "bid", "k1"), note="before the meeting"),
    page("consensus_item", COMMITTEE, at("consensus", "bid", "k1")),
    act("consensus_save", LEADERS, at("consensus", "bid", "k1")),
    act("consensus_revise", ASSESSORS, at("consensus", "bid", "k1")),
    page("lock", OPENERS, at("consensus")),
    act("lock_withdraw", OPENERS, at("consensus")),
    # Stage 10: the prices.
    page("prices_open", frozenset(), at("consensus"), note="before the lock"),
    page("prices_open", OPENERS, at("locked")),
    act("prices_open_withdraw", OPENERS, at("locked")),
    page("prices", frozenset(), at("locked"), note="before the opening"),
    page("prices", FILE_READERS, at("priced")),
    page("bid_prices", FILE_READERS, at("priced", "bid")),
    page("price_enter", OPENERS, at("priced", "bid")),
    act("price_confirm", OPENERS, at("priced", "bid")),
)
