"""From opened prices to the final award, in the furniture case."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import Disclosure, LetterKind, LetterState
from criteria.models import Computation, Letter
from criteria.services import computation, decision, letters
from criteria.services.outcome import outcome_of
from procurement.core import clock
from procurement.core.documents import render_html
from procurement.core.models import BackgroundJob
from procurement.core.services import files
from procurement.core.services.signatures import SignatureRefused
from tenders.domain.vocabulary import TeamRole
from tenders.models import TeamMember
from tests.factories.criteria_award import (
    DECIDED_AT,
    SENT_AT,
    approve,
    decide,
    make_approved,
    make_computed,
    make_decided,
    make_priced,
)
from tests.factories.criteria_bids import make_evaluation
from tests.factories.files import PDF

pytestmark = pytest.mark.django_db


def test_no_case_before_the_prices_are_open(cast):
    evaluation = make_evaluation(cast.lot, state=EvaluationState.LOCKED)

    with pytest.raises(EvaluationError, match="not_priced"):
        computation.build_case(evaluation.lot_id)
    with pytest.raises(CommandError, match="not_priced"):
        call_command("award", "--from-tender", str(cast.tender.pk))


def test_winner_and_total_are_those_of_the_case(cast):
    stored = outcome_of(make_computed(cast))

    assert stored.winner.bid.code == "E"
    assert round(stored.winner.total, 2) == Decimal("81.48")
    assert [(one.bid.code, round(one.total, 2)) for one in stored.ranked] == [
        ("E", Decimal("81.48")),
        ("B", Decimal("77.66")),
        ("A", Decimal("61.22")),
        ("D", Decimal("41.60")),
    ]


def test_a_bid_below_the_minimum_keeps_its_price_sealed(cast):
    found = outcome_of(make_computed(cast))

    bid = next(bid for bid in found.case["bids"] if bid["bidder"] == "C")
    assert "price" not in bid
    assert "costs" not in bid
    assert bid["excluded"].startswith("below_minimum K1")
    (out,) = found.out
    assert (out.code, out.criterion, out.value, out.limit) == ("below_minimum", "K1", Decimal("5.2"), Decimal(6))


def test_the_command_gives_the_stored_result_from_the_case_it_writes(cast, tmp_path):
    evaluation = make_computed(cast)
    written, printed = StringIO(), StringIO()

    call_command("award", "--from-tender", str(cast.tender.pk), stdout=written)
    path = tmp_path / "case.json"
    path.write_text(written.getvalue(), encoding="utf-8")
    call_command("award", str(path), stdout=printed)

    assert json.loads(printed.getvalue()) == Computation.objects.get(evaluation=evaluation).result


def test_changed_quality_is_not_computed(cast):
    evaluation = make_priced(cast)
    evaluation.consensus.filter(bid__code="B").update(motivation="Achteraf gewijzigd.")

    with pytest.raises(EvaluationError, match="quality_changed"):
        computation.compute(evaluation.pk, actor=cast.secretary)


def test_recheck_says_so_when_the_case_gives_another_result(cast):
    stored = Computation.objects.get(evaluation=make_computed(cast))
    assert computation.recheck(stored)

    stored.case["bids"][0]["price"] = "1"
    stored.case["price"]["max_points"] = "31"
    assert not computation.recheck(stored)


def test_only_a_mandate_holder_within_the_mandate_decides(cast):
    evaluation = make_computed(cast)
    text = decision.advice_of(evaluation).text
    assert "Herstelatelier De Werkbank" in text
    assert "81,48" in text
    decision.save_advice(evaluation.pk, text=text, disclosure=Disclosure.FULL)
    with pytest.raises(EvaluationError, match="advice_missing"):
        decide(evaluation, cast.mandate_holder)
    decision.submit_advice(evaluation.pk, actor=cast.secretary)

    with pytest.raises(EvaluationError, match="not_mandate_holder"):
        decide(evaluation, cast.buyer)
    TeamMember.objects.filter(role=TeamRole.MANDATE_HOLDER).update(mandate_eur=Decimal(500000))
    with pytest.raises(EvaluationError, match="above_mandate"):
        decide(evaluation, cast.mandate_holder)


def test_every_bidder_has_exactly_one_letter(cast):
    found = letters.letters_of(make_decided(cast))

    assert {one.bid.code: one.kind for one in found} == {
        "A": LetterKind.REJECTION,
        "B": LetterKind.REJECTION,
        "C": LetterKind.KNOCKED_OUT,
        "D": LetterKind.REJECTION,
        "E": LetterKind.AWARD,
    }


def html_of(evaluation, code):
    letter = next(one for one in letters.letters_of(evaluation) if one.bid.code == code)
    return render_html(letters.documents_of([letter])[0])


def test_a_letter_holds_own_data_and_the_winners_and_nobody_elses(cast):
    html = html_of(make_decided(cast), "B")

    for word in ("77,66", "81,48", "Herstelatelier De Werkbank", "Oordeel over B op K1", "Voordeel van E op K1"):
        assert word in html
    for word in ("Noorderlinde", "Prisma", "Bureauland", "Oordeel over E", "61,22", "41,60", "572.584"):
        assert word not in html


def test_a_letter_names_the_last_day_and_hour_and_is_no_acceptance(cast):
    html = html_of(make_decided(cast), "B")

    assert "maandag 3 juli 2023 om 23.59 uur" in html
    assert "geen aanvaarding van uw aanbod" in html
    assert "rechtbank Midden-Nederland" in html


def test_a_limited_letter_tells_no_costs_of_the_winner(cast):
    evaluation = make_computed(cast)
    with clock.at(DECIDED_AT):
        decision.save_advice(evaluation.pk, text="Gun aan E.", disclosure=Disclosure.LIMITED)
        decision.submit_advice(evaluation.pk, actor=cast.secretary)
        decide(evaluation, cast.mandate_holder)

    html = html_of(evaluation, "B")

    assert "81,48" not in html
    assert "20,14" not in html
    assert "22,00" in html
    assert "77,66" in html


def test_the_letter_of_who_was_knocked_out_says_why_and_tells_no_price(cast):
    html = html_of(make_decided(cast), "C")

    assert "gemiddeld een 5,2" in html
    assert "minimaal een 6" in html
    assert "prijs daarom niet geopend" in html
    assert "Kosten" not in html


def test_the_winner_reads_nothing_of_others(cast):
    html = html_of(make_decided(cast), "E")

    assert "81,48" in html
    assert "nog geen rechten" in html
    assert "77,66" not in html
    assert "Kringstoel" not in html


def test_two_people_approve_and_the_text_is_frozen_at_the_first(cast):
    evaluation = make_decided(cast)
    ids = [one.pk for one in letters.letters_of(evaluation)]
    approve(evaluation, cast.buyer, capacity="inkoper")
    with pytest.raises(SignatureRefused):
        approve(evaluation, cast.buyer, capacity="inkoper")
    with pytest.raises(EvaluationError, match="letter_signed"):
        letters.change_note(ids[0], actor=cast.buyer, note="Nog iets.")
    with pytest.raises(EvaluationError, match="letters_not_approved"):
        letters.send(evaluation.pk, actor=cast.buyer, channel="TenderNed", outside_at=SENT_AT)

    approve(evaluation, cast.lawyer, capacity="jurist")

    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.APPROVED}


def test_letters_go_out_on_the_day_that_they_print(cast):
    evaluation = make_approved(cast)

    with clock.at(datetime(2023, 6, 14, tzinfo=UTC)), pytest.raises(EvaluationError, match="other_day"):
        letters.send(
            evaluation.pk, actor=cast.buyer, channel="TenderNed", outside_at=datetime(2023, 6, 13, 9, tzinfo=UTC)
        )


def test_a_pdf_of_an_earlier_text_is_not_kept_with_the_letter(cast):
    evaluation = make_approved(cast)
    letter = letters.letters_of(evaluation)[0]
    made = letters.build(BackgroundJob(params={"letter": letter.pk}), lambda percent, step: None)
    letters.withdraw_approval(evaluation.pk, actor=cast.buyer)
    letters.change_note(letter.pk, actor=cast.buyer, note="Dit stond er nog niet.")
    for person in (cast.buyer, cast.lawyer):
        approve(evaluation, person)

    made.keep(make_stored(cast, letter))
    assert Letter.objects.get(pk=letter.pk).file is None

    again = letters.build(BackgroundJob(params={"letter": letter.pk}), lambda percent, step: None)
    again.keep(make_stored(cast, letter))
    assert Letter.objects.get(pk=letter.pk).file is not None


def make_stored(cast, letter):
    return files.store(
        PDF, name="brief.pdf", kind=letters.KIND, target_id=letter.pk, organisation=cast.organisation, actor=cast.buyer
    )
