"""Pairs of demands that cannot both be met are found, each for its reason; pairs that can are left alone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tenders.domain.conflicts import ConflictKind, Demand, Scored, conflicts
from tenders.domain.figures import Bound, Figure

CEILING = Figure("mki", Bound.AT_MOST, Decimal(12), "€")
CRITERION = Scored("K2", "mki", "€", none_at=Decimal(20), all_at=Decimal(8))


def demand(code, text="Moet.", **fields):
    return Demand(key=code, code=code, text=text, **fields)


def kinds(*demands, scored=()):
    return [conflict.kind for conflict in conflicts(demands, tuple(scored))]


def best(value, bound=Bound.AT_LEAST):
    return Figure("mki", bound, Decimal(value), "€")


def test_a_hard_ceiling_that_the_prescription_of_another_demand_rules_out():
    ceiling = demand("E1", asked=(CEILING,))
    concrete = demand("E2", "Moet van beton zijn.", leads_to=(best(14),))

    (conflict,) = conflicts((concrete, ceiling))

    assert (conflict.kind, conflict.first_code, conflict.second_code) == (ConflictKind.CEILING_RULED_OUT, "E1", "E2")
    assert conflict.params == {"indicator": "mki", "limit": Decimal(12), "best": Decimal(14), "unit": "€"}
    assert conflict.is_certain
    assert kinds(replace(concrete, leads_to=(best(11),)), ceiling) == []


PAIRS = [
    (ConflictKind.FIGURES, "Ten minste 60% hergebruikt.", "Van het hergebruik is maximaal 40% toegestaan."),
    (ConflictKind.REUSE_AND_NEW, "Ten minste 60% van de stoelen is hergebruikt.", "De stoelen moeten nieuw zijn."),
    (ConflictKind.REUSE_AND_NEW, "Het aandeel gerecycled is minimaal 30%.", "Alleen fabrieksnieuwe onderdelen."),
    (ConflictKind.LABEL_AND_BRAND, "Hout met FSC of gelijkwaardig.", "Het blad is van het merk Panda."),
    (ConflictKind.APART_AND_FIXED, "Onderdelen zijn losmaakbaar.", "Het blad wordt verlijmd op het onderstel."),
    (ConflictKind.EMISSION_AND_FUEL, "Leveringen zijn emissievrij.", "De bus rijdt op HVO-diesel."),
    (
        ConflictKind.PACKAGING,
        "De verpakking is herbruikbaar en gaat terug.",
        "Elke stoel is verpakt in plastic tegen stof.",
    ),
    (
        ConflictKind.LIFE_AND_REPLACEMENT,
        "De stoel gaat ten minste 15 jaar mee.",
        "Na 8 jaar worden alle stoelen vervangen.",
    ),
    (
        ConflictKind.LIFE_AND_REPLACEMENT,
        "De levensduur is minimaal 15 jaar.",
        "Stoelen worden vervangen om de 10 jaar.",
    ),
    (ConflictKind.TWICE, "Onderdelen zijn tien jaar leverbaar.", "Onderdelen zijn  tien jaar leverbaar"),
]


@pytest.mark.parametrize(("kind", "first", "second"), PAIRS)
def test_two_texts_that_are_at_odds(kind, first, second):
    assert kinds(demand("E1", first), demand("E2", second)) == [kind]
    assert kinds(demand("E1", second), demand("E2", first)) == [kind]


def test_every_reason_has_a_pair():
    from_words = {kind for kind, _first, _second in PAIRS}
    from_figures = {ConflictKind.CEILING_RULED_OUT, ConflictKind.POINTS_UNREACHABLE, ConflictKind.POINTS_ALIKE}

    assert from_words | from_figures == set(ConflictKind)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ten minste 60% hergebruikt in 2026.", "Ten minste 80% hergebruikt in 2028."),
        ("Ten minste 60% van de stoelen is hergebruikt.", "Nieuwe materialen voldoen aan de criteria voor stoffen."),
        ("Ten hoogste 60% van de stoelen is hergebruikt.", "De andere stoelen moeten nieuw zijn."),
        ("Onderdelen zijn losmaakbaar.", "Het onderstel is geschroefd."),
        ("De stoel gaat ten minste 15 jaar mee.", "Na 20 jaar worden alle stoelen vervangen."),
        ("Hout met FSC of gelijkwaardig.", "Stof met EU Ecolabel of gelijkwaardig."),
    ],
)
def test_two_texts_that_go_together(first, second):
    assert kinds(demand("E1", first), demand("E2", second)) == []


def test_demands_of_different_lots_never_meet():
    reuse = demand("E1", PAIRS[1][1], lot="1")
    new = demand("E2", PAIRS[1][2], lot="2")

    assert kinds(reuse, new) == []
    assert kinds(reuse, replace(new, lot="")) == [ConflictKind.REUSE_AND_NEW]


def test_a_label_and_a_make_in_different_groups_are_about_different_things():
    label = demand("E1", PAIRS[3][1], group="Hout")

    assert kinds(label, demand("E2", PAIRS[3][2], group="Laptops")) == []
    assert kinds(demand("E1", labels=("Eigen keurmerk",)), demand("E2", PAIRS[3][2])) == [ConflictKind.LABEL_AND_BRAND]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (best(20), [ConflictKind.POINTS_UNREACHABLE]),
        (best(19), []),
        (best(8, Bound.AT_MOST), [ConflictKind.POINTS_ALIKE]),
        (best(9, Bound.AT_MOST), []),
    ],
)
def test_a_limit_is_held_against_the_points_of_a_falling_criterion(limit, expected):
    assert kinds(demand("E1", asked=(limit,)), scored=[CRITERION]) == expected


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (best(40, Bound.AT_MOST), [ConflictKind.POINTS_UNREACHABLE]),
        (best(60), []),
        (best(80), [ConflictKind.POINTS_ALIKE]),
    ],
)
def test_a_limit_is_held_against_the_points_of_a_rising_criterion(limit, expected):
    rising = Scored("K1", "mki", "€", none_at=Decimal(40), all_at=Decimal(80))

    assert kinds(demand("E1", asked=(limit,)), scored=[rising]) == expected


def test_a_criterion_on_something_else_is_no_conflict():
    other = replace(CRITERION, unit="kg")

    assert kinds(demand("E1", asked=(best(30),)), scored=[other]) == []
