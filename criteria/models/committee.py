"""The evaluation of a lot and the committee that does it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from criteria.domain.lifecycle import EvaluationState, check_transition, is_at_least
from criteria.labels import evaluation_state_choices, seat_kind_choices
from criteria.querysets import SeatQuerySet
from procurement.accounts.models import User
from tenders.models import Lot, TeamMember


class Evaluation(models.Model):
    """The evaluation of the bids for one lot (beoordeling), with its own state.

    opening_remarks: what those who opened the bids want in the record: failures, objections. opened_register: the
    register as two people signed it at the opening; the record of the opening is made of it. lock_covers: ids of the
    "bids" and the grading "seats" that the lock took in, whatever becomes of them later.
    """

    lot = models.OneToOneField(Lot, on_delete=models.PROTECT, related_name="evaluation")
    state = models.CharField(
        _("status"), max_length=12, choices=evaluation_state_choices, default=EvaluationState.REGISTERING
    )
    bids_opened_at = models.DateTimeField(null=True)
    opening_remarks = models.TextField(_("bijzonderheden bij de opening"), blank=True)
    opened_register = models.JSONField(null=True)
    individual_at = models.DateTimeField(null=True)
    consensus_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    lock_covers = models.JSONField(null=True)
    prices_opened_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("beoordeling")

    def __str__(self) -> str:
        return f"{_('Beoordeling')} {self.lot}"

    def move_to(self, target: EvaluationState) -> None:
        """Set the state in memory, if the move is legal. Only services/evaluation.py saves it."""
        check_transition(EvaluationState(self.state), target)
        self.state = target

    def locked_ids(self, part: str) -> list[int] | None:
        """The ids of the "bids" or "seats" under the lock; None as long as nothing is locked."""
        if self.lock_covers is None or not is_at_least(EvaluationState(self.state), EvaluationState.LOCKED):
            return None
        return list(self.lock_covers[part])

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.lot.tender.organisation_id


class Seat(models.Model):
    """A place in the committee, held by a member of the tender team. Only an assessor grades.

    declared_at: declaration of interests before access (rule INT-01); renewed_at: again once the bidders are known
    (INT-02); has_conflict: then the seat has no access. handed_in_at: the assessor's own work is done.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="seats")
    member = models.OneToOneField(TeamMember, on_delete=models.PROTECT, related_name="seat")
    kind = models.CharField(_("plaats"), max_length=10, choices=seat_kind_choices)
    declared_at = models.DateTimeField(null=True)
    renewed_at = models.DateTimeField(null=True)
    has_conflict = models.BooleanField(null=True)
    conflict_details = models.TextField(_("welk belang"), blank=True)
    measure = models.TextField(_("maatregel"), blank=True)
    handed_in_at = models.DateTimeField(null=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["evaluation", "pk"]
        verbose_name = _("commissieplaats")

    def __str__(self) -> str:
        return f"{self.member.user} ({self.get_kind_display()})"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.evaluation.organisation_id


class PriceView(models.Model):
    """Somebody saw a price outside the price opening; this person can take no seat any more."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="price_views")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="price_views")
    how = models.CharField(_("hoe"), max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["evaluation", "at"]

    def __str__(self) -> str:
        return f"{self.user}"
