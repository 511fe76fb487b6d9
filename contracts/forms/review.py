"""Forms of the quarterly review, the recalibration, penalties and lessons."""

from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.domain.periods import Quarter
from contracts.domain.vocabulary import RecalibrationKind
from contracts.forms.contract import CODE_TAKEN, date_field
from contracts.labels import RECALIBRATION_KIND_LABELS, choices_of
from contracts.models import Contract, Kpi, Review
from procurement.accounts.identity import IdentityForm
from procurement.core import clock
from procurement.core.conflicts import ConflictForm
from procurement.core.domain.codes import taken_code
from procurement.core.form_fields import FigureField
from procurement.core.form_parts import choice, model_choice
from tenders.models import Ambition, Requirement

ACTION_ROWS = 5


class SeenForm(IdentityForm):
    """Signs what was read: the hash of it is posted back."""

    seen_sha256 = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class ReviewForm(ConflictForm):
    """The text of a quarterly review."""

    held_on = date_field(_("Gesprek op"))

    class Meta:
        model = Review
        fields = ["held_on", "attendees", "summary", "decisions"]
        widgets = {
            "attendees": forms.Textarea(attrs={"rows": 2}),
            "summary": forms.Textarea(attrs={"rows": 5}),
            "decisions": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {"attendees": _("Naam en functie, een per regel.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class ActionForm(forms.Form):
    """One agreed action; a row that is left empty is no action."""

    text = forms.CharField(label=_("Afspraak"), max_length=240, required=False)
    owner = forms.CharField(label=_("Wie"), max_length=120, required=False)
    due = date_field(_("Uiterlijk"), required=False)
    kpi = forms.ModelChoiceField(label=_("KPI"), queryset=Kpi.objects.none(), required=False, empty_label=_("geen"))

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice(self, "kpi").queryset = contract.kpis.all()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("text", Div("owner", "due", "kpi", css_class="fields-in-row"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("text"):
            for name in ("owner", "due"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Een afspraak heeft iemand die haar doet en een datum."))
        elif data.get("owner") or data.get("due"):
            self.add_error("text", _("Schrijf op wat er is afgesproken."))
        return data


def action_forms(review: Review | None, contract: Contract, data: Any = None) -> list[ActionForm]:
    """Return a form for each agreed action and a few empty ones."""
    known = list(review.actions.all()) if review and review.pk else []
    initial: list[dict[str, Any]] = [
        {"text": row.text, "owner": row.owner, "due": row.due, "kpi": row.kpi_id} for row in known
    ]
    rows = initial + [{}] * max(1, ACTION_ROWS - len(initial))
    return [
        ActionForm(data, contract=contract, initial=row, prefix=f"action-{number}") for number, row in enumerate(rows)
    ]


class RecalibrationForm(forms.Form):
    """A decision of the yearly recalibration that concerns an existing KPI."""

    kind = forms.ChoiceField(label=_("Besluit"))
    kpi = forms.ModelChoiceField(label=_("KPI"), queryset=Kpi.objects.none())
    quarter = forms.ChoiceField(label=_("Vanaf kwartaal"))
    target = FigureField(label=_("Nieuw doel"), required=False, help_text=_("Alleen als u het doel verhoogt."))
    reason = forms.CharField(label=_("Reden"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, contract: Contract, quarters: list[Quarter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = {k: label for k, label in RECALIBRATION_KIND_LABELS.items() if k is not RecalibrationKind.ADD}
        choice(self, "kind").choices = choices_of(kinds)
        model_choice(self, "kpi").queryset = contract.kpis.filter(last_period="")
        model_choice(self, "kpi").empty_label = _("kies een KPI")
        choice(self, "quarter").choices = [(str(quarter), str(quarter)) for quarter in quarters]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Div("kind", "quarter", css_class="fields-in-row"), "kpi", Div("target", css_class="fields-in-row"), "reason"
        )


class NewKpiForm(forms.Form):
    """A KPI that the recalibration adds. It rests on a published execution condition."""

    code = forms.CharField(label=_("Nummer"), max_length=8)
    name = forms.CharField(label=_("KPI"), max_length=160)
    requirement = forms.ModelChoiceField(
        label=_("Berust op uitvoeringsvoorwaarde"), queryset=Requirement.objects.none()
    )
    unit = forms.CharField(label=_("Eenheid"), max_length=40)
    better = forms.ChoiceField(
        label=_("Richting"), choices=[("higher", _("hoger is beter")), ("lower", _("lager is beter"))]
    )
    definition = forms.CharField(label=_("Meetdefinitie"), widget=forms.Textarea(attrs={"rows": 3}))
    quarter = forms.ChoiceField(label=_("Vanaf kwartaal"))
    target = FigureField(label=_("Doel vanaf dat kwartaal"))
    reason = forms.CharField(label=_("Reden"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, contract: Contract, quarters: list[Quarter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contract = contract
        model_choice(self, "requirement").queryset = contract.lot.tender.requirements.filter(kind="execution")
        model_choice(self, "requirement").empty_label = _("kies een voorwaarde")
        choice(self, "quarter").choices = [(str(quarter), str(quarter)) for quarter in quarters]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if taken := taken_code(code, self.contract.kpis.values_list("code", flat=True)):
            raise forms.ValidationError(CODE_TAKEN, params={"number": taken})
        return code

    def proposal(self, quarters: list[Quarter]) -> dict[str, Any]:
        """The KPI as the recalibration keeps it until both signed."""
        data = self.cleaned_data
        target: Decimal = data["target"]
        return {
            "code": data["code"],
            "name": data["name"],
            "unit": data["unit"],
            "better": data["better"],
            "definition": data["definition"],
            "requirement": data["requirement"].pk,
            "tolerance_pct": "5",
            "targets": {str(q): str(target) for q in quarters if str(q) >= data["quarter"]},
        }


class HearingForm(forms.Form):
    """What the contractor says about a proposed penalty."""

    heard_on = date_field(_("Gehoord op"))
    text = forms.CharField(label=_("Reactie van de opdrachtnemer"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heard_on"].initial = clock.today
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class DecisionForm(forms.Form):
    """The decision about a penalty, with its reason."""

    impose = forms.TypedChoiceField(
        label=_("Besluit"),
        choices=[("yes", _("boete opleggen")), ("no", _("geen boete"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    motivation = forms.CharField(label=_("Motivering"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class LessonForm(forms.Form):
    """What was learned, and for which ambition."""

    ambition = forms.ModelChoiceField(
        label=_("Hoort bij ambitie"),
        queryset=Ambition.objects.none(),
        required=False,
        empty_label=_("de hele opdracht"),
    )
    text = forms.CharField(
        label=_("Les"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wat zou u een volgende keer weer doen, of juist anders?"),
    )

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice(self, "ambition").queryset = Ambition.objects.filter(tender_id=contract.lot.tender_id)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
