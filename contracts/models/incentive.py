"""Penalties and their hearing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.domain.vocabulary import IncentiveState
from contracts.labels import incentive_state_choices
from contracts.models.contract import Contract
from contracts.models.kpi import Kpi
from procurement.accounts.models import User


class Incentive(models.Model):
    """A penalty (boete) under the published clause; imposed only after the contractor was heard.

    rule: the rule and figures by which Kring computed the amount, in words, as they were then.
    heard_by: who wrote the hearing down.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="incentives")
    kpi = models.ForeignKey(Kpi, on_delete=models.PROTECT, related_name="incentives")
    period = models.CharField(_("kwartaal"), max_length=6)
    amount_eur = models.DecimalField(_("bedrag"), max_digits=12, decimal_places=2)
    rule = models.CharField(max_length=300)
    state = models.CharField(
        _("status"), max_length=10, choices=incentive_state_choices, default=IncentiveState.PROPOSED
    )
    hearing = models.TextField(_("reactie van de opdrachtnemer"), blank=True)
    heard_on = models.DateField(_("gehoord op"), null=True, blank=True)
    heard_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="heard_incentives")
    motivation = models.TextField(_("motivering"), blank=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="decided_incentives")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["contract", "-period"]
        verbose_name = _("boete")
        constraints = [models.UniqueConstraint(fields=["kpi", "period"], name="contracts_one_incentive_a_period")]

    def __str__(self) -> str:
        return f"{self.kpi_id} {self.period}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the contract."""
        return self.contract.organisation_id
