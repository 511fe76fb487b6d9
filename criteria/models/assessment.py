"""Grades: each assessor alone, then the committee together."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from criteria.models.award_model import Criterion
from criteria.models.bid import Bid
from criteria.models.committee import Evaluation, Seat
from criteria.querysets import AssessmentQuerySet
from procurement.accounts.models import User


class Assessment(models.Model):
    """One assessor's grade and motivation for one bid on one criterion (individuele beoordeling).

    version: 1 until the assessor's work is handed in; a later change in the meeting is a new version with its
    motivation, and the originals stay. grade: empty is not zero, it is not given yet.
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="assessments")
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="assessments")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="assessments")
    version = models.PositiveSmallIntegerField(default=1)
    grade = models.DecimalField(_("cijfer"), max_digits=6, decimal_places=2, null=True, blank=True)
    motivation = models.TextField(_("toelichting"), blank=True)
    is_current = models.BooleanField(default=True)
    saved_at = models.DateTimeField()

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["seat", "bid", "criterion", "-version"]
        verbose_name = _("beoordeling van een onderdeel")
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "bid", "criterion", "version"], name="criteria_one_assessment_a_version"
            ),
            models.UniqueConstraint(
                fields=["seat", "bid", "criterion"],
                condition=Q(is_current=True),
                name="criteria_one_current_assessment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.bid_id} {self.criterion_id}"


class Consensus(models.Model):
    """What the committee concluded for one bid on one criterion, for the decision and the letter.

    grade: the committee's grade under ``consensus``; under ``mean`` the confirmed mean in six decimals.
    strengths: characteristics and relative advantages of this bid, written before prices are known (rule AWD-09);
    missing: published aspects that lacked, which is why not all points were earned. confirmed_at: empty for a draft;
    a new version of a grade makes it a draft again. Nothing is locked while a draft stands.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="consensus")
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="consensus")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="consensus")
    grade = models.DecimalField(_("cijfer van de commissie"), max_digits=12, decimal_places=6, null=True, blank=True)
    motivation = models.TextField(_("motivering van de commissie"), blank=True)
    strengths = models.TextField(_("sterke punten"), blank=True)
    missing = models.TextField(_("ontbrekende gepubliceerde aspecten"), blank=True)
    saved_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="confirmed_consensus")

    class Meta:
        ordering = ["evaluation", "bid", "criterion"]
        verbose_name = _("consensus")
        constraints = [models.UniqueConstraint(fields=["bid", "criterion"], name="criteria_one_consensus")]

    def __str__(self) -> str:
        return f"{self.bid_id} {self.criterion_id}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.evaluation.organisation_id
