"""Stage 7: amendments of the documents, and the note that puts them and the answers in force."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from procurement.accounts.models import User
from procurement.core import audit, clock
from tenders.domain import planning
from tenders.domain.anonymity import leaks
from tenders.domain.questions import QuestionState
from tenders.domain.vocabulary import StepKind
from tenders.models import Amendment, ClarificationNote, PlanningStep, Publication, Question, Tender
from tenders.services import amendments
from tenders.services.amendments import AmendmentRefusedError
from tenders.services.anonymity import watch_for
from tenders.services.clarification_lock import ClarificationRefusedError, lock_published
from tenders.services.formal_acts import NOTE, OutsideAct, check_moment, record_act
from tenders.services.invited_companies import tell_note_out
from tenders.services.note_terms import AMSTERDAM, later_closing, note_limit
from tenders.services.planning import facts_of, known_days
from tenders.services.publication import closing_moment, freeze
from tenders.services.questions import ready_questions


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
    tender = lock_published(tender_id)
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
    tender = lock_published(amendment.note.tender_id)
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
        ClarificationRefusedError: "not_published", "nothing_to_send", "not_anonymous", "too_late_for_closing",
            "closing_too_early", "closing_passed" or "changed".
        OutsideTimeError, FileRefused: see ``formal_acts.record_act``.
    """
    tender = lock_published(tender_id)
    check_moment(outside)
    questions = ready_questions(tender)
    _refuse_names(tender, questions)
    note = tender.clarification_notes.filter(sent_at=None).first()
    changes = list(note.amendments.all()) if note else []
    if not questions and not changes:
        raise ClarificationRefusedError("nothing_to_send")
    _put_in_force(tender, changes)
    _check_terms(tender, outside.at)
    note = note or _note_in_preparation(tender)
    note.sent_at, note.sent_by = outside.at, actor
    note.save(update_fields=["sent_at", "sent_by"])
    ids = [question.pk for question in questions]
    Question.objects.filter(pk__in=ids).update(note=note, state=QuestionState.SENT)
    note.publication = freeze(tender, act=None)
    note.save(update_fields=["publication"])
    record_act(tender, NOTE, outside, actor=actor)
    tell_note_out(tender, note.number)
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


def publication_of(note: ClarificationNote) -> Publication:
    """Return the publication that the sent note froze."""
    return Publication.objects.select_related("tender__organisation").get(clarification_note=note)


def _refuse_names(tender: Tender, questions: list[Question]) -> None:
    """Look again at what everybody will read: the address book may have grown since it was written (NVI-01)."""
    watch = watch_for(tender)
    for question in questions:
        printed = "\n".join((question.document_part, question.text, question.answer))
        found = leaks(printed, watch, meant=question.names_meant)
        if found:
            names = ", ".join(leak.text for leak in found)
            raise ClarificationRefusedError("not_anonymous", number=question.number, names=names)


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
    limit = note_limit(tender)
    sent_on = sent_at.astimezone(AMSTERDAM).date()
    if limit and limit.is_binding and limit.latest and sent_on > limit.latest:
        raise ClarificationRefusedError(
            "too_late_for_closing", latest=limit.latest, earliest=later_closing(tender, sent_on)
        )
