"""KPIs, their targets for each period and their measurements."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contracts.models.contract import Contract
from contracts.querysets import KpiQuerySet
from criteria.models import Promise
from procurement.accounts.models import User
from procurement.core.models import SignedAct, StoredFile
from tenders.labels import better_choices
from tenders.models import Ambition, Requirement


class Kpi(models.Model):
    """A performance indicator of a contract (KPI), with the definition by which it is measured.

    promise: the promise of the winning bid it comes from; requirement: else the execution condition it rests on.
    periods are quarters written "2024Q1"; first_period..last_period: when it is active (last empty: until the end).
    tolerance_pct: amber up to this share of the target.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="kpis")
    code = models.CharField(_("nummer"), max_length=8)
    name = models.CharField(_("KPI"), max_length=160)
    unit = models.CharField(_("eenheid"), max_length=40)
    better = models.CharField(_("richting"), max_length=6, choices=better_choices)
    decimals = models.PositiveSmallIntegerField(default=0)
    baseline = models.DecimalField(_("nulmeting"), max_digits=14, decimal_places=4, null=True, blank=True)
    definition = models.TextField(_("meetdefinitie"))
    evidence_asked = models.CharField(_("gevraagd bewijs"), max_length=200, blank=True)
    tolerance_pct = models.DecimalField(_("marge voor oranje"), max_digits=5, decimal_places=2)
    promise = models.ForeignKey(Promise, null=True, blank=True, on_delete=models.PROTECT, related_name="kpis")
    requirement = models.ForeignKey(
        Requirement,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="kpis",
        verbose_name=_("berust op uitvoeringsvoorwaarde"),
    )
    ambition = models.ForeignKey(Ambition, null=True, blank=True, on_delete=models.PROTECT, related_name="kpis")
    first_period = models.CharField(_("vanaf kwartaal"), max_length=6)
    last_period = models.CharField(_("tot en met kwartaal"), max_length=6, blank=True)
    penalty_after_reds = models.PositiveSmallIntegerField(
        _("boete na zoveel rode kwartalen op rij"), null=True, blank=True
    )
    penalty_eur = models.DecimalField(_("boete per kwartaal"), max_digits=12, decimal_places=2, null=True, blank=True)
    penalty_max_eur = models.DecimalField(
        _("ten hoogste per contractjaar"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    order = models.PositiveSmallIntegerField(default=0)

    objects = KpiQuerySet.as_manager()

    class Meta:
        ordering = ["contract", "order", "code"]
        verbose_name = _("KPI")
        constraints = [models.UniqueConstraint("contract", Lower("code"), name="contracts_one_kpi_a_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("contracts:kpi", args=[self.contract_id, self.pk])

    @property
    def organisation_id(self) -> int:
        """The organisation of the contract."""
        return self.contract.organisation_id


class KpiTarget(models.Model):
    """The agreed value of a KPI for one period. A new agreement is a new version; older ones stay."""

    kpi = models.ForeignKey(Kpi, on_delete=models.PROTECT, related_name="targets")
    period = models.CharField(max_length=6)
    value = models.DecimalField(_("doel"), max_digits=14, decimal_places=4)
    version = models.PositiveSmallIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    reason = models.CharField(_("reden"), max_length=240, blank=True)
    act = models.ForeignKey(SignedAct, null=True, on_delete=models.PROTECT, related_name="kpi_targets")

    class Meta:
        ordering = ["kpi", "period", "-version"]
        verbose_name = _("doel")
        constraints = [
            models.UniqueConstraint(fields=["kpi", "period", "version"], name="contracts_one_target_a_version"),
            models.UniqueConstraint(
                fields=["kpi", "period"], condition=Q(is_current=True), name="contracts_one_current_target"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi_id} {self.period}"


class Measurement(models.Model):
    """A measured value. The database refuses to change or remove it; a correction stands beside it."""

    kpi = models.ForeignKey(Kpi, on_delete=models.PROTECT, related_name="measurements")
    period = models.CharField(_("kwartaal"), max_length=6)
    value = models.DecimalField(_("gemeten waarde"), max_digits=14, decimal_places=4)
    measured_on = models.DateField(_("gemeten op"))
    source = models.CharField(_("bron"), max_length=200)
    evidence = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="measurements"
    )
    note = models.TextField(_("toelichting"), blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="measurements")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["kpi", "period", "-pk"]
        verbose_name = _("meting")
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "period"],
                condition=Q(corrects__isnull=True),
                name="contracts_one_first_measurement",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kpi_id} {self.period}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the contract."""
        return self.kpi.contract.organisation_id
