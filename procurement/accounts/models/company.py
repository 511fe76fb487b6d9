"""Companies that are asked, bid and deliver, and their contacts."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models.organisation import KVK, Organisation
from procurement.accounts.querysets import CompanyQuerySet


class Company(models.Model):
    """A company (onderneming) in the address book of one organisation.

    products: makes and product names, one a line; a question that names one would betray who asked.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="companies")
    name = models.CharField(_("naam"), max_length=160)
    kvk = models.CharField(_("KvK-nummer"), max_length=8, validators=[KVK], blank=True)
    address = models.TextField(_("adres"), blank=True)
    products = models.TextField(_("merken en producten"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("onderneming")
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="accounts_one_company_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("accounts:company", args=[self.pk])


class CompanyContact(models.Model):
    """A person who speaks for a company: signs in by one-time code and sees only what is the company's."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="contacts")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="company_contacts")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["company", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "user"], condition=Q(is_active=True), name="accounts_one_contact"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.company})"

    @property
    def organisation_id(self) -> int:
        """The authority in whose address book the company stands."""
        return self.company.organisation_id
