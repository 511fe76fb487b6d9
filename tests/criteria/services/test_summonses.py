"""Summonses against a decision: all are kept, each with its own end, and one that is open blocks award and contract."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import SummonsEnding
from criteria.models import Evaluation, Standstill, Summons, SummonsEnd
from criteria.services import award_record, award_work, standstill, summonses
from procurement.core import clock
from procurement.core.documents import render_html
from procurement.core.domain.file_types import FileRefused
from procurement.core.models import AuditEvent
from procurement.core.services import files
from tenders.domain.lifecycle import TenderState
from tenders.domain.vocabulary import StageState
from tests.cast import Cast, make_cast
from tests.factories.criteria_award import SENT_AT, make_decided, make_sent, make_summons
from tests.factories.files import PDF, TEXT
from tests.two_connections import while_open

pytestmark = pytest.mark.django_db
TERM_OVER = datetime(2023, 7, 4, 9, tzinfo=UTC)
LATER = datetime(2023, 8, 1, 9, tzinfo=UTC)


@pytest.fixture
def sent(cast: Cast) -> Evaluation:
    """The furniture case in its standstill, until 3 July 2023."""
    return make_sent(cast)


def refused(call: Any) -> str:
    with pytest.raises(EvaluationError) as caught:
        call()
    return caught.value.code


def end(summons: Summons, person: Any, **values: Any) -> SummonsEnd:
    """Record on 1 August 2023 how a summons ended."""
    given = {"how": SummonsEnding.JUDGMENT, "ended_on": date(2023, 7, 28), "note": "Vordering afgewezen."}
    with clock.at(LATER):
        return summonses.end_summons(summons.pk, actor=person, **given | values)


def test_a_second_summons_stands_beside_the_first(cast: Cast, sent: Evaluation) -> None:
    make_summons(sent, cast.lawyer, party="Kringstoel Collectief")
    make_summons(sent, cast.buyer, party="Bureauland Direct")

    found = summonses.summonses_of(Standstill.objects.get())

    assert [(one.party, one.court, one.recorded_by) for one in found] == [
        ("Kringstoel Collectief", "Rechtbank Midden-Nederland", cast.lawyer),
        ("Bureauland Direct", "Rechtbank Midden-Nederland", cast.buyer),
    ]
    events = AuditEvent.objects.filter(action="standstill.summoned").order_by("seq")
    assert [event.data["summons"] for event in events] == [one.pk for one in found]


def test_the_same_summons_sent_twice_is_recorded_once(cast: Cast, sent: Evaluation) -> None:
    assert make_summons(sent, cast.lawyer) == make_summons(sent, cast.lawyer)
    assert AuditEvent.objects.filter(action="standstill.summoned").count() == 1


def test_the_award_waits_until_each_of_them_has_ended(cast: Cast, sent: Evaluation) -> None:
    first = make_summons(sent, cast.lawyer, party="Kringstoel Collectief")
    second = make_summons(sent, cast.lawyer, party="Bureauland Direct")
    with clock.at(TERM_OVER):
        assert refused(lambda: standstill.finalise(sent.pk, actor=cast.buyer)) == "summons_open"

    end(first, cast.lawyer)
    with clock.at(LATER), pytest.raises(EvaluationError) as caught:
        standstill.finalise(sent.pk, actor=cast.buyer)
    assert caught.value.params == {"parties": ["Bureauland Direct"]}

    end(second, cast.lawyer, how=SummonsEnding.WITHDRAWN, note="Per e-mail ingetrokken.")
    with clock.at(LATER):
        standstill.finalise(sent.pk, actor=cast.buyer)

    sent.refresh_from_db()
    cast.tender.refresh_from_db()
    assert (sent.state, cast.tender.state) == ("final", TenderState.AWARDED)


def test_the_term_is_waited_for_with_and_without_a_summons(cast: Cast, sent: Evaluation) -> None:
    with clock.at(datetime(2023, 7, 3, 20, tzinfo=UTC)):
        assert refused(lambda: standstill.finalise(sent.pk, actor=cast.buyer)) == "standstill_running"


def test_what_was_recorded_in_error_ends_and_stays_on_record(cast: Cast, sent: Evaluation) -> None:
    summons = make_summons(sent, cast.lawyer)

    end(summons, cast.lawyer, how=SummonsEnding.MISTAKE, note="Hoort bij een andere aanbesteding.")

    with clock.at(LATER):
        standstill.finalise(sent.pk, actor=cast.buyer)
    assert Summons.objects.get().end.note == "Hoort bij een andere aanbesteding."


def test_an_end_is_recorded_once_and_never_replaced(cast: Cast, sent: Evaluation) -> None:
    summons = make_summons(sent, cast.lawyer)
    kept = end(summons, cast.lawyer)

    assert end(summons, cast.buyer) == kept
    assert refused(lambda: end(summons, cast.buyer, note="Toch toegewezen.")) == "summons_ended"
    assert AuditEvent.objects.get(action="standstill.summons_ended").data["how"] == "judgment"


def test_the_database_itself_refuses_a_change(cast: Cast, sent: Evaluation) -> None:
    summons = make_summons(sent, cast.lawyer)
    end(summons, cast.lawyer)

    for rows in (Summons.objects.all(), SummonsEnd.objects.all()):
        with pytest.raises(IntegrityError, match="UPDATE refused"), transaction.atomic():
            rows.update(recorded_by=cast.buyer)


@pytest.mark.parametrize("served_on", [date(2023, 6, 11), date(2023, 8, 2)])
def test_a_summons_is_of_a_day_after_the_letters_and_not_to_come(cast: Cast, sent: Evaluation, served_on: date) -> None:
    with clock.at(LATER):
        code = refused(
            lambda: summonses.record_summons(sent.pk, actor=cast.buyer, served_on=served_on, party="B", court="MN")
        )

    assert code == "summons_outside"


@pytest.mark.parametrize("ended_on", [date(2023, 6, 29), date(2023, 8, 2)])
def test_an_end_lies_after_its_summons_and_not_to_come(cast: Cast, sent: Evaluation, ended_on: date) -> None:
    summons = make_summons(sent, cast.lawyer)

    assert refused(lambda: end(summons, cast.lawyer, ended_on=ended_on)) == "end_outside"


def test_before_the_letters_went_out_nobody_can_be_summoned(cast: Cast) -> None:
    evaluation = make_decided(cast)

    assert refused(lambda: make_summons(evaluation, cast.lawyer)) == "wrong_state"


def test_a_summons_that_comes_to_light_after_the_final_award_is_kept_too(cast: Cast, sent: Evaluation) -> None:
    with clock.at(TERM_OVER):
        standstill.finalise(sent.pk, actor=cast.buyer)

    make_summons(sent, cast.lawyer)

    assert refused(lambda: summonses.require_none_open(sent)) == "summons_open"
    assert award_work.award_states([cast.tender.pk]) == {cast.tender.pk: StageState.FINDINGS}


def test_proofs_are_kept_and_read_by_who_reads_the_letters(cast: Cast, sent: Evaluation) -> None:
    with clock.at(LATER):
        summons = summonses.record_summons(
            sent.pk,
            actor=cast.lawyer,
            served_on=date(2023, 6, 30),
            party="B",
            court="Midden-Nederland",
            evidence=("dagvaarding.pdf", PDF),
        )
    ended = end(summons, cast.lawyer, evidence=("vonnis.pdf", PDF + b"\n% vonnis"))

    proofs = [summons.evidence, ended.evidence]
    assert [proof.name for proof in proofs if proof] == ["dagvaarding.pdf", "vonnis.pdf"]
    readers = {
        name
        for name in ("buyer", "lawyer", "auditor", "mandate_holder", "reader", "bidder", "other_buyer")
        if len(files.readable(cast.again(name), [proof for proof in proofs if proof])) == 2
    }
    assert readers == {"buyer", "lawyer", "auditor", "mandate_holder"}


def test_a_proof_is_a_document_or_a_picture(cast: Cast, sent: Evaluation) -> None:
    with clock.at(LATER), pytest.raises(FileRefused):
        summonses.record_summons(
            sent.pk,
            actor=cast.lawyer,
            served_on=date(2023, 6, 30),
            party="B",
            court="MN",
            evidence=("x.txt", TEXT),
        )

    assert not Summons.objects.exists()


def test_the_award_record_tells_each_of_them(cast: Cast, sent: Evaluation) -> None:
    first = make_summons(sent, cast.lawyer, party="Kringstoel Collectief")
    make_summons(sent, cast.lawyer, party="Bureauland Direct")
    end(first, cast.lawyer)

    html = render_html(award_record.document(sent, head=""))

    assert "dagvaardde Kringstoel Collectief voor Rechtbank Midden-Nederland" in html
    assert "Vordering afgewezen." in html
    assert "dagvaardde Bureauland Direct" in html
    assert "Deze dagvaarding loopt nog." in html


def test_work_to_award_finally_waits_for_the_summons(cast: Cast, sent: Evaluation) -> None:
    summons = make_summons(sent, cast.lawyer)
    title = "Gun definitief: de opschortende termijn is voorbij"
    with clock.at(LATER):
        before = [str(item.title) for item in award_work.work_of(cast.again("buyer"))]
        end(summons, cast.lawyer)
        after = [str(item.title) for item in award_work.work_of(cast.again("buyer"))]

    assert (title in before, title in after) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_a_summons_recorded_while_the_award_is_made_final_is_seen() -> None:
    cast = make_cast()
    evaluation = make_sent(cast)

    def finalise() -> Any:
        with clock.at(LATER):
            return standstill.finalise(evaluation.pk, actor=cast.buyer)

    answer = while_open(lambda: make_summons(evaluation, cast.lawyer), finalise)

    assert isinstance(answer, EvaluationError)
    assert answer.code == "summons_open"
    assert SENT_AT < LATER
