"""Questions about contracts."""

from typing import Any

from django.db import models
from django.db.models import Count, Q

from contracts.domain.vocabulary import ReviewState
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

    def managed_by(self, user: Any) -> "ContractQuerySet":
        """Contracts that this person manages: the list-side twin of the permission ``contracts.change_contract``."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            organisation_id__in=[pk for pk, roles in user.roles.items() if Role.CONTRACT_MANAGER in roles]
        )

    def matching(self, *, q: str = "", state: str = "") -> "ContractQuerySet":
        """Contracts with the words in title, reference or contractor, in a state."""
        found = self
        for word in q.split():
            found = found.filter(
                Q(title__icontains=word) | Q(reference__icontains=word) | Q(company__name__icontains=word)
            )
        return found.filter(state=state) if state else found


class ReviewQuerySet(models.QuerySet):
    """What is asked of reviews."""

    def offered(self) -> "ReviewQuerySet":
        """Reviews that were offered to both parties; a draft is the authority's own paper."""
        return self.exclude(state=ReviewState.DRAFT)


class KpiQuerySet(models.QuerySet):
    """What is asked of KPIs."""

    def with_target_count(self) -> "KpiQuerySet":
        """KPIs with ``target_count``: how many quarters have an agreed target."""
        return self.annotate(target_count=Count("targets", filter=Q(targets__is_current=True)))
