"""An export of a platform on its way to questions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import User
from tenders.models.tender import Tender


class QuestionImport(models.Model):
    """A file with questions that somebody uploaded, looks through and then takes over, all or nothing.

    table: the cells as text, emptied once it is done, because they may name who asked; sha256 still proves which file
    it was. head: the row of headings, from 0; columns: field -> column, from 0. taken: how many questions it gave.
    """

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="question_imports")
    channel = models.CharField(_("kanaal"), max_length=80)
    sha256 = models.CharField(max_length=64)
    table = models.JSONField(default=list)
    head = models.PositiveSmallIntegerField(default=0)
    columns = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="question_imports")
    uploaded_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    taken = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["tender", "-uploaded_at"]
        verbose_name = _("overname van vragen")

    def __str__(self) -> str:
        return f"{self.channel} {self.uploaded_at:%Y-%m-%d}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
