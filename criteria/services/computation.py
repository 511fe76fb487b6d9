"""From locked quality and opened prices to a stored award: the case, its result, and the check of both."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import transaction

from criteria.domain import award
from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.domain.model_case import case_of
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState, CriterionKind
from criteria.models import Bid, Computation, CostLine, Criterion, Evaluation, OpenedPrice
from criteria.services import evaluation as evaluations
from criteria.services import quality
from criteria.services.locking import LOCK
from criteria.services.sealing import asks_costs
from criteria.services.snapshot import model_part
from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.domain.canonical import decimal_text, sha256_hex
from procurement.core.services import signatures
from tenders.models import Publication

PART = "award_model"
# A bid that quality knocked out keeps its price sealed, so the case sets it aside with its ground: the code of the
# criterion comes first, for whoever reads it with a program.
BELOW, ABOVE = "below_minimum", "above_maximum"


def build_case(lot_id: int) -> dict[str, Any]:
    """Return the award-case/1 of a lot: the published model, the locked grades and values, the opened prices.

    A bid that the published minimum knocks out stands in it as excluded, without its price, which stays sealed.

    Raises:
        EvaluationError: "not_priced" before the price opening, "quality_changed", "price_unconfirmed" or
            "incomplete_quality".
    """
    evaluation = _evaluation(lot_id)
    if not is_at_least(EvaluationState(evaluation.state), EvaluationState.PRICED):
        raise EvaluationError("not_priced")
    _require_locked(evaluation)
    out = quality.knocked_out_codes(evaluation)
    parts = {part["bidder"]: part for part in quality.bid_parts(evaluation)}
    costs = asks_costs(evaluation.lot.award_model)
    bids = [
        _case_bid(bid, parts.get(bid.code, {}), out, costs, evaluation)
        for bid in Bid.objects.filter(lot_id=lot_id).exclude(state=BidState.LATE).select_related("opened_price")
    ]
    return {**case_of(frozen_model(evaluation)), "bids": bids}


def case_of_tender(tender_id: int) -> dict[str, Any]:
    """Return the case of the tender's first lot: the stored one of the last computation, or one built now.

    Raises:
        EvaluationError: "not_priced" before the price opening, or see ``build_case``.
    """
    evaluation = Evaluation.objects.filter(lot__tender=tender_id).order_by("lot__number").first()
    if evaluation is None:
        raise EvaluationError("not_priced")
    stored = Computation.objects.filter(evaluation=evaluation).first()
    return dict(stored.case) if stored is not None else build_case(evaluation.lot_id)


@transaction.atomic
def compute(evaluation_id: int, *, actor: User) -> Computation:
    """Compute the award, store case and result, and return them; the database never changes them again.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "not_allowed", see ``build_case``, or "case_refused" with
            the faults of the format.
    """
    evaluation = evaluations.lock(evaluation_id)
    evaluations.require_running(evaluation)
    evaluations.require_state(evaluation, EvaluationState.PRICED)
    evaluations.require_may(actor, "criteria.compute_award", evaluation)
    case = build_case(evaluation.lot_id)
    try:
        result = award.evaluate(case)
    except award.CaseRefused as refused:
        raise EvaluationError("case_refused", faults="; ".join(str(fault) for fault in refused.faults)) from refused
    stored: Computation = Computation.objects.create(
        evaluation=evaluation,
        case=case,
        result=result,
        case_format=case["format"],
        result_sha256=sha256_hex(result),
        computed_by=actor,
        computed_at=clock.now(),
    )
    evaluations.move(evaluation, EvaluationState.COMPUTED, at=clock.now())
    audit.record(
        "award.computed",
        actor=actor,
        target=evaluation,
        case_sha256=result["case_sha256"],
        result_sha256=stored.result_sha256,
    )
    return stored


def recheck(computation: Computation) -> bool:
    """True when the stored case still gives the stored result, to the last digit."""
    return sha256_hex(award.evaluate(computation.case)) == computation.result_sha256 == sha256_hex(computation.result)


def integrity_faults() -> Iterator[str]:
    """Yield an English sentence for each stored computation whose case does not give its result any more."""
    for computation in Computation.objects.order_by("pk").iterator():
        if not recheck(computation):
            yield f"computation {computation.pk}: its case does not give its result"


def frozen_model(evaluation: Evaluation) -> dict[str, Any]:
    """Return the award model as it was last published; a model cannot change once its tender is published."""
    publication = Publication.objects.filter(tender=evaluation.lot.tender_id).order_by("-number").first()
    if publication is not None:
        for part in publication.snapshot.get(PART) or []:
            if part["lot"]["number"] == evaluation.lot.number:
                return dict(part)
    return model_part(evaluation.lot.award_model)


def _evaluation(lot_id: int) -> Evaluation:
    found = Evaluation.objects.select_related("lot__tender__organisation", "lot__award_model").filter(lot_id=lot_id)
    evaluation = found.first()
    if evaluation is None:
        raise EvaluationError("not_priced")
    return evaluation


def _require_locked(evaluation: Evaluation) -> None:
    """What two people locked is what is computed with."""
    lock = signatures.completed(LOCK, evaluation)
    if lock is None or lock.content_sha256 != quality.locked_sha256(evaluation):
        raise EvaluationError("quality_changed")


def _case_bid(
    bid: Bid, part: dict[str, Any], out: dict[str, str], with_costs: bool, evaluation: Evaluation
) -> dict[str, Any]:
    found: dict[str, Any] = {"bidder": bid.code, **part}
    if bid.state == BidState.WITHDRAWN:
        return {"bidder": bid.code, "withdrawn": True}
    if bid.state != BidState.ADMITTED:
        return {"bidder": bid.code, "excluded": bid.set_aside_ground or str(bid.state)}
    if bid.code in out:
        return {**found, "excluded": _ground(evaluation, out[bid.code])}
    price: OpenedPrice | None = getattr(bid, "opened_price", None)
    if price is None or price.confirmed_at is None:
        raise EvaluationError("price_unconfirmed", bid=bid.code)
    found["price"] = decimal_text(price.price_eur)
    if with_costs:
        found["costs"] = [_line(line) for line in bid.cost_lines.all() if line.counts]
    return found


def _line(line: CostLine) -> dict[str, Any]:
    found: dict[str, Any] = {"category": line.category, "amount": decimal_text(line.amount_eur)}
    if line.from_year == line.to_year:
        found["year"] = line.from_year
    else:
        found |= {"from": line.from_year, "to": line.to_year}
        if line.every != 1:
            found["every"] = line.every
    if line.growth_pct:
        found["growth"] = decimal_text(line.growth_pct / Decimal(100))
    return found


def _ground(evaluation: Evaluation, code: str) -> str:
    criterion = Criterion.objects.get(model__lot_id=evaluation.lot_id, code=code)
    reason = ABOVE if criterion.kind == CriterionKind.MEASURED and criterion.better == "lower" else BELOW
    return f"{reason} {code}: limit {decimal_text(criterion.minimum or Decimal(0))}, price stays sealed"
