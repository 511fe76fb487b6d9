"""The planning is proposed from the terms, typed by people and refused where the law refuses."""

from datetime import UTC, date, datetime, time

import pytest

from procurement.core import clock
from procurement.core.models import AuditEvent
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import Procedure, StepKind
from tenders.services import planning
from tenders.services.calendar_file import planning_calendar
from tenders.services.drafting import TenderFrozenError
from tests.factories.tenders import make_tender

pytestmark = pytest.mark.django_db

NOTICE = date(2023, 3, 6)


@pytest.fixture(autouse=True)
def _a_week_before() -> None:
    with clock.at(datetime(2023, 2, 27, 9, 0, tzinfo=UTC)):
        yield


def make_planned_tender(**fields):
    tender = make_tender(procedure=Procedure.OPEN, **fields)
    planning.propose(tender.pk, actor=tender.created_by, notice=NOTICE)
    return tender


def days_of(tender):
    return {StepKind(step.kind): (step.day, step.hour) for step in tender.planning.all()}


def test_a_proposal_fills_every_step_with_a_date_the_law_allows():
    tender = make_planned_tender()

    found = {kind: day for kind, (day, _hour) in days_of(tender).items()}

    assert found == {
        StepKind.NOTICE: date(2023, 3, 6),
        StepKind.QUESTIONS_UNTIL: date(2023, 3, 30),
        StepKind.CLARIFICATION: date(2023, 4, 6),
        StepKind.CLOSING: date(2023, 4, 18),
        StepKind.EVALUATION: date(2023, 5, 26),
        StepKind.AWARD_DECISION: date(2023, 6, 12),
        StepKind.STANDSTILL_END: date(2023, 7, 3),
        StepKind.CONTRACT: date(2023, 7, 4),
        StepKind.AWARD_NOTICE: date(2023, 8, 3),
    }
    closing = tender.planning.get(kind=StepKind.CLOSING)
    assert (closing.earliest, closing.source) == (date(2023, 4, 17), "Aanbestedingswet 2012 art. 2.71 lid 1, 2.74b")


@pytest.mark.parametrize(
    ("step", "day", "code", "limit"),
    [
        (StepKind.CLOSING, date(2023, 4, 14), "too_early", date(2023, 4, 17)),
        (StepKind.CLARIFICATION, date(2023, 4, 12), "too_late", date(2023, 4, 8)),
        (StepKind.STANDSTILL_END, date(2023, 7, 1), "too_early", date(2023, 7, 3)),
        (StepKind.CONTRACT, date(2023, 7, 3), "too_early", date(2023, 7, 4)),
        (StepKind.EVALUATION, date(2023, 4, 17), "before_previous", date(2023, 4, 18)),
        (StepKind.AWARD_NOTICE, date(2023, 8, 31), "too_late", date(2023, 8, 3)),
    ],
)
def test_a_date_outside_its_limit_is_refused_and_nothing_is_stored(step, day, code, limit):
    tender = make_planned_tender()
    before = days_of(tender)

    with pytest.raises(planning.PlanningRefusedError) as refused:
        planning.set_days(tender.pk, before | {step: (day, None)}, actor=tender.created_by)

    assert refused.value.faults[step] == (code, limit)
    assert days_of(tender) == before


def test_a_notice_in_the_past_is_not_proposed():
    tender = make_tender(procedure=Procedure.OPEN)

    with pytest.raises(planning.PlanningRefusedError) as refused:
        planning.propose(tender.pk, actor=tender.created_by, notice=date(2023, 2, 26))
    planning.propose(tender.pk, actor=tender.created_by, notice=date(2023, 2, 27))

    assert refused.value.faults == {StepKind.NOTICE: ("in_past", date(2023, 2, 27))}
    assert days_of(tender)[StepKind.NOTICE] == (date(2023, 2, 27), None)


def test_a_day_that_has_passed_cannot_be_chosen_but_one_that_stood_there_stays():
    tender = make_planned_tender()
    days = days_of(tender)

    with clock.at(datetime(2023, 3, 8, 9, 0, tzinfo=UTC)):
        with pytest.raises(planning.PlanningRefusedError) as refused:
            planning.set_days(tender.pk, days | {StepKind.NOTICE: (date(2023, 3, 7), None)}, actor=tender.created_by)
        later = days | {StepKind.CLOSING: (date(2023, 4, 20), time(14, 0))}
        planning.set_days(tender.pk, later, actor=tender.created_by)

    assert refused.value.faults == {StepKind.NOTICE: ("in_past", date(2023, 3, 8))}
    assert days_of(tender)[StepKind.NOTICE] == (NOTICE, None)
    assert days_of(tender)[StepKind.CLOSING] == (date(2023, 4, 20), time(14, 0))


def test_what_the_law_says_of_a_passed_day_comes_first():
    tender = make_planned_tender()

    with pytest.raises(planning.PlanningRefusedError) as refused:
        planning.set_days(
            tender.pk, days_of(tender) | {StepKind.CLOSING: (date(2023, 2, 1), time(12))}, actor=tender.created_by
        )

    assert refused.value.faults[StepKind.CLOSING] == ("too_early", date(2023, 4, 17))


def test_a_longer_closing_is_stored_with_its_hour_and_one_audit_event():
    tender = make_planned_tender()
    days = days_of(tender) | {StepKind.CLOSING: (date(2023, 4, 20), time(14, 0))}

    planning.set_days(tender.pk, days, actor=tender.created_by)

    closing = tender.planning.get(kind=StepKind.CLOSING)
    assert (closing.day, closing.hour) == (date(2023, 4, 20), time(14, 0))
    assert AuditEvent.objects.filter(action="planning.changed", target_id=str(tender.pk)).count() == 1


def test_documents_that_are_not_online_take_five_days_more():
    tender = make_planned_tender(free_documents=False)

    assert tender.planning.get(kind=StepKind.CLOSING).earliest == date(2023, 4, 20)


def test_a_published_tender_keeps_its_planning():
    tender = make_planned_tender()
    tender.state = TenderState.PUBLISHED
    tender.save(update_fields=["state"])

    with pytest.raises(TenderFrozenError):
        planning.propose(tender.pk, actor=tender.created_by, notice=date(2023, 5, 1))


def test_the_calendar_file_holds_a_moment_with_its_zone_and_folds_long_lines():
    tender = make_planned_tender(reference="2023-014; kenmerk, met leestekens")

    text = planning_calendar(tender)

    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "DTSTART:20230418T100000Z" in text
    assert "DTSTART;VALUE=DATE:20230306" in text
    assert text.count("BEGIN:VEVENT") == 9
    assert "2023-014\\; kenmerk\\," in text.replace("\r\n ", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert text == planning_calendar(tender)
