"""Stage 7: questions as they come in, their wording, their answers, and the second person who approves those."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from procurement.accounts.models import Company, User
from procurement.core import audit, clock
from tenders.domain.questions import UNANSWERED, Handling, QuestionState
from tenders.models import Question, QuestionComment, Tender
from tenders.services.anonymity import judge_wording, mean_names
from tenders.services.clarification_lock import ClarificationRefusedError, lock_published, lock_waiting


@transaction.atomic
def register_question(
    tender_id: int,
    *,
    actor: User,
    asked_at: datetime,
    channel: str,
    document_part: str,
    text: str,
    company: Company | None = None,
    outside_number: str = "",
    is_confidential: bool = False,
    confidential_reason: str = "",
    names_are_meant: bool = False,
) -> Question:
    """Keep a question that came in on the channel, under the next number, and return it.

    text: without anything that leads to who asked. company: kept inside, never printed. is_confidential: the asker
    wants no publication; the question waits for a decision and has a number of a series of its own.

    Raises:
        ClarificationRefusedError: "not_published" or "number_taken": this number of the channel is known already.
    """
    tender = lock_published(tender_id)
    outside = outside_number.strip()
    if outside and tender.questions.filter(channel=channel.strip(), outside_number=outside).exists():
        raise ClarificationRefusedError("number_taken")
    question = Question(
        tender=tender,
        asked_at=asked_at,
        channel=channel.strip(),
        outside_number=outside,
        document_part=document_part.strip(),
        text=text.strip(),
        original_text=text.strip(),
        company=company,
        is_confidential=is_confidential,
        confidential_reason=confidential_reason.strip() if is_confidential else "",
        handling=Handling.UNDECIDED if is_confidential else Handling.GENERAL,
    )
    if names_are_meant:
        mean_names(question, document_part, text)
    judge_wording(question)
    give_number(question)
    question.save()
    audit.record("question.registered", actor=actor, target=question, number=question.number)
    return question


def give_number(question: Question) -> None:
    """Set, in memory, the next number of its series when it has none there; called under the lock of its tender."""
    series = "number" if question.handling == Handling.GENERAL else "private_number"
    if getattr(question, series) is None:
        last = question.tender.questions.aggregate(last=Max(series))["last"] or 0
        setattr(question, series, last + 1)


@transaction.atomic
def change_question(
    question_id: int, *, actor: User, document_part: str, text: str, names_are_meant: bool = False
) -> Question:
    """Change the anonymous wording of a question that is not sent yet; an approval lapses. Returns the question.

    Raises:
        ClarificationRefusedError: "not_published" or "already_sent".
    """
    question = lock_waiting(question_id)
    place, wording = document_part.strip(), text.strip()
    if names_are_meant:
        mean_names(question, place, wording)
    is_same = (place, wording) == (question.document_part, question.text)
    question.document_part, question.text = place, wording
    judge_wording(question)
    if not is_same:
        _lapse(question)
    question.save(
        update_fields=["document_part", "text", "is_anonymous", "names_meant", "state", "approved_by", "updated_at"]
    )
    if not is_same:
        audit.record("question.changed", actor=actor, target=question, number=question.number)
    return question


@transaction.atomic
def answer_question(
    question_id: int, *, actor: User, answer: str, offer: bool = True, names_are_meant: bool = False
) -> Question:
    """Store an answer; an approval of an earlier text lapses. Returns the question.

    offer: ask a second person to approve it; else it stays a draft.

    Raises:
        ClarificationRefusedError: "not_published" or "already_sent".
    """
    question = lock_waiting(question_id)
    text = answer.strip()
    if names_are_meant:
        mean_names(question, text)
    is_same = text == question.answer and question.answered_by_id is not None
    target = QuestionState.OPEN if not text else QuestionState.OFFERED if offer else QuestionState.DRAFT
    if is_same and (question.state == QuestionState.APPROVED or question.state == target):
        return question
    if not is_same:
        question.answer, question.answered_by = text, actor if text else None
    question.state, question.approved_by = target, None
    question.save(update_fields=["answer", "answered_by", "approved_by", "state", "names_meant", "updated_at"])
    if target == QuestionState.OFFERED:
        audit.record("question.answered", actor=actor, target=question, number=question.number)
    return question


@transaction.atomic
def approve_answer(question_id: int, *, actor: User, seen_answer: str) -> Question:
    """Approve an answer that somebody else wrote, and return the question.

    seen_answer: the text that was on the screen.

    Raises:
        ClarificationRefusedError: "not_published", "already_sent", "no_answer", "own_answer", "not_offered" or
            "changed".
    """
    question = _offered(question_id, actor)
    if question.answer.split() != seen_answer.split():
        raise ClarificationRefusedError("changed")
    question.state, question.approved_by = QuestionState.APPROVED, actor
    question.save(update_fields=["approved_by", "state", "updated_at"])
    audit.record("question.approved", actor=actor, target=question, number=question.number)
    return question


@transaction.atomic
def return_answer(question_id: int, *, actor: User, reason: str) -> Question:
    """Send an offered answer back to who wrote it, with what must be better; returns the question.

    Raises:
        ClarificationRefusedError: "not_published", "already_sent", "no_answer", "own_answer", "not_offered" or
            "no_reason".
    """
    question = _offered(question_id, actor)
    if not reason.strip():
        raise ClarificationRefusedError("no_reason")
    question.state = QuestionState.RETURNED
    question.save(update_fields=["state", "updated_at"])
    QuestionComment.objects.create(question=question, author=actor, at=clock.now(), text=reason.strip())
    audit.record("question.returned", actor=actor, target=question, number=question.number)
    return question


def ready_questions(tender: Tender) -> list[Question]:
    """Return the questions whose approved answer goes to everybody in the next note, by number."""
    rows = tender.questions.filter(state=QuestionState.APPROVED, handling=Handling.GENERAL)
    return list(rows.prefetch_related("duplicates").order_by("number"))


def _offered(question_id: int, actor: User) -> Question:
    question = lock_waiting(question_id)
    if not question.answer:
        raise ClarificationRefusedError("no_answer")
    if question.answered_by_id == actor.pk:
        raise ClarificationRefusedError("own_answer")
    if question.state != QuestionState.OFFERED:
        raise ClarificationRefusedError("not_offered")
    return question


def _lapse(question: Question) -> None:
    """Other words ask for another look: what was approved or offered is offered again."""
    if question.state not in UNANSWERED:
        question.state = QuestionState.OFFERED
    question.approved_by = None
