"""The order of the checks, and that one failure is neither the end nor forgotten."""

import os
from pathlib import Path

import pytest

import checks
from checks import Step

PRINT = ("-c", "import os; print(os.environ['COLOUR'])")


def test_every_check_runs_and_those_that_failed_are_named(capfd):
    steps = [
        Step("first", "python", ("-c", "raise SystemExit(1)")),
        Step("second", "python", PRINT, {"COLOUR": "green"}),
        Step("third", "python", ("-c", "raise SystemExit(2)")),
    ]

    failed = checks.run_all(steps, os.environ)

    shown = capfd.readouterr().out
    assert failed == ["first", "third"]
    assert "== 2/3 second ==" in shown
    assert "green\n-- second: passed in" in shown
    assert [line.split()[:2] for line in shown.split("== summary")[1].splitlines()[1:]] == [
        ["first", "FAILED"],
        ["second", "passed"],
        ["third", "FAILED"],
    ]


def test_the_fast_part_leaves_out_browser_worker_and_servers(tmp_path):
    every, fast = ([step.name for step in checks.plan(part, tmp_path)] for part in ("all", "fast"))

    assert every == [*fast, "browser"]
    marks = [step.arguments[3] for step in checks.plan("fast", tmp_path) if step.name == "tests"]
    assert marks == ["not browser and not worker and not servers"]


@pytest.mark.parametrize(("part", "steps"), [("static", 5), ("browser", 1)])
def test_a_part_alone_does_what_it_says(part, steps, tmp_path):
    assert len(checks.plan(part, tmp_path)) == steps


def test_production_is_checked_with_keys_that_nobody_keeps():
    one, other = checks.production_environment(Path("/a")), checks.production_environment(Path("/a"))

    assert one["DJANGO_SETTINGS_MODULE"] == "procurement.settings.production"
    assert one["SECRET_KEY"] != other["SECRET_KEY"]
    assert one["PRICE_KEYS"] != other["PRICE_KEYS"]


def test_as_many_tests_run_at_once_as_there_are_cores():
    assert 1 <= checks.workers() <= min(checks.MOST_WORKERS, os.cpu_count() or 1)
