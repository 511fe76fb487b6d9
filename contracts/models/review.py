"""Quarterly reviews, their actions, and the yearly recalibration."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.domain.vocabulary import ReviewState
from contracts.labels import recalibration_kind_choices, review_state_choices
from contracts.models.contract import Contract
from contracts.models.kpi import Kpi
from contracts.querysets import ReviewQuerySet
from procurement.core.models import SignedAct


class Review(models.Model):
    """A quarterly review (kwartaalgesprek), signed by both parties.

    snapshot: KPIs, targets, measurements and actions as they were when it was offered for signature, under ``sha256``.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="reviews")
    period = models.CharField(_("kwartaal"), max_length=6)
    held_on = models.DateField(_("gesprek op"))
    attendees = models.TextField(_("aanwezig"), blank=True)
    summary = models.TextField(_("samenvatting"))
    decisions = models.TextField(_("besluiten en afspraken"), blank=True)
    state = models.CharField(_("status"), max_length=8, choices=review_state_choices, default=ReviewState.DRAFT)
    snapshot = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    act = models.ForeignKey(SignedAct, null=True, on_delete=models.PROTECT, related_name="reviews")
    signed_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["contract", "-period"]
        verbose_name = _("kwartaalgesprek")
        constraints = [models.UniqueConstraint(fields=["contract", "period"], name="contracts_one_review_a_period")]

    def __str__(self) -> str:
        return f"{self.contract} {self.period}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the contract."""
        return self.contract.organisation_id


class ReviewAction(models.Model):
    """An agreed action of a review (afspraak), with owner and date."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="actions")
    kpi = models.ForeignKey(
        Kpi,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="review_actions",
        verbose_name=_("KPI"),
    )
    text = models.CharField(_("afspraak"), max_length=240)
    owner = models.CharField(_("wie"), max_length=120)
    due = models.DateField(_("uiterlijk"))
    done_on = models.DateField(_("gereed op"), null=True, blank=True)

    class Meta:
        ordering = ["review", "due", "pk"]
        verbose_name = _("afspraak")

    def __str__(self) -> str:
        return self.text


class Recalibration(models.Model):
    """One decision of a yearly recalibration (herijking), within the published clause; it counts once both signed.

    kpi: what it concerns; empty for a KPI that is added, until it is. target: the new target of RAISE, in the unit
    of the KPI. proposal: the fields of a KPI that is added.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="recalibrations")
    kpi = models.ForeignKey(
        Kpi, null=True, blank=True, on_delete=models.PROTECT, related_name="recalibrations", verbose_name=_("KPI")
    )
    kind = models.CharField(_("besluit"), max_length=8, choices=recalibration_kind_choices)
    period = models.CharField(_("vanaf kwartaal"), max_length=6)
    target = models.DecimalField(_("nieuw doel"), max_digits=14, decimal_places=4, null=True, blank=True)
    proposal = models.JSONField(default=dict, blank=True)
    reason = models.TextField(_("reden"))
    decided_on = models.DateField(_("besloten op"))
    act = models.ForeignKey(SignedAct, null=True, on_delete=models.PROTECT, related_name="recalibrations")

    class Meta:
        ordering = ["contract", "-decided_on", "kpi"]
        verbose_name = _("herijking")

    def __str__(self) -> str:
        return f"{self.kpi_id} {self.kind}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the contract."""
        return self.contract.organisation_id
