"""Invitations to people from outside the authority."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models.organisation import Organisation
from procurement.accounts.querysets import InvitationQuerySet


class Invitation(models.Model):
    """An invitation by mail; the person signs in with a one-time code sent to the same address.

    There is no secret link: the mail only tells where to sign in.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="invitations")
    reason = models.CharField(_("waarvoor"), max_length=200)
    invited_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="sent_invitations")
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.user} ({self.organisation})"
