from decimal import Decimal
from itertools import pairwise

import pytest

from procurement.core.domain.charts.bars import BarData, BarRow, Part, StackData, StackRow, bar_chart, stacked_bars
from procurement.core.domain.charts.columns import ColumnData, ColumnGroup, column_chart
from procurement.core.domain.charts.frame import NARROW, WIDE
from procurement.core.domain.charts.palette import COST, QUALITY, STRONG_LINE, THREAD, THREAD_LIGHT

BARS = BarData(
    "MKI per inschrijving",
    "euro",
    [
        BarRow("Herstelatelier De Werkbank", Decimal("8064.5"), is_first=True),
        BarRow("Kringstoel Collectief", Decimal(8820)),
        BarRow("Officina Prisma", Decimal(23184), is_out=True),
        BarRow("Zonder opgave", None, note="geen opgave"),
    ],
    reference=Decimal(25200),
    reference_label="plafond",
)
PARTS = [Part("K1", "Plan van aanpak"), Part("K2", "Onderhoud"), Part("P", "Kosten", is_cost=True)]
STACK = StackData(
    "Punten",
    "punten",
    PARTS,
    [
        StackRow("Werkbank", [Decimal(21), Decimal("12.9"), Decimal("20.14")], Decimal("54.04"), is_first=True),
        StackRow("Prisma", [Decimal(13), Decimal("0.5"), Decimal(0)], None, note="ongeldig", is_out=True),
    ],
    maximum=Decimal(70),
)
COSTS = ColumnData(
    "Kosten per jaar",
    "× € 1.000",
    [("", "Aanschaf"), ("", "Onderhoud"), ("", "Restwaarde")],
    [
        ColumnGroup("2024", [Decimal(489), Decimal(0), Decimal(0)]),
        ColumnGroup("2025", [Decimal(10), Decimal(20), Decimal(0)]),
        ColumnGroup("2026", [Decimal(0), Decimal(11), Decimal(-88)]),
    ],
)


def test_bars_begin_at_zero_and_keep_their_proportion():
    bars = bar_chart(BARS, WIDE).bars

    first, second = bars[0].segments[0], bars[1].segments[0]
    assert first.x == second.x == bar_chart(BARS, WIDE).ticks[0].position
    assert first.width / second.width == pytest.approx(8064.5 / 8820, rel=0.01)


def test_the_best_and_what_is_out_stand_apart():
    tones = [bar.segments[0].tone for bar in bar_chart(BARS, WIDE).bars if bar.segments]

    assert tones == [THREAD, THREAD_LIGHT, STRONG_LINE]


def test_a_row_without_value_has_a_note_and_no_bar():
    bar = bar_chart(BARS, WIDE).bars[-1]

    assert (bar.segments, bar.value, bar.note) == ((), None, "geen opgave")


def test_all_values_are_written_with_the_same_decimals():
    assert bar_chart(BARS, WIDE).places == 1


def test_a_reference_lies_on_the_scale():
    chart = bar_chart(BARS, WIDE)

    assert chart.reference.value == 25200
    assert chart.reference.position > max(bar.segments[0].x + bar.segments[0].width for bar in chart.bars[:3])


def test_on_a_phone_names_stand_above_their_bars():
    wide, narrow = bar_chart(BARS, WIDE), bar_chart(BARS, NARROW)

    assert wide.bars[0].label_x < wide.bars[0].segments[0].x
    assert narrow.bars[0].label_y < narrow.bars[0].y
    assert narrow.bars[0].segments[0].x == 0
    assert narrow.height > wide.height


def test_a_long_name_is_cut():
    chart = bar_chart(BarData("x", "x", [BarRow("Onderneming " * 20, Decimal(1))]), WIDE)

    assert chart.bars[0].label.endswith("…")


def test_bars_of_nothing_are_drawn_on_a_scale_all_the_same():
    chart = bar_chart(BarData("x", "x", [BarRow("Niets", Decimal(0))]), WIDE)

    assert chart.bars[0].segments[0].width == 0


@pytest.mark.parametrize("rows", [[], [BarRow("x", Decimal(-1))]])
def test_bars_below_zero_or_none_at_all_are_refused(rows):
    with pytest.raises(ValueError, match="zero or more"):
        bar_chart(BarData("x", "x", rows), WIDE)


def test_parts_join_into_their_total():
    segments = stacked_bars(STACK, WIDE).bars[0].segments

    assert all(left.x + left.width == pytest.approx(right.x, abs=0.11) for left, right in pairwise(segments))
    assert [segment.value for segment in segments] == STACK.rows[0].values


def test_quality_and_costs_have_colours_of_their_own():
    chart = stacked_bars(STACK, WIDE)

    assert [entry.tone for entry in chart.key] == [QUALITY[0], QUALITY[1], COST[0]]
    assert [(entry.code, entry.name) for entry in chart.key] == [(part.code, part.name) for part in PARTS]


def test_a_code_stands_inside_only_where_it_fits():
    texts = [segment.text for segment in stacked_bars(STACK, WIDE).bars[1].segments]

    assert texts == ["K1", "", ""]


def test_a_total_that_does_not_rank_has_its_note():
    bar = stacked_bars(STACK, WIDE).bars[1]

    assert (bar.value, bar.note, bar.is_out) == (None, "ongeldig", True)


@pytest.mark.parametrize(
    "rows",
    [[], [StackRow("x", [Decimal(1)], None)], [StackRow("x", [Decimal(1), Decimal(1), Decimal(-1)], None)]],
)
def test_parts_that_do_not_make_a_total_are_refused(rows):
    with pytest.raises(ValueError):
        stacked_bars(StackData("x", "x", PARTS, rows), WIDE)


def test_costs_stand_on_zero_and_income_hangs_below():
    chart = column_chart(COSTS, WIDE)

    purchase, *_, upkeep, residual = chart.blocks
    assert purchase.y + purchase.height == pytest.approx(chart.zero, abs=0.11)
    assert upkeep.y < chart.zero
    assert residual.y == pytest.approx(chart.zero, abs=0.11)
    assert len(chart.blocks) == 5


def test_costs_of_one_year_stand_upon_each_other():
    chart = column_chart(COSTS, WIDE)

    lower, upper = [block for block in chart.blocks if block.value in (10, 20)]
    assert upper.y + upper.height == pytest.approx(lower.y, abs=0.11)


def test_a_year_with_costs_and_income_shows_the_net():
    [net] = column_chart(COSTS, WIDE).nets

    assert net.value == -77
    assert net.y > column_chart(COSTS, WIDE).zero


def test_grouped_columns_stand_beside_each_other_with_their_figures():
    grouped = ColumnData(COSTS.title, COSTS.unit, COSTS.series, COSTS.groups, is_grouped=True)

    chart = column_chart(grouped, WIDE)

    assert len(chart.blocks) == 9
    assert len({block.x for block in chart.blocks}) == 9
    assert all(block.has_value for block in chart.blocks)
    assert chart.nets == ()


def test_figures_without_room_are_left_to_the_table():
    groups = [ColumnGroup(str(2024 + n), [Decimal("538.25")] * 5) for n in range(12)]
    data = ColumnData("x", "x", [("", str(n)) for n in range(5)], groups, is_grouped=True)

    chart = column_chart(data, NARROW)

    assert not any(block.has_value for block in chart.blocks)
    assert len(chart.labels) < 12


@pytest.mark.parametrize("groups", [[], [ColumnGroup("2024", [Decimal(1)])]])
def test_columns_without_a_value_for_each_series_are_refused(groups):
    with pytest.raises(ValueError, match="one value for each series"):
        column_chart(ColumnData("x", "x", COSTS.series, groups), WIDE)
