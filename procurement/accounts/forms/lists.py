"""Search and order above a list; the address of the page holds the choice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.accounts.labels import role_choices
from procurement.core.extension_points import Text

PAGE_SIZE = 25
MEMBER_ORDERS: dict[str, tuple[Text, tuple[str, ...]]] = {
    "naam": (_("naam"), ("user__name", "pk")),
    "rol": (_("rol"), ("role", "user__name", "pk")),
    "functie": (_("functie"), ("user__job_title", "user__name", "pk")),
}
COMPANY_ORDERS: dict[str, tuple[Text, tuple[str, ...]]] = {
    "naam": (_("naam"), ("name", "pk")),
    "gewijzigd": (_("laatst gewijzigd"), ("-updated_at", "pk")),
    "contactpersonen": (_("meeste contactpersonen"), ("-contact_count", "name", "pk")),
}


def member_orders() -> list[tuple[str, Text]]:
    """Choices for the order of members."""
    return [(key, label) for key, (label, _fields) in MEMBER_ORDERS.items()]


def company_orders() -> list[tuple[str, Text]]:
    """Choices for the order of companies."""
    return [(key, label) for key, (label, _fields) in COMPANY_ORDERS.items()]


def role_filters() -> list[tuple[str, Text]]:
    """Choices for the role that members are filtered by."""
    return [("", _("alle rollen")), *role_choices()]


class ListForm(forms.Form):
    """Words to search for; ``chosen`` reads a field, and falls back where nonsense is asked."""

    q = forms.CharField(label=_("Zoeken"), required=False, max_length=80)

    def chosen(self, name: str) -> str:
        """The value of a field, empty when it was left out or cannot be read."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))


class MemberListForm(ListForm):
    """Search, role and order of members."""

    role = forms.ChoiceField(label=_("Rol"), required=False, choices=role_filters)
    sort = forms.ChoiceField(label=_("Volgorde"), required=False, choices=member_orders)

    def ordering(self) -> tuple[str, ...]:
        """The fields to order by; by name when nothing was chosen."""
        return MEMBER_ORDERS[self.chosen("sort") or "naam"][1]


class CompanyListForm(ListForm):
    """Search and order of companies."""

    sort = forms.ChoiceField(label=_("Volgorde"), required=False, choices=company_orders)

    def ordering(self) -> tuple[str, ...]:
        """The fields to order by; by name when nothing was chosen."""
        return COMPANY_ORDERS[self.chosen("sort") or "naam"][1]
