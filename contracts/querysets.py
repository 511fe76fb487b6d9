"""Questions about contracts."""

from typing import Any

from django.db import models
from django.db.models import Q

from procurement.accounts.domain.roles import Role


class ContractQuerySet(models.QuerySet):
    """What is asked of contracts."""

    def visible_to(self, user: Any) -> "ContractQuerySet":
        """Contracts of the user's organisations, and those of the companies the user is a contact of.

        The list-side twin of the permission ``contracts.view_contract``.
        """
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            Q(organisation_id__in=[pk for pk, roles in user.roles.items() if roles & set(Role)])
            | Q(company_id__in=user.company_ids)
        )
