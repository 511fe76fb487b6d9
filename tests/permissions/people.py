"""Parts of the cast by what they have in common; the table is written in these."""

from tests.cast import STAFF

ALL = frozenset(STAFF) | {"bidder", "contractor", "other_buyer", "stranger", "anonymous"}
SIGNED_IN = ALL - {"anonymous"}
NOBODY: frozenset[str] = frozenset()

# By role at the authority of the tender.
ADMINS = frozenset({"admin"})
BUYERS = frozenset({"buyer", "second_buyer"})
CONTRACT_MANAGERS = frozenset({"contract_manager"})
AUDITORS = frozenset({"auditor"})
READERS = frozenset(name for name, (_who, role, _team) in STAFF.items() if role == "reader")
MEMBERS = frozenset(name for name, (_who, role, _team) in STAFF.items() if role)

# By role in the team of the tender.
TEAM = frozenset(name for name, (_who, _role, team) in STAFF.items() if team)
COMMITTEE = frozenset({"chair", "secretary", "assessor", "external_assessor"})
ASSESSORS = frozenset({"assessor", "external_assessor"})

# Who sees the tender, who drafts it, who signs for it.
SEES_TENDER = ADMINS | BUYERS | READERS | AUDITORS | TEAM
DRAFTERS = BUYERS | {"project_leader", "ce_coordinator"}
MANAGES_TEAM = DRAFTERS | ADMINS
SIGNATORIES = BUYERS | {"project_leader", "mandate_holder", "client", "budget_holder"}
