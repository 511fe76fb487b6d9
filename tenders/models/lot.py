"""Lots: every tender has at least one; a single lot is not shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenders.models.tender import Tender


class Lot(models.Model):
    """A part of the contract that is awarded by itself (perceel)."""

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="lots")
    number = models.PositiveSmallIntegerField(_("nummer"))
    title = models.CharField(_("titel"), max_length=200)

    class Meta:
        ordering = ["tender", "number"]
        verbose_name = _("perceel")
        constraints = [models.UniqueConstraint(fields=["tender", "number"], name="tenders_one_lot_a_number")]

    def __str__(self) -> str:
        return self.title

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
