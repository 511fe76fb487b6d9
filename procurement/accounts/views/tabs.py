"""The pages of the organisation, as tabs."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.accounts.current import current_organisation
from procurement.core.http import Request


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab."""

    label: str
    url: str
    current: bool


def tabs(request: Request, current: str) -> list[Tab]:
    """The tabs that this person may open, the page ``current`` marked."""
    pages = {"organisation": _("Gegevens"), "members": _("Medewerkers")}
    if request.user.has_perm("accounts.invite_person", current_organisation(request)):
        pages["invitations"] = _("Uitnodigingen")
    return [Tab(label, reverse(f"accounts:{name}"), name == current) for name, label in pages.items()]
