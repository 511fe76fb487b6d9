"""Questions about organisations and companies."""

from typing import Any

from django.db import models


class OrganisationQuerySet(models.QuerySet):
    """What is asked of organisations."""

    def visible_to(self, user: Any) -> "OrganisationQuerySet":
        """The organisations where the user has an active role."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=user.roles)


class CompanyQuerySet(models.QuerySet):
    """What is asked of companies."""

    def visible_to(self, user: Any) -> "CompanyQuerySet":
        """The companies in the address book of the user's organisations, and those of which the user is a contact."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(models.Q(organisation_id__in=user.roles) | models.Q(pk__in=user.company_ids))

    def searching(self, text: str) -> "CompanyQuerySet":
        """Companies with every word of ``text`` in name, KvK number, address or the name of an active contact."""
        found = self
        for word in text.split():
            contacts = models.Q(contacts__is_active=True) & models.Q(contacts__user__name__icontains=word)
            found = found.filter(
                models.Q(name__icontains=word)
                | models.Q(kvk__startswith=word)
                | models.Q(address__icontains=word)
                | contacts
            )
        return found.distinct()

    def counting_contacts(self) -> "CompanyQuerySet":
        """Each company with ``contact_count``, its active contacts."""
        active = models.Q(contacts__is_active=True)
        return self.annotate(contact_count=models.Count("contacts", filter=active, distinct=True))


class MembershipQuerySet(models.QuerySet):
    """What is asked of memberships."""

    def active_in(self, organisation_id: int) -> "MembershipQuerySet":
        """Who has access to this organisation now, each with the person."""
        return self.filter(organisation_id=organisation_id, is_active=True).select_related("user")

    def searching(self, text: str) -> "MembershipQuerySet":
        """Memberships of people with every word of ``text`` in name, e-mail address or job title."""
        found = self
        for word in text.split():
            found = found.filter(
                models.Q(user__name__icontains=word)
                | models.Q(user__email__icontains=word)
                | models.Q(user__job_title__icontains=word)
            )
        return found


class InvitationQuerySet(models.QuerySet):
    """What is asked of invitations."""

    def open(self) -> "InvitationQuerySet":
        """Invitations that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)
