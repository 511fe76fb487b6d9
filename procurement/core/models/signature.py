"""Signatures, and the acts that need two people."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ActState(models.TextChoices):
    """Where a signed act stands."""

    PENDING = "pending", _("wacht op de tweede persoon")
    COMPLETE = "complete", _("ondertekend")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class SignedAct(models.Model):
    """An act that counts once enough different people signed the same content (vier ogen).

    kind: dotted verb ("tender.publish"). target: ``app.Model`` and primary key.
    content_sha256: what is signed; other content needs another act.
    """

    kind = models.CharField(max_length=60)
    target_type = models.CharField(max_length=80)
    target_id = models.CharField(max_length=40)
    content_sha256 = models.CharField(max_length=64)
    required = models.PositiveSmallIntegerField(default=2)
    state = models.CharField(max_length=10, choices=ActState.choices, default=ActState.PENDING)
    organisation = models.ForeignKey(
        "accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="signed_acts"
    )
    created_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "target_type", "target_id"],
                condition=Q(state="pending"),
                name="core_one_pending_act",
            )
        ]
        indexes = [models.Index(fields=["target_type", "target_id", "kind"], name="core_act_target")]

    def __str__(self) -> str:
        return f"{self.kind} {self.target_type} {self.target_id}"


class Signature(models.Model):
    """One person's signature under one content. The database refuses to change or remove it."""

    act = models.ForeignKey(SignedAct, on_delete=models.PROTECT, related_name="signatures")
    content_sha256 = models.CharField(max_length=64)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures")
    person_name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    shown_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["act", "person"], name="core_one_signature_a_person")]

    def __str__(self) -> str:
        return f"{self.person_name} {self.act_id}"
