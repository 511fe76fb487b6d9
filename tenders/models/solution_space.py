"""The room that a tender leaves for solutions: frames, how much is laid down, variants and alternatives."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenders.labels_specification import clarity_choices, variant_basis_choices
from tenders.models.tender import Tender


class SolutionSpace(models.Model):
    """Frames and freedom of one tender (study lines 370-375, 1611-1651, 2323-2326); printed in the documents.

    used_by_people: natural persons use what is bought, the general public or staff; empty while nobody said
    (Aw 2012 art. 2.75 lid 4). Whether variants are allowed stands in the tender. expert_*: a market party that helped
    to write the specification, and what it knows that others must know too (art. 2.51).
    """

    tender = models.OneToOneField(Tender, on_delete=models.CASCADE, related_name="solution_space")
    time_frame = models.TextField(_("kader planning"), blank=True)
    budget_frame = models.TextField(_("kader budget"), blank=True)
    limits = models.TextField(_("wat vastligt"), blank=True)
    conduct = models.TextField(_("vertrouwen en omgang"), blank=True)
    clarity = models.CharField(_("duidelijk of flexibel"), max_length=14, choices=clarity_choices, blank=True)
    clarity_reason = models.TextField(_("waarom deze keuze"), blank=True)
    used_by_people = models.BooleanField(_("wordt gebruikt door natuurlijke personen"), null=True, blank=True)
    accessibility_reason = models.TextField(_("waarom geen toegankelijkheidseis"), blank=True)
    variant_basis = models.CharField(
        _("variant en basisinschrijving"), max_length=6, choices=variant_basis_choices, blank=True
    )
    variant_submission = models.TextField(_("hoe een variant wordt ingediend"), blank=True)
    variant_assessment = models.TextField(_("hoe een variant wordt beoordeeld"), blank=True)
    alternatives_allowed = models.BooleanField(_("uitvoeringsalternatieven toegestaan"), default=False)
    alternatives_scope = models.TextField(_("waarvoor alternatieven mogen"), blank=True)
    alternatives_rule = models.TextField(_("hoe een alternatief wordt beoordeeld"), blank=True)
    expert_party = models.CharField(_("deskundige marktpartij"), max_length=160, blank=True)
    expert_shared = models.TextField(_("welke informatie deze partij kreeg"), blank=True)
    expert_measures = models.TextField(_("hoe het speelveld gelijk blijft"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("kaders en ruimte")

    def __str__(self) -> str:
        return f"{_('Kaders en ruimte')} {self.tender}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
