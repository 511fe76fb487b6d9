"""The tender: a whole procedure, from first draft to award."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import Organisation, User
from tenders.domain.lifecycle import TenderState, check_transition
from tenders.labels import contract_kind_choices, procedure_choices, tender_state_choices
from tenders.querysets import TenderQuerySet


class Tender(models.Model):
    """A procurement procedure (aanbesteding).

    estimated_value_eur: whole duration, options and lots included, excl. VAT (Aw 2012 art. 2.14-2.15).
    *_motivation: reasons that the law asks for; printed in the documents.
    definition, definition_version: what was adopted from the organisation, or sharpened, for this tender; sharpened
    from the version named.
    suitability_score: 1 (hardly fit for a circular demand) to 5 (very fit), study lines 446-448.
    no_consultation_reason: empty when the market is consulted.
    cpv_codes, nuts_codes: codes with commas between them, the main one first.
    notice_sent_at, closing_at: known from the moment of publication; the formal act proves the first.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tenders")
    reference = models.CharField(_("kenmerk"), max_length=40)
    title = models.CharField(_("titel"), max_length=200)
    description = models.TextField(_("omschrijving van de opdracht"), blank=True)
    occasion = models.TextField(_("aanleiding en doel"), blank=True)
    state = models.CharField(_("status"), max_length=12, choices=tender_state_choices, default=TenderState.DRAFT)
    contract_kind = models.CharField(_("soort opdracht"), max_length=12, choices=contract_kind_choices)
    is_framework = models.BooleanField(_("raamovereenkomst"), default=False)
    cpv_codes = models.CharField(_("CPV-codes"), max_length=200, blank=True)
    product_group = models.CharField(_("productgroep"), max_length=80, blank=True)
    quantity = models.CharField(_("omvang"), max_length=200, blank=True)
    place = models.CharField(_("plaats van uitvoering"), max_length=160, blank=True)
    nuts_codes = models.CharField(_("gebieden (NUTS)"), max_length=200, blank=True)
    language = models.CharField(_("taal van de documenten"), max_length=2, default="nl")

    # Stage 1: ambition.
    definition = models.TextField(_("definitie van circulariteit"), blank=True)
    definition_version = models.PositiveSmallIntegerField(null=True, blank=True)
    stock_first = models.TextField(_("eerst voorraad"), blank=True)
    suitability_score = models.PositiveSmallIntegerField(
        _("geschiktheid productgroep"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    suitability_motivation = models.TextField(_("motivering geschiktheid"), blank=True)
    strategy = models.TextField(_("inkoopstrategie"), blank=True)

    # Stage 2: market.
    no_consultation_reason = models.TextField(_("waarom geen marktconsultatie"), blank=True)

    # Stage 3: procedure.
    estimated_value_eur = models.DecimalField(
        _("geraamde waarde"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    value_dated_on = models.DateField(_("raming van"), null=True, blank=True)
    value_basis = models.TextField(_("onderbouwing raming"), blank=True)
    procedure = models.CharField(_("procedure"), max_length=32, choices=procedure_choices, blank=True)
    procedure_motivation = models.TextField(_("motivering procedure"), blank=True)
    clustering_motivation = models.TextField(_("motivering samenvoegen"), blank=True)
    no_lots_motivation = models.TextField(_("motivering geen percelen"), blank=True)
    duration_months = models.PositiveSmallIntegerField(_("vaste looptijd in maanden"), null=True, blank=True)
    option_count = models.PositiveSmallIntegerField(_("aantal opties"), default=0)
    option_months = models.PositiveSmallIntegerField(_("maanden per optie"), default=0)
    duration_motivation = models.TextField(_("motivering looptijd"), blank=True)
    tender_fee_eur = models.DecimalField(
        _("tenderkostenvergoeding"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    tender_fee_motivation = models.TextField(_("motivering tenderkostenvergoeding"), blank=True)
    variants_allowed = models.BooleanField(_("varianten toegestaan"), default=False)
    validity_days = models.PositiveSmallIntegerField(_("gestanddoening in dagen"), null=True, blank=True)
    electronic_submission = models.BooleanField(_("elektronisch inschrijven"), default=True)
    free_documents = models.BooleanField(_("stukken kosteloos en volledig online"), default=True)

    # Stage 4: the clauses of the draft contract that the growth model needs (rule CT-11).
    growth_clause = models.TextField(_("groeimodel in de conceptovereenkomst"), blank=True)
    penalty_clause = models.TextField(_("boeteregeling in de conceptovereenkomst"), blank=True)
    recalibration_clause = models.TextField(_("herijkingsclausule"), blank=True)
    equivalence_clause = models.BooleanField(_("algemene bepaling 'of gelijkwaardig'"), default=True)

    # Numbers of requirements that were removed: a number is never used again.
    retired_codes = models.JSONField(default=list, blank=True)

    # Publication.
    notice_sent_at = models.DateTimeField(null=True, blank=True)
    closing_at = models.DateTimeField(null=True, blank=True)

    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="created_tenders")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(auto_now=True)

    objects = TenderQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("aanbesteding")
        constraints = [
            models.UniqueConstraint("organisation", Lower("reference"), name="tenders_one_reference_an_organisation"),
            models.CheckConstraint(
                condition=Q(estimated_value_eur__isnull=True) | Q(estimated_value_eur__gt=0),
                name="tenders_value_above_zero",
            ),
            models.CheckConstraint(
                condition=Q(suitability_score__isnull=True) | Q(suitability_score__range=(1, 5)),
                name="tenders_suitability_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(tender_fee_eur__isnull=True) | Q(tender_fee_eur__gte=0),
                name="tenders_fee_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tenders:workspace", args=[self.pk])

    def move_to(self, target: TenderState) -> None:
        """Set the state in memory, if the move is legal. Only services/lifecycle.py saves it."""
        check_transition(TenderState(self.state), target)
        self.state = target

    @property
    def maximum_months(self) -> int | None:
        """Fixed duration and all options, in months."""
        if self.duration_months is None:
            return None
        return self.duration_months + self.option_count * self.option_months
