"""Stage 7: who answers which question, what the team says about it, and questions that get one answer."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.services.notifications import notify
from tenders.domain.questions import WAITING, Handling, QuestionState, alike
from tenders.models import Question, QuestionComment, Tender
from tenders.services.clarification_lock import ClarificationRefusedError, lock_published, lock_waiting
from tenders.services.questions import give_number

ASSIGNED = "tenders.question_assigned"


@transaction.atomic
def assign(
    tender_id: int, question_ids: Sequence[int], *, actor: User, to: User | None, due_on: date | None = None
) -> list[Question]:
    """Let a member of the team answer these questions before a day, tell them, and return what was assigned.

    to: None takes the questions back. What is sent or settled meanwhile is passed over.

    Raises:
        ClarificationRefusedError: "not_published" or "not_in_team".
    """
    tender = lock_published(tender_id)
    if to is not None and not tender.team.filter(user=to, is_active=True).exists():
        raise ClarificationRefusedError("not_in_team")
    questions = list(tender.questions.filter(pk__in=question_ids, state__in=WAITING))
    for question in questions:
        question.assigned_to, question.due_on = to, due_on if to else None
        question.save(update_fields=["assigned_to", "due_on", "updated_at"])
        audit.record("question.assigned", actor=actor, target=question, to=to.pk if to else None)
    if to is not None and to.pk != actor.pk and questions:
        _tell(tender, to, questions, due_on)
    return questions


@transaction.atomic
def comment(question_id: int, *, actor: User, text: str) -> QuestionComment:
    """Say something about a question to the team and return it; it never leaves the team.

    Raises:
        ClarificationRefusedError: "no_reason" without words.
    """
    question = Question.objects.select_related("tender").get(pk=question_id)
    if not text.strip():
        raise ClarificationRefusedError("no_reason")
    said = QuestionComment.objects.create(question=question, author=actor, at=clock.now(), text=text.strip())
    audit.record("question.commented", actor=actor, target=question)
    return said


@transaction.atomic
def merge(question_id: int, into_id: int, *, actor: User) -> Question:
    """Let the answer to another question answer this one too, and return this one; both stand in the note.

    Raises:
        ClarificationRefusedError: "not_published", "already_sent", "same_question", "other_tender", "has_duplicates":
            others are merged into this one; "not_general": one of the two is answered to its asker alone.
    """
    question, target = lock_waiting(question_id), lock_waiting(into_id)
    if question.pk == target.pk:
        raise ClarificationRefusedError("same_question")
    if question.tender_id != target.tender_id:
        raise ClarificationRefusedError("other_tender")
    if question.handling != Handling.GENERAL or target.handling != Handling.GENERAL:
        raise ClarificationRefusedError("not_general")
    if question.duplicates.exists():
        raise ClarificationRefusedError("has_duplicates")
    if target.state == QuestionState.APPROVED:
        # Who approved it looked at other questions.
        target.state, target.approved_by = QuestionState.OFFERED, None
        target.save(update_fields=["state", "approved_by", "updated_at"])
    question.duplicate_of, question.state = target, QuestionState.MERGED
    question.save(update_fields=["duplicate_of", "state", "updated_at"])
    audit.record("question.merged", actor=actor, target=question, number=question.number, into=target.number)
    return question


@transaction.atomic
def split(question_id: int, *, actor: User) -> Question:
    """Undo a merge: the question waits for an answer of its own again. Returns it.

    Raises:
        ClarificationRefusedError: "not_published", "not_merged" or "already_sent".
    """
    question = Question.objects.get(pk=question_id)
    lock_published(question.tender_id)
    question = Question.objects.select_related("duplicate_of").get(pk=question_id)
    if question.state != QuestionState.MERGED or question.duplicate_of is None:
        raise ClarificationRefusedError("not_merged")
    if question.duplicate_of.state not in WAITING:
        raise ClarificationRefusedError("already_sent")
    question.duplicate_of = None
    question.state = QuestionState.DRAFT if question.answer else QuestionState.OPEN
    question.approved_by = None
    give_number(question)
    question.save(update_fields=["duplicate_of", "state", "approved_by", "number", "private_number", "updated_at"])
    audit.record("question.split", actor=actor, target=question, number=question.number)
    return question


def alike_questions(question: Question, *, limit: int = 5) -> list[Question]:
    """Return other waiting questions of the tender that perhaps ask the same, the likest first."""
    rows = question.tender.questions.waiting().filter(handling=Handling.GENERAL).exclude(pk=question.pk)
    others = {row.pk: row for row in rows.only("number", "text", "document_part", "state", "tender_id")}
    found = alike(question.text, [(pk, row.text) for pk, row in others.items()])
    return [others[one.key] for one in found[:limit]]


def _tell(tender: Tender, person: User, questions: Sequence[Question], due_on: date | None) -> None:
    count = len(questions)
    with override(person.language):
        subject = ngettext(
            "Een vraag om te beantwoorden: %(tender)s", "%(count)s vragen om te beantwoorden: %(tender)s", count
        ) % {"count": count, "tender": tender.title}
        body = _("U beantwoordt vragen van inschrijvers bij deze aanbesteding.")
        if due_on:
            body += " " + _("Graag uiterlijk op %(day)s.") % {"day": due_on.strftime("%d-%m-%Y")}
        url = reverse("tenders:clarifications", args=[tender.pk]) + "?wie=mij"
        notify([person], ASSIGNED, subject, body, url)
