"""Contracts: what an award becomes."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contracts.domain.vocabulary import ContractState
from contracts.labels import contract_state_choices
from contracts.querysets import ContractQuerySet
from criteria.models import Bid
from procurement.accounts.models import Company, Organisation, User
from tenders.models import Lot


class Contract(models.Model):
    """A contract (overeenkomst) that follows from the award of a lot. value_eur: excl. VAT, over the fixed duration.

    ends_on: last day of the fixed duration; ends_on_latest: with all options.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contracts")
    lot = models.OneToOneField(Lot, on_delete=models.PROTECT, related_name="contract")
    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="contract")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="contracts")
    reference = models.CharField(_("contractnummer"), max_length=40)
    title = models.CharField(_("titel"), max_length=200)
    state = models.CharField(
        _("status"), max_length=10, choices=contract_state_choices, default=ContractState.PREPARING
    )
    manager = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="managed_contracts",
        verbose_name=_("contractmanager"),
    )
    signed_on = models.DateField(_("ondertekend op"), null=True, blank=True)
    starts_on = models.DateField(_("ingangsdatum"), null=True, blank=True)
    ends_on = models.DateField(_("einddatum"), null=True, blank=True)
    ends_on_latest = models.DateField(_("einddatum met opties"), null=True, blank=True)
    value_eur = models.DecimalField(_("contractwaarde"), max_digits=14, decimal_places=2)
    growth_clause = models.TextField(_("groeimodel"), blank=True)
    penalty_clause = models.TextField(_("boeteregeling"), blank=True)
    recalibration_clause = models.TextField(_("herijkingsclausule"), blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(auto_now=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("contract")
        constraints = [
            models.UniqueConstraint("organisation", Lower("reference"), name="contracts_one_reference"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="contracts_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("contracts:contract", args=[self.pk])

    @property
    def badge(self) -> str:
        """Look of the badge of the state."""
        looks = {ContractState.PREPARING: "busy", ContractState.RUNNING: "done", ContractState.ENDED: "closed"}
        return looks[ContractState(self.state)]
