import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from procurement.core.management.commands.terms import MESSAGES

CASES = Path(__file__).parents[2] / "cases/term-cases.json"


def run(path: Path) -> tuple[int, list[str], list[str]]:
    out, err = io.StringIO(), io.StringIO()
    status = 0
    try:
        call_command("terms", str(path), stdout=out, stderr=err)
    except SystemExit as end:
        status = end.code
    return status, out.getvalue().splitlines(), err.getvalue().splitlines()


def written(tmp_path: Path, content: bytes | object) -> Path:
    path = tmp_path / "cases.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


@pytest.mark.parametrize("drop", [(), ("days", "kind")], ids=["given", "looked up"])
def test_each_case_of_the_file_gives_one_line(tmp_path, drop):
    document = json.loads(CASES.read_text())
    expected = [
        {"id": case["id"], "end_date": case["expected_end_date"], "safe_date": case["safe_date"]}
        for case in document["cases"]
    ]
    for case in document["cases"]:
        for key in drop:
            del case[key]

    status, out, err = run(written(tmp_path, document))

    assert (status, err) == (0, [])
    assert [json.loads(line) for line in out] == expected


def test_a_fault_is_one_line_and_the_others_are_still_answered(tmp_path):
    good = {"id": "A", "start_date": "2026-12-01", "days": 10, "kind": "plain"}
    path = written(tmp_path, [{"id": "B\nC"}, good, good | {"id": "D", "kind": "x"}])

    status, out, err = run(path)

    assert status == 2
    assert out == ['{"id": "A", "end_date": "2026-12-11", "safe_date": null}']
    assert err == [
        f"{path}: B\\nC: start_date is missing",
        f"{path}: D: kind must be one of min_term, max_term, back, plain, workdays, months_fwd, months_back, none",
    ]


NONSENSE = {
    "empty": b"",
    "cut off": b"{",
    "no utf-8": b"\xff\xfe",
    "deep": b"[" * 200_000,
    "huge number": b"[" + b"9" * 5000 + b"]",
    "surrogate": b'[{"id": "\\ud800"}]',
    "null": b"null",
    "a number": b"[1]",
    "nan": b'[{"id": NaN}]',
}


@pytest.mark.parametrize("content", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_is_refused_without_a_traceback(tmp_path, content):
    status, out, err = run(written(tmp_path, content))

    assert (status, out, len(err)) == (2, [], 1)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    status, out, err = run(tmp_path / "absent.json")

    assert (status, out) == (2, [])
    assert err == [f"{tmp_path / 'absent.json'}: cannot be read: No such file or directory"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"procedure": "geheim"}, "procedure 'geheim' is not known"),
        ({"step": "koffie"}, "step 'koffie' is not known"),
        (
            {"step": "sluiting verzoeken tot deelneming"},
            "the table has no term for step requests_closing of procedure open",
        ),
        (
            {"start_date": "2015-01-01"},
            "the table has no term for step bids_closing of procedure open on 2015-01-01",
        ),
        (
            {"procedure": "nationaal openbaar"},
            "the term for step bids_closing of procedure national_open depends on options.works",
        ),
        ({"days": -3, "kind": "plain"}, "days -3 does not fit kind plain"),
        ({"options": {"urgency": 1}}, "options.urgency must be true or false"),
    ],
)
def test_a_fault_says_what_is_wrong(tmp_path, change, message):
    case = {
        "id": "A",
        "start_date": "2026-12-01",
        "procedure": "openbaar",
        "step": "sluiting inschrijvingen",
    }
    path = written(tmp_path, [case | change])

    assert run(path) == (2, [], [f"{path}: A: {message}"])


def test_every_message_is_one_sentence_without_a_full_stop():
    assert all(message == message.strip() and not message.endswith(".") for message in MESSAGES.values())
