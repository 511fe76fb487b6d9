"""The form that moves the clock of the demo."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _


class DemoClockForm(forms.Form):
    """The moment that the demo goes to, in Dutch time."""

    moment = forms.DateTimeField(
        label=_("Datum en tijd"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Termijnen, planningen en “vandaag” volgen deze klok. Alles gebeurt vanaf dan op die datum."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_moment(self) -> Any:
        moment = self.cleaned_data["moment"]
        if not 2000 <= moment.year <= 2100:
            raise forms.ValidationError(_("Kies een dag tussen 2000 en 2100."))
        return moment
