"""Questions about bids, seats and grades."""

from typing import Any

from django.db import models
from django.db.models import Q

from criteria.domain.lifecycle import EvaluationState, is_at_least
from criteria.domain.vocabulary import BidState
from procurement.accounts.domain.roles import Role
from tenders.domain.vocabulary import TeamRole

FROM_CONSENSUS = [state for state in EvaluationState if is_at_least(state, EvaluationState.CONSENSUS)]
FROM_LOCKED = [state for state in EvaluationState if is_at_least(state, EvaluationState.LOCKED)]
# Who reads the finished file beside the committee; the predicate ``reads_file`` says the same.
FILE_ROLES = frozenset({Role.AUDITOR, Role.BUYER})
FILE_TEAM_ROLES = frozenset({TeamRole.MANDATE_HOLDER, TeamRole.LAWYER, TeamRole.BUYER})


class BidQuerySet(models.QuerySet):
    """What is asked of bids."""

    def in_time(self) -> "BidQuerySet":
        """Bids that came in before the closing moment, whatever became of them."""
        return self.exclude(state=BidState.LATE)

    def waiting(self) -> "BidQuerySet":
        """Bids in time of which it is not settled whether they take part."""
        return self.filter(state=BidState.RECEIVED)

    def taking_part(self) -> "BidQuerySet":
        """Bids that are graded and compared."""
        return self.filter(state=BidState.ADMITTED)


class SeatQuerySet(models.QuerySet):
    """What is asked of seats."""

    def filled(self) -> "SeatQuerySet":
        """Seats that count: the member is still in the team and has no conflict."""
        return self.filter(member__is_active=True).exclude(has_conflict=True)

    def cleared(self) -> "SeatQuerySet":
        """Filled seats with both declarations signed (rules INT-01, INT-02)."""
        return self.filter(
            member__is_active=True, has_conflict=False, declared_at__isnull=False, renewed_at__isnull=False
        )


class AssessmentQuerySet(models.QuerySet):
    """What is asked of grades."""

    def current(self) -> "AssessmentQuerySet":
        """The version that counts of each grade."""
        return self.filter(is_current=True)

    def readable_by(self, user: Any) -> "AssessmentQuerySet":
        """Grades that this person may read now; the list-side twin of ``criteria.view_grade``.

        The own ones always; those of others for the committee once the consensus phase is open, and for who reads the
        finished file once quality is locked. Somebody with a conflict reads nothing but the own.
        """
        if not user.is_authenticated:
            return self.none()
        own = Q(seat__member__user=user)
        seats: Any = self.model._meta.get_field("seat").related_model
        mine = seats.objects.filter(member__user=user, member__is_active=True)
        conflicted = seats.objects.filter(member__user=user, has_conflict=True).values("evaluation_id")
        committee = Q(
            seat__evaluation__state__in=FROM_CONSENSUS, seat__evaluation__in=mine.cleared().values("evaluation_id")
        )
        organisations = [pk for pk, roles in user.roles.items() if not roles.isdisjoint(FILE_ROLES)]
        tender = "seat__evaluation__lot__tender"
        teams = user.team_memberships.filter(is_active=True, role__in=FILE_TEAM_ROLES).values("tender_id")
        file_readers = Q(seat__evaluation__state__in=FROM_LOCKED) & (
            Q(**{f"{tender}__organisation_id__in": organisations}) | Q(**{f"{tender}__in": teams})
        )
        return self.filter(own | ((committee | file_readers) & ~Q(seat__evaluation__in=conflicted)))
