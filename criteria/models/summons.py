"""Summonses against an award decision, and how each of them ended. Nothing of it is ever overwritten."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from criteria.labels import summons_ending_choices
from criteria.models.decision import Standstill
from procurement.accounts.models import User
from procurement.core.models import StoredFile


class Summons(models.Model):
    """A summons in summary proceedings that was served (dagvaarding in kort geding). The database refuses changes.

    As long as it has no ``end``, the award does not become final and no contract is signed (rule STD-03).
    """

    standstill = models.ForeignKey(Standstill, on_delete=models.PROTECT, related_name="summonses")
    served_on = models.DateField(_("betekend op"))
    party = models.CharField(_("partij die dagvaardt"), max_length=200)
    court = models.CharField(_("rechtbank"), max_length=160, blank=True)
    remark = models.TextField(_("kern van de dagvaarding"), blank=True)
    evidence = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="summonses")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="recorded_summonses")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["standstill", "served_on", "pk"]
        verbose_name = _("dagvaarding")

    def __str__(self) -> str:
        return f"{self.served_on:%Y-%m-%d}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.standstill.organisation_id


class SummonsEnd(models.Model):
    """How a summons ended: by a judgment in first instance, withdrawn, or recorded by mistake. Never changed either."""

    summons = models.OneToOneField(Summons, on_delete=models.PROTECT, related_name="end")
    how = models.CharField(_("hoe het eindigde"), max_length=10, choices=summons_ending_choices)
    ended_on = models.DateField(_("geëindigd op"))
    note = models.TextField(_("uitkomst of toelichting"))
    evidence = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="summons_ends")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="recorded_summons_ends")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("einde van een dagvaarding")

    def __str__(self) -> str:
        return f"{self.ended_on:%Y-%m-%d}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.summons.organisation_id
