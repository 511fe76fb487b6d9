"""The letters of an award decision: prepared, approved by two people, sent to all bidders at the same moment.

Locks are taken in one order, so that two acts never wait for each other: the evaluation with its tender, then the
letters by id, then the standstill; whatever writes to the audit trail comes last, because the trail is locked by it.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from criteria.domain.frozen_document import from_json, to_json
from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import BidState, LetterKind, LetterState
from criteria.models import AwardDecision, Bid, Evaluation, Letter, Standstill
from criteria.services import evaluation as evaluations
from criteria.services.letter_facts import facts_of, kind_of
from criteria.services.letter_texts import letter_document
from criteria.services.outcome import Outcome
from criteria.services.standstill_terms import counted
from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.domain.blocks import Document
from procurement.core.domain.canonical import sha256_hex
from procurement.core.domain.paper_format import PaperFormat
from procurement.core.extension_points import Report
from procurement.core.models import ActState, SignedAct
from procurement.core.services import signatures
from procurement.core.services.notifications import notify
from procurement.core.services.papers import Made, Paper, fingerprint_of, format_of
from procurement.core.templatetags.formats import dutch_date
from tenders.models import FormalAct

APPROVE = "letter.approve"
KIND = "criteria.letter"
NOTICE = "criteria.letter"
ACT_KIND = "award_letters"


def prepare(decision: AwardDecision, outcome: Outcome) -> Standstill:
    """Make a draft letter for every bidder and the standstill that starts today; part of the decision itself."""
    evaluation = decision.evaluation
    send_on = clock.today()
    standstill: Standstill = Standstill.objects.create(
        decision=decision, send_on=send_on, ends_on=counted(evaluation.lot.tender, send_on).ends_on
    )
    bids = Bid.objects.filter(lot_id=evaluation.lot_id).exclude(state=BidState.WITHDRAWN)
    Letter.objects.bulk_create(Letter(decision=decision, bid=bid, kind=kind_of(bid, outcome)) for bid in bids)
    return standstill


def letters_of(evaluation: Evaluation) -> list[Letter]:
    """Return the letters of the decision: the winner's first, the others by code of the bid."""
    rows = Letter.objects.filter(decision__evaluation=evaluation.pk).select_related(
        "bid__company",
        "file",
        "decision__standstill",
        "decision__decided_by",
        "decision__computation__evaluation",
        "decision__evaluation__lot__tender__organisation",
    )
    return sorted(rows, key=lambda one: (one.kind != LetterKind.AWARD, one.bid.code))


def documents_of(letters: Sequence[Letter]) -> list[Document]:
    """Return each letter as a document: as it was approved, or as it would be now."""
    fresh = iter(facts_of([one for one in letters if one.content is None]))
    return [from_json(one.content) if one.content is not None else _fresh_document(next(fresh)) for one in letters]


@contextmanager
def letter_to_write(letter_id: int) -> Iterator[Letter]:
    """Yield a letter as it stands, locked in a transaction.

    So that nothing comes between comparing what two people wrote and saving it.
    """
    with transaction.atomic():
        yield _locked_letter(letter_id)


@transaction.atomic
def change_note(letter_id: int, *, actor: User, note: str) -> Letter:
    """Store an addition to the reasons of one letter and return it.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state" or "letter_signed".
    """
    letter = _locked_letter(letter_id)
    evaluations.require_running(letter.decision.evaluation)
    evaluations.require_state(letter.decision.evaluation, EvaluationState.DECIDED)
    _require_unsigned([letter])
    letter.personal_note = note.strip()
    letter.save(update_fields=["personal_note", "updated_at"])
    audit.record("letter.changed", actor=actor, target=letter)
    return letter


@transaction.atomic
def plan_sending(evaluation_id: int, *, actor: User, send_on: date) -> Standstill:
    """Set the day on which all letters go out, and so the end of the standstill that they print; returns it.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "letter_signed" or "day_past".
    """
    evaluation = _locked(evaluation_id)
    letters = _locked_letters(evaluation)
    _require_unsigned(letters)
    standstill: Standstill = Standstill.objects.get(decision=letters[0].decision)
    if send_on < timezone.localtime(letters[0].decision.decided_at).date():
        raise EvaluationError("day_past")
    standstill.send_on = send_on
    standstill.ends_on = counted(evaluation.lot.tender, send_on).ends_on
    standstill.save(update_fields=["send_on", "ends_on", "updated_at"])
    audit.record("letters.planned", actor=actor, target=evaluation, send_on=send_on.isoformat())
    return standstill


@transaction.atomic
def approve(
    evaluation_id: int, letter_ids: Sequence[int], *, actor: User, capacity: str, seen_sha256: str
) -> list[SignedAct]:
    """Approve letters and return the acts; with the second person a letter is approved.

    The first signature freezes the letter: what the second person signs, and what is sent, is that text.
    seen_sha256: ``drafts_sha256`` as it was on the screen.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "not_allowed", "seen_changed" or "court_missing" (rule
            AWD-03).
        SignatureRefused: the same person twice.
    """
    evaluation = _locked(evaluation_id)
    evaluations.require_may(actor, "criteria.approve_letters", evaluation)
    if not evaluation.lot.tender.organisation.court_city:
        raise EvaluationError("court_missing")
    chosen = [
        one for one in _locked_letters(evaluation) if one.pk in set(letter_ids) and one.state == LetterState.DRAFT
    ]
    contents = _contents(chosen)
    evaluations.require_seen(seen_sha256, _contents_sha256(contents))
    acts = [_approve(one, contents[one.pk], actor, capacity) for one in chosen]
    audit.record("letters.approved", actor=actor, target=evaluation, letters=[one.bid.code for one in chosen])
    return acts


def drafts_sha256(letters: Sequence[Letter]) -> str:
    """Return the SHA-256 of those of ``letters`` that wait for approval, each as it stands now."""
    return _contents_sha256(_contents([one for one in letters if one.state == LetterState.DRAFT]))


@transaction.atomic
def withdraw_approval(evaluation_id: int, *, actor: User) -> Evaluation:
    """Take back approvals before sending, so that letters can be changed; the signatures stay on record.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state" or "nothing_pending".
    """
    evaluation = _locked(evaluation_id)
    frozen = [one for one in _locked_letters(evaluation) if one.content is not None]
    if not frozen:
        raise EvaluationError("nothing_pending")
    for letter in frozen:
        act = signatures.pending(APPROVE, letter) or letter.act
        if act is not None:
            signatures.withdraw(act.pk, person=actor, completed=True)
        letter.content, letter.act, letter.state, letter.file = None, None, LetterState.DRAFT, None
        letter.save(update_fields=["content", "act", "state", "file", "updated_at"])
    audit.record("letters.reopened", actor=actor, target=evaluation)
    return evaluation


@transaction.atomic
def send(evaluation_id: int, *, actor: User, channel: str, outside_at: datetime, reference: str = "") -> Standstill:
    """Record that all letters went out at the same moment on the outside channel, and return the standstill.

    Terms count from ``outside_at``; its day is the one that the letters print (rules AWD-01, STD-04).

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "not_allowed", "letters_not_approved", "sent_in_future" or
            "other_day".
    """
    evaluation = _locked(evaluation_id)
    evaluations.require_may(actor, "criteria.send_letters", evaluation)
    letters = _locked_letters(evaluation)
    waiting = [one.bid.code for one in letters if one.state != LetterState.APPROVED]
    if waiting:
        raise EvaluationError("letters_not_approved", letters=waiting)
    if outside_at > clock.now():
        raise EvaluationError("sent_in_future")
    standstill: Standstill = Standstill.objects.get(decision=letters[0].decision)
    if timezone.localtime(outside_at).date() != standstill.send_on:
        raise EvaluationError("other_day", printed=dutch_date(standstill.send_on))
    standstill.act = FormalAct.objects.create(
        tender=evaluation.lot.tender,
        kind=ACT_KIND,
        channel=channel,
        outside_reference=reference,
        outside_at=outside_at,
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    standstill.sent_at = outside_at
    standstill.save(update_fields=["act", "sent_at", "updated_at"])
    for letter in letters:
        letter.state, letter.sent_at, letter.standstill_ends_on = LetterState.SENT, outside_at, standstill.ends_on
        letter.save(update_fields=["state", "sent_at", "standstill_ends_on", "updated_at"])
    evaluations.move(evaluation, EvaluationState.STANDSTILL, at=clock.now())
    _tell_bidders(letters)
    audit.record(
        "letters.sent",
        actor=actor,
        target=evaluation,
        letters=[one.bid.code for one in letters],
        outside_at=outside_at.isoformat(),
        ends_on=standstill.ends_on.isoformat(),
    )
    return standstill


def letter_paper(letter: Letter) -> Paper:
    """Return a letter as it stands, as it can be asked for; the same letter is made once.

    A file of the draft is never the file of the approved letter, also when no word was changed.
    """
    content = fingerprint_of(documents_of([letter])[0])
    is_draft = letter.state == LetterState.DRAFT
    return Paper(
        KIND,
        _("Brief aan inschrijver %(code)s") % {"code": letter.bid.code},
        sha256_hex({"letter": letter.pk, "content": content, "is_draft": is_draft}),
        {"letter": letter.pk},
    )


def build(job: Any, report: Report) -> Made:
    """Build the letter that the job asks for; the PDF of an approved one is kept with the letter, as the one to send.

    The name of the file tells no bidder.
    """
    letter = letters_by_id(job.params["letter"])
    (document,) = documents_of([letter])
    is_pdf, sha256 = format_of(job) is PaperFormat.PDF, sha256_hex(to_json(document))
    return Made(
        name=f"gunningsbeslissing-{letter.pk}",
        kind=KIND,
        target_id=letter.pk,
        document=document,
        keep=(lambda stored: _keep(letter.pk, stored, sha256)) if is_pdf else None,
        lock=(lambda: _lock_rows(Letter.objects.filter(pk=letter.pk))) if is_pdf else None,
    )


def letters_by_id(pk: int) -> Letter:
    """Return one letter with all that its text reads."""
    evaluation_id = Letter.objects.values_list("decision__evaluation_id", flat=True).get(pk=pk)
    return next(one for one in letters_of(Evaluation(pk=evaluation_id)) if one.pk == pk)


def readers_of(user: Any, letter_ids: Sequence[int]) -> set[int]:
    """Return the letters whose PDF this person may read: who reads the file, and the bidder its own once sent."""
    rows = Letter.objects.filter(pk__in=letter_ids).select_related(
        "bid", "decision__evaluation__lot__tender__organisation"
    )
    return {
        row.pk
        for row in rows
        if user.has_perm("criteria.view_letters", row.decision.evaluation)
        or (row.state == LetterState.SENT and row.bid.company_id in user.company_ids)
    }


def _fresh_document(facts: Any) -> Document:
    with override(facts.decision.evaluation.lot.tender.language):
        return letter_document(facts)


def _contents(letters: Sequence[Letter]) -> dict[int, dict[str, Any]]:
    """Id of a letter -> its document as JSON: frozen at the first approval, before it as it would be now."""
    found = zip(letters, documents_of(letters), strict=True)
    return {one.pk: one.content if one.content is not None else to_json(document) for one, document in found}


def _contents_sha256(contents: Mapping[int, Mapping[str, Any]]) -> str:
    return sha256_hex({str(pk): content for pk, content in contents.items()})


def _approve(letter: Letter, content: dict[str, Any], actor: User, capacity: str) -> SignedAct:
    if letter.content is None:
        letter.content = content
        letter.save(update_fields=["content", "updated_at"])
    act = signatures.sign(
        APPROVE, target=letter, content_sha256=sha256_hex(letter.content), person=actor, capacity=capacity
    )
    if act.state == ActState.COMPLETE:
        letter.state, letter.act = LetterState.APPROVED, act
        letter.save(update_fields=["state", "act", "updated_at"])
    return act


def _keep(letter_id: int, stored: Any, sha256: str) -> None:
    """Link the PDF to an approved letter, if it holds the text that was approved and no earlier one."""
    letter = Letter.objects.get(pk=letter_id)
    if letter.state != LetterState.DRAFT and sha256_hex(letter.content) == sha256:
        letter.file = stored
        letter.save(update_fields=["file", "updated_at"])


def _locked(evaluation_id: int) -> Evaluation:
    evaluation = evaluations.lock(evaluation_id)
    evaluations.require_running(evaluation)
    evaluations.require_state(evaluation, EvaluationState.DECIDED)
    return evaluation


def _locked_letter(letter_id: int) -> Letter:
    """Lock the evaluation, then the letter, and return it with its evaluation."""
    evaluation = evaluations.lock(Letter.objects.values_list("decision__evaluation_id", flat=True).get(pk=letter_id))
    letter: Letter = Letter.objects.select_for_update(of=("self",)).select_related("decision").get(pk=letter_id)
    letter.decision.evaluation = evaluation
    return letter


def _locked_letters(evaluation: Evaluation) -> list[Letter]:
    """Lock the letters of a locked evaluation and return them as ``letters_of`` does."""
    _lock_rows(Letter.objects.filter(decision__evaluation=evaluation))
    return letters_of(evaluation)


def _lock_rows(rows: QuerySet[Letter]) -> None:
    list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def _require_unsigned(letters: Sequence[Letter]) -> None:
    if any(one.content is not None for one in letters):
        raise EvaluationError("letter_signed")


def _tell_bidders(letters: Sequence[Letter]) -> None:
    for letter in letters:
        contacts = letter.bid.company.contacts.filter(is_active=True).select_related("user")
        notify(
            [contact.user for contact in contacts],
            NOTICE,
            _("Er is een brief over uw inschrijving"),
            _("De brief staat klaar bij uw inschrijvingen."),
            reverse("criteria:my_bids"),
        )
