"""Labels (keurmerken): the register of an organisation, and where a tender demands one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import Organisation
from tenders.models.requirement import Requirement


class Label(models.Model):
    """A label in the register of an organisation, with the four conditions that are the same for every contract.

    Aw 2012 art. 2.78a lid 1 b-e. The fifth, that all its demands are linked to the contract, is judged for each
    demand. availability: how widely it is used, such as how many products carry it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="labels")
    name = models.CharField(_("keurmerk"), max_length=120)
    owner = models.CharField(_("beheerder"), max_length=160, blank=True)
    covers = models.TextField(_("waar het over gaat"), blank=True)
    availability = models.TextField(_("hoe gangbaar het is"), blank=True)
    is_verifiable = models.BooleanField(
        _("de eisen zijn objectief controleerbaar en niet-discriminerend"), default=False
    )
    is_open_procedure = models.BooleanField(
        _("vastgesteld in een open en transparante procedure waaraan alle belanghebbenden konden meedoen"),
        default=False,
    )
    is_open_to_all = models.BooleanField(_("toegankelijk voor alle partijen"), default=False)
    is_independent = models.BooleanField(
        _("vastgesteld door een derde op wie de aanvrager geen beslissende invloed heeft"), default=False
    )
    source = models.TextField(_("waaruit dit blijkt"), blank=True)
    assessed_on = models.DateField(_("beoordeeld op"), null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("keurmerk")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="tenders_one_label_an_organisation")
        ]

    def __str__(self) -> str:
        return self.name


class LabelDemand(models.Model):
    """A label that a requirement demands as proof.

    is_linked: all demands of the label are linked to this contract (art. 2.78a lid 1 a). unlinked: what is not; then
    the label is not demanded, and what is linked is written out as a requirement (lid 4).
    """

    requirement = models.ForeignKey(Requirement, on_delete=models.CASCADE, related_name="labels")
    label = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="demands", verbose_name=_("keurmerk"))
    is_linked = models.BooleanField(_("alle eisen van het keurmerk hangen samen met deze opdracht"), default=False)
    unlinked = models.TextField(_("eisen die er niet mee samenhangen"), blank=True)
    accepts_equivalent = models.BooleanField(_("een gelijkwaardig keurmerk telt ook"), default=True)
    accepts_other_proof = models.BooleanField(
        _("ander bewijs telt als een inschrijver het keurmerk buiten zijn schuld niet op tijd kon krijgen"),
        default=True,
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["requirement", "label__name"]
        verbose_name = _("gevraagd keurmerk")
        constraints = [
            models.UniqueConstraint(fields=["requirement", "label"], name="tenders_one_demand_a_label"),
        ]

    def __str__(self) -> str:
        return f"{self.requirement.code}: {self.label}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.requirement.organisation_id
