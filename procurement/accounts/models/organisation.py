"""Contracting authorities and who works there."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from procurement.accounts.domain.roles import AuthorityKind
from procurement.accounts.labels import authority_kind_choices, role_choices
from procurement.accounts.querysets import MembershipQuerySet, OrganisationQuerySet

KVK = RegexValidator(r"^\d{8}$", _("Een KvK-nummer telt acht cijfers."))
OIN = RegexValidator(r"^\d{20}$", _("Een OIN telt twintig cijfers."))


class Organisation(models.Model):
    """A contracting authority (aanbestedende dienst) with its circular vision and standing texts.

    complaint_desk, court_city: printed in tender documents and letters.
    """

    name = models.CharField(_("naam"), max_length=160, unique=True)
    authority_kind = models.CharField(
        _("soort overheid"), max_length=20, choices=authority_kind_choices, default=AuthorityKind.SUBCENTRAL
    )
    kvk = models.CharField(_("KvK-nummer"), max_length=8, validators=[KVK], blank=True)
    oin = models.CharField(_("OIN"), max_length=20, validators=[OIN], blank=True)
    address = models.TextField(_("bezoekadres"), blank=True)
    vision = models.TextField(_("circulaire visie"), blank=True)
    definition = models.TextField(_("definitie van circulariteit"), blank=True)
    definition_version = models.PositiveSmallIntegerField(default=1)
    complaint_desk = models.TextField(_("klachtenmeldpunt"), blank=True)
    court_city = models.CharField(_("bevoegde rechtbank"), max_length=80, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisatie")

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> int:
        """The chain of the audit trail this object belongs to: its own."""
        return self.pk


class Membership(models.Model):
    """The role of a person in an organisation. A person who leaves is made inactive, never removed."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("rol"), max_length=20, choices=role_choices)
    is_active = models.BooleanField(default=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(is_active=True),
                name="accounts_one_membership_a_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"
