"""Which procedures can be used for one contract: facts in, a verdict with reasons and articles for every procedure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tenders.domain.constants import ConstantCode, ConstantError, constant
from tenders.domain.procedure_reasons import (
    EUROPEAN,
    OWN_REASONS,
    ChoiceFacts,
    Reason,
    Verdict,
    european_reasons,
    regime_reasons,
    threshold_reasons,
)
from tenders.domain.procedure_vocabulary import Regime
from tenders.domain.vocabulary import ContractKind, Procedure

FIXED_SCALE = frozenset({Procedure.CONCESSION, Procedure.SOCIAL_SERVICES, Procedure.NEGOTIATED_WITHOUT_NOTICE})
"""European procedures that are not weighed against the value or the number of firms: their own reasons say it all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What Kring says of one procedure; the reasons that weigh most come first."""

    procedure: Procedure
    verdict: Verdict
    reasons: tuple[Reason, ...]

    @property
    def deciding(self) -> tuple[Reason, ...]:
        """The reasons that gave the verdict."""
        return tuple(reason for reason in self.reasons if reason.verdict is self.verdict)


def choices(facts: ChoiceFacts) -> list[Choice]:
    """Return every procedure with its verdict for these facts, in the order of the table."""
    return [choice_of(procedure, facts) for procedure in Procedure]


def choice_of(procedure: Procedure, facts: ChoiceFacts) -> Choice:
    """Return the verdict on one procedure: the hardest of its reasons."""
    found = [*regime_reasons(procedure, facts), *threshold_reasons(procedure, facts), *OWN_REASONS[procedure](facts)]
    if procedure in EUROPEAN - FIXED_SCALE:
        found += european_reasons(procedure, facts)
    verdict = max((reason.verdict for reason in found), key=lambda one: one.rank)
    reasons = sorted(found, key=lambda reason: -reason.verdict.rank)
    if verdict is Verdict.IMPOSSIBLE:
        # What would make it unwise is no longer of interest.
        reasons = [reason for reason in reasons if reason.verdict is Verdict.IMPOSSIBLE]
    return Choice(procedure, verdict, tuple(reasons))


@dataclass(frozen=True, slots=True)
class HouseLimits:
    """Up to which value the organisation lets firms quote, in euro excl. VAT; None: up to the threshold."""

    single_eur: Decimal | None
    multiple_eur: Decimal | None


def house_limits(kind: ContractKind, regime: Regime, *, on: date) -> HouseLimits:
    """Return the limits of the purchasing policy that hold on a day, as defaults (PROC-11, PROC-12)."""
    is_works = kind is ContractKind.WORKS
    single = ConstantCode.SINGLE_QUOTE_WORKS if is_works else ConstantCode.SINGLE_QUOTE_OTHER
    multiple = ConstantCode.MULTIPLE_QUOTE_WORKS if is_works else None
    if regime is Regime.SOCIAL:
        multiple = ConstantCode.MULTIPLE_QUOTE_SOCIAL
    return HouseLimits(_amount(single, on), _amount(multiple, on) if multiple else None)


def _amount(code: ConstantCode, on: date) -> Decimal | None:
    try:
        return constant(code, on=on).value
    except ConstantError:
        return None
