"""Lessons: where the thread ends and the next tender begins."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import User
from tenders.models.ambition import Ambition
from tenders.models.tender import Tender


class Lesson(models.Model):
    """What was learned, for the library and for policy."""

    tender = models.ForeignKey(Tender, on_delete=models.PROTECT, related_name="lessons")
    ambition = models.ForeignKey(
        Ambition,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lessons",
        verbose_name=_("hoort bij ambitie"),
    )
    text = models.TextField(_("les"))
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="lessons")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["tender", "-written_at"]
        verbose_name = _("les")

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
