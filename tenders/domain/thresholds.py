"""European thresholds by period, and what the estimated value means for the procedure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from tenders.domain.constants import Constant, ConstantCode, ConstantError, constant
from tenders.domain.vocabulary import ContractKind, Procedure

NEAR_PCT = 90
"""From this share of the threshold the award may come out above it (VAL-09, our own reading)."""


class ThresholdError(LookupError):
    """No threshold is known for this date (VAL-14); an administrator has to add the period."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """The amount that decides for one tender, in euro excl. VAT; period: the row that holds it, with its source."""

    amount_eur: Decimal
    period: Constant


def threshold(kind: ContractKind, *, is_central: bool, on: date) -> Threshold:
    """Return the threshold at the moment of sending the notice (Aanbestedingswet 2012 art. 2.15).

    Raises:
        ThresholdError: no period holds ``on``.
    """
    if kind is ContractKind.WORKS:
        code = ConstantCode.WORKS_THRESHOLD
    else:
        code = ConstantCode.CENTRAL_THRESHOLD if is_central else ConstantCode.SUBCENTRAL_THRESHOLD
    try:
        row = constant(code, on=on)
    except ConstantError:
        raise ThresholdError(on) from None
    return Threshold(row.value, row)


class Verdict(StrEnum):
    """Whether a procedure can be used."""

    POSSIBLE = "possible"
    UNWISE = "unwise"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Choice:
    """What Kring says of one procedure. reason: code of the wording; article: where it stands."""

    procedure: Procedure
    verdict: Verdict
    reason: str
    article: str


def choices(value_eur: Decimal, limit: Threshold) -> list[Choice]:
    """Return each procedure with the verdict for this value."""
    below = value_eur < limit.amount_eur
    near = below and value_eur * 100 >= limit.amount_eur * NEAR_PCT
    national = Verdict.UNWISE if near else Verdict.POSSIBLE
    too_high = dict.fromkeys((Procedure.NATIONAL_OPEN, Procedure.QUOTE), Verdict.IMPOSSIBLE)
    verdicts: Mapping[Procedure, Verdict] = MappingProxyType(
        {Procedure.OPEN: Verdict.POSSIBLE, Procedure.NATIONAL_OPEN: national, Procedure.QUOTE: national}
        if below
        else {Procedure.OPEN: Verdict.POSSIBLE, **too_high}
    )
    return [_choice(procedure, verdicts[procedure], below=below) for procedure in Procedure]


def _choice(procedure: Procedure, verdict: Verdict, *, below: bool) -> Choice:
    if procedure is Procedure.OPEN:
        return Choice(procedure, verdict, "always_allowed", "Aw 2012 art. 2.26")
    if verdict is Verdict.IMPOSSIBLE:
        return Choice(procedure, verdict, "above_threshold", "Aw 2012 art. 2.1-2.3, 2.6a")
    if verdict is Verdict.UNWISE:
        return Choice(procedure, verdict, "near_threshold", "Aw 2012 art. 2.15")
    article = "Aw 2012 art. 1.11-1.13" if procedure is Procedure.NATIONAL_OPEN else "Aw 2012 art. 1.14-1.16"
    return Choice(procedure, verdict, "below_threshold", article)
