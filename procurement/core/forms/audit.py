"""Filters above the audit trail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.core.actions import ACTIONS

_DAY = {"type": "date"}


class AuditFilterForm(forms.Form):
    """Period, person and action. The choices are what occurs in the trail that this person may read."""

    since = forms.DateField(label=_("Vanaf"), required=False, widget=forms.DateInput(_DAY, format="%Y-%m-%d"))
    until = forms.DateField(label=_("Tot en met"), required=False, widget=forms.DateInput(_DAY, format="%Y-%m-%d"))
    person = forms.ChoiceField(label=_("Persoon"), required=False)
    action = forms.ChoiceField(label=_("Handeling"), required=False)
    subject = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: list[tuple[int, str]], actions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((code, str(ACTIONS.get(code, code))) for code in actions), key=lambda pair: pair[1])
        person: Any = self.fields["person"]
        action: Any = self.fields["action"]
        person.choices = [("", _("iedereen")), *((str(pk), name) for pk, name in people)]
        action.choices = [("", _("alles")), *named]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("Deze dag ligt voor de eerste dag van de periode."))
        return cleaned
