"""transition(): the only writer of the state of a tender."""

from django.db import transaction

from procurement.accounts.models import User
from procurement.core import audit
from tenders.domain.lifecycle import TenderState
from tenders.models import Tender


class ReasonMissingError(ValueError):
    """A tender is withdrawn with a reason, or not at all."""


@transaction.atomic
def transition(tender_id: int, target: TenderState, *, actor: User | None, reason: str = "") -> Tender:
    """Move the tender to ``target`` and return it.

    What must be so before publication, closing or award is checked by the service of that act, which calls this one.

    Raises:
        TransitionError: the move is not allowed from the state found under the lock.
        ReasonMissingError: withdrawn without a reason (a decision not to award has reasons, Aw 2012 art. 2.132).
    """
    tender = Tender.objects.select_for_update().get(pk=tender_id)
    source = tender.state
    tender.move_to(target)
    if target == TenderState.WITHDRAWN and not reason.strip():
        raise ReasonMissingError
    tender.save(update_fields=["state", "updated_at"])
    audit.record("tender.transition", actor=actor, target=tender, source=source, to=str(target), reason=reason.strip())
    return tender
