"""Forms that name a person: a member, somebody from outside, a contact of a company."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.accounts.domain.roles import Role
from procurement.accounts.forms.layout import fields_only
from procurement.accounts.labels import explained_role_choices


class PersonForm(forms.Form):
    """Who: somebody known by the address keeps name and job title."""

    email = forms.EmailField(label=_("E-mailadres"), help_text=_("Hiermee meldt deze persoon zich aan."))
    name = forms.CharField(label=_("Naam"), max_length=120)
    job_title = forms.CharField(label=_("Functie"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    def clean_email(self) -> str:
        """The address in lower case, as it is stored."""
        return self.cleaned_data["email"].lower()


class RoleForm(forms.Form):
    """Which role."""

    role = forms.TypedChoiceField(label=_("Rol"), coerce=Role, widget=forms.RadioSelect, choices=explained_role_choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


class MemberForm(PersonForm, RoleForm):
    """A new member of the organisation."""

    field_order = ["email", "name", "job_title", "role"]


class InvitationForm(PersonForm):
    """Somebody from outside."""

    reason = forms.CharField(
        label=_("Waarvoor"),
        max_length=200,
        help_text=_("In een paar woorden, voor in de uitnodiging. Bijvoorbeeld: beoordelen van kantoormeubilair."),
    )
