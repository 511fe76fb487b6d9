"""Selection criteria: how candidates are ranked in a procedure with a preselection (Aw 2012 art. 2.99-2.100)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenders.models.ambition import Ambition
from tenders.models.tender import Tender


class SelectionCriterion(models.Model):
    """One selection criterion. weight: share of the whole, in percent. max_pages: of what a candidate writes."""

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="selection_criteria")
    code = models.CharField(_("code"), max_length=12)
    title = models.CharField(_("selectiecriterium"), max_length=200)
    asked = models.TextField(_("wat een gegadigde levert"))
    looks_at = models.TextField(_("waar de beoordelaar naar kijkt"))
    weight = models.DecimalField(
        _("weging"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    max_pages = models.PositiveSmallIntegerField(_("maximum aantal pagina's"), null=True, blank=True)
    ambition = models.ForeignKey(
        Ambition,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="selection_criteria",
        verbose_name=_("hoort bij ambitie"),
    )
    order = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["tender", "order", "pk"]
        verbose_name = _("selectiecriterium")
        constraints = [
            models.UniqueConstraint(fields=["tender", "code"], name="tenders_one_selection_criterion_a_code")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id


class SelectionLevel(models.Model):
    """One level of the scale on which selection criteria are scored, with what earns it; published."""

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="selection_scale")
    points = models.DecimalField(_("punten"), max_digits=6, decimal_places=2)
    word = models.CharField(_("woord"), max_length=40)
    meaning = models.TextField(_("wanneer u deze punten geeft"))

    class Meta:
        ordering = ["tender", "-points"]
        verbose_name = _("niveau van de selectieschaal")
        constraints = [models.UniqueConstraint(fields=["tender", "points"], name="tenders_one_selection_level_a_point")]

    def __str__(self) -> str:
        return f"{self.points} {self.word}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
