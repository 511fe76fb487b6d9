"""What hangs below one requirement: how suitability is asked, the figure it bounds, what the market said of it."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import User
from tenders.labels_specification import (
    bound_choices,
    measure_role_choices,
    signal_choices,
    signal_decision_choices,
    standing_choices,
)
from tenders.models.consultation import ConsultationConclusion
from tenders.models.requirement import Requirement


class SuitabilityDetail(models.Model):
    """How a suitability requirement is asked (Aw 2012 art. 2.90-2.97; Gids Proportionaliteit 3.5).

    base_eur: value of the part that the requirement is about; empty: the estimated value of the tender. reference_eur:
    least worth of the reference; years: how far back it may lie. turnover_eur: a year, over ``turnover_years`` years.
    All amounts in euro, excl. VAT. forbids_reliance: bidders may not rely on others for it.
    """

    requirement = models.OneToOneField(Requirement, on_delete=models.CASCADE, related_name="suitability")
    standing = models.CharField(_("gaat over"), max_length=12, choices=standing_choices, blank=True)
    base_eur = models.DecimalField(
        _("waarde van het vergelijkbare deel"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    competence = models.CharField(_("kerncompetentie"), max_length=200, blank=True)
    reference_count = models.PositiveSmallIntegerField(_("aantal referenties"), null=True, blank=True)
    reference_eur = models.DecimalField(
        _("minimale omvang van de referentie"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    years = models.PositiveSmallIntegerField(
        _("niet ouder dan, in jaren"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    years_motivation = models.TextField(_("waarom deze termijn"), blank=True)
    turnover_eur = models.DecimalField(
        _("gevraagde omzet per jaar"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    turnover_years = models.PositiveSmallIntegerField(
        _("over hoeveel jaren"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    motivation = models.TextField(_("zwaarwegende argumenten"), blank=True)
    circular_motivation = models.TextField(_("waarom circulaire ervaring nodig is"), blank=True)
    forbids_reliance = models.BooleanField(_("beroep op een derde is niet toegestaan"), default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("uitwerking geschiktheidseis")

    def __str__(self) -> str:
        return f"{self.requirement.code}: {self.competence or self.standing}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.requirement.organisation_id


class RequirementMeasure(models.Model):
    """The figure that a requirement bounds, in ``unit``.

    role: the limit that is asked, or what the solution that the requirement prescribes comes to at best.
    reference_value: what a real design reaches, with its source: a hard ceiling needs one that stays within it.
    method, dataset, modules, life_years, tool: scope of an environmental calculation (MKI); without the same scope
    two values cannot be compared (study lines 895-900).
    """

    requirement = models.OneToOneField(Requirement, on_delete=models.CASCADE, related_name="measure")
    role = models.CharField(_("wat dit getal is"), max_length=10, choices=measure_role_choices, default="asked")
    indicator = models.CharField(_("indicator"), max_length=120)
    bound = models.CharField(_("grens"), max_length=10, choices=bound_choices)
    value = models.DecimalField(_("waarde"), max_digits=14, decimal_places=3)
    unit = models.CharField(_("eenheid"), max_length=40)
    reference_value = models.DecimalField(_("referentiewaarde"), max_digits=14, decimal_places=3, null=True, blank=True)
    reference_source = models.TextField(_("bron van de referentie"), blank=True)
    method = models.CharField(_("bepalingsmethode en versie"), max_length=160, blank=True)
    dataset = models.CharField(_("gegevensset en weging"), max_length=160, blank=True)
    modules = models.CharField(_("modules"), max_length=120, blank=True)
    life_years = models.PositiveSmallIntegerField(_("levensduur in jaren"), null=True, blank=True)
    tool = models.CharField(_("rekeninstrument"), max_length=120, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("meetbare grens")

    def __str__(self) -> str:
        return f"{self.indicator} {self.bound} {self.value} {self.unit}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.requirement.organisation_id


class FeasibilitySignal(models.Model):
    """What the market said of the feasibility of a requirement, and what the team decided about a red signal."""

    requirement = models.OneToOneField(Requirement, on_delete=models.CASCADE, related_name="feasibility")
    signal = models.CharField(_("haalbaarheid"), max_length=8, choices=signal_choices)
    conclusion = models.ForeignKey(
        ConsultationConclusion,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="signals",
        verbose_name=_("conclusie uit de marktconsultatie"),
    )
    note = models.TextField(_("wat de markt zei"), blank=True)
    decision = models.CharField(_("besluit"), max_length=8, choices=signal_decision_choices, blank=True)
    decision_reason = models.TextField(_("reden van het besluit"), blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("haalbaarheidssignaal")

    def __str__(self) -> str:
        return f"{self.requirement.code}: {self.signal}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.requirement.organisation_id
