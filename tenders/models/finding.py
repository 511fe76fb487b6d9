"""What people decided about findings of the compliance rules."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import User
from tenders.models.tender import Tender


class FindingDecision(models.Model):
    """A motivation (MOTIVATE) or a tick-off (WARN) by a named person. Replaced by a newer one, never changed.

    subject: what is not met and where ("purpose_missing/requirement:12"); with rule_id it is the key of the finding.
    fingerprint: SHA-256 of the finding that the person saw; when its figures change the decision does not cover it.
    """

    tender = models.ForeignKey(Tender, on_delete=models.CASCADE, related_name="finding_decisions")
    rule_id = models.CharField(max_length=12)
    subject = models.CharField(max_length=160, blank=True)
    fingerprint = models.CharField(max_length=64)
    text = models.TextField(_("motivering"), blank=True)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="finding_decisions")
    decided_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["tender", "rule_id", "subject", "-decided_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["tender", "rule_id", "subject"],
                condition=Q(is_current=True),
                name="tenders_one_current_decision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.subject}"

    @property
    def key(self) -> str:
        """The key of the finding that was decided."""
        return f"{self.rule_id}/{self.subject}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the tender."""
        return self.tender.organisation_id
