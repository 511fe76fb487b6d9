"""Questions about organisations and companies."""

from typing import Any

from django.db import models


class OrganisationQuerySet(models.QuerySet):
    """What is asked of organisations."""

    def visible_to(self, user: Any) -> "OrganisationQuerySet":
        """The organisations where the user has an active role."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=user.roles)


class CompanyQuerySet(models.QuerySet):
    """What is asked of companies."""

    def visible_to(self, user: Any) -> "CompanyQuerySet":
        """The companies in the address book of the user's organisations, and those of which the user is a contact."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(models.Q(organisation_id__in=user.roles) | models.Q(pk__in=user.company_ids))
