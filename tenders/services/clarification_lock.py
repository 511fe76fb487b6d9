"""Stage 7: what every act there begins with. The row of the tender is locked, so that acts come one after another."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from tenders.domain.lifecycle import TenderState
from tenders.domain.questions import WAITING
from tenders.models import Question, Tender


class ClarificationRefusedError(ValueError):
    """A question, answer or note is not taken.

    code: "not_published" (any more), "already_sent" or settled, "no_answer", "own_answer": the other must approve,
    "not_offered" for approval, "not_in_team", "no_reason", "not_anonymous" (params: names), "nothing_to_send",
    "too_late_for_closing" (params: latest, closing), "closing_too_early" (params: earliest), "closing_passed",
    "changed": a text is no longer what was seen; "same_question", "other_tender", "is_merged", "has_duplicates",
    "not_merged", "undecided", "not_individual", "number_taken".
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code} {params}")
        self.code, self.params = code, params


def lock_published(tender_id: int) -> Tender:
    """Return the tender with its row locked.

    Raises:
        ClarificationRefusedError: "not_published".
    """
    tender = Tender.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=tender_id)
    if tender.state != TenderState.PUBLISHED:
        raise ClarificationRefusedError("not_published")
    return tender


def lock_waiting(question_id: int) -> Question:
    """Return a question that is neither sent nor settled, with the row of its tender locked.

    Raises:
        ClarificationRefusedError: "not_published" or "already_sent".
    """
    question = Question.objects.get(pk=question_id)
    tender = lock_published(question.tender_id)
    question.refresh_from_db()
    question.tender = tender
    if question.state not in WAITING:
        raise ClarificationRefusedError("already_sent")
    return question


@contextmanager
def held(tender_id: int) -> Iterator[None]:
    """Hold the tender, so that nobody comes between comparing what was typed with what is stored, and saving."""
    with transaction.atomic():
        Tender.objects.select_for_update(of=("self",)).get(pk=tender_id)
        yield
