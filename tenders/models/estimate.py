"""The calculation behind the estimated value: its lines, and what was taken over from it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import User
from tenders.labels_value import line_kind_choices, part_choices
from tenders.models.tender import Tender

LONGEST_TERM_MONTHS = 600


class EstimateLine(models.Model):
    """One amount of the estimate. amount_eur: excl. VAT, of a month or a year where ``kind`` says so.

    months: how long a monthly amount is paid; empty for an indefinite time.
    """

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="estimate_lines")
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("wat voor bedrag"), max_length=12, choices=line_kind_choices)
    description = models.CharField(_("omschrijving"), max_length=200)
    amount_eur = models.DecimalField(
        _("bedrag"),
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(0, message=_("Een bedrag kan niet negatief zijn."))],
    )
    months = models.PositiveSmallIntegerField(
        _("aantal maanden"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_TERM_MONTHS)],
    )
    part = models.CharField(_("hoort bij"), max_length=8, choices=part_choices)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["tender", "order", "pk"]
        verbose_name = _("regel van de raming")
        constraints = [
            models.CheckConstraint(condition=Q(amount_eur__gte=0), name="tenders_estimate_line_not_negative"),
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id


class ValueEstimate(models.Model):
    """What was taken over from the calculation. total_eur, calculation: as it stood then; empty until that moment.

    main_part: the main object of a mixed contract, which people decide.
    """

    tender = models.OneToOneField(Tender, on_delete=models.CASCADE, related_name="value_estimate")
    main_part = models.CharField(_("hoofdbestanddeel"), max_length=8, choices=part_choices, blank=True)
    total_eur = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    calculation = models.JSONField(default=list)
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("raming")

    def __str__(self) -> str:
        return f"{_('Raming')} {self.tender}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
