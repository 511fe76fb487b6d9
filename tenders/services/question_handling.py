"""Stage 7: questions that were asked in confidence: weigh the interest, answer the asker alone or everybody."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from procurement.accounts.models import User
from procurement.core import audit
from procurement.core.extension_points import Text
from procurement.core.services.notifications import notify
from tenders.domain.questions import UNANSWERED, Handling, QuestionState
from tenders.models import Question
from tenders.services.anonymity import judge_wording
from tenders.services.clarification_lock import ClarificationRefusedError, lock_waiting
from tenders.services.formal_acts import ASKER_EVIDENCE, INDIVIDUAL_ANSWER, OutsideAct, record_act
from tenders.services.invited_companies import contacts_of
from tenders.services.own_questions import take_out
from tenders.services.questions import give_number

DECIDED = "tenders.confidence_decided"
ANSWERED = "tenders.answered_alone"


@transaction.atomic
def decide(question_id: int, handling: Handling, *, actor: User, reason: str) -> Question:
    """Decide whether a question asked in confidence is answered to its asker alone, or made general; returns it.

    reason: kept, and shown to the asker, who may still withdraw the question (Aw 2012 art. 2.53 lid 3, NVI-02).

    Raises:
        ClarificationRefusedError: "not_published", "already_sent", "not_confidential" or "no_reason".
    """
    question = lock_waiting(question_id)
    if not question.is_confidential or handling is Handling.UNDECIDED:
        raise ClarificationRefusedError("not_confidential")
    if not reason.strip():
        raise ClarificationRefusedError("no_reason")
    question.handling, question.handling_reason, question.handled_by = handling, reason.strip(), actor
    if handling is Handling.INDIVIDUAL:
        question.number = None
    if question.state not in UNANSWERED:
        # Who approved the answer looked at other readers.
        question.state, question.approved_by = QuestionState.OFFERED, None
    give_number(question)
    judge_wording(question)
    question.save()
    _tell(question, DECIDED, gettext_lazy("Besluit over uw vertrouwelijke vraag"))
    audit.record("question.handled", actor=actor, target=question, handling=handling.value)
    return question


@transaction.atomic
def answer_alone(question_id: int, *, actor: User, outside: OutsideAct) -> Question:
    """Record that an approved answer went to the asker alone through the channel, and return the question.

    Raises:
        ClarificationRefusedError: "not_published", "already_sent", "not_individual" or "no_answer": not approved.
        OutsideTimeError, FileRefused: see ``formal_acts.record_act``.
    """
    question = lock_waiting(question_id)
    if question.handling != Handling.INDIVIDUAL:
        raise ClarificationRefusedError("not_individual")
    if question.state != QuestionState.APPROVED:
        raise ClarificationRefusedError("no_answer")
    record_act(question.tender, INDIVIDUAL_ANSWER, outside, actor=actor, evidence_kind=ASKER_EVIDENCE)
    question.state, question.sent_at = QuestionState.SENT, outside.at
    question.save(update_fields=["state", "sent_at", "updated_at"])
    _tell(question, ANSWERED, gettext_lazy("Antwoord op uw vertrouwelijke vraag"))
    audit.record("question.answered_alone", actor=actor, target=question)
    return question


@transaction.atomic
def withdraw_for_asker(question_id: int, *, actor: User, reason: str) -> Question:
    """Record that the asker took a question back on the channel, and return it.

    Raises:
        ClarificationRefusedError: "not_published", "already_sent" or "no_reason".
    """
    question = lock_waiting(question_id)
    if not reason.strip():
        raise ClarificationRefusedError("no_reason")
    question.handling_reason, question.handled_by = reason.strip(), actor
    question.save(update_fields=["handling_reason", "handled_by", "updated_at"])
    take_out(question)
    audit.record("question.withdrawn", actor=actor, target=question)
    return question


def _tell(question: Question, kind: str, subject: Text) -> None:
    """Tell who asked here; the message says nothing of what was asked or answered."""
    if question.own_number is None or question.company_id is None:
        return
    url = reverse("tenders:own_question", args=[question.tender_id, question.pk])
    for person in contacts_of([question.company_id]):
        with override(person.language):
            body = _("U leest het in Kring bij uw vraag over: %(tender)s.") % {"tender": question.tender.title}
            notify([person], kind, subject, body, url)
