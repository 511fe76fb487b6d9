"""The order of locks around letters: the evaluation, the letters, and the audit trail last."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from criteria.domain.refusals import EvaluationError
from criteria.models import Evaluation, Letter
from criteria.services import evaluation as evaluations
from criteria.services import letters
from procurement.core import clock
from procurement.core.domain.paper_format import PaperFormat
from procurement.core.models import AuditHead, BackgroundJob
from procurement.core.services import jobs
from procurement.core.services.papers import request_paper
from tests.cast import Cast, make_cast
from tests.factories.criteria_award import DECIDED_AT, approve, make_approved, make_decided
from tests.two_connections import while_open

pytestmark = pytest.mark.django_db(transaction=True)


def free(rows: Any) -> bool:
    """True when nobody else holds these rows: they can be locked without waiting."""
    with transaction.atomic():
        return bool(list(rows.order_by("pk").select_for_update(nowait=True)))


def hold(letter: Letter) -> None:
    """Lock this row and no other; by ``ordering`` the rows that it is sorted by would be locked too."""
    Letter.objects.select_for_update().get(pk=letter.pk)


def head_of(evaluation: Evaluation) -> Any:
    return AuditHead.objects.filter(stream=f"organisation:{evaluation.organisation_id}")


def at_decision(act: Callable[[], Any]) -> Callable[[], Any]:
    """Do it on the day of the decision; each thread has a clock of its own."""

    def run() -> Any:
        with clock.at(DECIDED_AT):
            return act()

    return run


def test_who_adds_to_a_letter_waits_for_the_evaluation_and_holds_no_letter() -> None:
    cast = make_cast()
    evaluation = make_decided(cast)
    letter = letters.letters_of(evaluation)[0]

    answer = while_open(
        lambda: evaluations.lock(evaluation.pk),
        at_decision(lambda: letters.change_note(letter.pk, actor=cast.lawyer, note="Nog iets.")),
        meanwhile=lambda: free(Letter.objects.filter(pk=letter.pk)),
    )

    assert answer == (True, letter)


def test_who_approves_waits_for_all_letters_before_the_audit_trail() -> None:
    cast = make_cast()
    evaluation = make_decided(cast)
    last = letters.letters_of(evaluation)[-1]

    held, acts = while_open(
        lambda: hold(last),
        at_decision(lambda: approve(evaluation, cast.buyer)),
        meanwhile=lambda: free(head_of(evaluation)),
    )

    assert (held, len(acts)) == (True, 5)


def test_an_addition_that_comes_while_somebody_approves_is_refused() -> None:
    cast = make_cast()
    evaluation = make_decided(cast)
    letter = letters.letters_of(evaluation)[-1]

    answer = while_open(
        at_decision(lambda: approve(evaluation, cast.buyer)),
        at_decision(lambda: letters.change_note(letter.pk, actor=cast.lawyer, note="Nog iets.")),
    )

    assert isinstance(answer, EvaluationError)
    assert answer.code == "letter_signed"


def ask_for_pdf(cast: Cast, letter: Letter) -> BackgroundJob:
    return request_paper(
        letters.letter_paper(letter),
        PaperFormat.PDF,
        actor=cast.buyer,
        organisation=cast.organisation,
        enqueue=lambda job_id: None,
    )


def test_a_pdf_waits_for_its_letter_before_the_audit_trail() -> None:
    cast = make_cast()
    evaluation = make_approved(cast)
    letter = letters.letters_of(evaluation)[0]
    job = ask_for_pdf(cast, letter)

    held, _none = while_open(
        lambda: hold(letter),
        lambda: jobs.run(str(job.pk)),
        meanwhile=lambda: free(head_of(evaluation)),
    )

    assert held
    assert Letter.objects.get(pk=letter.pk).file is not None
