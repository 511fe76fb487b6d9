"""Stage 7 as an invited company has it: its own questions, until the day for questions, and the notes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.crypto import salted_hmac

from procurement.accounts.models import Company, User
from procurement.core import audit, clock
from tenders.domain import anonymity
from tenders.domain.anonymity import Leak
from tenders.domain.questions import WAITING, Handling, QuestionState
from tenders.models import InvitedCompany, Question, Tender
from tenders.services.anonymity import judge_wording, party_of
from tenders.services.clarification_lock import ClarificationRefusedError, lock_published
from tenders.services.note_terms import open_until
from tenders.services.questions import give_number

CHANNEL = "Kring"
WITHDRAWABLE = WAITING | {QuestionState.MERGED}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a company asks. background: read by who answers, never printed."""

    document_part: str
    text: str
    background: str = ""
    is_confidential: bool = False
    confidential_reason: str = ""


def companies_of(user: User, tender: Tender) -> list[Company]:
    """Return the invited companies for which this person speaks, by name."""
    rows = Company.objects.filter(
        pk__in=user.company_ids,
        invitations_to_ask__tender=tender,
        invitations_to_ask__withdrawn_at=None,
    )
    return list(rows.distinct().order_by("name"))


def questions_of(tender: Tender, company_ids: Collection[int]) -> QuerySet[Question]:
    """Return what these companies asked here themselves, in their own order."""
    rows = tender.questions.filter(company_id__in=company_ids, own_number__isnull=False)
    return rows.select_related("note", "duplicate_of__note", "company").order_by("company__name", "own_number")


def leaks_for(company: Company, text: str) -> list[Leak]:
    """Return what in a text betrays this company itself; nothing is told about any other."""
    return anonymity.leaks(text, anonymity.watch_for([party_of(company)]))


@transaction.atomic
def ask(tender_id: int, company_id: int, *, actor: User, asked: Asked) -> Question:
    """Keep a question of an invited company under its own next number, and return it.

    The audit trail is read by more people than may know who asked: it names nobody, and holds a keyed mark of who
    did it (``asker_mark``) so that it can be proven later.

    Raises:
        ClarificationRefusedError: "not_published", "not_invited" or "questions_closed".
    """
    tender = lock_published(tender_id)
    _refuse_uninvited(tender, company_id, actor)
    _refuse_late(tender)
    last = tender.questions.filter(company_id=company_id).aggregate(last=Max("own_number"))["last"] or 0
    question = Question(
        tender=tender,
        company_id=company_id,
        asked_by=actor,
        own_number=last + 1,
        asked_at=clock.now(),
        channel=CHANNEL,
        document_part=asked.document_part.strip(),
        text=asked.text.strip(),
        original_text=asked.text.strip(),
        background=asked.background.strip(),
        is_confidential=asked.is_confidential,
        confidential_reason=asked.confidential_reason.strip() if asked.is_confidential else "",
        handling=Handling.UNDECIDED if asked.is_confidential else Handling.GENERAL,
    )
    judge_wording(question)
    give_number(question)
    question.save()
    audit.record("question.asked", actor=None, target=question, asker=asker_mark(question.pk, actor.pk))
    return question


@transaction.atomic
def withdraw(question_id: int, *, actor: User) -> Question:
    """Take back a question of one's own company that is not answered yet, and return it.

    Until the day for questions; one that was asked in confidence until it is answered, so that who does not agree
    with its handling can still keep it from being published (NVI-02).

    Raises:
        ClarificationRefusedError: "not_published", "not_invited", "already_sent" or "questions_closed".
    """
    question = Question.objects.get(pk=question_id)
    tender = lock_published(question.tender_id)
    question.refresh_from_db()
    question.tender = tender
    _refuse_uninvited(tender, question.company_id or 0, actor)
    merged_away = question.duplicate_of is not None and question.duplicate_of.state not in WAITING
    if question.state not in WITHDRAWABLE or merged_away:
        raise ClarificationRefusedError("already_sent")
    if not question.is_confidential:
        _refuse_late(tender)
    take_out(question)
    audit.record("question.withdrawn", actor=None, target=question, asker=asker_mark(question.pk, actor.pk))
    return question


def take_out(question: Question) -> None:
    """Store that a question is withdrawn; the first that was merged into it takes its place and its answer."""
    heirs = list(question.duplicates.order_by("number"))
    if heirs:
        first, *rest = heirs
        first.answer, first.answered_by = question.answer, question.answered_by
        first.state = QuestionState.OFFERED if question.state == QuestionState.APPROVED else question.state
        first.duplicate_of = None
        first.save(update_fields=["answer", "answered_by", "state", "duplicate_of", "updated_at"])
        Question.objects.filter(pk__in=[one.pk for one in rest]).update(duplicate_of=first)
    question.state, question.approved_by, question.duplicate_of = QuestionState.WITHDRAWN, None, None
    question.save(update_fields=["state", "approved_by", "duplicate_of", "updated_at"])


def asker_mark(question_id: int, user_id: int) -> str:
    """Return a mark of who asked that only who holds the secret of this installation can make again."""
    return salted_hmac("tenders.asker", f"{question_id}:{user_id}", algorithm="sha256").hexdigest()[:32]


def may_ask_until(tender: Tender) -> datetime | None:
    """Return until when one may ask now, or None when nothing can be asked any more."""
    until = open_until(tender, clock.now())
    return until if until and clock.now() <= until else None


def _refuse_uninvited(tender: Tender, company_id: int, actor: User) -> None:
    invited = InvitedCompany.objects.filter(tender=tender, company_id=company_id, withdrawn_at=None)
    if company_id not in actor.company_ids or not invited.exists():
        raise ClarificationRefusedError("not_invited")


def _refuse_late(tender: Tender) -> None:
    if may_ask_until(tender) is None:
        raise ClarificationRefusedError("questions_closed")
