"""Publish with two people: the first offers, another publishes; everything freezes under one SHA-256."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from procurement.accounts.models import User
from procurement.core import audit, clock
from procurement.core.domain.canonical import canonical_json, sha256_hex
from procurement.core.models import ActState, SignedAct
from procurement.core.services import signatures
from procurement.core.services.notifications import notify
from tenders.domain import planning
from tenders.domain.lifecycle import TenderState
from tenders.domain.planning_limits import CLOSING_HOUR
from tenders.domain.vocabulary import StepKind, TeamRole
from tenders.extension_points import SNAPSHOT_PARTS
from tenders.labels import TEAM_ROLE_LABELS
from tenders.models import Publication, Tender
from tenders.services import findings, lifecycle
from tenders.services.formal_acts import NOTICE, OutsideAct, check_moment, record_act
from tenders.services.planning import facts_of, known_days
from tenders.services.publication_texts import offer_body, offer_subject

KIND = "tender.publish"
NOTIFICATION = "tenders.publication"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Snapshot = dict[str, Any]


class PublicationRefusedError(ValueError):
    """The tender is not offered or published.

    code: "open_findings" (params: count), "wrong_state", "changed" since the person looked, "not_offered" by a first
    person, "no_closing", "closing_too_early" (params: earliest), "closing_passed".
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(f"{code} {params}")
        self.code, self.params = code, params


def snapshot_of(tender_id: int) -> Snapshot:
    """Return all parts of a publication as they stand now: plain JSON that equals what the database gives back."""
    parts = {name: build([tender_id]).get(tender_id) for name, build in SNAPSHOT_PARTS.items()}
    plain: Snapshot = json.loads(canonical_json(parts))
    return plain


def content_sha256(tender_id: int) -> str:
    """Return the SHA-256 of the snapshot as it stands now: what the two people sign."""
    return sha256_hex(snapshot_of(tender_id))


@transaction.atomic
def offer(tender_id: int, *, actor: User, seen_sha256: str) -> SignedAct:
    """Offer the tender for publication: sign first, and bring a draft into review. Returns the pending act.

    seen_sha256: of the documents that were on the screen. An older offer under other content is withdrawn first.

    Raises:
        PublicationRefusedError: "wrong_state", "open_findings" or "changed".
        SignatureRefused: this person signed already.
    """
    tender = _lock(tender_id)
    if tender.state not in (TenderState.DRAFT, TenderState.REVIEW):
        raise PublicationRefusedError("wrong_state")
    _refuse_open(tender_id)
    sha256 = _unchanged(tender_id, seen_sha256)
    pending = signatures.pending(KIND, tender)
    if pending is not None and pending.content_sha256 != sha256:
        signatures.withdraw(pending.pk, person=actor)
    elif pending is not None:
        raise signatures.SignatureRefused("already_signed")
    act = signatures.sign(
        KIND, target=tender, content_sha256=sha256, person=actor, capacity=capacity_of(tender, actor), required=2
    )
    if tender.state == TenderState.DRAFT:
        lifecycle.transition(tender_id, TenderState.REVIEW, actor=actor)
    notify(
        _other_signatories(tender, actor),
        NOTIFICATION,
        offer_subject(tender),
        offer_body(tender, actor),
        page_of(tender),
    )
    audit.record("publication.offered", actor=actor, target=tender, sha256=sha256)
    return act


@transaction.atomic
def withdraw_offer(tender_id: int, *, actor: User) -> Tender:
    """Take back an offer that nobody completed, and return to draft; nothing happens when there is none.

    Raises:
        PublicationRefusedError: "wrong_state": it is published already.
    """
    tender = _lock(tender_id)
    if tender.state != TenderState.REVIEW:
        raise PublicationRefusedError("wrong_state")
    pending = signatures.pending(KIND, tender)
    if pending is not None:
        signatures.withdraw(pending.pk, person=actor)
    tender = lifecycle.transition(tender_id, TenderState.DRAFT, actor=actor)
    audit.record("publication.offer_withdrawn", actor=actor, target=tender)
    return tender


@transaction.atomic
def publish(tender_id: int, *, actor: User, outside: OutsideAct, seen_sha256: str) -> Publication:
    """Sign second and publish: freeze publication 1, record the notice, fix closing, move the state.

    outside: the notice as it was sent on the channel; terms count from its moment (TERM-07).

    Raises:
        PublicationRefusedError: see its codes.
        SignatureRefused: the same person offered it, or the content is not what was offered.
        OutsideTimeError, FileRefused: see ``formal_acts.record_act``.
    """
    tender = _lock(tender_id)
    if tender.state != TenderState.REVIEW:
        raise PublicationRefusedError("wrong_state")
    check_moment(outside)
    _refuse_open(tender_id)
    closing_at = _closing_at(tender)
    _refuse_early_closing(tender, outside.at, closing_at)
    sha256 = _unchanged(tender_id, seen_sha256)
    if signatures.pending(KIND, tender) is None:
        raise PublicationRefusedError("not_offered")
    act = signatures.sign(
        KIND, target=tender, content_sha256=sha256, person=actor, capacity=capacity_of(tender, actor), required=2
    )
    if act.state != ActState.COMPLETE:
        raise PublicationRefusedError("not_offered")
    publication = freeze(tender, act=act)
    record_act(tender, NOTICE, outside, actor=actor)
    tender.notice_sent_at, tender.closing_at = outside.at, closing_at
    tender.save(update_fields=["notice_sent_at", "closing_at", "updated_at"])
    lifecycle.transition(tender_id, TenderState.PUBLISHED, actor=actor)
    audit.record("tender.published", actor=actor, target=tender, number=1, sha256=publication.sha256)
    return publication


def freeze(tender: Tender, *, act: SignedAct | None) -> Publication:
    """Store the next publication of the tender and return it; called inside the transaction of its act."""
    snapshot = snapshot_of(tender.pk)
    last = tender.publications.aggregate(last=Max("number"))["last"] or 0
    return Publication.objects.create(
        tender=tender,
        number=last + 1,
        snapshot=snapshot,
        sha256=sha256_hex(snapshot),
        act=act,
        published_at=clock.now(),
    )


def closing_moment(day: date, hour: time | None) -> datetime:
    """Return the closing as a moment: Dutch time, at noon where no hour is planned."""
    return datetime.combine(day, hour or CLOSING_HOUR, tzinfo=AMSTERDAM)


def capacity_of(tender: Tender, person: User) -> str:
    """Return in which role this person signs, in words of the active language; their job title outside the team."""
    member = tender.team.filter(user=person, is_active=True).first()
    return str(TEAM_ROLE_LABELS[TeamRole(member.role)]) if member else person.job_title


def page_of(tender: Tender) -> str:
    """Return the address where the tender is published."""
    return reverse("tenders:publish", args=[tender.pk])


@transaction.atomic
def close_due_tenders() -> int:
    """Move every published tender whose closing has passed to closed; returns how many. Safe to call at any time."""
    due = Tender.objects.filter(state=TenderState.PUBLISHED, closing_at__lte=clock.now()).order_by("pk")
    ids = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True))
    for pk in ids:
        lifecycle.transition(pk, TenderState.CLOSED, actor=None)
    return len(ids)


def hash_faults() -> Iterator[str]:
    """Yield each publication whose snapshot no longer fits its hash, in English, for ``verify_audit``."""
    for publication in Publication.objects.order_by("pk").iterator():
        if sha256_hex(publication.snapshot) != publication.sha256:
            yield f"publication {publication.pk}: the snapshot does not fit its hash"


def _lock(tender_id: int) -> Tender:
    return Tender.objects.select_for_update().get(pk=tender_id)


def _refuse_open(tender_id: int) -> None:
    rest = findings.open_of([tender_id])[tender_id]
    if rest:
        raise PublicationRefusedError("open_findings", count=len(rest))


def _unchanged(tender_id: int, seen_sha256: str) -> str:
    sha256 = content_sha256(tender_id)
    if sha256 != seen_sha256:
        raise PublicationRefusedError("changed")
    return sha256


def _closing_at(tender: Tender) -> datetime:
    step = tender.planning.filter(kind=StepKind.CLOSING).first()
    if step is None or step.day is None:
        raise PublicationRefusedError("no_closing")
    return closing_moment(step.day, step.hour)


def _refuse_early_closing(tender: Tender, sent_at: datetime, closing_at: datetime) -> None:
    """The notice may have gone out later than planned; the term counts from the day on which it really did."""
    if closing_at <= clock.now():
        raise PublicationRefusedError("closing_passed")
    sent_on = sent_at.astimezone(AMSTERDAM).date()
    days = known_days(tender) | {StepKind.NOTICE: sent_on}
    limit = planning.limits(facts_of(tender), days)[StepKind.CLOSING]
    if limit.is_binding and limit.earliest and closing_at.astimezone(AMSTERDAM).date() < limit.earliest:
        raise PublicationRefusedError("closing_too_early", earliest=limit.earliest)


def _other_signatories(tender: Tender, actor: User) -> list[User]:
    members = tender.team.filter(is_active=True).exclude(user=actor).select_related("user")
    return [member.user for member in members if member.user.has_perm("tenders.publish_tender", tender)]
