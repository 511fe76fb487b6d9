"""Messages to people: shown in the application, mailed from this outbox."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Notification(models.Model):
    """One message to one person. It is also the outbox: ``mailed_at`` is empty until the mail has left.

    attempts: how often mailing failed; tried_at: the last attempt, in real time.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["attempts"], condition=Q(mailed_at__isnull=True), name="core_outbox"),
        ]

    def __str__(self) -> str:
        return self.subject
