"""A company of the address book."""

from typing import Any

from django import forms

from procurement.accounts.forms.layout import fields_only
from procurement.accounts.models import Company
from procurement.core.conflicts import ConflictForm


class CompanyForm(ConflictForm):
    """Name, KvK number and address of a company."""

    class Meta:
        model = Company
        fields = ["name", "kvk", "address"]
        widgets = {
            "address": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
