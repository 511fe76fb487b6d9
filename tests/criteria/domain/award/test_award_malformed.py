"""Whatever comes in, the answer is a result or a refusal: never another exception, never without end."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.domain import award
from tests.criteria.domain.award.builders import GONE, QUICK, bid, case, changed, graded, group, measured
from tests.criteria.domain.award.whole_cases import COST, LOGARITHMIC, MIXED, OF_PRICE, POWER, UTILITY

WRONG: list[Any] = [
    None, True, -1, 0, 10**30, 1.5, float("nan"), float("inf"), "", "x", "1,5", "NaN", "-0", "\ud800", "\x00", [], [[]],
    {}, {"": None}, {"\ud800": "1"}, {"a": {"a": {"a": "1"}}},
]  # fmt: skip


def places(value: Any, pointer: str = "") -> list[str]:
    """The pointers of everything inside a JSON value."""
    if not isinstance(value, (dict, list)):
        return []
    members = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, member in members:
        place = f"{pointer}/{key}"
        found += [place, *places(member, place)]
    return found


def is_answered(source: Any) -> bool:
    """Whether the case gives a result that can be written, or a refusal with pointers; anything else raises."""
    try:
        json.dumps(award.evaluate(source, analyse=True)).encode()
    except award.CaseRefused as refusal:
        return bool(refusal.faults) and all(fault.pointer[:1] in ("", "/") for fault in refusal.faults)
    return True


@pytest.mark.parametrize("source", [MIXED, OF_PRICE, COST, POWER, LOGARITHMIC, UTILITY], ids=lambda c: c["method"])
def test_wrong_value_at_any_place_is_answered(source):
    for pointer in places(source):
        for value in [*WRONG, GONE]:
            assert is_answered(changed(source, pointer, value)), (pointer, value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@QUICK
@given(json_values)
def test_any_json_value_is_answered(value):
    assert is_answered(value)


@QUICK
@given(st.data())
def test_several_wrong_values_are_answered(data):
    source = MIXED
    for _ in range(3):
        place = data.draw(st.sampled_from(places(source)))
        source = changed(source, place, data.draw(st.sampled_from(WRONG)))

    assert is_answered(source)


def refused(data: str | bytes) -> list[str]:
    with pytest.raises(award.CaseRefused) as refusal:
        award.evaluate_text(data)
    with pytest.raises(award.CaseRefused):
        award.parse_text(data)
    return [str(fault) for fault in refusal.value.faults]


@pytest.mark.parametrize(
    "data",
    [
        b"", b" ", b"{", b"}", b'{"format": }', b"{'format': 1}", b'{"a": 01}', b'{"a": -}', b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf{}", b'{"a": "\xed\xa0\x80"}', b'{"a": "\xc3"}', b"\x00" * 1000, b'{"a": "\n"}', b"nonsense",
        b"{}{}", "{'a': 1}", "\ud800", '{"a": "\ud800"}', "\ufeff{}", b"[" * 49 + b"1", b"0x10", b"{,}",
    ],
)  # fmt: skip
def test_text_that_is_no_json_is_refused_whole(data):
    assert refused(data) == [": not JSON"]


@pytest.mark.parametrize("data", [b"[]", b'"text"', b"5", b"1.5", b"null", b"NaN", b"true", b"[{}]"])
def test_json_that_is_no_object_is_refused_whole(data):
    assert refused(data) == [": not a JSON object"]


def test_file_may_hold_ten_million_bytes_and_no_more():
    text = json.dumps(MIXED).encode()

    assert award.evaluate_text(text + b" " * (award.MAX_BYTES - len(text)))["winner"] is not None
    assert refused(text + b" " * (award.MAX_BYTES - len(text) + 1)) == [": larger than 10,000,000 bytes"]
    assert refused("é" * (award.MAX_BYTES // 2 + 1)) == [": larger than 10,000,000 bytes"]


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":' * 51 + b"1" + b"}" * 51,
        b'{"a":' + b"[" * 50 + b"]" * 50 + b"}",
        b'{"a":' + b"[" * 5_000_000,
        b'{"a":' * 1_500_000,
        b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
    ids=["objects", "lists", "lists without end", "objects without end", "deep"],
)
def test_nesting_deeper_than_fifty_is_refused_whole(data):
    assert refused(data) == [": nested deeper than 50"]


def nested(depth: int) -> dict[str, Any]:
    """A case whose deepest list lies at ``depth``, in the groups of its criteria; each takes two levels."""
    inner = graded()  # an object with a curve, whose knots lie three levels down
    for _ in range((depth - 6) // 2):
        inner = group(f"G{depth}", inner)
        depth -= 2
    return case("weighted_points", bid("A", grades={"K": {"a": "8"}}), criteria=[inner])


def test_fifty_levels_are_computed():
    assert award.evaluate_text(json.dumps(nested(50)))["ranking"][0]["quality"] == "48.0000000000"
    assert award.evaluate(nested(50))["ranking"][0]["quality"] == "48.0000000000"
    assert refused(json.dumps(nested(52))) == [": nested deeper than 50"]


def test_criteria_that_hold_themselves_are_refused():
    circle = group("G")
    circle["children"].append(circle)

    with pytest.raises(award.CaseRefused) as refusal:
        award.evaluate(case("quality_only", bid("A"), criteria=[circle]))

    assert "nested deeper than 50" in [fault.message for fault in refusal.value.faults]


@pytest.mark.parametrize(
    "number", ["1.5", "1e3", "1E400", "NaN", "Infinity", "-Infinity", "-0.0", "9" * 41, "9" * 9999]
)
def test_number_that_is_none_of_the_format_is_refused_at_its_place(number):
    text = json.dumps(changed(MIXED, "/bids/0/price", "PRICE")).replace('"PRICE"', number)

    assert [fault.split(":")[0] for fault in refused(text)] == ["/bids/0/price"]


def test_float_is_refused_also_where_no_number_belongs():
    assert [fault.split(":")[0] for fault in refused('{"name": 1.5, "odd": {"list": [1, 2.5]}}')][:2] == [
        "/name",
        "/odd/list/1",
    ]


def test_key_given_twice_is_refused_at_its_place():
    text = json.dumps(MIXED).replace('"max": "60",', '"max": "60", "max": "60",', 1)

    assert refused(text) == ["/criteria/0/max: key given twice"]


def test_faults_of_text_and_case_come_together():
    text = json.dumps(changed(MIXED, "/price/max_points", "0")).replace('"b": 6', '"b": 6.5', 1)

    assert [fault.split(":")[0] for fault in refused(text)] == ["/bids/0/grades/K/b", "/price/max_points"]


@pytest.mark.parametrize(
    ("pointer", "value", "at_fault"),
    [
        ("/name", "\ud800", "/name"),
        ("/bids/0/bidder", "\udfff", "/bids/0/bidder"),
        ("/bids/0/grades/K", {"\ud800": "8"}, "/bids/0/grades/K/\ud800"),
        ("/criteria/3/levels", {"none": "0", "some": "0", "all": "1", "\ud800": "0"}, "/criteria/3/levels/\ud800"),
    ],
)
def test_half_a_surrogate_pair_is_no_text(pointer, value, at_fault):
    text = json.dumps(changed(MIXED, pointer, value))

    with pytest.raises(award.CaseRefused) as refusal:
        award.evaluate_text(text)

    assert [fault.pointer for fault in refusal.value.faults] == [at_fault]


@pytest.mark.parametrize(
    "nonsense",
    [
        b"{" + b",".join(b'"%d":[1.5,"%s"]' % (n, b"x" * 180) for n in range(48_000)) + b"}",
        b"{" + b",".join([b'"a":' + b"9" * 180] * 50_000) + b"}",
        b'{"a":' + b"9" * 9_900_000 + b"}",
        b'{"a":"' + b"\\u0000" * 1_600_000 + b'"}',
    ],
    ids=["floats", "one key", "one number", "one text"],
)
def test_ten_megabytes_of_nonsense_are_refused(nonsense):
    assert 9_000_000 < len(nonsense) <= award.MAX_BYTES
    with pytest.raises(award.CaseRefused):
        award.evaluate_text(nonsense)


def test_long_horizon_and_many_decimals_end_in_time():
    costs = [{"category": "use", "amount": "1234.56", "from": 0, "to": 1000, "growth": "0." + "123" * 12}]
    bids = [bid("A", None, costs=costs), bid("B", None, costs=[{**costs[0], "amount": "1234.57"}])]
    terms = {"rate": "-0." + "9" * 37, "years": 1000, "timing": "mid"}

    result = award.evaluate(case("lowest_cost", *bids, lcc=terms), analyse=True)

    assert result["winner"] == "A"
    assert len(result["ranking"][0]["total"]) > 30_000


def test_worked_cases_cut_off_anywhere_are_refused():
    text = (Path(__file__).parents[3] / "cases" / "award" / "mki-band.json").read_text(encoding="utf-8")
    whole = json.dumps(json.loads(text)["case"])

    for end in range(0, len(whole) - 1, 7):
        assert refused(whole[:end]) == [": not JSON"]


def test_measured_value_far_outside_an_extended_curve_is_computed():
    steep = {"knots": [["0", "0"], ["0." + "0" * 36 + "1", "9" * 39]], "outside": "extend"}
    far = case("quality_only", bid("A", values={"M": "9" * 40}), criteria=[measured(curve=steep)])

    assert award.evaluate(far, analyse=True)["winner"] == "A"
