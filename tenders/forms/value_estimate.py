"""Forms of the calculator: one amount, and the main object of a mixed contract."""

from typing import Any

from crispy_forms.bootstrap import PrependedAppendedText
from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.core.conflicts import ConflictForm
from procurement.core.form_fields import FigureField
from procurement.core.form_parts import fields_only
from tenders.models import EstimateLine, ValueEstimate


class EstimateLineForm(ConflictForm):
    """One amount of the estimate."""

    class Meta:
        model = EstimateLine
        fields = ["kind", "description", "amount_eur", "months", "part"]
        field_classes = {"amount_eur": FigureField}
        widgets = {
            "kind": forms.RadioSelect,
            "amount_eur": forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            "months": forms.TextInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = {
            "kind": _("Hieruit volgt hoe vaak het bedrag meetelt."),
            "description": _("Bijvoorbeeld: onderhoud van 420 werkplekken."),
            "amount_eur": _("Van één maand of één jaar waar het soort bedrag dat zegt."),
            "months": _("Alleen bij een bedrag per maand. Leeg betekent voor onbepaalde tijd: dan tellen 48 maanden."),
            "part": _("Een opdracht met meer dan één bestanddeel is gemengd."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only(
            "kind",
            "description",
            Div(PrependedAppendedText("amount_eur", "€", _("excl. btw")), "months", css_class="fields-in-row"),
            "part",
        )


class MainPartForm(ConflictForm):
    """The main object of a mixed contract."""

    class Meta:
        model = ValueEstimate
        fields = ["main_part"]
        help_texts = {
            "main_part": _("Het hoofdbestanddeel beslist welke regels gelden; een deskundige kiest het."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
