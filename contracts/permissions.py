"""Who may do what with a contract. Follows from role and from being a contact of the contractor."""

from typing import Any

import rules

from procurement.accounts.domain.roles import Role
from procurement.accounts.roles import has_role, is_contract_manager, is_member


@rules.predicate
def is_contractor(user: Any, contract: Any) -> bool:
    """The user speaks for the contractor (opdrachtnemer)."""
    return contract is not None and user.is_authenticated and contract.company_id in user.company_ids


@rules.predicate
def corrects(user: Any, measurement: Any) -> bool:
    """The contract manager corrects any measurement; the contractor only what the own side recorded."""
    contract = measurement.kpi.contract
    if is_contract_manager(user, contract):
        return True
    return bool(is_contractor(user, contract)) and contract.company_id in measurement.recorded_by.company_ids


# Who signs for the authority: the contract manager, or a buyer in their absence.
signs_for_authority = has_role(Role.CONTRACT_MANAGER, Role.BUYER)

rules.add_perm("contracts.view_contract", is_member | is_contractor)
rules.add_perm("contracts.change_contract", is_contract_manager)
rules.add_perm("contracts.create_contract", has_role(Role.CONTRACT_MANAGER, Role.BUYER))
rules.add_perm("contracts.record_measurement", is_contract_manager | is_contractor)
rules.add_perm("contracts.sign_for_authority", signs_for_authority)
rules.add_perm("contracts.sign_for_contractor", is_contractor)
rules.add_perm("contracts.sign", signs_for_authority | is_contractor)
rules.add_perm("contracts.correct_measurement", corrects)
rules.add_perm("contracts.view_lessons", is_member)
rules.add_perm("contracts.react", is_contract_manager | is_contractor)
