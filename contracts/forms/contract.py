"""Forms of the contract itself: start it from the award, its KPIs and their targets."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from crispy_forms.bootstrap import PrependedAppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.domain.periods import Quarter
from contracts.models import Contract, Kpi
from procurement.accounts.models import User
from procurement.core.conflicts import ConflictForm
from procurement.core.form_fields import FigureField
from procurement.core.form_parts import choice, model_choice

CODE_TAKEN = _("Nummer %(number)s is al van een andere KPI. Hoofdletters maken geen verschil.")


def date_field(label: Any, **options: Any) -> forms.DateField:
    """A date with the browser's own picker and a Dutch message."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    messages = {"invalid": _("Dit is geen datum. Kies een dag of schrijf dd-mm-jjjj.")}
    return forms.DateField(label=label, widget=widget, error_messages=messages, **options)


class ContractForm(forms.ModelForm):
    """Reference, dates and manager of a contract that follows from an award."""

    signed_on = date_field(_("Ondertekend op"))
    starts_on = date_field(_("Ingangsdatum"))
    ends_on = date_field(_("Laatste dag van de vaste looptijd"))
    ends_on_latest = date_field(_("Laatste dag met alle opties"), required=False)

    class Meta:
        model = Contract
        fields = ["reference", "manager", "signed_on", "starts_on", "ends_on", "ends_on_latest"]

    def __init__(self, *args: Any, managers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice(self, "manager").queryset = managers
        model_choice(self, "manager").empty_label = _("nog niet bekend")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Div("reference", "manager", css_class="fields-in-row"),
            Div("signed_on", "starts_on", css_class="fields-in-row"),
            Div("ends_on", "ends_on_latest", css_class="fields-in-row"),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        start, end, latest = data.get("starts_on"), data.get("ends_on"), data.get("ends_on_latest")
        if start and end and end <= start:
            self.add_error("ends_on", _("De looptijd eindigt na de ingangsdatum."))
        if end and latest and latest < end:
            self.add_error("ends_on_latest", _("Met opties kan het contract niet eerder eindigen dan zonder."))
        return data


def managers_of(organisation_id: int) -> Any:
    """People who may manage a contract of this organisation."""
    rows = User.objects.filter(memberships__organisation=organisation_id, memberships__role="contract_manager")
    return rows.filter(memberships__is_active=True, is_active=True).distinct()


class KpiForm(ConflictForm):
    """One KPI while the contract is prepared. What comes from a promise keeps its source."""

    baseline = FigureField(label=_("Nulmeting"), required=False)
    tolerance_pct = FigureField(label=_("Marge voor oranje"), initial=Decimal(5), min_value=0, max_value=100)
    penalty_eur = FigureField(label=_("Boete per kwartaal"), required=False, min_value=0)
    penalty_max_eur = FigureField(label=_("Ten hoogste per contractjaar"), required=False, min_value=0)

    class Meta:
        model = Kpi
        fields = [
            "code",
            "name",
            "unit",
            "better",
            "decimals",
            "baseline",
            "definition",
            "evidence_asked",
            "tolerance_pct",
            "requirement",
            "penalty_after_reds",
            "penalty_eur",
            "penalty_max_eur",
        ]
        labels = {"decimals": _("Decimalen")}
        widgets = {"definition": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "definition": _("Hoe wordt gemeten, over welke periode, en welke uitkomst telt voor het jaar?"),
        }

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = contract.lot.tender.requirements.filter(kind="execution")
        model_choice(self, "requirement").queryset = rows
        model_choice(self, "requirement").empty_label = _("kies een voorwaarde")
        if self.instance.promise_id:
            del self.fields["requirement"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        source = ["requirement"] if "requirement" in self.fields else []
        self.helper.layout = Layout(
            Fieldset(
                _("De KPI"),
                Div("code", "name", css_class="fields-in-row"),
                *source,
                Div("unit", "better", "decimals", css_class="fields-in-row"),
                "definition",
                "evidence_asked",
                Div("baseline", PrependedAppendedText("tolerance_pct", None, "%"), css_class="fields-in-row"),
            ),
            Fieldset(
                _("Boete, als die is gepubliceerd"),
                "penalty_after_reds",
                Div(
                    PrependedAppendedText("penalty_eur", "€", None),
                    PrependedAppendedText("penalty_max_eur", "€", None),
                    css_class="fields-in-row",
                ),
            ),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(data.get("penalty_after_reds")) != (data.get("penalty_eur") is not None):
            self.add_error("penalty_eur", _("Een boete heeft een aantal rode kwartalen én een bedrag."))
        if "requirement" in self.fields and not data.get("requirement"):
            self.add_error("requirement", _("Kies de gepubliceerde voorwaarde waarop deze KPI rust."))
        return data


class TargetsForm(forms.Form):
    """The target of a KPI in each quarter; an empty one takes over the quarter before."""

    def __init__(self, *args: Any, quarters: Sequence[Quarter], targets: dict[Quarter, Decimal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quarters = quarters
        for quarter in quarters:
            self.fields[str(quarter)] = FigureField(label=str(quarter), required=False, initial=targets.get(quarter))

    def targets(self) -> dict[Quarter, Decimal]:
        """The typed targets, carried on over empty quarters."""
        found: dict[Quarter, Decimal] = {}
        last: Decimal | None = None
        for quarter in self.quarters:
            last = self.cleaned_data[str(quarter)] if self.cleaned_data[str(quarter)] is not None else last
            if last is not None:
                found[quarter] = last
        return found

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(value is not None for value in data.values()) and not self.errors:
            raise forms.ValidationError(_("Vul ten minste het doel van het eerste kwartaal in."))
        return data


class ContractFilterForm(forms.Form):
    """Search and filters above the list of contracts."""

    q = forms.CharField(label=_("Zoek"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(label=_("Status"), required=False)
    sort = forms.ChoiceField(label=_("Volgorde"), required=False)

    def __init__(self, *args: Any, states: Any, sorts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "state").choices = [("", _("alle")), *states]
        choice(self, "sort").choices = sorts
