"""Policy of an organisation: its definition of circularity and its goals, where the thread begins."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import Organisation, User
from tenders.labels import better_choices, policy_level_choices
from tenders.querysets import PolicyGoalQuerySet


class DefinitionVersion(models.Model):
    """One version of the organisation's definition of circularity. Never changed: a tender names the version it used.

    decision: the decision of the board or council that this wording rests on.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="definition_versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("definitie van circulariteit"))
    decision = models.CharField(_("besluit"), max_length=200, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="definition_versions")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["organisation", "-number"]
        verbose_name = _("versie van de definitie")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="tenders_one_definition_version")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} v{self.number}"


class PolicyGoal(models.Model):
    """A measurable policy goal (beleidsdoel), strategic or tactical.

    baseline, target: in ``unit``. A tactical goal hangs below the strategic goal that it serves.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="policy_goals")
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("hoort bij strategisch doel"),
    )
    level = models.CharField(_("niveau"), max_length=12, choices=policy_level_choices)
    title = models.CharField(_("doel"), max_length=200)
    product_group = models.CharField(_("productgroep"), max_length=80, blank=True)
    indicator = models.CharField(_("indicator"), max_length=160)
    unit = models.CharField(_("eenheid"), max_length=40)
    better = models.CharField(_("richting"), max_length=6, choices=better_choices)
    baseline = models.DecimalField(_("nulmeting"), max_digits=14, decimal_places=3)
    baseline_year = models.PositiveSmallIntegerField(
        _("jaar nulmeting"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    target = models.DecimalField(_("doelwaarde"), max_digits=14, decimal_places=3)
    target_year = models.PositiveSmallIntegerField(
        _("doeljaar"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    source = models.CharField(_("besluit of bron"), max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PolicyGoalQuerySet.as_manager()

    class Meta:
        ordering = ["level", "target_year", "title"]
        verbose_name = _("beleidsdoel")
        constraints = [
            models.CheckConstraint(
                condition=Q(level="tactical") | Q(parent__isnull=True), name="tenders_strategic_goal_is_top"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tenders:policy_goal", args=[self.pk])
