"""Stage 3: value, duration and conditions of a tender, and what its terms depend on."""

from typing import Any

from django.db import transaction

from procurement.accounts.models import User
from procurement.core import audit
from tenders.models import Tender, TermFacts
from tenders.services import drafting


def change_procedure(tender_id: int, *, actor: User, **values: Any) -> Tender:
    """Store fields of stage 3 and return the tender.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    return drafting.change_tender(tender_id, actor=actor, **values)


def term_facts(tender: Tender) -> TermFacts:
    """Return what changes the terms of the tender; new and empty where nothing does."""
    return TermFacts.objects.filter(tender=tender).first() or TermFacts(tender=tender)


@transaction.atomic
def change_term_facts(tender_id: int, *, actor: User, **values: Any) -> TermFacts:
    """Store what changes the terms and return it; nothing is recorded when nothing changed.

    Raises:
        TenderFrozenError: the text cannot change any more.
    """
    tender = drafting.lock_draft(tender_id)
    facts = term_facts(tender)
    changed = drafting.set_fields(facts, values)
    if changed:
        facts.save()
        audit.record("planning.terms_changed", actor=actor, target=tender, fields=changed)
    return facts
