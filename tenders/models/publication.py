"""Publications: frozen snapshots of all that bidders may rely on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from procurement.core.models import SignedAct
from tenders.models.tender import Tender


class Publication(models.Model):
    """Snapshot ``number`` of a tender under its SHA-256. The database refuses to change or remove it.

    snapshot: part name -> JSON of that part (see ``SNAPSHOT_PARTS``); documents render from it alone.
    """

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveSmallIntegerField()
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    act = models.ForeignKey(SignedAct, null=True, on_delete=models.PROTECT, related_name="publications")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["tender", "-number"]
        verbose_name = _("publicatie")
        constraints = [models.UniqueConstraint(fields=["tender", "number"], name="tenders_one_publication_a_number")]

    def __str__(self) -> str:
        return f"{self.tender} v{self.number}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
