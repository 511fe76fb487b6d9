"""Forms of what stands around the requirements: details, frames and room, levels of ambition."""

from decimal import Decimal
from typing import Any

from crispy_bootstrap5.bootstrap5 import Field
from crispy_forms.bootstrap import PrependedAppendedText
from crispy_forms.layout import Div, Fieldset
from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from procurement.core.conflicts import ConflictForm
from procurement.core.form_fields import FigureField
from procurement.core.form_parts import choice, fields_only, model_choice
from tenders.domain.specification import Clarity
from tenders.labels_specification import (
    CLARITY_CONSEQUENCES,
    CLARITY_LABELS,
    ambition_step_choices,
    signal_choices,
    standing_choices,
    variant_basis_choices,
)
from tenders.models import (
    AmbitionLevel,
    ConsultationConclusion,
    FeasibilitySignal,
    RequirementMeasure,
    SolutionSpace,
    SuitabilityDetail,
    Tender,
)

YES_NO = [("", _("nog niet bekend")), ("True", _("ja")), ("False", _("nee"))]


def area(rows: int = 3) -> forms.Textarea:
    """A field for a text of about this many lines."""
    return forms.Textarea(attrs={"rows": rows})


def money(name: str) -> PrependedAppendedText:
    """A field for an amount in euro excl. VAT."""
    return PrependedAppendedText(name, "€", _("excl. btw"))


class DetailForm(ConflictForm):
    """A form of a row that may not be stored yet: two people who both write the first version are shown both."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stored = model_to_dict(self.instance, fields=list(self.fields))


class SuitabilityForm(DetailForm):
    """How a suitability requirement is asked."""

    base_eur = FigureField(label=_("Waarde van het vergelijkbare deel"), required=False, min_value=Decimal("0.01"))
    reference_eur = FigureField(label=_("Minimale omvang van de referentie"), required=False, min_value=Decimal(0))
    turnover_eur = FigureField(label=_("Gevraagde omzet per jaar"), required=False, min_value=Decimal(0))

    class Meta:
        model = SuitabilityDetail
        fields = [
            "standing",
            "base_eur",
            "competence",
            "reference_count",
            "reference_eur",
            "years",
            "years_motivation",
            "turnover_eur",
            "turnover_years",
            "motivation",
            "circular_motivation",
            "forbids_reliance",
        ]
        widgets = {
            "standing": forms.RadioSelect,
            "years_motivation": area(2),
            "motivation": area(),
            "circular_motivation": area(),
            "reference_count": forms.TextInput(attrs={"inputmode": "numeric"}),
            "years": forms.TextInput(attrs={"inputmode": "numeric"}),
            "turnover_years": forms.TextInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = {
            "competence": _("Wat de onderneming moet kunnen, in één zin. Eén referentie mag er meer aantonen."),
            "reference_count": _("Ten hoogste één per kerncompetentie (Gids Proportionaliteit 3.5 G)."),
            "years": _("Werken: vijf jaar. Leveringen en diensten: drie jaar. Korter mag niet (art. 2.93)."),
            "years_motivation": _(
                "Alleen nodig als u verder terug kijkt: waarom is dat nodig voor genoeg mededinging?"
            ),
            "turnover_years": _("Ten hoogste de laatste drie (art. 2.91)."),
            "motivation": _("Omzet vragen mag alleen om zwaarwegende redenen; zij staan in de stukken (art. 2.90)."),
            "circular_motivation": _(
                "Weinig partijen hebben circulaire referenties. Een plan bij de gunning geeft nieuwkomers een kans."
            ),
            "forbids_reliance": _("De wet laat een beroep op derden toe (art. 2.92-2.95); dit houdt publicatie tegen."),
        }

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "standing").choices = standing_choices()
        self.fields["base_eur"].help_text = _("Leeg: de geraamde waarde van de opdracht.")
        self.fields["reference_eur"].help_text = _("Ten hoogste 60% van die waarde, anders met uitleg.")
        self.fields["turnover_eur"].help_text = _(
            "Ten hoogste drie keer die waarde; boven twee keer is zelden redelijk."
        )
        self.helper = fields_only(
            Fieldset(_("Waar de eis over gaat"), "standing", money("base_eur")),
            Fieldset(
                _("Referentie"),
                "competence",
                Div("reference_count", "years", css_class="fields-in-row"),
                money("reference_eur"),
                "years_motivation",
                "circular_motivation",
            ),
            Fieldset(_("Omzet"), Div(money("turnover_eur"), "turnover_years", css_class="fields-in-row"), "motivation"),
            Fieldset(_("Beroep op derden"), "forbids_reliance"),
        )


class MeasureForm(DetailForm):
    """The figure that a requirement bounds, with the scope of an environmental calculation."""

    value = FigureField(label=_("Waarde"))
    reference_value = FigureField(label=_("Referentiewaarde"), required=False)

    class Meta:
        model = RequirementMeasure
        fields = [
            "role",
            "indicator",
            "bound",
            "value",
            "unit",
            "reference_value",
            "reference_source",
            "method",
            "dataset",
            "modules",
            "life_years",
            "tool",
        ]
        widgets = {
            "role": forms.RadioSelect,
            "reference_source": area(2),
            "life_years": forms.TextInput(attrs={"inputmode": "numeric"}),
            "indicator": forms.TextInput(attrs={"list": "indicators"}),
        }
        help_texts = {
            "role": _("Bij een voorschrift: wat haalt de voorgeschreven oplossing op zijn best? Zo vindt u botsingen."),
            "indicator": _("Bijvoorbeeld: MKI, aandeel hergebruik, levensduur."),
            "unit": _("Bijvoorbeeld: € per stoel, %, jaar."),
            "reference_value": _("Wat een bestaand ontwerp haalt. Een harde grens moet haalbaar zijn."),
            "method": _("Bijvoorbeeld: Bepalingsmethode milieuprestatie, versie 1.2, set A2."),
            "modules": _("Bijvoorbeeld: A1-A5, C1-C4 en D."),
        }

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only(
            Fieldset(
                _("De grens"),
                "role",
                "indicator",
                Div("bound", "value", "unit", css_class="fields-in-row"),
            ),
            Fieldset(_("Haalbaarheid"), "reference_value", "reference_source"),
            Fieldset(
                _("Alleen bij een MKI: zo zijn inschrijvingen te vergelijken"),
                "method",
                Div("dataset", "modules", css_class="fields-in-row"),
                Div("life_years", "tool", css_class="fields-in-row"),
            ),
        )


class SignalForm(DetailForm):
    """What the market said of a requirement, and what is done with it."""

    class Meta:
        model = FeasibilitySignal
        fields = ["signal", "conclusion", "note", "decision", "decision_reason"]
        widgets = {"signal": forms.RadioSelect, "note": area(), "decision_reason": area()}
        help_texts = {
            "note": _("In hun woorden, zonder naam."),
            "decision": _("Nodig als de markt de eis niet haalbaar noemt."),
        }

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "signal").choices = signal_choices()
        rows = ConsultationConclusion.objects.filter(consultation__tender=tender)
        model_choice(self, "conclusion").queryset = rows
        model_choice(self, "conclusion").empty_label = _("geen")
        self.helper = fields_only(
            Fieldset(_("Wat de markt zegt"), "signal", "conclusion", "note"),
            Fieldset(_("Wat u ermee doet"), "decision", "decision_reason"),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("decision") and not (data.get("decision_reason") or "").strip():
            self.add_error("decision_reason", _("Schrijf op waarom u dit besluit."))
        return data


class SpaceForm(DetailForm):
    """Frames, clear or flexible, variants and alternatives, use by people, an expert who helped."""

    variants_allowed = forms.BooleanField(label=_("Varianten toegestaan"), required=False)

    class Meta:
        model = SolutionSpace
        fields = [
            "time_frame",
            "budget_frame",
            "limits",
            "conduct",
            "clarity",
            "clarity_reason",
            "used_by_people",
            "accessibility_reason",
            "variant_basis",
            "variant_submission",
            "variant_assessment",
            "alternatives_allowed",
            "alternatives_scope",
            "alternatives_rule",
            "expert_party",
            "expert_shared",
            "expert_measures",
        ]
        widgets = {
            "clarity": forms.RadioSelect,
            **{
                name: area()
                for name in (
                    "time_frame",
                    "budget_frame",
                    "limits",
                    "conduct",
                    "clarity_reason",
                    "accessibility_reason",
                    "variant_submission",
                    "variant_assessment",
                    "alternatives_scope",
                    "alternatives_rule",
                    "expert_shared",
                    "expert_measures",
                )
            },
        }
        help_texts = {
            "time_frame": _("Wanneer moet wat er staan, en waar is schuiven mogelijk?"),
            "budget_frame": _("Het budget of plafond, of waarom u het niet noemt."),
            "limits": _("Wat u niet ter discussie stelt: de plek, de bestaande voorraad, een wettelijke grens."),
            "conduct": _("Hoe u met elkaar omgaat als de uitkomst anders is dan gedacht. Vertrouwen is nodig."),
            "accessibility_reason": _("Alleen nodig als mensen het gebruiken en u geen eis stelt (art. 2.75 lid 4-5)."),
            "variant_submission": _("Bijvoorbeeld: als aparte inschrijving met een eigen prijsblad."),
            "variant_assessment": _("Dezelfde criteria, en wat u daarin anders leest."),
            "alternatives_scope": _("Welke onderdelen anders mogen worden uitgevoerd dan u beschrijft."),
            "alternatives_rule": _("Wanneer u een alternatief aanvaardt, en wie dat vaststelt."),
            "expert_party": _("Laat leeg als niemand van buiten meeschreef."),
            "expert_shared": _("Deze informatie krijgen alle inschrijvers (art. 2.51)."),
        }

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})["variants_allowed"] = tender.variants_allowed
        super().__init__(*args, **kwargs)
        self.fields["used_by_people"] = forms.TypedChoiceField(
            label=_("Wordt gebruikt door natuurlijke personen"),
            choices=YES_NO,
            required=False,
            empty_value=None,
            coerce=lambda value: value == "True",
            widget=forms.RadioSelect,
            help_text=_("Publiek of eigen mensen. Dan hoort er een eis over toegankelijkheid bij."),
        )
        self._stored["variants_allowed"] = tender.variants_allowed
        choice(self, "clarity").choices = [
            (one.value, f"{CLARITY_LABELS[one]}. {CLARITY_CONSEQUENCES[one]}") for one in Clarity
        ]
        choice(self, "variant_basis").choices = [("", _("nog niet gekozen")), *variant_basis_choices()]
        self.helper = fields_only(*self._layout())

    def _layout(self) -> list[Any]:
        return [
            Fieldset(_("Kaders voor een oplossing"), "time_frame", "budget_frame", "limits", "conduct"),
            Fieldset(
                _("Duidelijk of flexibel"),
                Field("clarity", wrapper_class="scale"),
                "clarity_reason",
            ),
            Fieldset(_("Gebruik door mensen"), "used_by_people", "accessibility_reason"),
            Fieldset(_("Varianten"), "variants_allowed", "variant_basis", "variant_submission", "variant_assessment"),
            Fieldset(_("Uitvoeringsalternatieven"), "alternatives_allowed", "alternatives_scope", "alternatives_rule"),
            Fieldset(_("Deskundige marktpartij"), "expert_party", "expert_shared", "expert_measures"),
        ]


class LevelForm(DetailForm):
    """How far one ambition goes in this tender."""

    class Meta:
        model = AmbitionLevel
        fields = ["basic", "good", "excellent", "step", "direction_only", "direction_reason"]
        widgets = {
            "basic": area(2),
            "good": area(2),
            "excellent": area(2),
            "direction_reason": area(2),
            "step": forms.RadioSelect,
        }
        help_texts = {
            "basic": _("Wat zeker bereikt moet worden. Zeg wat, niet hoe."),
            "good": _("Wat een goede inschrijver bereikt."),
            "excellent": _("Wat boven verwachting zou zijn."),
            "step": _("Waar deze aanbesteding op mikt."),
            "direction_only": _("Niets in de stukken bindt eraan: geen eis, geen criterium, geen KPI."),
        }

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "step").choices = ambition_step_choices()
        self.helper = fields_only(
            Fieldset(_("Wat elk niveau betekent"), "basic", "good", "excellent", "step"),
            Fieldset(_("Alleen richting"), "direction_only", "direction_reason"),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("direction_only") and not (data.get("direction_reason") or "").strip():
            self.add_error("direction_reason", _("Leg uit waarom alleen richting genoeg is."))
        return data
