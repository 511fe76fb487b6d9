"""Questions about tenders and what hangs below them."""

from typing import Any

from django.db import models
from django.db.models import Q

from procurement.accounts.domain.roles import Role

# Roles that see every tender of their organisation; a contract manager sees those whose team they are in.
SEE_ALL = frozenset({Role.ADMIN, Role.BUYER, Role.READER, Role.AUDITOR})


class PolicyGoalQuerySet(models.QuerySet):
    """What is asked of policy goals."""

    def visible_to(self, user: Any) -> "PolicyGoalQuerySet":
        """The goals of the organisations where the user has a role."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation_id__in=user.roles)


class TenderQuerySet(models.QuerySet):
    """What is asked of tenders."""

    def visible_to(self, user: Any) -> "TenderQuerySet":
        """Tenders of the user's organisations and those of whose team the user is an active member.

        The list-side twin of the permission ``tenders.view_tender``.
        """
        if not user.is_authenticated:
            return self.none()
        organisations = [pk for pk, roles in user.roles.items() if not roles.isdisjoint(SEE_ALL)]
        team = self.model.team.rel.related_model.objects.filter(user=user, is_active=True).values("tender_id")
        return self.filter(Q(organisation_id__in=organisations) | Q(pk__in=team))
