"""What accounts puts in the main navigation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from procurement.accounts.domain.roles import Role
from procurement.accounts.roles import has_role_somewhere
from procurement.core.extension_points import NavigationItem


def _works_here(user: Any) -> bool:
    return has_role_somewhere(user, *Role)


COMPANIES = NavigationItem(
    label=_("Ondernemingen"),
    url_name="accounts:companies",
    order=60,
    shown_to=_works_here,
    prefix="/ondernemingen/",
    is_personal=True,
)
ORGANISATION = NavigationItem(
    label=_("Organisatie"),
    url_name="accounts:organisation",
    order=90,
    shown_to=_works_here,
    prefix="/organisatie/",
    is_personal=True,
)
