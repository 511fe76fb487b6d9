from decimal import Decimal

import pytest

from procurement.core.domain.charts.frame import NARROW, WIDE
from procurement.core.domain.charts.growth import GrowthChart, GrowthData, Period, Verdict, growth_chart
from procurement.core.domain.charts.palette import BLOCK, THREAD, WARNING

MET, NEAR, MISSED = Verdict.MET, Verdict.NEAR, Verdict.MISSED
WASTE = [(310, 250, MISSED), (265, 250, MISSED), (240, 250, MET), (220, 250, MET), (190, 180, MISSED), (176, 180, MET)]
SHARE = [(70, 72, NEAR), (73, 72, MET), (76, 80, NEAR), (81, 80, MET)]


def periods(rows):
    return [
        Period(f"2{4 + n // 4}Q{n % 4 + 1}", Decimal(target), Decimal(measured), verdict)
        for n, (measured, target, verdict) in enumerate(rows)
    ]


def draw(rows, frame=WIDE, **fields) -> GrowthChart:
    data = GrowthData("Restafval", "kg", periods(rows) if rows and isinstance(rows[0], tuple) else rows, **fields)
    return growth_chart(data, frame)


def test_a_verdict_shows_in_shape_and_colour():
    chart = draw([*SHARE, (50, 80, MISSED)])

    assert [(marker.shape, marker.tone) for marker in chart.markers] == [
        ("triangle", WARNING),
        ("circle", THREAD),
        ("triangle", WARNING),
        ("circle", THREAD),
        ("diamond", BLOCK),
    ]


def test_a_measurement_without_verdict_is_a_plain_dot():
    [marker] = draw([Period("24Q1", None, Decimal(5))]).markers

    assert (marker.shape, marker.tone, marker.verdict) == ("circle", THREAD, None)


def test_every_point_lies_inside_the_plot():
    for frame in (WIDE, NARROW):
        chart = draw(WASTE, frame, higher_is_better=False, baseline=Decimal(610))

        assert all(chart.left < marker.x < chart.right for marker in chart.markers)
        assert all(chart.top <= marker.y <= chart.bottom for marker in chart.markers)
        assert chart.right <= chart.width == frame.width


def test_a_higher_value_stands_higher():
    first, second = draw([(10, 5, MET), (20, 5, MET)]).markers

    assert second.y < first.y


def test_the_kept_side_lies_above_the_target_or_below_it():
    above = draw(SHARE)
    below = draw(WASTE, higher_is_better=False)

    assert above.kept_path.startswith(f"M{above.left} {above.top}")
    assert below.kept_path.startswith(f"M{below.left} {below.bottom}")
    assert above.kept_path.endswith("Z")


def test_the_target_is_a_staircase_with_its_figures_where_it_changes():
    chart = draw(SHARE)

    assert chart.target_path.count("L") == 7
    assert [label.value for label in chart.target_labels] == [72, 80]


def test_a_figure_of_the_target_stands_on_the_other_side_than_the_measurement():
    chart = draw([(70, 72, NEAR), (90, 80, MET)])

    assert chart.target_labels[0].y < chart.markers[0].y
    assert chart.target_labels[1].y > chart.markers[1].y


def test_a_period_without_target_or_measurement_breaks_the_lines():
    chart = draw(
        [
            Period("24Q1", Decimal(10), Decimal(9)),
            Period("24Q2"),
            Period("24Q3", Decimal(10), Decimal(8)),
            Period("24Q4", Decimal(10), Decimal(7)),
        ]
    )

    assert chart.target_path.count("M") == 2
    assert chart.measured_path.count("M") == 2
    assert len(chart.markers) == 3


def test_a_baseline_near_the_growth_is_a_line():
    chart = draw(SHARE, baseline=Decimal(60))

    assert chart.baseline.value == 60
    assert chart.baseline_beyond == ""
    assert chart.top < chart.baseline.position < chart.bottom


@pytest.mark.parametrize(("baseline", "beyond", "edge"), [(5, "below", "bottom"), (610, "above", "top")])
def test_a_baseline_far_off_is_only_named_at_the_edge(baseline, beyond, edge):
    chart = draw(SHARE, baseline=Decimal(baseline))

    assert chart.baseline_beyond == beyond
    assert chart.baseline.position == getattr(chart, edge)
    assert chart.ticks[0].value >= 60


def test_a_share_never_runs_above_100_percent():
    data = GrowthData("Aandeel", "% massa", periods([(96, 95, MET), (100, 100, MET)]))

    assert growth_chart(data, WIDE).ticks[-1].value == 100


def test_a_figure_at_the_foot_of_the_plot_stands_above_its_point():
    chart = draw([(10, 10, MET), (0, 10, MET)], higher_is_better=False)

    assert chart.markers[-1].value_y < chart.markers[-1].y


def test_labels_that_find_no_room_are_thinned_and_the_last_stays():
    rows = [(n, 10, MET) for n in range(24)]

    wide, narrow = draw(rows), draw(rows, NARROW)

    assert len(narrow.periods) < len(wide.periods) <= 24
    assert narrow.periods[-1].text == wide.periods[-1].text == "29Q4"
    assert [marker.has_value for marker in narrow.markers].count(True) == 2
    assert narrow.target_labels == ()


def test_a_path_into_values_below_zero_is_drawn():
    chart = draw([(-5, -4, NEAR), (-2, -3, MET)])

    assert chart.ticks[0].value < -5


@pytest.mark.parametrize("rows", [[], [Period("24Q1")]])
def test_a_chart_without_figures_is_refused(rows):
    with pytest.raises(ValueError, match="at least one"):
        growth_chart(GrowthData("Leeg", "kg", rows, baseline=Decimal(3)), WIDE)
