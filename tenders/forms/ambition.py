"""Forms of stage 1: definition, ambitions, suitability, strategy."""

from typing import Any

from crispy_forms.layout import Div, Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.accounts.identity import IdentityForm
from procurement.core.conflicts import ConflictForm
from procurement.core.form_parts import choice, fields_only, model_choice
from tenders.forms.measurable import FIELDS, MeasurableForm
from tenders.labels import r_strategy_choices
from tenders.labels_preparation import suitability_choices
from tenders.models import Ambition, PolicyGoal, Tender

MEASURE_ID = "ambition-measure"


class DefinitionForm(ConflictForm):
    """The definition of this tender in words of its own."""

    class Meta:
        model = Tender
        fields = ["definition"]
        widgets = {"definition": forms.Textarea(attrs={"rows": 7})}
        labels = {"definition": _("Definitie voor deze aanbesteding")}
        help_texts = {
            "definition": _(
                "Zeg wat in deze aanbesteding voorgaat: minder CO2, langer gebruik, hergebruik of iets anders. "
                "Inschrijvers richten hun aanbod hiernaar."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["definition"].required = True
        self.helper = fields_only()


class AmbitionForm(MeasurableForm):
    """A SMART ambition that comes from a policy goal."""

    class Meta:
        model = Ambition
        fields = ["policy_goal", "title", "explanation", "r_strategy", *FIELDS]
        widgets = {"explanation": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "policy_goal": _("Waar deze ambitie vandaan komt. Kiest u een doel, dan neemt Kring de meetgegevens over."),
            "title": _("Wat u in dit project bereikt, bijvoorbeeld: 80% van de stuks hergebruikt in jaar 5."),
            "explanation": _("Wat telt mee en hoe u het meet. Dit lezen inschrijvers."),
            "r_strategy": _(
                "De hoogste trede van de R-ladder waar de ambitie op rust; hoe lager het nummer, hoe beter."
            ),
            "unit": _("Waarin u telt, bijvoorbeeld: % massa, kg per kwartaal of EUR per werkplek per jaar."),
        }

    def __init__(self, *args: Any, tender: Tender, prefill_url: str = "", **kwargs: Any) -> None:
        """prefill_url: gives the figures of a goal as soon as it is chosen; empty once the ambition has its own."""
        super().__init__(*args, **kwargs)
        goals = PolicyGoal.objects.filter(organisation_id=tender.organisation_id)
        model_choice(self, "policy_goal").queryset = goals
        model_choice(self, "policy_goal").empty_label = _("kies een beleidsdoel")
        choice(self, "r_strategy").choices = [("", _("kies een R-strategie")), *r_strategy_choices()]
        if prefill_url:
            self.fields["policy_goal"].widget.attrs |= {
                "hx-get": prefill_url,
                "hx-target": f"#{MEASURE_ID}",
                "hx-swap": "outerHTML",
            }
        measure = Fieldset(
            _("Zo meet u het"),
            "indicator",
            "unit",
            "better",
            Div("baseline", "baseline_year", css_class="fields-in-row"),
            Div("target", "target_year", css_class="fields-in-row"),
            css_id=MEASURE_ID,
        )
        self.helper = fields_only(
            Fieldset(_("De ambitie"), "policy_goal", "title", "r_strategy", "explanation"), measure
        )
        self.measure_helper = fields_only(measure)


class SuitabilityForm(ConflictForm):
    """Whether something must be bought at all, and how well the product group suits a circular demand."""

    class Meta:
        model = Tender
        fields = ["stock_first", "suitability_score", "suitability_motivation"]
        widgets = {
            "stock_first": forms.Textarea(attrs={"rows": 5}),
            "suitability_motivation": forms.Textarea(attrs={"rows": 5}),
        }
        labels = {"stock_first": _("Kan het met wat er al is?")}
        help_texts = {
            "stock_first": _(
                "Wat is er op voorraad, wat kan worden opgeknapt of gedeeld, en wat moet dan nog worden gekocht? "
                "Niet kopen is de hoogste trede van de R-ladder."
            ),
            "suitability_score": _(
                "Hoe goed leent deze productgroep zich voor een circulaire vraag? Bouw, meubilair, textiel en catering "
                "lenen zich goed; niet elke groep doet dat."
            ),
            "suitability_motivation": _("Waarop u dat baseert: de markt, de levensduur, eerdere ervaringen."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["suitability_score"] = forms.TypedChoiceField(
            label=_("Geschiktheid van de productgroep"),
            help_text=self.Meta.help_texts["suitability_score"],
            choices=suitability_choices(),
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
        )
        self.helper = fields_only(
            Fieldset(_("Eerst voorraad"), "stock_first"),
            Fieldset(_("Geschiktheid"), "suitability_score", "suitability_motivation"),
        )

    def clean(self) -> dict[str, Any]:
        """A score has its motive."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("suitability_score") and not cleaned.get("suitability_motivation", "").strip():
            self.add_error("suitability_motivation", _("Zeg bij de score waarop u haar baseert."))
        return cleaned


class StrategyForm(ConflictForm):
    """The text of the purchasing strategy."""

    class Meta:
        model = Tender
        fields = ["strategy"]
        widgets = {"strategy": forms.Textarea(attrs={"rows": 16})}
        labels = {"strategy": _("Inkoopstrategie")}
        help_texts = {
            "strategy": _(
                "Aanleiding en doel, wat de markt kan, hoe de circulaire ambities in de uitvraag komen, procedure, "
                "budget over de hele levensduur, planning en risico's."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


class StrategySignForm(IdentityForm):
    """A signature under the strategy as it was on the screen."""

    seen_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
