"""``manage.py award``: results on standard output, faults on standard error, exit status 0 or 2."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
WORKED = ROOT / "tests" / "cases" / "award"


def run(*arguments: str) -> tuple[list[dict], list[str], int]:
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command("award", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        status = int(stop.code)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines(), status


@pytest.fixture
def write(tmp_path: Path):
    def _write(name: str, content: object) -> str:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    return _write


def worked(stem: str) -> dict:
    return json.loads((WORKED / f"{stem}.json").read_text(encoding="utf-8"))["case"]


def test_one_case_gives_one_result(write):
    results, faults, status = run(write("six.json", worked("minimum-six")))

    assert [(result["format"], result["winner"]) for result in results] == [("award-result/1", "B")]
    assert "analysis" not in results[0]
    assert (faults, status) == ([], 0)


def test_analysis_comes_when_asked_for(write):
    results, _, status = run(write("six.json", worked("minimum-six")), "--analyse")

    assert results[0]["analysis"]["break_even"] == {"C": "93000.0000000000"}
    assert status == 0


def test_several_cases_give_a_line_each_in_the_order_given(write):
    stems = ["mki-band", "minimum-six", "mki-band"]

    results, _, status = run(*(write(f"{stem}.json", worked(stem)) for stem in stems))

    assert [result["winner"] for result in results] == ["W", "B", "W"]
    assert status == 0


def test_refused_case_gives_its_faults_and_the_other_cases_are_still_done(write):
    broken = worked("minimum-six")
    broken["price"]["formula"]["ceiling"] = "80000"
    broken["price"]["max_points"] = 40.5
    bad, good = write("CASE.json", broken), write("good.json", worked("mki-band"))

    results, faults, status = run(bad, good)

    assert [result["winner"] for result in results] == ["W"]
    assert faults == [
        f'{bad} /price/max_points: must be an integer, or a text such as "7.5" of at most 40 characters',
        f"{bad} /price/formula/ceiling: must be above the floor",
    ]
    assert status == 2


def test_fault_of_the_whole_file_has_an_empty_pointer(write, tmp_path):
    nonsense, missing = write("nonsense.json", b"{"), str(tmp_path / "missing.json")

    results, faults, status = run(nonsense, missing, str(tmp_path))

    assert results == []
    assert faults == [
        f"{nonsense} : not JSON",
        f"{missing} : cannot be read: No such file or directory",
        f"{tmp_path} : cannot be read: Is a directory",
    ]
    assert status == 2


def test_file_without_end_is_read_no_further_than_its_limit():
    assert run("/dev/zero") == ([], ["/dev/zero : larger than 10,000,000 bytes"], 2)


def test_line_break_in_a_key_does_not_make_a_second_line(write):
    name = write("odd.json", {**worked("mki-band"), "a\nb /c: fine\u2028": 1})

    assert run(name)[1] == [f"{name} /a\\nb ~1c: fine\\u2028: unknown key"]


def test_result_is_the_same_bytes_whatever_the_terminal_speaks(write):
    case = worked("mki-band")
    case["bids"][0]["bidder"] = "Bouwbedrijf Één 🏗"
    name = write("names.json", case)
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "procurement.settings.test"}

    outputs = {
        subprocess.run(
            [sys.executable, "manage.py", "award", name],
            cwd=ROOT,
            env={**environment, "PYTHONIOENCODING": encoding},
            capture_output=True,
            check=True,
        ).stdout
        for encoding in ("utf-8", "ascii")
    }

    assert len(outputs) == 1
    assert json.loads(outputs.pop())["winner"] == "Bouwbedrijf Één 🏗"
