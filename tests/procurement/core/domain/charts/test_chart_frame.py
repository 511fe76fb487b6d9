from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.core.domain.charts.frame import (
    NARROW,
    WIDE,
    Scale,
    Tick,
    both,
    fitted,
    nice_values,
    path,
    px,
    spread_out,
    text_width,
)

VALUES = st.decimals(min_value=-(10**9), max_value=10**9, places=3)


@pytest.mark.parametrize(
    ("low", "high", "values"),
    [
        ("0", "100", ["0", "20", "40", "60", "80", "100"]),
        ("68", "87", ["65", "70", "75", "80", "85", "90"]),
        ("1.47", "1.68", ["1.45", "1.5", "1.55", "1.6", "1.65", "1.7"]),
        ("-88", "489", ["-200", "0", "200", "400", "600"]),
        ("0", "0.003", ["0", "0.001", "0.002", "0.003"]),
        ("0", "25200", ["0", "10000", "20000", "30000"]),
        ("5", "5", ["4.4", "4.6", "4.8", "5", "5.2", "5.4", "5.6"]),
        ("0", "0", ["-1", "-0.5", "0", "0.5", "1"]),
    ],
)
def test_an_axis_has_round_values_around_the_range(low, high, values):
    assert nice_values(Decimal(low), Decimal(high)) == tuple(map(Decimal, values))


@given(VALUES, VALUES)
def test_round_values_enclose_the_range_evenly(one, other):
    low, high = sorted((one, other))

    values = nice_values(low, high)

    assert values[0] <= low <= high <= values[-1]
    assert len({later - earlier for earlier, later in pairwise(values)}) == 1
    assert 2 <= len(values) <= 8


def test_a_scale_maps_a_range_onto_pixels_upside_down():
    scale = Scale(Decimal(0), Decimal(50), 200, 20)

    assert [scale(Decimal(value)) for value in (0, 25, 50)] == [200, 110, 20]


def test_ticks_share_the_decimals_that_their_step_needs():
    scale = Scale(Decimal(0), Decimal(1), 0, 100)

    assert scale.ticks([Decimal("0.5"), Decimal("0.75")]) == (
        Tick(50, Decimal("0.5"), 2),
        Tick(75, Decimal("0.75"), 2),
    )


def test_a_chart_is_drawn_for_a_page_and_for_a_phone():
    assert both(lambda data, frame: (data, frame), "data") == (("data", WIDE), ("data", NARROW))


def test_a_pixel_is_never_minus_zero():
    assert str(px(-0.04)) == "0.0"


def test_a_text_that_is_too_wide_is_cut():
    assert fitted("kort", 100, 13) == "kort"
    cut = fitted("Herstelatelier De Werkbank", 100, 13)
    assert cut.endswith("…")
    assert text_width(cut, 13) <= 100


def test_a_path_goes_through_its_points():
    assert path([(1.0, 2.0), (3.5, 4.0)]) == "M1.0 2.0L3.5 4.0"
    assert path([]) == ""


def test_labels_that_would_cover_each_other_move_apart():
    assert spread_out([50, 52, 120], 17, 0, 200) == [50, 67, 120]
    assert spread_out([195, 198], 17, 0, 200) == [183, 200]


@given(st.lists(st.floats(min_value=20, max_value=280), min_size=1, max_size=12))
def test_labels_keep_their_order_and_their_distance(wanted):
    placed = spread_out(wanted, 17, 0, 300)

    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    assert all(placed[later] - placed[earlier] >= 16.8 for earlier, later in pairwise(order))
    assert all(-0.1 <= position <= 300.1 for position in placed)
