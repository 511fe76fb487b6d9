"""Starting with an organisation that Kring does not know yet."""

from django.db import transaction

from procurement.accounts.domain.roles import Role
from procurement.accounts.models import Membership, Organisation
from procurement.accounts.services.members import add_member
from procurement.core import audit


@transaction.atomic
def found_organisation(name: str, *, admin_email: str, admin_name: str, admin_title: str = "") -> Membership:
    """Make an organisation with its first admin, who is written how to sign in; return the admin's membership."""
    organisation = Organisation.objects.create(name=name.strip())
    membership = add_member(
        organisation.pk, email=admin_email, name=admin_name, job_title=admin_title, role=Role.ADMIN, actor=None
    )
    audit.record("organisation.added", actor=None, target=organisation)
    return membership
