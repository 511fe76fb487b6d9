"""One's own name, job title and language."""

from typing import Any

from django import forms

from procurement.accounts.forms.layout import fields_only
from procurement.accounts.models import User


class ProfileForm(forms.ModelForm):
    """What a person changes about themselves; the e-mail address is kept by the admin."""

    class Meta:
        model = User
        fields = ["name", "job_title", "language"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
