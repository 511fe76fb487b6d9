"""The roles that a person can have in an organisation."""

from enum import StrEnum


class Role(StrEnum):
    """A role of a membership (rol bij de aanbestedende dienst)."""

    ADMIN = "admin"
    BUYER = "buyer"
    CONTRACT_MANAGER = "contract_manager"
    READER = "reader"
    AUDITOR = "auditor"


class AuthorityKind(StrEnum):
    """Kind of contracting authority; decides the European threshold (Aw 2012 art. 2.2, 2.3)."""

    CENTRAL = "central"
    SUBCENTRAL = "subcentral"


# Roles that must have a second factor outside demo mode.
SECOND_FACTOR_ROLES = frozenset({Role.ADMIN, Role.BUYER})
