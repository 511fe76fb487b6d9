"""Summonses served against an award decision, each with its own end (Aw 2012 art. 2.131)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import SummonsEnding
from criteria.models import Evaluation, Standstill, Summons, SummonsEnd
from criteria.services import evaluation as evaluations
from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.domain.file_types import FileType
from procurement.core.models import StoredFile
from procurement.core.services import files

EVIDENCE = "criteria.summons"
EVIDENCE_TYPES = frozenset({FileType.PDF, FileType.PNG, FileType.JPEG})
# A summons that was served within the term can come to light after the final award; then no contract is signed.
_STATES = (EvaluationState.STANDSTILL, EvaluationState.FINAL)
# Name and bytes of a proof.
Proof = tuple[str, bytes]


@transaction.atomic
def record_summons(
    evaluation_id: int,
    *,
    actor: User,
    served_on: date,
    party: str,
    court: str,
    remark: str = "",
    evidence: Proof | None = None,
) -> Summons:
    """Record a summons beside those there are and return it; sent twice, it is recorded once.

    It blocks the final award and the contract until its end is recorded (rule STD-03).

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state" or "summons_outside".
        FileRefused: the proof is no PDF or picture, or too large.
    """
    evaluation = _locked(evaluation_id)
    standstill: Standstill = Standstill.objects.get(decision__evaluation=evaluation)
    if served_on > clock.today() or served_on < _sent_day(standstill):
        raise EvaluationError("summons_outside")
    values = {"served_on": served_on, "party": party.strip(), "court": court.strip(), "remark": remark.strip()}
    same: Summons | None = Summons.objects.filter(standstill=standstill, end=None, **values).first()
    if same is not None:
        return same
    summons: Summons = Summons.objects.create(
        standstill=standstill,
        **values,
        evidence=_stored(evaluation, evidence, actor),
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    audit.record(
        "standstill.summoned", actor=actor, target=evaluation, summons=summons.pk, served_on=served_on.isoformat()
    )
    return summons


@transaction.atomic
def end_summons(
    summons_id: int, *, actor: User, how: SummonsEnding, ended_on: date, note: str, evidence: Proof | None = None
) -> SummonsEnd:
    """Record how a summons ended and return that; sent twice, it is recorded once. Another end is never accepted.

    Raises:
        EvaluationError: "tender_withdrawn", "wrong_state", "summons_ended" or "end_outside".
        FileRefused: the proof is no PDF or picture, or too large.
    """
    summons = Summons.objects.select_related("standstill__decision").get(pk=summons_id)
    evaluation = _locked(summons.standstill.decision.evaluation_id)
    known: SummonsEnd | None = SummonsEnd.objects.filter(summons=summons).first()
    if known is not None:
        if (known.how, known.ended_on, known.note) == (how, ended_on, note.strip()):
            return known
        raise EvaluationError("summons_ended")
    if ended_on < summons.served_on or ended_on > clock.today():
        raise EvaluationError("end_outside")
    end: SummonsEnd = SummonsEnd.objects.create(
        summons=summons,
        how=how,
        ended_on=ended_on,
        note=note.strip(),
        evidence=_stored(evaluation, evidence, actor),
        recorded_by=actor,
        recorded_at=clock.now(),
    )
    audit.record(
        "standstill.summons_ended",
        actor=actor,
        target=evaluation,
        summons=summons.pk,
        how=str(how),
        ended_on=ended_on.isoformat(),
    )
    return end


def summonses_of(standstill: Standstill) -> list[Summons]:
    """Return all summonses in the order in which they were served, each with its end and proofs."""
    rows = Summons.objects.filter(standstill=standstill)
    return list(rows.select_related("evidence", "recorded_by", "end__evidence", "end__recorded_by"))


def open_summonses(standstill_ids: Iterable[int]) -> Mapping[int, Sequence[Summons]]:
    """Return standstill id -> the summonses that have not ended; one query, and no key without any."""
    found: dict[int, list[Summons]] = {}
    for row in Summons.objects.filter(standstill__in=list(standstill_ids), end=None):
        found.setdefault(row.standstill_id, []).append(row)
    return found


def require_none_open(evaluation: Evaluation) -> None:
    """Check that no summons against the decision of this evaluation is open; called under its lock.

    Raises:
        EvaluationError: "summons_open", with the parties.
    """
    rows = Summons.objects.filter(standstill__decision__evaluation=evaluation.pk, end=None)
    parties = list(rows.values_list("party", flat=True))
    if parties:
        raise EvaluationError("summons_open", parties=parties)


def readers_of(user: Any, evaluation_ids: Sequence[int]) -> set[int]:
    """Return the evaluations of which this person may read the proofs of summonses."""
    rows = Evaluation.objects.select_related("lot__tender__organisation").filter(pk__in=evaluation_ids)
    return {row.pk for row in rows if user.has_perm("criteria.view_letters", row)}


def _locked(evaluation_id: int) -> Evaluation:
    evaluation = evaluations.lock(evaluation_id)
    evaluations.require_not_withdrawn(evaluation)
    evaluations.require_state(evaluation, *_STATES)
    return evaluation


def _stored(evaluation: Evaluation, evidence: Proof | None, actor: User) -> StoredFile | None:
    if evidence is None:
        return None
    name, content = evidence
    return files.store(
        content,
        name=name,
        kind=EVIDENCE,
        target_id=evaluation.pk,
        organisation=evaluation.lot.tender.organisation,
        actor=actor,
        allowed_types=EVIDENCE_TYPES,
    )


def _sent_day(standstill: Standstill) -> date:
    return timezone.localtime(standstill.sent_at).date() if standstill.sent_at else standstill.send_on
