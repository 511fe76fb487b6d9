"""The programme of ambitions: how far each ambition goes, said without a solution."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenders.labels_specification import ambition_step_choices
from tenders.models.ambition import Ambition


class AmbitionLevel(models.Model):
    """What basic, good and excellent mean for one ambition, and which of them the tender aims at.

    direction_only: nothing in the documents binds to it; direction_reason: why that is enough.
    """

    ambition = models.OneToOneField(Ambition, on_delete=models.CASCADE, related_name="level")
    step = models.CharField(_("ambitieniveau"), max_length=10, choices=ambition_step_choices, blank=True)
    basic = models.TextField(_("basis"), blank=True)
    good = models.TextField(_("goed"), blank=True)
    excellent = models.TextField(_("uitblinkend"), blank=True)
    direction_only = models.BooleanField(_("geeft alleen richting"), default=False)
    direction_reason = models.TextField(_("waarom alleen richting"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("ambitieniveau")

    def __str__(self) -> str:
        return f"{self.ambition.code} {self.step}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.ambition.organisation_id
