"""European thresholds by period: which amount decides for a contract."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tenders.domain.constants import Constant, ConstantCode, ConstantError, constant
from tenders.domain.procedure_vocabulary import Regime
from tenders.domain.vocabulary import ContractKind

NEAR_PCT = 90
"""From this share of the threshold the award may come out above it (VAL-09, our own reading)."""


class ThresholdError(LookupError):
    """No threshold is known for this date (VAL-14); an administrator has to add the period."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """The amount that decides for one tender, in euro excl. VAT; period: the row that holds it, with its source."""

    amount_eur: Decimal
    period: Constant


def threshold(kind: ContractKind, *, is_central: bool, on: date, regime: Regime = Regime.REGULAR) -> Threshold:
    """Return the threshold at the moment of sending the notice (Aanbestedingswet 2012 art. 2.15).

    Raises:
        ThresholdError: no period holds ``on``.
    """
    try:
        row = constant(_code(kind, regime, is_central=is_central), on=on)
    except ConstantError:
        raise ThresholdError(on) from None
    return Threshold(row.value, row)


def _code(kind: ContractKind, regime: Regime, *, is_central: bool) -> ConstantCode:
    is_works = kind is ContractKind.WORKS
    match regime:
        case Regime.SOCIAL:
            return ConstantCode.SOCIAL_THRESHOLD
        case Regime.CONCESSION:
            return ConstantCode.CONCESSION_THRESHOLD
        case Regime.UTILITIES:
            return ConstantCode.UTILITIES_WORKS_THRESHOLD if is_works else ConstantCode.UTILITIES_THRESHOLD
    if is_works:
        return ConstantCode.WORKS_THRESHOLD
    return ConstantCode.CENTRAL_THRESHOLD if is_central else ConstantCode.SUBCENTRAL_THRESHOLD
