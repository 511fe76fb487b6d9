"""The filter of "Mijn werk"."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class WorkFilterForm(forms.Form):
    """Which part of the work is shown."""

    group = forms.ChoiceField(label=_("Onderdeel"), required=False)
    due = forms.ChoiceField(
        label=_("Termijn"),
        required=False,
        choices=[("", _("alles")), ("week", _("binnen een week")), ("late", _("te laat"))],
    )

    def __init__(self, *args: Any, groups: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["group"]
        field.choices = [("", _("alles")), *((group, group) for group in groups)]
