"""Who may read the audit trail. The core knows roles by their value only, because accounts stands above it."""

from typing import Any

import rules

AUDIT_ROLES = frozenset({"admin", "auditor", "buyer"})


def audited_organisations(user: Any) -> list[int]:
    """Return the ids of the organisations whose audit trail this person may read."""
    return sorted(pk for pk, roles in user.roles.items() if not AUDIT_ROLES.isdisjoint(roles))


@rules.predicate
def reads_trail(user: Any, target: Any) -> bool:
    """The user is admin, auditor or buyer of the organisation of the object."""
    # A person or a queue row belongs to no organisation: then there is no trail to read.
    organisation_id = getattr(target, "organisation_id", None)
    return organisation_id is not None and user.is_authenticated and organisation_id in audited_organisations(user)


rules.add_perm("core.view_auditevent", reads_trail)
