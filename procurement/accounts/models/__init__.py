"""People, the organisations they work for and the companies that bid."""

from procurement.accounts.models.company import Company, CompanyContact
from procurement.accounts.models.invitation import Invitation
from procurement.accounts.models.organisation import Membership, Organisation
from procurement.accounts.models.user import User

__all__ = ["Company", "CompanyContact", "Invitation", "Membership", "Organisation", "User"]
