"""Forms for measurements: a whole quarter, one KPI with evidence, a correction."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from contracts.forms.contract import date_field
from contracts.services.measuring import MeasurementRefusedError
from contracts.services.scorecard import Line
from procurement.core import clock
from procurement.core.form_fields import FigureField

REFUSALS = {
    "not_running": _("Dit contract loopt niet."),
    "not_begun": _("Dit kwartaal begint pas op %(begins)s."),
    "not_active": _("Deze KPI telt niet in dit kwartaal."),
    "measured": _("Er is al een meting. Corrigeer die; de eerste blijft ernaast staan."),
    "corrected": _("Deze meting is al gecorrigeerd. Corrigeer de nieuwste."),
    "same_value": _("Dit is dezelfde waarde als die er staat."),
    "other_side": _("De opdrachtgever heeft deze meting vastgelegd. Vraag de contractmanager om een correctie."),
    "future": _("De meetdatum ligt in de toekomst."),
    "before": _("De meetdatum ligt vóór het begin van het kwartaal: %(begins)s."),
    "percent": _("Een percentage ligt tussen 0 en 100."),
    "negative": _("Deze waarde kan niet negatief zijn."),
}


def refusal_message(refused: MeasurementRefusedError) -> str:
    """Return the Dutch sentence for a refused measurement."""
    params = {
        key: date_format(value, "j F Y") if isinstance(value, date) else value for key, value in refused.params.items()
    }
    return str(REFUSALS[refused.code]) % params


class QuarterForm(forms.Form):
    """The values of all KPIs of a quarter that are not measured yet. An empty field stays unmeasured."""

    measured_on = date_field(_("Gemeten op"))
    source = forms.CharField(
        label=_("Bron"), max_length=200, help_text=_("Waar de cijfers vandaan komen, bijvoorbeeld: kwartaalrapport.")
    )

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measured_on"].initial = clock.today
        self.lines = [line for line in lines if line.point.value is None]
        for line in self.lines:
            self.fields[f"kpi_{line.kpi.pk}"] = FigureField(
                label=f"{line.kpi.code} {line.kpi.name}", required=False, max_digits=14, decimal_places=4
            )
            self.fields[f"kpi_{line.kpi.pk}"].widget.attrs["class"] = "form-control"

    def rows(self) -> list[dict[str, Any]]:
        """Each KPI with its field, for the page."""
        return [{"line": line, "field": self[f"kpi_{line.kpi.pk}"]} for line in self.lines]

    def values(self) -> dict[int, Decimal]:
        """KPI id -> typed value, without the empty ones."""
        data = self.cleaned_data
        return {
            line.kpi.pk: data[f"kpi_{line.kpi.pk}"] for line in self.lines if data[f"kpi_{line.kpi.pk}"] is not None
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.values():
            raise forms.ValidationError(_("Vul ten minste één waarde in."))
        return data


class MeasurementForm(forms.Form):
    """One measurement, with evidence; or a correction, which always says why."""

    value = FigureField(label=_("Gemeten waarde"), max_digits=14, decimal_places=4)
    measured_on = date_field(_("Gemeten op"))
    source = forms.CharField(label=_("Bron"), max_length=200)
    note = forms.CharField(label=_("Toelichting"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    evidence = forms.FileField(
        label=_("Bewijs"),
        required=False,
        help_text=_("Pdf, Excel of een foto. Alleen partijen bij het contract zien dit."),
    )

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measured_on"].initial = clock.today
        if is_correction:
            self.fields["note"].required = True
            self.fields["note"].label = _("Waarom deze correctie")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
