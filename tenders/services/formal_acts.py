"""Formal acts: what was done on the outside channel, when, and with which proof. Terms count from there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from procurement.accounts.models import User
from procurement.core import clock
from procurement.core.domain.file_types import FileType, ending_of
from procurement.core.services import files
from tenders.models import FormalAct, Tender

EVIDENCE = "tenders.evidence"
NOTICE = "notice"
NOTE = "clarification_note"
INDIVIDUAL_ANSWER = "individual_answer"
# Proof that may name who asked: read by who drafts, and stored under a name that tells nothing.
ASKER_EVIDENCE = "tenders.asker_evidence"
EVIDENCE_TYPES = (FileType.PDF, FileType.PNG, FileType.JPEG)


class OutsideTimeError(ValueError):
    """The act is said to have been done on the channel in the future."""


@dataclass(frozen=True, slots=True)
class OutsideAct:
    """What was done outside Kring. at: aware. evidence: name and bytes of the proof, or None."""

    channel: str
    at: datetime
    reference: str = ""
    evidence: tuple[str, bytes] | None = None


def check_moment(outside: OutsideAct) -> None:
    """Raise OutsideTimeError when the act lies in the future."""
    if outside.at > clock.now():
        raise OutsideTimeError(outside.at)


def record_act(
    tender: Tender, kind: str, outside: OutsideAct, *, actor: User, evidence_kind: str = EVIDENCE
) -> FormalAct:
    """Store the act with its proof and return it; called inside the transaction of the service whose act it is.

    evidence_kind: who may read the proof.

    Raises:
        OutsideTimeError: the moment lies in the future.
        FileRefused: the proof is no PDF or picture, or too large.
    """
    check_moment(outside)
    stored = None
    if outside.evidence:
        name, content = outside.evidence
        stored = files.store(
            content,
            name=name if evidence_kind == EVIDENCE else f"{_('bewijs')}{ending_of(name)}",
            kind=evidence_kind,
            target_id=tender.pk,
            organisation=tender.organisation,
            actor=actor,
            allowed_types=EVIDENCE_TYPES,
        )
    return FormalAct.objects.create(
        tender=tender,
        kind=kind,
        channel=outside.channel,
        outside_reference=outside.reference,
        outside_at=outside.at,
        evidence=stored,
        recorded_by=actor,
        recorded_at=clock.now(),
    )


def readable_targets(user: Any, tender_ids: Sequence[int]) -> set[int]:
    """Return the tenders whose proofs and documents this person may read: those that they see."""
    return set(Tender.objects.filter(pk__in=tender_ids).visible_to(user).values_list("pk", flat=True))


def drafter_targets(user: Any, tender_ids: Sequence[int]) -> set[int]:
    """Return the tenders of which this person may read proofs that name who asked: those that they draft."""
    seen = Tender.objects.filter(pk__in=tender_ids).visible_to(user)
    return {tender.pk for tender in seen if user.has_perm("tenders.see_asker", tender)}
