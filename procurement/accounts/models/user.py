"""The user: e-mail is the login."""

from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from procurement.accounts.domain.roles import Role
from procurement.accounts.labels import language_choices


class UserManager(BaseUserManager["User"]):
    """Makes users; the e-mail address is stored in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new user; without a password only a one-time code signs in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person: an official, an external expert, or a contact of a company.

    demo_key: set for the cast of demo mode only; the demo sign-in page signs in nobody else.
    """

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=120)
    job_title = models.CharField(_("functie"), max_length=120, blank=True)
    language = models.CharField(_("taal"), max_length=5, choices=language_choices, default="nl")
    is_active = models.BooleanField(default=True)
    demo_key = models.CharField(max_length=40, blank=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("gebruiker")

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email

    def get_absolute_url(self) -> str:
        return reverse("accounts:profile")

    @property
    def initials(self) -> str:
        """At most two letters for the avatar."""
        words = [word for word in self.name.replace(".", " ").split() if word[:1].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()

    @cached_property
    def roles(self) -> dict[int, set[Role]]:
        """Organisation id -> roles of this person there; one query a request."""
        found: dict[int, set[Role]] = {}
        for organisation_id, role in self.memberships.filter(is_active=True).values_list("organisation_id", "role"):
            found.setdefault(organisation_id, set()).add(Role(role))
        return found

    @cached_property
    def company_ids(self) -> frozenset[int]:
        """Ids of the companies this person is an active contact of; one query a request."""
        return frozenset(self.company_contacts.filter(is_active=True).values_list("company_id", flat=True))
