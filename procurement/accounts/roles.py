"""Predicates on the role of a person in the organisation of an object; shared by all apps."""

from typing import Any

import rules

from procurement.accounts.domain.roles import Role


def has_role(*wanted: Role) -> Any:
    """Return a predicate: the user has one of ``wanted`` in the organisation of the object."""

    @rules.predicate(f"has_role:{'|'.join(wanted)}")
    def predicate(user: Any, target: Any) -> bool:
        if target is None or not user.is_authenticated:
            return False
        return not user.roles.get(target.organisation_id, set()).isdisjoint(wanted)

    return predicate


def has_role_somewhere(user: Any, *wanted: Role) -> bool:
    """True when the user has one of ``wanted`` in any organisation; for menus and lists."""
    return user.is_authenticated and any(not roles.isdisjoint(wanted) for roles in user.roles.values())


is_admin = has_role(Role.ADMIN)
is_buyer = has_role(Role.BUYER)
is_contract_manager = has_role(Role.CONTRACT_MANAGER)
is_member = has_role(*Role)
