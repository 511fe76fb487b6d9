from datetime import date
from decimal import Decimal

import pytest

from tenders.domain.thresholds import ThresholdError, Verdict, choices, threshold
from tenders.domain.vocabulary import ContractKind, Procedure

TODAY = date(2026, 11, 23)
FURNITURE = threshold(ContractKind.SUPPLIES, is_central=False, on=TODAY)


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


def test_without_a_period_for_the_day_nothing_is_computed():
    with pytest.raises(ThresholdError):
        threshold(ContractKind.WORKS, is_central=False, on=date(2028, 1, 1))


@pytest.mark.parametrize(
    ("value_eur", "verdict", "reason"),
    [
        ("194399.99", Verdict.POSSIBLE, "below_threshold"),
        ("194400", Verdict.UNWISE, "near_threshold"),
        ("215999.99", Verdict.UNWISE, "near_threshold"),
        ("216000", Verdict.IMPOSSIBLE, "above_threshold"),
    ],
)
def test_the_value_decides_what_is_left_below_the_threshold(value_eur, verdict, reason):
    by_procedure = {choice.procedure: choice for choice in choices(Decimal(value_eur), FURNITURE)}

    assert (by_procedure[Procedure.QUOTE].verdict, by_procedure[Procedure.QUOTE].reason) == (verdict, reason)
    assert by_procedure[Procedure.NATIONAL_OPEN].verdict == verdict
    assert by_procedure[Procedure.OPEN].verdict == Verdict.POSSIBLE


def test_every_choice_names_its_article():
    articles = {choice.procedure: choice.article for choice in choices(Decimal(100_000), FURNITURE)}

    assert articles == {
        Procedure.OPEN: "Aw 2012 art. 2.26",
        Procedure.NATIONAL_OPEN: "Aw 2012 art. 1.11-1.13",
        Procedure.QUOTE: "Aw 2012 art. 1.14-1.16",
    }
