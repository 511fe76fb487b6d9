"""The two parties of a contract: who may sign for which, and that both do."""

from enum import StrEnum
from typing import Any

from django.db import models

from contracts.models import Contract
from procurement.accounts.models import User
from procurement.core.services import signatures


class Party(StrEnum):
    """A side of the contract."""

    AUTHORITY = "authority"
    CONTRACTOR = "contractor"


class SamePartyError(ValueError):
    """This party signed already; the other one has to."""


def party_of(user: User, contract: Contract) -> Party | None:
    """Return for which party this person may sign, or None. Nobody signs for both."""
    if user.has_perm("contracts.sign_for_contractor", contract):
        return Party.CONTRACTOR
    if user.has_perm("contracts.sign_for_authority", contract):
        return Party.AUTHORITY
    return None


def capacity_of(party: Party, contract: Contract) -> str:
    """Return in whose name a person signs; starts with the party, which ``check_other_party`` reads."""
    name = contract.company.name if party is Party.CONTRACTOR else contract.organisation.name
    return f"{party}: {name}"[:120]


def check_other_party(kind: str, target: models.Model, party: Party) -> None:
    """Raise SamePartyError when this party signed the pending act of ``target`` already."""
    act = signatures.pending(kind, target)
    signed: Any = act.signatures.values_list("capacity", flat=True) if act else ()
    if any(capacity.startswith(f"{party}:") for capacity in signed):
        raise SamePartyError(party)
