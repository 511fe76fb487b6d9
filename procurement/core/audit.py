"""record(): the only writer of the audit trail."""

from datetime import UTC
from typing import Any

from django.db import models, transaction

from procurement.core import clock
from procurement.core.actions import ACTIONS
from procurement.core.domain.canonical import sha256_hex
from procurement.core.models import AuditEvent, AuditHead


def record(
    action: str, *, actor: Any, target: models.Model, organisation_id: int | None = None, **data: Any
) -> AuditEvent:
    """Append one event to the chain of the organisation; call it as the last statement of a service.

    ``organisation_id`` is read from the target when not given; without one the event joins the chain "system".
    ``data`` holds JSON values only: no personal data, and never a price, a grade or words of an assessment, because
    the trail is read by people who may not see those yet.

    Raises:
        TransactionManagementError: called outside a transaction, so the event could
            survive a change that was rolled back (or the reverse).
        KeyError: the action is not in ``core.actions``.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("audit.record() needs transaction.atomic()")
    if action not in ACTIONS:
        raise KeyError(action)
    if organisation_id is None:
        organisation_id = getattr(target, "organisation_id", None)
    stream = f"organisation:{organisation_id}" if organisation_id else "system"
    AuditHead.objects.get_or_create(stream=stream)
    head = AuditHead.objects.select_for_update().get(stream=stream)
    event = AuditEvent(
        stream=stream,
        seq=head.seq + 1,
        action=action,
        actor=actor,
        actor_name=actor.get_full_name() if actor else "systeem",
        target_type=target._meta.label,
        target_id=str(target.pk),
        target_label=str(target)[:200],
        data=data,
        at=clock.real_now(),
        shown_at=clock.now(),
        previous_hash=head.hash,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    head.seq, head.hash = event.seq, event.hash
    head.save(update_fields=["seq", "hash"])
    return event


def event_hash(event: AuditEvent) -> str:
    """Return the SHA-256 of the canonical JSON of the event, its own hash left out."""
    return sha256_hex(
        {
            "stream": event.stream,
            "seq": event.seq,
            "action": event.action,
            "actor": event.actor_id,
            "actor_name": event.actor_name,
            "target_type": event.target_type,
            "target_id": event.target_id,
            "target_label": event.target_label,
            "data": event.data,
            "at": event.at.astimezone(UTC).isoformat(),
            "shown_at": event.shown_at.astimezone(UTC).isoformat(),
            "previous_hash": event.previous_hash,
        }
    )
