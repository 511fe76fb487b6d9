"""Stage 2: the market consultation, or the reason why there is none."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from procurement.accounts.models import User
from procurement.core import audit
from tenders.models import (
    ConsultationAnswer,
    ConsultationConclusion,
    ConsultationQuestion,
    ConsultationResponse,
    MarketConsultation,
    Tender,
)
from tenders.services.drafting import lock_draft, set_fields


class PartyTakenError(ValueError):
    """A response of this party is there already; capitals make no difference. party: as it stands there."""

    def __init__(self, party: str) -> None:
        super().__init__(party)
        self.party = party


class ConsultationHeldError(ValueError):
    """A consultation was held, so there is no reason why it was not."""


@transaction.atomic
def save_consultation(tender_id: int, *, actor: User, **values: Any) -> MarketConsultation:
    """Store how the market is consulted and return it; a stored reason to hold none falls away.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = lock_draft(tender_id)
    consultation = MarketConsultation.objects.filter(tender=tender).first() or MarketConsultation(tender=tender)
    changed = set_fields(consultation, values)
    if not changed and consultation.pk:
        return consultation
    consultation.save()
    if tender.no_consultation_reason:
        tender.no_consultation_reason = ""
        tender.save(update_fields=["no_consultation_reason", "updated_at"])
    audit.record("consultation.changed", actor=actor, target=consultation, tender=tender.pk, fields=changed)
    return consultation


@transaction.atomic
def waive_consultation(tender_id: int, *, actor: User, reason: str) -> Tender:
    """Keep why no consultation is held, or an empty reason to take that back; returns the tender.

    Raises:
        TenderFrozenError: the text cannot change any more.
        ConsultationHeldError: a consultation is there.
    """
    tender = lock_draft(tender_id)
    if MarketConsultation.objects.filter(tender=tender).exists():
        raise ConsultationHeldError
    tender.no_consultation_reason = reason.strip()
    tender.save(update_fields=["no_consultation_reason", "updated_at"])
    audit.record("consultation.waived", actor=actor, target=tender, is_waived=bool(tender.no_consultation_reason))
    return tender


@transaction.atomic
def add_question(consultation_id: int, *, actor: User, **values: Any) -> ConsultationQuestion:
    """Add a question at the end and return it. values: theme, text, why, summary.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    consultation = _lock(consultation_id)
    number = consultation.questions.count() + 1
    question = ConsultationQuestion.objects.create(consultation=consultation, number=number, **values)
    audit.record("consultation.question_added", actor=actor, target=consultation, number=number)
    return question


@transaction.atomic
def change_question(question_id: int, *, actor: User, **values: Any) -> ConsultationQuestion:
    """Store theme, text, why or summary of a question and return it.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    question = ConsultationQuestion.objects.get(pk=question_id)
    consultation = _lock(question.consultation_id)
    question.refresh_from_db()
    changed = set_fields(question, values)
    if changed:
        question.save(update_fields=[*changed, "updated_at"])
        number = question.number
        audit.record("consultation.question_changed", actor=actor, target=consultation, number=number, fields=changed)
    return question


@transaction.atomic
def move_question(question_id: int, *, actor: User, by: int) -> ConsultationQuestion:
    """Move a question up (``by`` -1) or down (1) one place and return it; at an end it stays where it is.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    question = ConsultationQuestion.objects.get(pk=question_id)
    consultation = _lock(question.consultation_id)
    question.refresh_from_db()
    source, target = question.number, question.number + by
    other = consultation.questions.filter(number=target).first()
    if other is None:
        return question
    question.number, other.number = target, source
    for moved in (question, other):
        moved.save(update_fields=["number", "updated_at"])
    audit.record("consultation.question_moved", actor=actor, target=consultation, number=source, to=target)
    return question


@transaction.atomic
def remove_question(question_id: int, *, actor: User) -> None:
    """Remove a question with its answers; the ones after it move up.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    question = ConsultationQuestion.objects.get(pk=question_id)
    consultation = _lock(question.consultation_id)
    question.delete()
    _renumber(consultation.questions.all())
    audit.record("consultation.question_removed", actor=actor, target=consultation, number=question.number)


@transaction.atomic
def save_response(
    consultation_id: int,
    *,
    actor: User,
    answers: Mapping[int, str],
    response_id: int | None = None,
    **values: Any,
) -> ConsultationResponse:
    """Store what one party answered and return it. answers: question id -> text; an empty text is no answer.

    values: party, received_on, may_be_named.

    Raises:
        TenderFrozenError: the text cannot change any more.
        PartyTakenError: the party answered already; change that response.
    """
    consultation = _lock(consultation_id)
    response = ConsultationResponse(consultation=consultation)
    if response_id is not None:
        response = consultation.responses.get(pk=response_id)
    set_fields(response, values)
    try:
        with transaction.atomic():
            response.save()
    except IntegrityError as error:
        if "tenders_one_response_a_party" not in str(error):
            raise
        others = consultation.responses.exclude(pk=response.pk)
        taken = others.filter(party__iexact=response.party).values_list("party", flat=True).first()
        raise PartyTakenError(taken or response.party) from error
    _store_answers(response, consultation, answers)
    is_new = response_id is None
    audit.record("consultation.response_saved", actor=actor, target=consultation, response=response.pk, is_new=is_new)
    return response


@transaction.atomic
def remove_response(response_id: int, *, actor: User) -> None:
    """Remove what one party answered.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    response = ConsultationResponse.objects.get(pk=response_id)
    consultation = _lock(response.consultation_id)
    response.delete()
    audit.record("consultation.response_removed", actor=actor, target=consultation, response=response_id)


@transaction.atomic
def save_conclusion(
    consultation_id: int, *, actor: User, conclusion_id: int | None = None, **values: Any
) -> ConsultationConclusion:
    """Store a conclusion and what is done with it, and return it. values: text, follow_up, reason.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    consultation = _lock(consultation_id)
    if conclusion_id is None:
        number = consultation.conclusions.count() + 1
        conclusion = ConsultationConclusion(consultation=consultation, number=number)
    else:
        conclusion = consultation.conclusions.get(pk=conclusion_id)
    changed = set_fields(conclusion, values)
    if not changed and conclusion.pk:
        return conclusion
    conclusion.save()
    audit.record(
        "consultation.conclusion_saved",
        actor=actor,
        target=consultation,
        number=conclusion.number,
        follow_up=str(conclusion.follow_up),
    )
    return conclusion


@transaction.atomic
def remove_conclusion(conclusion_id: int, *, actor: User) -> None:
    """Remove a conclusion; the ones after it move up.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    conclusion = ConsultationConclusion.objects.get(pk=conclusion_id)
    consultation = _lock(conclusion.consultation_id)
    conclusion.delete()
    _renumber(consultation.conclusions.all())
    audit.record("consultation.conclusion_removed", actor=actor, target=consultation, number=conclusion.number)


def _lock(consultation_id: int) -> MarketConsultation:
    consultation = MarketConsultation.objects.select_related("tender").get(pk=consultation_id)
    lock_draft(consultation.tender_id)
    return consultation


def _renumber(rows: Any) -> None:
    for number, row in enumerate(rows, start=1):
        if row.number != number:
            row.number = number
            row.save(update_fields=["number"])


def _store_answers(
    response: ConsultationResponse, consultation: MarketConsultation, answers: Mapping[int, str]
) -> None:
    asked = set(consultation.questions.values_list("pk", flat=True))
    for question_id, text in answers.items():
        if question_id not in asked:
            continue
        if text.strip():
            ConsultationAnswer.objects.update_or_create(
                response=response, question_id=question_id, defaults={"text": text.strip()}
            )
        else:
            ConsultationAnswer.objects.filter(response=response, question_id=question_id).delete()
