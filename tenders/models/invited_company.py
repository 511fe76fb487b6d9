"""Companies that may ask in Kring and read its notes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import Company, User
from tenders.models.tender import Tender


class InvitedCompany(models.Model):
    """A company whose contacts may ask questions about a tender here, and read its notes; no more than that.

    Being invited says nothing about bidding: the platform of the tender stays open to everybody.
    """

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="invited_companies")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="invitations_to_ask")
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="companies_invited_to_ask")
    invited_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["tender", "company__name"]
        verbose_name = _("uitgenodigde onderneming")
        constraints = [
            models.UniqueConstraint(
                fields=["tender", "company"],
                condition=Q(withdrawn_at__isnull=True),
                name="tenders_one_invitation_to_ask_a_company",
            )
        ]

    def __str__(self) -> str:
        return f"{self.company}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
