"""The European threshold follows from kind, authority, regime and the day of the notice."""

from datetime import date

import pytest

from tenders.domain.procedure_vocabulary import Regime
from tenders.domain.thresholds import ThresholdError, threshold
from tenders.domain.vocabulary import ContractKind

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("kind", "is_central", "amount_eur"),
    [
        (ContractKind.SUPPLIES, False, 216_000),
        (ContractKind.SERVICES, True, 140_000),
        (ContractKind.WORKS, False, 5_404_000),
        (ContractKind.WORKS, True, 5_404_000),
    ],
)
def test_authority_and_object_decide_the_threshold(kind, is_central, amount_eur):
    limit = threshold(kind, is_central=is_central, on=TODAY)

    assert limit.amount_eur == amount_eur
    assert limit.period.source.endswith("2025/2152")


@pytest.mark.parametrize(
    ("kind", "regime", "amount_eur"),
    [
        (ContractKind.SERVICES, Regime.SOCIAL, 750_000),
        (ContractKind.SERVICES, Regime.CONCESSION, 5_404_000),
        (ContractKind.SERVICES, Regime.UTILITIES, 432_000),
        (ContractKind.WORKS, Regime.UTILITIES, 5_404_000),
        (ContractKind.SERVICES, Regime.RESEARCH, 216_000),
    ],
)
def test_the_part_of_the_law_decides_the_threshold_too(kind, regime, amount_eur):
    assert threshold(kind, is_central=False, on=TODAY, regime=regime).amount_eur == amount_eur


def test_the_amount_of_the_day_of_the_notice_counts():
    assert threshold(ContractKind.WORKS, is_central=False, on=date(2023, 3, 6)).amount_eur == 5_382_000


def test_without_a_period_for_the_day_nothing_is_computed():
    with pytest.raises(ThresholdError):
        threshold(ContractKind.WORKS, is_central=False, on=date(2028, 1, 1))
