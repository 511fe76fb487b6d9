"""A sheet of requirements that was read and waits for a person to look at it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import User
from tenders.models.tender import Tender


class RequirementImport(models.Model):
    """Rows of an uploaded sheet, before they are taken over. rows: ``number`` and ``cells`` of each, as read."""

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="requirement_imports")
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("bestand"), max_length=200)
    rows = models.JSONField(default=list)
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("ingelezen eisen")

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
