from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.core.domain.rule_table import Certainty
from procurement.core.domain.term_table import TERMS, TermKind, TermProcedure, TermStep
from procurement.core.domain.terms import (
    Term,
    TermDates,
    TermError,
    TermOptions,
    dates,
    earliest_contract_date,
    end_date,
    latest_sending,
    lookup,
    prior_notice_window,
    quarter_end,
    safe_date,
    strict_daytime_closing,
)
from procurement.core.domain.workdays import NATIONAL, WorkdayCalendar

P, S, K = TermProcedure, TermStep, TermKind
TODAY = date(2026, 11, 23)
PAPER = TermOptions(electronic_submission=False)
CLOSED = TermOptions(free_electronic_documents=False)
URGENT = TermOptions(urgency=True)
PRIOR = TermOptions(prior_information_notice=True)
WORKS = TermOptions(works=True)
OTHER = TermOptions(works=False)
STARTS = st.dates(min_value=date(2016, 7, 1), max_value=date(2090, 1, 1))


@pytest.mark.parametrize(
    ("procedure", "step", "options", "days"),
    [
        (P.OPEN, S.BIDS_CLOSING, TermOptions(), 40),
        (P.OPEN, S.BIDS_CLOSING, PAPER, 45),
        (P.OPEN, S.BIDS_CLOSING, CLOSED, 45),
        (P.OPEN, S.BIDS_CLOSING, TermOptions(electronic_submission=False, free_electronic_documents=False), 50),
        (P.OPEN, S.BIDS_CLOSING, PRIOR, 29),
        (P.OPEN, S.BIDS_CLOSING, TermOptions(prior_information_notice=True, electronic_submission=False), 29),
        (P.OPEN, S.BIDS_CLOSING, TermOptions(prior_information_notice=True, free_electronic_documents=False), 34),
        (P.OPEN, S.BIDS_CLOSING, URGENT, 15),
        (P.OPEN, S.BIDS_CLOSING, TermOptions(urgency=True, free_electronic_documents=False), 15),
        (P.OPEN, S.BIDS_CLOSING, TermOptions(urgency=True, prior_information_notice=True), 15),
        (P.RESTRICTED, S.REQUESTS_CLOSING, TermOptions(), 30),
        (P.RESTRICTED, S.REQUESTS_CLOSING, CLOSED, 30),
        (P.RESTRICTED, S.REQUESTS_CLOSING, PRIOR, 30),
        (P.RESTRICTED, S.REQUESTS_CLOSING, URGENT, 15),
        (P.RESTRICTED, S.BIDS_CLOSING, TermOptions(), 35),
        (P.RESTRICTED, S.BIDS_CLOSING, PAPER, 40),
        (P.RESTRICTED, S.BIDS_CLOSING, PRIOR, 29),
        (P.RESTRICTED, S.BIDS_CLOSING, URGENT, 10),
        (P.COMPETITIVE_NEGOTIATION, S.FIRST_BIDS_CLOSING, TermOptions(), 35),
        (P.COMPETITIVE_NEGOTIATION, S.BIDS_CLOSING, URGENT, 10),
        (P.COMPETITIVE_DIALOGUE, S.REQUESTS_CLOSING, URGENT, 30),
        (P.INNOVATION_PARTNERSHIP, S.REQUESTS_CLOSING, TermOptions(), 30),
        (P.COMPETITIVE_DIALOGUE, S.BIDS_CLOSING, TermOptions(), None),
        (P.DYNAMIC_PURCHASING, S.REQUESTS_CLOSING, URGENT, 30),
        (P.DYNAMIC_PURCHASING, S.BIDS_CLOSING, TermOptions(), 10),
        (P.DYNAMIC_PURCHASING, S.ADMISSION_DECISION, TermOptions(), 10),
        (P.DYNAMIC_PURCHASING, S.ADMISSION_DECISION, TermOptions(reasoned_extension=True), 15),
        (P.CONCESSION, S.REQUESTS_CLOSING, TermOptions(), 30),
        (P.CONCESSION, S.FIRST_BIDS_CLOSING, TermOptions(), 22),
        (P.OPEN, S.LAST_CLARIFICATION, TermOptions(), 10),
        (P.RESTRICTED, S.LAST_CLARIFICATION, URGENT, 4),
        (P.COMPETITIVE_DIALOGUE, S.LAST_CLARIFICATION, URGENT, 10),
        (P.NATIONAL_OPEN, S.BIDS_CLOSING, WORKS, 32),
        (P.NATIONAL_OPEN, S.BIDS_CLOSING, OTHER, None),
        (P.NATIONAL_RESTRICTED, S.REQUESTS_CLOSING, WORKS, 17),
        (P.NATIONAL_RESTRICTED, S.BIDS_CLOSING, WORKS, 21),
        (P.NATIONAL_OPEN, S.LAST_CLARIFICATION, WORKS, 6),
        (P.NATIONAL_OPEN, S.BID_VALIDITY_END, WORKS, 50),
        (P.QUOTE, S.BID_VALIDITY_END, WORKS, 30),
        (P.QUOTE, S.BIDS_CLOSING, TermOptions(), None),
        (P.OPEN, S.STANDSTILL_END, TermOptions(), 20),
        (P.FRAMEWORK_CALL_OFF, S.STANDSTILL_END, TermOptions(), None),
        (P.NEGOTIATED_WITHOUT_NOTICE, S.VEAT_STANDSTILL_END, TermOptions(), 20),
        (P.OPEN, S.AWARD_NOTICE, TermOptions(), 30),
        (P.OPEN, S.REASONS_ON_REQUEST, TermOptions(), 15),
        (P.OPEN, S.ANNULMENT_CLAIM, TermOptions(), 30),
        (P.OPEN, S.ANNULMENT_CLAIM_UNANNOUNCED, TermOptions(), 6),
        (P.OPEN, S.OLDEST_CONDUCT_STATEMENT, TermOptions(), 24),
        (P.OPEN, S.OLDEST_TRADE_REGISTER, TermOptions(), 6),
        (P.OPEN, S.RETENTION_END, TermOptions(), 36),
        (P.CONTRACT, S.PAYMENT, TermOptions(), 30),
    ],
)  # fmt: skip
def test_the_table_gives_the_days_of_the_law(procedure, step, options, days):
    assert lookup(procedure, step, options, on=TODAY).days == days


@pytest.mark.parametrize(
    ("step", "options", "source"),
    [
        (S.BIDS_CLOSING, TermOptions(), "Aanbestedingswet 2012 art. 2.71 lid 1, 2.74b"),
        (S.BIDS_CLOSING, PAPER, "Aanbestedingswet 2012 art. 2.71 lid 1"),
        (S.BIDS_CLOSING, CLOSED, "Aanbestedingswet 2012 art. 2.71 lid 1, 2.74b, 2.66, 2.72"),
        (S.BIDS_CLOSING, PRIOR, "Aanbestedingswet 2012 art. 2.71 lid 5-6"),
        (S.BIDS_CLOSING, URGENT, "Aanbestedingswet 2012 art. 2.74"),
        (S.LAST_CLARIFICATION, URGENT, "Aanbestedingswet 2012 art. 2.54, 2.74"),
        (S.STANDSTILL_END, TermOptions(), "Aanbestedingswet 2012 art. 2.127"),
    ],
)
def test_a_term_names_the_articles_on_which_it_rests(step, options, source):
    assert lookup(P.OPEN, step, options, on=TODAY).source == source


def test_a_term_tells_how_sure_it_is():
    assert lookup(P.OPEN, S.BIDS_CLOSING, on=TODAY).certainty is Certainty.V
    assert lookup(P.NATIONAL_OPEN, S.BIDS_CLOSING, WORKS, on=TODAY) == Term(
        kind=K.MIN,
        days=32,
        source="Aanbestedingsreglement Werken 2016",
        certainty=Certainty.M,
        is_closing=True,
    )


def test_after_a_prior_notice_the_term_has_a_floor():
    assert lookup(P.OPEN, S.BIDS_CLOSING, PRIOR, on=TODAY).floor_days == 22
    assert lookup(P.OPEN, S.BIDS_CLOSING, on=TODAY).floor_days is None


def test_options_that_change_nothing_are_named():
    options = TermOptions(urgency=True, electronic_submission=False, works=False)

    assert lookup(P.COMPETITIVE_DIALOGUE, S.REQUESTS_CLOSING, options, on=TODAY).without_effect == (
        "electronic_submission",
        "urgency",
    )
    assert lookup(P.OPEN, S.BIDS_CLOSING, PAPER, on=TODAY).without_effect == ()
    assert lookup(P.OPEN, S.BIDS_CLOSING, options, on=TODAY).without_effect == ("electronic_submission",)
    assert lookup(P.QUOTE, S.BIDS_CLOSING, options, on=TODAY).without_effect == (
        "electronic_submission",
        "urgency",
    )


def test_where_the_law_gives_no_number_the_house_advises_one():
    term = lookup(P.QUOTE, S.BIDS_CLOSING, on=TODAY)

    assert (term.kind, term.days, term.advised_days) == (K.NONE, None, 14)


@pytest.mark.parametrize(
    ("procedure", "step", "options", "on", "code"),
    [
        ("openbaar", S.BIDS_CLOSING, TermOptions(), TODAY, "unknown_procedure"),
        (P.OPEN, "sluiting", TermOptions(), TODAY, "unknown_step"),
        (P.OPEN, S.REQUESTS_CLOSING, TermOptions(), TODAY, "no_term"),
        (P.OPEN, S.BIDS_CLOSING, TermOptions(), date(2016, 6, 30), "not_in_force"),
        (P.NATIONAL_OPEN, S.BIDS_CLOSING, TermOptions(), TODAY, "needs_option"),
        (P.QUOTE, S.BID_VALIDITY_END, OTHER, TODAY, "no_term"),
    ],
)
def test_what_the_table_does_not_know_is_refused(procedure, step, options, on, code):
    with pytest.raises(TermError) as error:
        lookup(procedure, step, options, on=on)

    assert error.value.code == code


def test_no_two_rows_answer_the_same_question():
    seen = [
        (procedure, row.step, works, row.valid_from)
        for row in TERMS
        for procedure in row.procedures
        for works in ([row.works] if row.works is not None else [True, False])
    ]

    assert len(seen) == len(set(seen))


def test_every_row_names_its_law_and_a_number_unless_the_law_has_none():
    for row in TERMS:
        assert row.law
        assert row.articles or row.certainty is Certainty.M
        assert (row.days is None) == (row.kind is K.NONE)


def test_the_dates_of_a_closing_say_why_it_moved():
    term = lookup(P.OPEN, S.BIDS_CLOSING, on=date(2027, 4, 6))

    assert dates(term, date(2027, 3, 18)) == TermDates(
        raw_end=date(2027, 4, 27),
        end=date(2027, 4, 28),
        strict_closing=date(2027, 4, 29),
        passed_over=((date(2027, 4, 27), "kings_day"),),
    )


def test_the_dates_of_a_short_term_say_that_it_had_to_hold_two_working_days():
    term = Term(kind=K.MIN, days=3, source="x", certainty=Certainty.V)

    assert dates(term, date(2026, 12, 24)).passed_over == (
        (date(2026, 12, 27), "sunday"),
        (date(2026, 12, 28), "two_working_days"),
    )


def test_a_duty_has_a_safe_date_and_no_closing():
    term = lookup(P.OPEN, S.AWARD_NOTICE, on=date(2026, 12, 2))

    assert dates(term, date(2026, 12, 2)) == TermDates(
        raw_end=date(2027, 1, 1),
        end=date(2027, 1, 4),
        safe=date(2026, 12, 31),
        passed_over=(
            (date(2027, 1, 1), "new_year"),
            (date(2027, 1, 2), "saturday"),
            (date(2027, 1, 3), "sunday"),
        ),
    )


def test_a_term_without_number_has_no_dates():
    assert dates(lookup(P.QUOTE, S.BIDS_CLOSING, on=TODAY), TODAY) == TermDates()


def test_a_term_in_months_or_working_days_has_an_end_alone():
    term = lookup(P.OPEN, S.BID_AFTER_HASH, on=TODAY)

    assert dates(term, date(2026, 12, 24)) == TermDates(raw_end=date(2026, 12, 28), end=date(2026, 12, 28))


def test_a_configured_holiday_moves_closing_and_strict_closing():
    calendar = WorkdayCalendar(frozenset({date(2027, 5, 7)}))
    term = lookup(P.OPEN, S.BIDS_CLOSING, PRIOR, on=TODAY)

    result = dates(term, date(2027, 4, 6), calendar=calendar)

    assert (result.end, result.strict_closing) == (date(2027, 5, 10), date(2027, 5, 11))


@pytest.mark.parametrize("sign", [1, -1])
def test_months_back_may_carry_a_sign(sign):
    assert end_date(date(2027, 2, 15), sign * 24, K.MONTHS_BACK) == date(2025, 2, 15)


@pytest.mark.parametrize(
    ("days", "kind", "code"),
    [
        (None, K.MIN, "bad_days"),
        (-1, K.PLAIN, "bad_days"),
        (40_000, K.BACK, "bad_days"),
        (36_000, K.MONTHS_FORWARD, "out_of_range"),
    ],
)
def test_days_that_make_no_date_are_refused(days, kind, code):
    with pytest.raises(TermError) as error:
        end_date(date(9990, 1, 1), days, kind)

    assert error.value.code == code


@pytest.mark.parametrize(
    ("start", "days", "kind"),
    [(date.max, 5, K.PLAIN), (date.max, 1, K.MIN), (date.max, 1, K.WORKDAYS), (date.min, 1, K.BACK)],
)
def test_an_end_beyond_the_calendar_is_refused(start, days, kind):
    with pytest.raises(TermError) as error:
        end_date(start, days, kind)

    assert error.value.code == "out_of_range"


def test_a_safe_date_before_the_calendar_is_refused():
    with pytest.raises(TermError) as error:
        safe_date(date(1, 1, 2), 1, K.BACK)

    assert error.value.code == "out_of_range"


def test_the_contract_may_be_signed_the_day_after_the_standstill():
    standstill_end = end_date(date(2020, 10, 12), 20, K.MIN)

    assert standstill_end == date(2020, 11, 2)
    assert earliest_contract_date(standstill_end) == date(2020, 11, 3)


def test_a_standstill_counts_from_the_last_letter():
    assert latest_sending([date(2026, 12, 9), date(2026, 12, 7)]) == date(2026, 12, 9)


@pytest.mark.parametrize(
    ("day", "end"),
    [("2026-12-31", "2026-12-31"), ("2026-11-02", "2026-12-31"), ("2027-01-01", "2027-03-31")],
)
def test_a_quarter_ends_on_the_last_day_of_its_third_month(day, end):
    assert quarter_end(date.fromisoformat(day)) == date.fromisoformat(end)


def test_a_prior_notice_shortens_between_52_days_and_12_months():
    assert prior_notice_window(date(2026, 12, 1)) == (date(2027, 1, 22), date(2027, 12, 1))


@given(STARTS, st.integers(min_value=1, max_value=120), st.sampled_from([K.MIN, K.MAX]))
def test_a_term_never_ends_before_its_days_have_run(start, days, kind):
    assert end_date(start, days, kind) >= start + timedelta(days=days)


@given(STARTS, st.integers(min_value=1, max_value=120))
def test_a_safe_date_is_a_working_day_on_or_before_the_raw_end(start, days):
    duty, back = safe_date(start, days, K.MAX), safe_date(start, days, K.BACK)

    assert duty <= start + timedelta(days=days)
    assert back <= end_date(start, days, K.BACK) == start - timedelta(days=days)
    assert NATIONAL.is_working_day(duty)
    assert NATIONAL.is_working_day(back)


@given(STARTS)
def test_a_strict_closing_is_a_later_working_day(end):
    closing = strict_daytime_closing(end)

    assert closing > end
    assert NATIONAL.is_working_day(closing)


@given(
    STARTS,
    st.sampled_from([(row, procedure) for row in TERMS for procedure in sorted(row.procedures)]),
    st.builds(TermOptions, st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans()),
)  # fmt: skip
def test_every_term_of_the_table_has_consistent_dates(start, row_and_procedure, options):
    row, procedure = row_and_procedure
    if row.works not in (None, options.works):
        return

    term = lookup(procedure, row.step, options, on=start)
    result = dates(term, start)

    assert (result.end is None) == (term.kind is K.NONE)
    assert (result.strict_closing is None) == (term.days is None or not term.is_closing)
