"""Ambitions: policy goals made measurable for one tender."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from tenders.labels import better_choices, r_strategy_choices
from tenders.models.library import LibraryVersion
from tenders.models.policy import PolicyGoal
from tenders.models.tender import Tender


class Ambition(models.Model):
    """A SMART ambition of a tender, derived from a policy goal (study lines 1278-1280, 1356-1366).

    baseline, target: in ``unit``. code: stable within the tender ("A1"). explanation: what is meant and how it is
    counted, for people who will bid.
    """

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="ambitions")
    policy_goal = models.ForeignKey(
        PolicyGoal, on_delete=models.PROTECT, related_name="ambitions", verbose_name=_("beleidsdoel")
    )
    code = models.CharField(_("code"), max_length=8)
    title = models.CharField(_("ambitie"), max_length=200)
    explanation = models.TextField(_("toelichting"), blank=True)
    r_strategy = models.CharField(_("R-strategie"), max_length=16, choices=r_strategy_choices)
    indicator = models.CharField(_("indicator"), max_length=160)
    unit = models.CharField(_("eenheid"), max_length=40)
    better = models.CharField(_("richting"), max_length=6, choices=better_choices)
    baseline = models.DecimalField(_("nulmeting"), max_digits=14, decimal_places=3)
    baseline_year = models.PositiveSmallIntegerField(
        _("jaar nulmeting"), null=True, blank=True, validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    target = models.DecimalField(_("doelwaarde"), max_digits=14, decimal_places=3)
    target_year = models.PositiveSmallIntegerField(
        _("doeljaar"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    library_version = models.ForeignKey(
        LibraryVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="ambitions"
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["tender", "code"]
        verbose_name = _("ambitie")
        constraints = [models.UniqueConstraint("tender", Lower("code"), name="tenders_one_ambition_a_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
