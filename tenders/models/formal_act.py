"""Formal acts: what was done through the outside channel, and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import User
from procurement.core.models import StoredFile
from tenders.models.tender import Tender


class FormalAct(models.Model):
    """A formal act (aankondiging, nota, gunningsbeslissing) with channel, outside time and evidence.

    Terms count from ``outside_at``, not from the click in Kring.
    """

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="formal_acts")
    kind = models.CharField(max_length=40)
    channel = models.CharField(_("kanaal"), max_length=80)
    outside_reference = models.CharField(_("kenmerk op het platform"), max_length=120, blank=True)
    outside_at = models.DateTimeField(_("tijdstip op het platform"))
    evidence = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="formal_acts"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="recorded_acts")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["tender", "outside_at"]
        verbose_name = _("formele handeling")

    def __str__(self) -> str:
        return f"{self.kind} {self.outside_at:%Y-%m-%d}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
