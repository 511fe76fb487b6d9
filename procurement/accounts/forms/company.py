"""A company of the address book."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.accounts.forms.layout import fields_only
from procurement.accounts.models import Company
from procurement.core.conflicts import ConflictForm


class CompanyForm(ConflictForm):
    """Name, KvK number, address and makes of a company."""

    class Meta:
        model = Company
        fields = ["name", "kvk", "address", "products"]
        widgets = {
            "address": forms.Textarea(attrs={"rows": 3}),
            "products": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "products": _("Eén per regel. Kring waarschuwt als zo'n naam in een vraag of antwoord verraadt wie vroeg."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
