import json
from datetime import date
from pathlib import Path

import pytest

from procurement.core.domain.term_cases import (
    PROCEDURE_NAMES,
    STEP_NAMES,
    Answer,
    Fault,
    answer_case,
    answer_file,
)
from procurement.core.domain.term_table import TermProcedure, TermStep
from procurement.core.domain.terms import TermOptions, dates, earliest_contract_date, lookup

CASES = json.loads((Path(__file__).parents[3] / "cases/term-cases.json").read_text())["cases"]
SWITCHES = ("electronic_submission", "free_electronic_documents", "prior_information_notice", "urgency")
GIVEN = {"id": "X", "start_date": "2026-12-01", "days": 10, "kind": "plain"}
ASKED = {
    "id": "X",
    "start_date": "2026-12-01",
    "procedure": "openbaar",
    "step": "sluiting inschrijvingen",
    "options": {},
}


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def without(case: dict, *keys: str) -> dict:
    return {key: value for key, value in case.items() if key not in keys}


def term_of(case: dict):
    switches = {name: case["options"][name] for name in SWITCHES if name in case["options"]}
    return lookup(
        PROCEDURE_NAMES[case["procedure"]],
        STEP_NAMES[case["step"]],
        TermOptions(**switches),
        on=date.fromisoformat(case["start_date"]),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_with_days_and_kind_is_arithmetic(case):
    answer = answer_case(without(case, "procedure", "step", "options"))

    assert (iso(answer.end_date), iso(answer.safe_date)) == (case["expected_end_date"], case["safe_date"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_without_them_is_looked_up_and_gives_the_same_dates(case):
    answer = answer_case(without(case, "days", "kind"))

    assert (iso(answer.end_date), iso(answer.safe_date)) == (case["expected_end_date"], case["safe_date"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_table_gives_kind_days_and_strict_closing_of_each_case(case):
    term = term_of(case)

    assert term.kind == case["kind"]
    assert term.days == (abs(case["days"]) if case["days"] else case["days"])
    closing = dates(term, date.fromisoformat(case["start_date"])).strict_closing
    assert iso(closing) == case["strict_daytime_closing"]


@pytest.mark.parametrize("case", [c for c in CASES if "earliest_contract_date" in c], ids=lambda case: case["id"])
def test_the_contract_may_be_signed_on_the_day_of_the_case(case):
    standstill_end = date.fromisoformat(case["expected_end_date"])

    assert iso(earliest_contract_date(standstill_end)) == case["earliest_contract_date"]


def test_every_procedure_and_step_has_a_name_in_the_file_format():
    assert set(PROCEDURE_NAMES.values()) == set(TermProcedure)
    assert set(STEP_NAMES.values()) == set(TermStep)


def test_a_list_of_cases_and_an_object_with_cases_are_both_read():
    expected = [Answer("X", date(2026, 12, 11), None)]

    assert answer_file([GIVEN]) == answer_file({"cases": [GIVEN], "about": "x"}) == expected


def test_a_fault_stops_no_other_case():
    outcomes = answer_file([GIVEN, GIVEN | {"id": "Y", "days": "ten"}, ASKED | {"id": "Z"}])

    assert [type(outcome) for outcome in outcomes] == [Answer, Fault, Answer]
    assert outcomes[1] == Fault("Y", "not_a_whole_number", {"field": "days"})


def test_names_may_be_codes_or_carry_white_space_and_capitals():
    expected = answer_case(ASKED)

    assert answer_case(ASKED | {"procedure": "  Openbaar ", "step": "Sluiting  inschrijvingen"}) == expected
    assert answer_case(ASKED | {"procedure": "open", "step": "bids_closing"}) == expected


def test_a_standstill_counts_from_the_last_of_the_letters():
    asked = ASKED | {"step": "einde standstill", "start_date": "2026-12-07"}

    answer = answer_case(asked | {"options": {"sent_dates": ["2026-12-09", "2026-12-08"]}})

    assert answer.end_date == date(2026, 12, 29)


def test_a_bundled_notice_counts_from_the_end_of_the_quarter():
    asked = ASKED | {"procedure": "sociale en andere specifieke diensten", "start_date": "2026-11-03"}

    answer = answer_case(asked | {"step": "aankondiging gegunde opdracht", "options": {"bundle_per_quarter": True}})

    assert (answer.end_date, answer.safe_date) == (date(2027, 2, 1), date(2027, 1, 29))


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (None, "not_an_object"),
        ([], "not_an_object"),
        (without(GIVEN, "id"), "missing"),
        (GIVEN | {"id": 5}, "missing"),
        (without(GIVEN, "start_date"), "missing"),
        (GIVEN | {"start_date": "2026-02-30"}, "not_a_date"),
        (GIVEN | {"start_date": "20261201"}, "not_a_date"),
        (GIVEN | {"start_date": "2026-W49-2"}, "not_a_date"),
        (GIVEN | {"start_date": 20261201}, "not_a_date"),
        (GIVEN | {"kind": "quick"}, "unknown_kind"),
        (GIVEN | {"kind": ["plain"]}, "unknown_kind"),
        (without(GIVEN, "kind"), "unknown_kind"),
        (without(GIVEN, "days"), "not_a_whole_number"),
        (GIVEN | {"days": True}, "not_a_whole_number"),
        (GIVEN | {"days": 1.5}, "not_a_whole_number"),
        (GIVEN | {"days": -1}, "bad_days"),
        (GIVEN | {"days": 10**9}, "bad_days"),
        (GIVEN | {"start_date": "9999-12-31"}, "out_of_range"),
        (without(ASKED, "procedure"), "missing"),
        (without(ASKED, "step"), "missing"),
        (ASKED | {"procedure": "geheim"}, "unknown_procedure"),
        (ASKED | {"procedure": 1}, "not_text"),
        (ASKED | {"step": "koffie"}, "unknown_step"),
        (ASKED | {"step": "sluiting verzoeken tot deelneming"}, "no_term"),
        (ASKED | {"start_date": "2015-01-01"}, "not_in_force"),
        (ASKED | {"procedure": "nationaal openbaar"}, "needs_option"),
        (ASKED | {"options": []}, "not_an_object_field"),
        (ASKED | {"options": {"hurry": True}}, "unknown_option"),
        (ASKED | {"options": {"urgency": "yes"}}, "not_true_or_false"),
        (ASKED | {"options": {"bundle_per_quarter": 1}}, "not_true_or_false"),
        (ASKED | {"options": {"closing_date": "soon"}}, "not_a_date"),
        (
            ASKED | {"step": "laatste nota van inlichtingen", "options": {"closing_date": "2027-01-11"}},
            "closing_differs",
        ),
        (ASKED | {"step": "einde standstill", "options": {"sent_dates": []}}, "not_a_list"),
        (ASKED | {"step": "einde standstill", "options": {"sent_dates": [None]}}, "missing"),
        (
            ASKED
            | {
                "procedure": "dynamisch aankoopsysteem",
                "step": "gebundelde aankondiging gegunde opdrachten",
                "start_date": "9999-12-01",
            },
            "out_of_range",
        ),
    ],
)
def test_a_case_that_cannot_be_answered_is_a_fault_with_a_code(case, code):
    [outcome] = answer_file([case])

    assert isinstance(outcome, Fault)
    assert outcome.code == code


def test_an_id_stands_once_in_a_file():
    assert answer_file([GIVEN, GIVEN])[1] == Fault("X", "id_twice", {})


def test_a_case_without_id_is_named_by_its_position():
    assert answer_file([GIVEN, {}])[1].where == "case 2"


@pytest.mark.parametrize("content", [None, "cases", 5, {}, {"cases": {}}])
def test_a_file_without_cases_is_one_fault(content):
    assert answer_file(content) == [Fault("", "no_cases", {})]
