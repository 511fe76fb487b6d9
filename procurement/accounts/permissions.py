"""Who may do what with organisations and companies."""

import rules

from procurement.accounts.roles import is_admin, is_buyer, is_contract_manager, is_member

rules.add_perm("accounts.view_organisation", is_member)
rules.add_perm("accounts.change_organisation", is_admin)
rules.add_perm("accounts.manage_members", is_admin)
rules.add_perm("accounts.invite_person", is_admin | is_buyer | is_contract_manager)
rules.add_perm("accounts.add_company", is_admin | is_buyer | is_contract_manager)
rules.add_perm("accounts.change_policy", is_admin | is_buyer)


@rules.predicate
def is_contact(user, company) -> bool:
    """The user speaks for this company."""
    return company is not None and user.is_authenticated and company.pk in user.company_ids


rules.add_perm("accounts.view_company", is_member | is_contact)
rules.add_perm("accounts.change_company", is_admin | is_buyer | is_contract_manager)
