"""Who may do what with a contract. Follows from role and from being a contact of the contractor."""

from typing import Any

import rules

from procurement.accounts.roles import is_contract_manager, is_member


@rules.predicate
def is_contractor(user: Any, contract: Any) -> bool:
    """The user speaks for the contractor (opdrachtnemer)."""
    return contract is not None and user.is_authenticated and contract.company_id in user.company_ids


rules.add_perm("contracts.view_contract", is_member | is_contractor)
rules.add_perm("contracts.change_contract", is_contract_manager)
