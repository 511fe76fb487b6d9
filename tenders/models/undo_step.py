"""What was done to requirements and can be undone while the text is a draft."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import User
from tenders.labels_specification import undo_kind_choices
from tenders.models.tender import Tender


class UndoStep(models.Model):
    """One act on requirements that can be undone once.

    entries: per requirement its ``pk`` and ``code``, ``before`` (fields as they were; None when it was added) and
    ``after`` (fields as they became; None when it was removed). kept: rows that went with a removed requirement, as
    Django's JSON serialiser writes them.
    """

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="undo_steps")
    kind = models.CharField(_("handeling"), max_length=12, choices=undo_kind_choices)
    entries = models.JSONField(default=list)
    kept = models.TextField(blank=True)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("handeling die terug kan")

    def __str__(self) -> str:
        return f"{self.kind}: {', '.join(entry['code'] for entry in self.entries)}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
