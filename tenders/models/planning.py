"""The planning of a tender."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenders.labels import step_kind_choices
from tenders.models.tender import Tender


class PlanningStep(models.Model):
    """One step of the planning. ``earliest`` and ``latest`` are what the terms engine computed.

    source: article or house rule behind the limit; certainty: as in the rule catalogue (V, S, R, M).
    """

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="planning")
    kind = models.CharField(_("stap"), max_length=20, choices=step_kind_choices)
    day = models.DateField(_("datum"), null=True, blank=True)
    hour = models.TimeField(_("tijd"), null=True, blank=True)
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=160, blank=True)
    certainty = models.CharField(max_length=1, blank=True)
    note = models.CharField(_("toelichting"), max_length=240, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["tender", "order"]
        verbose_name = _("planningsstap")
        constraints = [models.UniqueConstraint(fields=["tender", "kind"], name="tenders_one_step_a_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day or ''}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
