"""The quarterly review: written by the contract manager, frozen when offered, signed by both parties."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from contracts.domain.lifecycle import check_review_move
from contracts.domain.periods import Quarter, parse
from contracts.domain.vocabulary import ContractState, ReviewState
from contracts.models import Contract, Measurement, Review, ReviewAction
from contracts.services import review_parts
from contracts.services.parties import Party, capacity_of, check_other_party
from contracts.services.scorecard import scorecard
from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.domain.canonical import sha256_hex
from procurement.core.models import ActState
from procurement.core.services import signatures

KIND = "contract.review"


class ReviewRefusedError(ValueError):
    """The review is refused.

    code: "not_running", "exists", "frozen", "missing" (KPIs without a measurement),
    "changed" (offered anew since this person read it).
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@transaction.atomic
def save_review(
    contract_id: int, quarter: Quarter, actions: Sequence[dict[str, Any]] | None = None, *, actor: User, **values: Any
) -> Review:
    """Store the draft of the review of a quarter and return it; without ``actions`` the agreed actions stay.

    values: held_on, attendees, summary, decisions. actions: text, owner, due, kpi.

    Raises:
        ReviewRefusedError: "not_running", or "frozen" once it is offered.
    """
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    if contract.state != ContractState.RUNNING:
        raise ReviewRefusedError("not_running")
    review = Review.objects.filter(contract=contract, period=str(quarter)).first()
    if review is None:
        review = Review(contract=contract, period=str(quarter))
    elif review.state != ReviewState.DRAFT:
        raise ReviewRefusedError("frozen")
    for name, value in values.items():
        setattr(review, name, value)
    review.save()
    if actions is not None:
        review.actions.all().delete()
        ReviewAction.objects.bulk_create(ReviewAction(review=review, **row) for row in actions)
    audit.record("review.saved", actor=actor, target=review, period=review.period)
    return review


@transaction.atomic
def offer_review(review_id: int, *, actor: User) -> Review:
    """Freeze the review with the figures of its quarter, so that both parties sign the same content.

    Raises:
        ReviewRefusedError: "missing" while a KPI that counts has no measurement.
        TransitionError: it is offered or signed already.
    """
    review = _locked(review_id)
    check_review_move(ReviewState(review.state), ReviewState.SIGNING)
    snapshot = snapshot_of(review)
    missing = [row["code"] for row in snapshot["kpis"] if row["value"] is None]
    if missing:
        raise ReviewRefusedError("missing", codes=", ".join(missing))
    review.snapshot, review.sha256, review.state = snapshot, sha256_hex(snapshot), ReviewState.SIGNING
    review.save(update_fields=["snapshot", "sha256", "state", "updated_at"])
    audit.record("review.offered", actor=actor, target=review, sha256=review.sha256)
    return review


@transaction.atomic
def sign_review(review_id: int, *, person: User, party: Party, seen_sha256: str | None = None) -> Review:
    """Sign the offered review for one of the parties; with the second signature it is final. Returns the review.

    seen_sha256: the hash of what this person read; None when it was read in the same transaction.

    Raises:
        ReviewRefusedError: "frozen" when it is not offered for signature, "changed" when something else was read.
        SignatureRefused, SamePartyError: this person, or this party, signed already.
    """
    review = _locked(review_id)
    if review.state != ReviewState.SIGNING:
        raise ReviewRefusedError("frozen")
    if seen_sha256 is not None and seen_sha256 != review.sha256:
        raise ReviewRefusedError("changed")
    check_other_party(KIND, review, party)
    act = signatures.sign(
        KIND,
        target=review,
        content_sha256=review.sha256,
        person=person,
        capacity=capacity_of(party, review.contract),
        organisation_id=review.contract.organisation_id,
    )
    review.act = act
    if act.state == ActState.COMPLETE:
        review.state, review.signed_at = ReviewState.SIGNED, clock.now()
    review.save(update_fields=["act", "state", "signed_at", "updated_at"])
    audit.record("review.signed", actor=person, target=review, party=str(party), sha256=review.sha256)
    return review


@transaction.atomic
def withdraw_review(review_id: int, *, actor: User) -> Review:
    """Take the offer back, so that the text can change; a signature that was given stays on record with its act.

    Raises:
        TransitionError: it is not offered for signature.
    """
    review = _locked(review_id)
    check_review_move(ReviewState(review.state), ReviewState.DRAFT)
    act = signatures.pending(KIND, review)
    if act:
        signatures.withdraw(act.pk, person=actor)
    review.state, review.snapshot, review.sha256, review.act = ReviewState.DRAFT, None, "", None
    review.save(update_fields=["state", "snapshot", "sha256", "act", "updated_at"])
    audit.record("review.withdrawn", actor=actor, target=review)
    return review


@transaction.atomic
def finish_action(action_id: int, *, actor: User, done_on: date) -> ReviewAction:
    """Mark an agreed action as done and return it."""
    action = ReviewAction.objects.select_for_update(of=("self",)).select_related("review__contract").get(pk=action_id)
    action.done_on = done_on
    action.save(update_fields=["done_on"])
    audit.record("action.done", actor=actor, target=action.review, agreed=action.pk, done_on=done_on.isoformat())
    return action


def measured_quarters(contract: Contract) -> list[Quarter]:
    """Return the quarters that hold a measurement, oldest first."""
    periods = Measurement.objects.filter(kpi__contract=contract).values_list("period", flat=True).distinct()
    return sorted(parse(period) for period in periods)


def open_actions(contract: Contract, *, before: Quarter | None = None, with_drafts: bool = True) -> list[ReviewAction]:
    """Return agreed actions that are not done, oldest first.

    before: only those of earlier quarters; with_drafts: also those of a review that was not offered yet.
    """
    rows = ReviewAction.objects.filter(review__contract=contract, done_on__isnull=True).select_related("review", "kpi")
    if before:
        rows = rows.filter(review__period__lt=str(before))
    if not with_drafts:
        rows = rows.exclude(review__state=ReviewState.DRAFT)
    return list(rows.order_by("due", "pk"))


def snapshot_of(review: Review) -> dict[str, Any]:
    """Return the review with the figures of its quarter, as JSON. Amounts and values are decimal strings."""
    contract, quarter = review.contract, parse(review.period)
    return {
        "contract": {
            "reference": contract.reference,
            "title": contract.title,
            "organisation": contract.organisation.name,
            "contractor": contract.company.name,
        },
        "period": review.period,
        "held_on": review.held_on.isoformat(),
        "attendees": review.attendees,
        "summary": review.summary,
        "decisions": review.decisions,
        "kpis": [_kpi(line) for line in scorecard(contract, quarter)],
        "actions": [_action(row) for row in review.actions.select_related("kpi")],
        "open_actions": [_action(row) for row in open_actions(contract, before=quarter)],
        "growth": review_parts.growth(contract, quarter),
        "penalties": review_parts.penalties(contract, quarter),
        "corrections": review_parts.corrections(contract, quarter),
    }


def _kpi(line: Any) -> dict[str, Any]:
    kpi, point, previous = line.kpi, line.point, line.previous
    return {
        "code": kpi.code,
        "name": kpi.name,
        "unit": kpi.unit,
        "decimals": kpi.decimals,
        "better": kpi.better,
        "target": _text(point.target),
        "value": _text(point.value),
        "previous": _text(previous.value if previous else None),
        "status": str(point.status),
        "trend": line.trend,
        "source": point.measurement.source if point.measurement else "",
        "note": point.measurement.note if point.measurement else "",
        "corrected": bool(point.measurement and point.measurement.corrects_id),
    }


def _action(row: ReviewAction) -> dict[str, Any]:
    return {"text": row.text, "owner": row.owner, "due": row.due.isoformat(), "kpi": row.kpi.code if row.kpi else ""}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _locked(review_id: int) -> Review:
    rows = Review.objects.select_for_update(of=("self",)).select_related("contract__organisation", "contract__company")
    return rows.get(pk=review_id)
