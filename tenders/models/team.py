"""The tender team."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import User
from tenders.domain.team import carries_authority
from tenders.domain.vocabulary import TeamRole
from tenders.labels import team_role_choices
from tenders.models.tender import Tender


class TeamMember(models.Model):
    """A person in the team of a tender, with role and mandate. Who leaves is made inactive.

    mandate: what this person may decide, in words; mandate_eur: up to which amount, excl. VAT.
    policy_read_at: when this person confirmed to have read the policy that applies (study lines 1362-1366).
    """

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="team_memberships")
    role = models.CharField(_("rol"), max_length=16, choices=team_role_choices)
    department = models.CharField(_("afdeling of organisatie"), max_length=120, blank=True)
    expertise = models.CharField(_("deskundigheid"), max_length=160, blank=True)
    mandate = models.CharField(_("mandaat"), max_length=240, blank=True)
    mandate_eur = models.DecimalField(_("mandaat tot en met"), max_digits=14, decimal_places=2, null=True, blank=True)
    policy_read_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["tender", "pk"]
        verbose_name = _("teamlid")
        constraints = [
            models.UniqueConstraint(
                fields=["tender", "user", "role"],
                condition=Q(is_active=True),
                name="tenders_one_membership_a_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id

    @property
    def carries_authority(self) -> bool:
        """Whether this place lets the person decide about money or the award."""
        return carries_authority(TeamRole(self.role), self.mandate_eur)
