"""Acts that count once enough different people signed the same content (vier ogen)."""

from typing import Any

from django.apps import apps
from django.db import models, transaction

from procurement.core import audit, clock
from procurement.core.models import ActState, Signature, SignedAct


class SignatureRefused(ValueError):
    """The signature is not taken; the Dutch sentence is made by ``core.labels.signature_refused_message``.

    code: "already_signed" by this person, "already_complete" for this content, "other_content" than the pending act
    has, "not_pending" any more.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def sign(
    kind: str,
    *,
    target: models.Model,
    content_sha256: str,
    person: Any,
    capacity: str = "",
    required: int = 2,
    organisation_id: int | None = None,
) -> SignedAct:
    """Put a person's signature under the content of ``target`` and return the act.

    The act is complete when ``required`` different people signed the same hash; what follows from it happens in the
    caller's service, in the same transaction. The row of ``target`` is locked first, so that two people who sign at
    the same moment come one after the other. Who may sign is asked by the caller, who also asks the identity again.

    Raises:
        SignatureRefused: "already_signed", "already_complete" or "other_content".
    """
    _lock(target)
    act = pending(kind, target)
    if act is None:
        _refuse_twice(kind, target, content_sha256)
        act = _begin(kind, target, content_sha256, required, organisation_id)
    if act.content_sha256 != content_sha256:
        raise SignatureRefused("other_content")
    if act.signatures.filter(person=person).exists():
        raise SignatureRefused("already_signed")
    Signature.objects.create(
        act=act,
        content_sha256=content_sha256,
        person=person,
        person_name=person.get_full_name(),
        capacity=capacity,
        at=clock.real_now(),
        shown_at=clock.now(),
    )
    count = act.signatures.count()
    facts = {"kind": kind, "content_sha256": content_sha256, "count": count, "required": act.required}
    if count >= act.required:
        act.state, act.completed_at = ActState.COMPLETE, clock.now()
        act.save(update_fields=["state", "completed_at"])
    action = "act.completed" if act.state == ActState.COMPLETE else "act.signed"
    audit.record(action, actor=person, target=target, organisation_id=act.organisation_id, **facts)
    return act


@transaction.atomic
def withdraw(act_id: int, *, person: Any, completed: bool = False) -> SignedAct:
    """Withdraw a pending act, so that other content can be signed; its signatures stay on record.

    completed: also an act that is complete, while what follows from it has not happened yet; then the same content can
    be signed again. Who may withdraw is asked by the caller.

    Raises:
        SignatureRefused: "not_pending".
    """
    found = SignedAct.objects.get(pk=act_id)
    target = apps.get_model(found.target_type)._base_manager.select_for_update().get(pk=found.target_id)
    act = SignedAct.objects.select_for_update().get(pk=act_id)
    if act.state not in ({ActState.PENDING, ActState.COMPLETE} if completed else {ActState.PENDING}):
        raise SignatureRefused("not_pending")
    act.state = ActState.WITHDRAWN
    act.save(update_fields=["state"])
    facts = {"kind": act.kind, "content_sha256": act.content_sha256}
    audit.record("act.withdrawn", actor=person, target=target, organisation_id=act.organisation_id, **facts)
    return act


def pending(kind: str, target: models.Model) -> SignedAct | None:
    """Return the act of this kind that waits for another signature, or None."""
    return _acts(kind, target).filter(state=ActState.PENDING).first()


def completed(kind: str, target: models.Model) -> SignedAct | None:
    """Return the last completed act of this kind, or None."""
    return _acts(kind, target).filter(state=ActState.COMPLETE).first()


def signatures_of(target: models.Model, kind: str) -> list[Signature]:
    """Return the signatures of the pending act, else of the last completed one, in the order of signing."""
    act = pending(kind, target) or completed(kind, target)
    return list(act.signatures.all()) if act else []


def _acts(kind: str, target: models.Model) -> models.QuerySet[SignedAct]:
    return SignedAct.objects.filter(kind=kind, target_type=target._meta.label, target_id=str(target.pk))


def _lock(target: models.Model) -> None:
    type(target)._base_manager.select_for_update().get(pk=target.pk)


def _refuse_twice(kind: str, target: models.Model, content_sha256: str) -> None:
    if _acts(kind, target).filter(state=ActState.COMPLETE, content_sha256=content_sha256).exists():
        raise SignatureRefused("already_complete")


def _begin(
    kind: str, target: models.Model, content_sha256: str, required: int, organisation_id: int | None
) -> SignedAct:
    return SignedAct.objects.create(
        kind=kind,
        target_type=target._meta.label,
        target_id=str(target.pk),
        content_sha256=content_sha256,
        required=required,
        organisation_id=organisation_id or getattr(target, "organisation_id", None),
        created_at=clock.now(),
    )
