"""The audit trail: one chain of events for each organisation. Written only by ``procurement.core.audit``."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from procurement.core.querysets import AuditEventQuerySet


class AuditHead(models.Model):
    """The last link of one chain; its row is locked while the next link is made.

    stream: "organisation:<id>", or "system" for what belongs to no organisation.
    """

    stream = models.CharField(max_length=40, unique=True)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.stream} #{self.seq}"


class AuditEvent(models.Model):
    """Who did what to which object, and when. The database refuses to change or remove it.

    at: real time. shown_at: what ``clock.now()`` said, which differs only in demo mode.
    hash: SHA-256 over the canonical JSON of all other fields, the previous hash included.
    """

    stream = models.CharField(max_length=40)
    seq = models.PositiveBigIntegerField()
    action = models.CharField(max_length=80)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="audit_events"
    )
    actor_name = models.CharField(max_length=200)
    target_type = models.CharField(max_length=80)
    target_id = models.CharField(max_length=40)
    target_label = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()
    shown_at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["stream", "seq"]
        verbose_name = _("gebeurtenis")
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="core_audit_one_chain")]
        indexes = [models.Index(fields=["target_type", "target_id"], name="core_audit_target")]

    def __str__(self) -> str:
        return f"{self.stream} #{self.seq} {self.action}"
