"""Stage 3: which procedures can be used for a tender, and adopting one with its reasons and alternatives."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from procurement.accounts.domain.roles import AuthorityKind
from procurement.accounts.models import User
from procurement.core import audit, clock
from tenders.domain.planning_steps import steps_of
from tenders.domain.procedure_choice import Choice, choice_of, choices, house_limits
from tenders.domain.procedure_reasons import ChoiceFacts, Verdict
from tenders.domain.procedure_vocabulary import BidEffort, Exemption, Innovation, NoNoticeGround, Regime
from tenders.domain.thresholds import Threshold, ThresholdError, threshold
from tenders.domain.vocabulary import ContractKind, Procedure, StepKind
from tenders.models import MarketConsultation, ProcedureDecision, ProcedureFacts, Tender
from tenders.services.drafting import lock_draft, set_fields
from tenders.services.procedure_texts import alternatives_text, motivation_text


class ProcedureImpossibleError(ValueError):
    """The facts do not allow this procedure. choice: the verdict with its reasons."""

    def __init__(self, choice: Choice) -> None:
        super().__init__(f"{choice.procedure} {[reason.code for reason in choice.reasons]}")
        self.choice = choice


@dataclass(frozen=True, slots=True)
class Weighed:
    """What Kring says of the procedures for one tender on the planned day of its notice.

    limit: the threshold; None when none is known for that day (VAL-14).
    """

    on: date
    limit: Threshold | None
    facts: ChoiceFacts
    choices: list[Choice]

    @property
    def margin_eur(self) -> Decimal | None:
        """Threshold less value in euro excl. VAT; negative above the threshold."""
        if self.limit is None or self.facts.value_eur is None:
            return None
        return self.limit.amount_eur - self.facts.value_eur


def stored_facts(tender: Tender) -> ProcedureFacts:
    """Return the answers of the tender; without any, new ones that begin with what the market consultation showed."""
    found = ProcedureFacts.objects.filter(tender=tender).first()
    if found:
        return found
    consultation = MarketConsultation.objects.filter(tender=tender).first()
    return ProcedureFacts(tender=tender, capable_firms=consultation.capable_firms if consultation else None)


def weigh(tender: Tender, answers: ProcedureFacts | None = None) -> Weighed:
    """Return the verdict on every procedure for what is stored of the tender, its threshold included."""
    answers = answers or stored_facts(tender)
    on = planned_notice_day(tender)
    limit = _threshold(tender, Regime(answers.regime), on)
    facts = _facts(tender, answers, limit, on)
    return Weighed(on, limit, facts, choices(facts))


def planned_notice_day(tender: Tender) -> date:
    """Return the planned day of sending the notice, or today while it is not planned."""
    step = tender.planning.filter(kind=StepKind.NOTICE).first()
    return step.day if step and step.day else clock.today()


def current_decision(tender: Tender) -> ProcedureDecision | None:
    """Return the decision by which the procedure of the tender was adopted, if it was."""
    newest = tender.procedure_decisions.select_related("decided_by").first()
    return newest if newest and newest.procedure == tender.procedure else None


@transaction.atomic
def save_facts(tender_id: int, *, actor: User, **values: Any) -> ProcedureFacts:
    """Store answers and return them; nothing is recorded when nothing changed.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = lock_draft(tender_id)
    facts = stored_facts(tender)
    changed = set_fields(facts, values)
    if changed or not facts.pk:
        facts.save()
        audit.record("procedure.facts_changed", actor=actor, target=tender, fields=changed)
    return facts


@transaction.atomic
def adopt(
    tender_id: int, procedure: Procedure, *, actor: User, motivation: str = "", alternatives: str = ""
) -> ProcedureDecision:
    """Adopt a procedure and return the decision, with what else was considered.

    motivation, alternatives: empty to take the words that follow from the reasons. The planning loses the steps that
    the procedure has not.

    Raises:
        TenderFrozenError: the text cannot change any more.
        ProcedureImpossibleError: the facts do not allow it.
    """
    tender = lock_draft(tender_id)
    found = weigh(tender)
    choice = choice_of(procedure, found.facts)
    if choice.verdict is Verdict.IMPOSSIBLE:
        raise ProcedureImpossibleError(choice)
    decision = ProcedureDecision.objects.create(
        tender=tender,
        procedure=procedure,
        verdict=choice.verdict,
        motivation=motivation.strip() or motivation_text(choice, language=tender.language),
        alternatives=alternatives.strip() or alternatives_text(choice, found.choices, language=tender.language),
        facts=_plain(asdict(found.facts)),
        considered=[_considered(one) for one in found.choices],
        decided_by=actor,
        decided_at=clock.now(),
    )
    tender.procedure, tender.procedure_motivation = procedure, decision.motivation
    tender.save(update_fields=["procedure", "procedure_motivation", "updated_at"])
    tender.planning.exclude(kind__in=steps_of(procedure)).delete()
    audit.record(
        "procedure.adopted", actor=actor, target=tender, procedure=procedure.value, verdict=choice.verdict.value
    )
    return decision


@transaction.atomic
def change_decision(tender_id: int, *, actor: User, **values: Any) -> ProcedureDecision | None:
    """Store the words of the current decision and return it; None when no procedure was adopted.

    values: motivation, alternatives.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = lock_draft(tender_id)
    decision = current_decision(tender)
    changed = set_fields(decision, values) if decision else []
    if decision and changed:
        decision.save(update_fields=[*changed, "updated_at"])
        if "motivation" in changed:
            tender.procedure_motivation = decision.motivation
            tender.save(update_fields=["procedure_motivation", "updated_at"])
        audit.record("procedure.decision_changed", actor=actor, target=tender, fields=changed)
    return decision


def _facts(tender: Tender, answers: ProcedureFacts, limit: Threshold | None, on: date) -> ChoiceFacts:
    kind, regime = ContractKind(tender.contract_kind), Regime(answers.regime)
    house = house_limits(kind, regime, on=on)
    return ChoiceFacts(
        contract_kind=kind,
        regime=regime,
        value_eur=tender.estimated_value_eur,
        threshold_eur=limit.amount_eur if limit else None,
        single_max_eur=house.single_eur,
        multiple_max_eur=house.multiple_eur,
        can_be_specified=answers.can_be_specified,
        innovation=Innovation(answers.innovation),
        needs_negotiation=answers.needs_negotiation,
        earlier_failed=answers.earlier_failed,
        capable_firms=answers.capable_firms,
        bid_effort=BidEffort(answers.bid_effort),
        cross_border=answers.cross_border,
        repeats=answers.repeats,
        no_notice_ground=NoNoticeGround(answers.no_notice_ground) if answers.no_notice_ground else None,
        exemption=Exemption(answers.exemption) if answers.exemption else None,
    )


def _threshold(tender: Tender, regime: Regime, on: date) -> Threshold | None:
    is_central = tender.organisation.authority_kind == AuthorityKind.CENTRAL
    try:
        return threshold(ContractKind(tender.contract_kind), is_central=is_central, on=on, regime=regime)
    except ThresholdError:
        return None


def _considered(choice: Choice) -> dict[str, Any]:
    return {
        "procedure": choice.procedure.value,
        "verdict": choice.verdict.value,
        "reasons": [
            {"code": reason.code, "article": reason.article, "params": _plain(reason.params)}
            for reason in choice.reasons
        ],
    }


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON holds them: amounts as text, so that none is rounded."""
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in values.items()}
