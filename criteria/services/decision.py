"""Advice of the committee and the decision of the mandate holder (gunningsbeslissing)."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from criteria.award_labels import out_message
from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import Disclosure
from criteria.models import AwardAdvice, AwardDecision, Evaluation
from criteria.services import computation as computations
from criteria.services import evaluation as evaluations
from criteria.services import letters
from criteria.services.outcome import Outcome, Ranked, outcome_of
from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.domain.canonical import sha256_hex
from procurement.core.services.notifications import notify
from procurement.core.templatetags.formats import euro, number
from tenders.domain.vocabulary import TeamRole
from tenders.models import TeamMember

NOTICE = "criteria.award"


def advice_of(evaluation: Evaluation) -> AwardAdvice:
    """Return the advice; before anything is saved, one that holds the draft made of the facts."""
    found: AwardAdvice | None = AwardAdvice.objects.filter(evaluation=evaluation.pk).first()
    if found is not None:
        return found
    outcome = outcome_of(evaluation)
    return AwardAdvice(evaluation=evaluation, text=draft_advice(outcome) if outcome else "")


def draft_advice(outcome: Outcome) -> str:
    """Return a first text of the advice, from the facts of the computation; empty without a winner."""
    winner = outcome.winner
    if winner is None:
        return ""
    lines = [
        _("De beoordelingscommissie adviseert de opdracht te gunnen aan %(name)s (inschrijving %(code)s).")
        % {"name": winner.bid.company.name, "code": winner.bid.code},
        _("Van de %(count)s inschrijvingen die meededen zijn er %(ranked)s gerangschikt:")
        % {"count": len(outcome.ranked) + len(outcome.out), "ranked": len(outcome.ranked)},
        "\n".join(f"{one.rank}. {one.bid.company.name}: {_total(outcome, one)}" for one in outcome.ranked),
    ]
    if outcome.out:
        lines.append(_("Niet gerangschikt:"))
        lines.append("\n".join(f"- {one.bid.company.name}: {out_message(one, outcome.leaves)}" for one in outcome.out))
    best = _best_points(outcome, winner)
    if best:
        lines.append(
            _("%(name)s haalt de meeste punten op %(criteria)s.")
            % {"name": winner.bid.company.name, "criteria": ", ".join(best)}
        )
    lines.append(
        _("De cijfers zijn gegeven voordat de prijzen bekend waren. De berekening is met één opdracht na te rekenen.")
    )
    return "\n\n".join(lines)


@contextmanager
def advice_to_write(evaluation_id: int) -> Iterator[AwardAdvice]:
    """Yield the advice as it stands, in a transaction and under the lock of its evaluation.

    So that nothing comes between comparing what two people wrote and saving it.
    """
    with transaction.atomic():
        yield advice_of(evaluations.lock(evaluation_id))


@transaction.atomic
def save_advice(evaluation_id: int, *, text: str, disclosure: Disclosure) -> AwardAdvice:
    """Save the advice as a draft and return it. No event is written for a draft; laying it before somebody is one.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state" or "advice_submitted".
    """
    evaluation = _locked(evaluation_id)
    advice: AwardAdvice | None = AwardAdvice.objects.filter(evaluation=evaluation).first()
    if advice is not None and advice.submitted_at is not None:
        raise EvaluationError("advice_submitted")
    return AwardAdvice.objects.update_or_create(
        evaluation=evaluation, defaults={"text": text.strip(), "disclosure": disclosure}
    )[0]


@transaction.atomic
def submit_advice(evaluation_id: int, *, actor: User) -> AwardAdvice:
    """Lay the advice before the mandate holder and return it.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state" or "advice_empty".
    """
    advice = _advice(evaluation_id)
    if not advice.text:
        raise EvaluationError("advice_empty")
    advice.submitted_at, advice.submitted_by = clock.now(), actor
    advice.save(update_fields=["submitted_at", "submitted_by", "updated_at"])
    tender = advice.evaluation.lot.tender
    notify(
        [member.user for member in _mandate_holders(tender.pk)],
        NOTICE,
        _("Een gunningsadvies wacht op uw besluit"),
        _("De commissie heeft haar advies voorgelegd."),
        reverse("criteria:decision", args=[tender.pk]),
    )
    audit.record("award.advised", actor=actor, target=advice.evaluation)
    return advice


@transaction.atomic
def take_back_advice(evaluation_id: int, *, actor: User) -> AwardAdvice:
    """Take the advice back before there is a decision, so that it can be rewritten; returns it.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state" or "advice_empty".
    """
    advice = _advice(evaluation_id)
    advice.submitted_at, advice.submitted_by = None, None
    advice.save(update_fields=["submitted_at", "submitted_by", "updated_at"])
    audit.record("award.advice_taken_back", actor=actor, target=advice.evaluation)
    return advice


@transaction.atomic
def decide(evaluation_id: int, *, actor: User, motivation: str, seen_sha256: str) -> AwardDecision:
    """Decide to award to the winner of the computation and return the decision; a draft letter stands for each bidder.

    The mandate is held against the value of the contract: the estimate or the price of the winner, whichever is
    higher (euro excl. VAT). seen_sha256: ``shown_sha256`` as it was on the screen.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "advice_missing", "no_winner", "not_mandate_holder",
            "no_mandate_amount", "above_mandate", "not_allowed", "seen_changed", "motivation_missing" or
            "result_changed".
    """
    evaluation = _locked(evaluation_id)
    advice: AwardAdvice | None = AwardAdvice.objects.filter(evaluation=evaluation, submitted_at__isnull=False).first()
    if advice is None:
        raise EvaluationError("advice_missing")
    outcome = outcome_of(evaluation)
    if outcome is None or outcome.winner is None:
        raise EvaluationError("no_winner")
    if not motivation.strip():
        raise EvaluationError("motivation_missing")
    require_mandate(evaluation, outcome, actor)
    evaluations.require_may(actor, "criteria.decide_award", evaluation)
    evaluations.require_seen(seen_sha256, _sha256(advice, outcome))
    if not computations.recheck(outcome.computation):
        raise EvaluationError("result_changed")
    decision: AwardDecision = AwardDecision.objects.create(
        evaluation=evaluation,
        computation=outcome.computation,
        winner=outcome.winner.bid,
        advice=advice.text,
        motivation=motivation.strip(),
        disclosure=advice.disclosure,
        decided_by=actor,
        decided_at=clock.now(),
    )
    evaluations.move(evaluation, EvaluationState.DECIDED, at=clock.now())
    letters.prepare(decision, outcome)
    audit.record(
        "award.decided",
        actor=actor,
        target=evaluation,
        winner=outcome.winner.bid.code,
        result_sha256=outcome.computation.result_sha256,
    )
    return decision


def shown_sha256(evaluation: Evaluation) -> str:
    """Return the SHA-256 of what somebody decides on now: the advice, what letters tell, and the computation.

    Empty as long as nothing is computed.
    """
    outcome = outcome_of(evaluation)
    return _sha256(advice_of(evaluation), outcome) if outcome is not None else ""


def _sha256(advice: AwardAdvice, outcome: Outcome) -> str:
    return sha256_hex(
        {
            "advice": advice.text,
            "disclosure": advice.disclosure,
            "submitted_at": advice.submitted_at,
            "result_sha256": outcome.computation.result_sha256,
        }
    )


def contract_value(evaluation: Evaluation, outcome: Outcome) -> Decimal:
    """Return the value that the mandate must cover, in euro excl. VAT."""
    prices = {bid["bidder"]: Decimal(bid["price"]) for bid in outcome.case["bids"] if "price" in bid}
    price = prices.get(outcome.winner.bid.code, Decimal(0)) if outcome.winner else Decimal(0)
    return max(price, evaluation.lot.tender.estimated_value_eur or Decimal(0))


def require_mandate(evaluation: Evaluation, outcome: Outcome, actor: User) -> TeamMember:
    """Check that this person may decide on this value, and return the membership.

    Raises:
        EvaluationError: "not_mandate_holder", "no_mandate_amount" or "above_mandate".
    """
    member: TeamMember | None = _mandate_holders(evaluation.lot.tender_id).filter(user=actor).first()
    if member is None:
        raise EvaluationError("not_mandate_holder")
    if member.mandate_eur is None:
        raise EvaluationError("no_mandate_amount")
    value = contract_value(evaluation, outcome)
    if value > member.mandate_eur:
        raise EvaluationError("above_mandate", value=euro(value, 0), mandate=euro(member.mandate_eur, 0))
    return member


def decision_of(evaluation: Evaluation) -> AwardDecision | None:
    """Return the decision of this evaluation, or None before it."""
    rows = AwardDecision.objects.filter(evaluation=evaluation.pk)
    return rows.select_related("computation__evaluation__lot", "winner__company", "decided_by", "standstill").first()


def _locked(evaluation_id: int) -> Evaluation:
    evaluation = evaluations.lock(evaluation_id)
    evaluations.require_running(evaluation)
    evaluations.require_state(evaluation, EvaluationState.COMPUTED)
    return evaluation


def _advice(evaluation_id: int) -> AwardAdvice:
    evaluation = _locked(evaluation_id)
    advice: AwardAdvice | None = AwardAdvice.objects.filter(evaluation=evaluation).first()
    if advice is None:
        raise EvaluationError("advice_empty")
    advice.evaluation = evaluation
    return advice


def _mandate_holders(tender_id: int) -> QuerySet[TeamMember]:
    rows = TeamMember.objects.filter(tender=tender_id, role=TeamRole.MANDATE_HOLDER, is_active=True)
    return rows.select_related("user")


def _total(outcome: Outcome, one: Ranked) -> str:
    if outcome.ends_in_points:
        return _("%(points)s punten") % {"points": number(one.total, 2)}
    return euro(one.total)


def _best_points(outcome: Outcome, winner: Ranked) -> list[str]:
    return [
        f"{leaf['code']} {leaf['name']}"
        for leaf in outcome.leaves
        if winner.earned(leaf["code"]) == max(one.earned(leaf["code"]) for one in outcome.ranked)
    ]
