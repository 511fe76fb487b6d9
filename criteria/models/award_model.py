"""The award model of a lot: method, price, criteria tree and scale."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from criteria.domain.vocabulary import Aggregate, AwardMethod, Basis, Between, CriterionKind, PriceFormula
from criteria.labels import (
    aggregate_choices,
    aspect_choices,
    award_method_choices,
    basis_choices,
    between_choices,
    criterion_kind_choices,
    price_formula_choices,
)
from tenders.labels import better_choices
from tenders.models import Ambition, LibraryVersion, Lot


class AwardModel(models.Model):
    """How bids for a lot are compared (gunningsmodel). Becomes an award case together with the bids.

    price_floor_eur, price_ceiling_eur: band of ``linear_absolute``, on the basis. bid_ceiling_eur: a bid above it is
    not ranked. zero_at, exponent: of the formulas that use them. lcc_rate_pct: real discount rate a year, in percent.
    tie_break: codes in order, as in the award case. spread_tolerance: difference between grades from which the
    committee must talk.
    """

    lot = models.OneToOneField(Lot, on_delete=models.CASCADE, related_name="award_model")
    method = models.CharField(
        _("methode"), max_length=20, choices=award_method_choices, default=AwardMethod.WEIGHTED_POINTS
    )
    method_motivation = models.TextField(_("motivering methode"), blank=True)
    basis = models.CharField(_("kosten gemeten als"), max_length=6, choices=basis_choices, default=Basis.PRICE)
    price_points = models.DecimalField(_("punten voor kosten"), max_digits=9, decimal_places=3, null=True, blank=True)
    formula = models.CharField(
        _("prijsformule"),
        max_length=24,
        choices=price_formula_choices,
        default=PriceFormula.LINEAR_ABSOLUTE,
        blank=True,
    )
    price_floor_eur = models.DecimalField(
        _("ondergrens (alle punten)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    price_ceiling_eur = models.DecimalField(
        _("bovengrens (nul punten)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    bid_ceiling_eur = models.DecimalField(_("plafond"), max_digits=14, decimal_places=2, null=True, blank=True)
    zero_at = models.DecimalField(_("nul punten bij factor"), max_digits=8, decimal_places=4, null=True, blank=True)
    exponent = models.DecimalField(_("macht"), max_digits=8, decimal_places=4, null=True, blank=True)
    lcc_rate_pct = models.DecimalField(_("reële discontovoet"), max_digits=7, decimal_places=4, null=True, blank=True)
    lcc_rate_source = models.CharField(_("bron discontovoet"), max_length=200, blank=True)
    lcc_years = models.PositiveSmallIntegerField(
        _("rekenperiode in jaren"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    lcc_data_asked = models.TextField(_("gegevens die de inschrijver levert"), blank=True)
    aggregate = models.CharField(
        _("cijfers samenvoegen"), max_length=10, choices=aggregate_choices, default=Aggregate.CONSENSUS
    )
    rounding = models.DecimalField(_("afronding totaal"), max_digits=6, decimal_places=4, null=True, blank=True)
    tie_break = models.JSONField(_("bij gelijke stand"), default=list, blank=True)
    spread_tolerance = models.DecimalField(
        _("bespreken vanaf verschil"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    assessor_count = models.PositiveSmallIntegerField(_("aantal beoordelaars"), null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("gunningsmodel")

    def __str__(self) -> str:
        return f"{_('Gunningsmodel')} {self.lot}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.lot.tender.organisation_id


class ScaleLevel(models.Model):
    """One level of the scale for graded criteria, with what earns it (rule CRIT-06)."""

    model = models.ForeignKey(AwardModel, on_delete=models.CASCADE, related_name="scale")
    grade = models.DecimalField(_("cijfer"), max_digits=6, decimal_places=2)
    word = models.CharField(_("woord"), max_length=40)
    meaning = models.TextField(_("wanneer u dit cijfer geeft"))

    class Meta:
        ordering = ["model", "-grade"]
        verbose_name = _("schaalniveau")
        constraints = [models.UniqueConstraint(fields=["model", "grade"], name="criteria_one_level_a_grade")]

    def __str__(self) -> str:
        return f"{self.grade} {self.word}"


class Criterion(models.Model):
    """An award criterion or subcriterion (gunningscriterium).

    max_points: points, or euros under ``quality_value``; empty for a group. knots: list of [x, fraction], as decimal
    strings, x rising. minimum: on the grade or value; with better = lower it is a maximum.
    kpi_*: how the promise will be measured in the contract; empty only where nothing is promised.
    """

    model = models.ForeignKey(AwardModel, on_delete=models.CASCADE, related_name="criteria")
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="children",
        verbose_name=_("hoort onder"),
    )
    code = models.CharField(_("code"), max_length=12)
    name = models.CharField(_("criterium"), max_length=200)
    kind = models.CharField(
        _("beoordeeld met"), max_length=10, choices=criterion_kind_choices, default=CriterionKind.GRADED
    )
    aspect = models.CharField(_("soort"), max_length=12, choices=aspect_choices, blank=True)
    max_points = models.DecimalField(_("punten"), max_digits=14, decimal_places=3, null=True, blank=True)
    minimum = models.DecimalField(_("minimum"), max_digits=14, decimal_places=4, null=True, blank=True)
    better = models.CharField(_("richting"), max_length=6, choices=better_choices, blank=True)
    unit = models.CharField(_("eenheid"), max_length=40, blank=True)
    knots = models.JSONField(_("punten van de curve"), default=list, blank=True)
    between = models.CharField(_("verloop"), max_length=8, choices=between_choices, default=Between.LINEAR)
    is_growth = models.BooleanField(_("groeipunten: hoe eerder, hoe meer"), default=False)
    asked = models.TextField(_("wat de inschrijver levert"), blank=True)
    looks_at = models.TextField(_("waar de beoordelaar naar kijkt"), blank=True)
    subject_link = models.TextField(_("verband met de opdracht"), blank=True)
    verification = models.TextField(_("hoe het wordt gecontroleerd"), blank=True)
    firm_wide = models.BooleanField(_("gaat over de hele onderneming"), default=False)
    max_pages = models.PositiveSmallIntegerField(_("maximum aantal pagina's"), null=True, blank=True)
    ambition = models.ForeignKey(
        Ambition,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="criteria",
        verbose_name=_("hoort bij ambitie"),
    )
    library_version = models.ForeignKey(
        LibraryVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="criteria"
    )
    kpi_name = models.CharField(_("KPI"), max_length=160, blank=True)
    kpi_unit = models.CharField(_("eenheid KPI"), max_length=40, blank=True)
    kpi_definition = models.TextField(_("meetdefinitie KPI"), blank=True)
    kpi_evidence = models.TextField(_("bewijs KPI"), blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["model", "order", "pk"]
        verbose_name = _("gunningscriterium")
        constraints = [
            models.UniqueConstraint("model", Lower("code"), name="criteria_one_criterion_a_code"),
            models.CheckConstraint(
                condition=Q(kind="group", max_points__isnull=True) | ~Q(kind="group"),
                name="criteria_group_has_no_points",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.model.lot.tender.organisation_id
