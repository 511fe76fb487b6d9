import re
from decimal import Decimal
from pathlib import Path

import pytest

from procurement.core.domain.charts import palette
from procurement.core.domain.charts.frame import NARROW, WIDE
from procurement.core.domain.charts.lines import LineData, LineSeries, line_chart
from procurement.core.domain.charts.palette import Tone, part_tone, series_dash, series_tone
from procurement.core.domain.charts.spread import SpreadData, SpreadRow, spread_chart

STEPS = [Decimal(step) for step in (2, 4, 6, 8, 10)]
TOKENS = Path(__file__).parents[5] / "static/css/tokens.css"


def grades(*values: int) -> list[Decimal]:
    return [Decimal(value) for value in values]


SPREAD = SpreadData(
    "Cijfers voor K1",
    STEPS,
    [
        SpreadRow("Werkbank", grades(8, 8, 10, 8, 8), Decimal("8.4")),
        SpreadRow("Bureauland", grades(2, 8, 6, 6, 8), Decimal(6), is_wide=True),
        SpreadRow("Nog niet beoordeeld", []),
    ],
    mark_name="gemiddelde",
    minimum=Decimal(6),
)


def series(name: str, *points: tuple[int, int], **fields) -> LineSeries:
    return LineSeries(name, [(Decimal(x), Decimal(y)) for x, y in points], **fields)


LINES = LineData(
    "Gevoeligheid",
    "gewicht van de kosten, %",
    "punten",
    [
        series("Werkbank", (0, 88), (100, 67), short="E", is_first=True),
        series("Kringstoel", (0, 75), (100, 85), short="B"),
        series("Noorderlinde", (0, 70), (100, 66), short="A"),
    ],
    mark=Decimal(30),
    mark_label="gewicht",
    turns=[Decimal("42.3")],
)


def test_equal_grades_stand_above_each_other():
    lane = spread_chart(SPREAD, WIDE).lanes[0]

    eights = [dot for dot in lane.dots if dot.value == 8]
    assert len({dot.x for dot in eights}) == 1
    assert len({dot.y for dot in eights}) == 4
    assert all(dot.y < lane.axis for dot in lane.dots)


def test_a_lane_reaches_from_the_lowest_to_the_highest_grade():
    chart = spread_chart(SPREAD, WIDE)

    positions = {tick.value: tick.position for tick in chart.ticks}
    assert (chart.lanes[1].low, chart.lanes[1].high) == (positions[2], positions[8])
    assert chart.lanes[1].mark == chart.minimum == positions[6]
    assert chart.has_wide


def test_what_is_not_graded_yet_has_an_empty_lane():
    lane = spread_chart(SPREAD, WIDE).lanes[2]

    assert (lane.dots, lane.mark, lane.low) == ((), None, lane.high)


def test_lanes_do_not_overlap():
    for frame in (WIDE, NARROW):
        chart = spread_chart(SPREAD, frame)

        assert chart.lanes[0].mark_bottom < chart.lanes[1].mark_top
        assert chart.lanes[-1].mark_bottom <= chart.bottom < chart.height


@pytest.mark.parametrize(
    ("steps", "rows"),
    [
        (STEPS, []),
        (STEPS, [SpreadRow("x", grades(11))]),
        (STEPS, [SpreadRow("x", grades(8), Decimal(1))]),
        (STEPS[:1], [SpreadRow("x", grades(2))]),
    ],
)
def test_a_grade_outside_the_scale_is_refused(steps, rows):
    with pytest.raises(ValueError, match="on the scale"):
        spread_chart(SpreadData("x", steps, rows), WIDE)


def test_lines_run_over_the_whole_axis_and_end_with_their_names():
    chart = line_chart(LINES, WIDE)

    assert [line.text for line in chart.lines] == ["Werkbank", "Kringstoel", "Noorderlinde"]
    assert all(line.end_x == chart.right for line in chart.lines)
    assert chart.x_ticks[0].position == chart.left
    assert chart.lines[0].weight > chart.lines[1].weight


def test_names_at_the_end_keep_apart_and_point_to_their_line():
    werkbank, _, noorderlinde = line_chart(LINES, WIDE).lines

    assert noorderlinde.text_y - werkbank.text_y >= 16.9
    assert (werkbank.leader == "", noorderlinde.leader == "") == (True, False)


def test_a_phone_shows_short_names():
    assert [line.text for line in line_chart(LINES, NARROW).lines] == ["E", "B", "A"]


def test_the_chosen_value_and_the_turning_points_are_marked():
    chart = line_chart(LINES, WIDE)

    assert (chart.mark.value, chart.mark_label, chart.mark_anchor) == (30, "gewicht", "start")
    assert chart.mark.position < chart.turns[0].position


def test_a_mark_at_the_right_has_its_label_at_the_left():
    data = LineData("x", "x", "y", LINES.series, mark=Decimal(90))

    assert line_chart(data, WIDE).mark_anchor == "end"


def test_lines_without_mark_are_drawn():
    assert line_chart(LineData("x", "x", "y", LINES.series), WIDE).mark is None


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "two points"),
        ([series("x", (1, 1))], "two points"),
        ([series("x", (1, 1), (1, 2))], "two places"),
    ],
)
def test_what_is_no_line_is_refused(lines, message):
    with pytest.raises(ValueError, match=message):
        line_chart(LineData("x", "x", "y", lines), WIDE)


def test_ten_lines_are_told_apart_by_colour_or_dash():
    assert len({(series_tone(index), series_dash(index)) for index in range(10)}) == 10


def test_the_seventh_quality_criterion_takes_the_first_colour_again():
    assert part_tone(6, cost=False) == part_tone(0, cost=False)


def luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tone", [*palette.QUALITY, *palette.COST], ids=lambda tone: tone.name)
def test_text_inside_a_bar_is_legible(tone):
    assert contrast(tone.fill, tone.ink) >= 4.5


@pytest.mark.parametrize("tone", palette.SERIES, ids=lambda tone: tone.name)
def test_the_name_of_a_line_is_legible_on_paper(tone):
    assert contrast(tone.fill, "#ffffff") >= 4.5


def test_the_colours_are_those_of_the_design_tokens():
    tokens = dict(re.findall(r"--kring-color-([\w-]+): (#[0-9a-f]{6});", TOKENS.read_text()))
    named = [tone for tone in vars(palette).values() if isinstance(tone, Tone)] + list(palette.SERIES)

    assert {tone.name: tone.fill for tone in named} == {tone.name: tokens[tone.name] for tone in named}
