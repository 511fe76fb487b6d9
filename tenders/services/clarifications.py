"""Stage 7: questions, answers that two people stand for, amendments, and the note that puts them in force."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from procurement.accounts.models import Company, User
from procurement.core import audit, clock
from procurement.core.domain import terms
from procurement.core.domain.term_table import TermStep
from procurement.core.domain.terms import TermError, TermOptions
from tenders.domain import planning
from tenders.domain.consultation import names_in
from tenders.domain.lifecycle import TenderState
from tenders.domain.planning_limits import Limit, Origin
from tenders.domain.procedures import terms_of
from tenders.domain.vocabulary import ContractKind, Procedure, StepKind
from tenders.models import Amendment, ClarificationNote, PlanningStep, Publication, Question, Tender
from tenders.services import amendments
from tenders.services.amendments import AmendmentRefusedError
from tenders.services.formal_acts import NOTE, OutsideAct, check_moment, record_act
from tenders.services.planning import facts_of, known_days
from tenders.services.publication import closing_moment, freeze

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class ClarificationRefusedError(ValueError):
    """A question, answer or note is not taken.

    code: "not_published" (any more), "already_sent", "no_answer", "own_answer": the other must approve,
    "nothing_to_send", "too_late_for_closing" (params: latest, closing), "closing_too_early" (params: earliest),
    "closing_passed", or "changed": a published text is no longer what the amendment says.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code} {params}")
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class Terms:
    """When a note must be out. latest: last lawful day; advised: the working day to plan on; is_law: it binds."""

    closing_at: datetime | None
    latest: date | None
    advised: date | None
    source: str
    is_law: bool


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
) -> Question:
    """Keep a question that came in on the channel, under the next number, and return it.

    text: without anything that leads to who asked. company: kept inside, never printed.

    Raises:
        ClarificationRefusedError: "not_published".
    """
    tender = _lock(tender_id)
    last = tender.questions.aggregate(last=Max("number"))["last"] or 0
    question = Question.objects.create(
        tender=tender,
        number=last + 1,
        asked_at=asked_at,
        channel=channel.strip(),
        document_part=document_part.strip(),
        text=text.strip(),
        company=company,
    )
    audit.record("question.registered", actor=actor, target=question, number=question.number)
    return question


@transaction.atomic
def change_question(question_id: int, *, actor: User, document_part: str, text: str) -> Question:
    """Change the anonymous wording of a question that is not sent yet; an approval lapses. Returns the question.

    Raises:
        ClarificationRefusedError: "not_published" or "already_sent".
    """
    question = _lock_question(question_id)
    question.document_part, question.text, question.approved_by = document_part.strip(), text.strip(), None
    question.save(update_fields=["document_part", "text", "approved_by", "updated_at"])
    audit.record("question.changed", actor=actor, target=question, number=question.number)
    return question


@transaction.atomic
def answer_question(question_id: int, *, actor: User, answer: str) -> Question:
    """Store a draft answer; an approval of an earlier text lapses. Returns the question.

    Raises:
        ClarificationRefusedError: "not_published" or "already_sent".
    """
    question = _lock_question(question_id)
    text = answer.strip()
    if text == question.answer and question.answered_by_id:
        return question
    question.answer, question.answered_by, question.approved_by = text, actor if text else None, None
    question.save(update_fields=["answer", "answered_by", "approved_by", "updated_at"])
    audit.record("question.answered", actor=actor, target=question, number=question.number)
    return question


@transaction.atomic
def approve_answer(question_id: int, *, actor: User, seen_answer: str) -> Question:
    """Approve an answer that somebody else wrote, and return the question.

    seen_answer: the text that was on the screen.

    Raises:
        ClarificationRefusedError: "not_published", "already_sent", "no_answer", "own_answer" or "changed".
    """
    question = _lock_question(question_id)
    if not question.answer:
        raise ClarificationRefusedError("no_answer")
    if question.answered_by_id == actor.pk:
        raise ClarificationRefusedError("own_answer")
    if question.answer.split() != seen_answer.split():
        raise ClarificationRefusedError("changed")
    question.approved_by = actor
    question.save(update_fields=["approved_by", "updated_at"])
    audit.record("question.approved", actor=actor, target=question, number=question.number)
    return question


@transaction.atomic
def propose_amendment(
    tender_id: int, key: str, *, actor: User, new: str, reason: str, question: Question | None = None
) -> Amendment:
    """Put a change in the note in preparation and return it; nothing published changes until the note is sent.

    key: of a target of ``amendments.targets_of``. new: as typed.

    Raises:
        ClarificationRefusedError: "not_published".
        AmendmentRefusedError: see its codes.
    """
    tender = _lock(tender_id)
    target = amendments.target_of(tender, key)
    value = amendments.parse(target, new)
    note = _note_in_preparation(tender)
    if note.amendments.filter(part=target.part, item=target.item, field=target.field).exists():
        raise AmendmentRefusedError("taken")
    amendment = Amendment.objects.create(
        note=note,
        question=question,
        part=target.part,
        item=target.item,
        field=target.field,
        old=target.value,
        new=value,
        reason=reason.strip(),
    )
    audit.record("amendment.proposed", actor=actor, target=tender, place=target.key)
    return amendment


@transaction.atomic
def remove_amendment(amendment_id: int, *, actor: User) -> None:
    """Take a change out of the note in preparation.

    Raises:
        ClarificationRefusedError: "not_published" or "already_sent".
    """
    amendment = Amendment.objects.select_related("note").get(pk=amendment_id)
    tender = _lock(amendment.note.tender_id)
    if ClarificationNote.objects.get(pk=amendment.note_id).sent_at:
        raise ClarificationRefusedError("already_sent")
    key = f"{amendment.part}/{amendment.item}/{amendment.field}"
    amendment.delete()
    audit.record("amendment.removed", actor=actor, target=tender, place=key)


@transaction.atomic
def send_note(tender_id: int, *, actor: User, outside: OutsideAct) -> ClarificationNote:
    """Send the note: approved answers go in, amendments take force, publication n+1 freezes. Returns the note.

    outside: the note as it was published on the channel; the law counts back from the closing to its day.

    Raises:
        ClarificationRefusedError: "not_published", "nothing_to_send", "too_late_for_closing", "closing_too_early",
            "closing_passed" or "changed".
        OutsideTimeError, FileRefused: see ``formal_acts.record_act``.
    """
    tender = _lock(tender_id)
    check_moment(outside)
    questions = list(ready_questions(tender))
    note = tender.clarification_notes.filter(sent_at=None).first()
    changes = list(note.amendments.all()) if note else []
    if not questions and not changes:
        raise ClarificationRefusedError("nothing_to_send")
    _put_in_force(tender, changes)
    _check_terms(tender, outside.at)
    note = note or _note_in_preparation(tender)
    note.sent_at, note.sent_by = outside.at, actor
    note.save(update_fields=["sent_at", "sent_by"])
    Question.objects.filter(pk__in=[question.pk for question in questions]).update(note=note)
    note.publication = freeze(tender, act=None)
    note.save(update_fields=["publication"])
    record_act(tender, NOTE, outside, actor=actor)
    audit.record(
        "note.sent",
        actor=actor,
        target=note,
        number=note.number,
        questions=[question.number for question in questions],
        amendments=len(changes),
        sha256=note.publication.sha256,
    )
    return note


def ready_questions(tender: Tender) -> list[Question]:
    """Return the questions whose answer is approved and that no note holds yet, by number."""
    return list(tender.questions.filter(note=None, approved_by__isnull=False).order_by("number"))


def note_terms(tender: Tender) -> Terms:
    """Return when the last note must be out for the closing as it stands (TERM-18)."""
    limit = _note_limit(tender)
    if limit is None or tender.closing_at is None:
        return Terms(tender.closing_at, None, None, "", is_law=False)
    return Terms(tender.closing_at, limit.latest, limit.advised, limit.source, limit.origin is Origin.LAW)


def questions_until(tender: Tender) -> datetime | None:
    """Return the moment until which questions are asked in time, or None while it is not planned."""
    step = next((row for row in tender.planning.all() if row.kind == StepKind.QUESTIONS_UNTIL), None)
    return closing_moment(step.day, step.hour) if step and step.day else None


def named_companies(tender: Tender, text: str) -> list[str]:
    """Return the companies of the address book that are named in a text: a question must not lead to who asked."""
    names = Company.objects.filter(organisation_id=tender.organisation_id).values_list("name", flat=True)
    return names_in(text, sorted(names))


def publication_of(note: ClarificationNote) -> Publication:
    """Return the publication that the sent note froze."""
    return Publication.objects.select_related("tender__organisation").get(clarification_note=note)


def _lock(tender_id: int) -> Tender:
    tender = Tender.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=tender_id)
    if tender.state != TenderState.PUBLISHED:
        raise ClarificationRefusedError("not_published")
    return tender


def _lock_question(question_id: int) -> Question:
    question = Question.objects.select_related("tender").get(pk=question_id)
    _lock(question.tender_id)
    question.refresh_from_db()
    if question.note_id:
        raise ClarificationRefusedError("already_sent")
    return question


def _note_in_preparation(tender: Tender) -> ClarificationNote:
    waiting = tender.clarification_notes.filter(sent_at=None).first()
    if waiting:
        return waiting
    last = tender.clarification_notes.aggregate(last=Max("number"))["last"] or 0
    return ClarificationNote.objects.create(tender=tender, number=last + 1)


def _put_in_force(tender: Tender, changes: list[Amendment]) -> None:
    now = {target.key: target.value for target in amendments.targets_of(tender)}
    for change in changes:
        if now.get(f"{change.part}/{change.item}/{change.field}") != change.old:
            raise ClarificationRefusedError("changed")
        amendments.apply(tender, change)
    closing = PlanningStep.objects.get(tender=tender, kind=StepKind.CLOSING)
    if closing.day:
        tender.closing_at = closing_moment(closing.day, closing.hour)
    tender.save()


def _check_terms(tender: Tender, sent_at: datetime) -> None:
    if tender.closing_at is None or tender.closing_at <= clock.now():
        raise ClarificationRefusedError("closing_passed")
    days = known_days(tender)
    closing = days[StepKind.CLOSING]
    if tender.notice_sent_at:
        days[StepKind.NOTICE] = tender.notice_sent_at.astimezone(AMSTERDAM).date()
    least = planning.limits(facts_of(tender), days)[StepKind.CLOSING]
    if least.is_binding and least.earliest and closing < least.earliest:
        raise ClarificationRefusedError("closing_too_early", earliest=least.earliest)
    limit = _note_limit(tender)
    sent_on = sent_at.astimezone(AMSTERDAM).date()
    if limit and limit.is_binding and limit.latest and sent_on > limit.latest:
        raise ClarificationRefusedError(
            "too_late_for_closing", latest=limit.latest, earliest=_later_closing(tender, sent_on)
        )


def _later_closing(tender: Tender, sent_on: date) -> date | None:
    """Return the first closing that a note of this day allows (TERM-19)."""
    options = TermOptions(works=tender.contract_kind == ContractKind.WORKS)
    procedure = terms_of(Procedure(tender.procedure))
    try:
        term = terms.lookup(procedure, TermStep.EXTENDED_CLOSING, options, on=sent_on)
    except TermError:
        return None
    return terms.dates(term, sent_on).end


def _note_limit(tender: Tender) -> Limit | None:
    try:
        return planning.limits(facts_of(tender), known_days(tender))[StepKind.CLARIFICATION]
    except TermError:
        return None
