"""Forms of stage 4: a requirement, the exclusion grounds and the clauses."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.core.conflicts import ConflictForm
from procurement.core.form_parts import ask, fields_only, model_choice
from tenders.domain.exclusion import OPTIONAL
from tenders.domain.vocabulary import RequirementKind
from tenders.labels_drafting import GROUND_LABELS
from tenders.models import Requirement, Tender


class RequirementForm(ConflictForm):
    """One requirement of a kind. Exclusion grounds are chosen from the closed list, not written here."""

    class Meta:
        model = Requirement
        fields = [
            "code",
            "text",
            "formulation",
            "part",
            "group",
            "lot",
            "purpose",
            "ambition",
            "verification",
            "proof_moment",
            "consequence",
            "for_variants",
            "norm",
            "has_equivalent",
        ]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "verification": forms.Textarea(attrs={"rows": 3}),
            "consequence": forms.Textarea(attrs={"rows": 2}),
            "group": forms.TextInput(attrs={"list": "groups", "autocomplete": "off"}),
        }
        help_texts = {
            "code": _("Blijft dit nummer, ook in de nota van inlichtingen en het contract."),
            "text": _("Eén eis, meetbaar, met 'moet'. Liever wat bereikt wordt dan hoe."),
            "group": _("Kies een groep of typ een nieuwe naam."),
            "purpose": _("Verband met de opdracht en waarom dit redelijk is (art. 2.75, 1.10)."),
            "consequence": _("Bijvoorbeeld: herstel binnen tien werkdagen, anders een korting op de factuur."),
            "for_variants": _("Een variant moet ook hieraan voldoen (art. 2.83)."),
            "norm": _("Noemt de eis een norm, keurmerk of merk? Schrijf het hier over."),
            "has_equivalent": _("De eis zegt zelf 'of gelijkwaardig' (art. 2.76)."),
        }

    def __init__(self, *args: Any, tender: Tender, kind: RequirementKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        model_choice(self, "ambition").queryset = tender.ambitions.all()
        model_choice(self, "ambition").empty_label = _("geen")
        ask(self, "formulation", _("kies een formulering"))
        ask(self, "proof_moment", _("kies een moment"))
        model_choice(self, "lot").queryset = tender.lots.all()
        model_choice(self, "lot").empty_label = _("alle percelen")
        if tender.lots.count() < 2:
            del self.fields["lot"]
        if kind != RequirementKind.EXECUTION:
            del self.fields["consequence"]
        if kind != RequirementKind.MINIMUM:
            del self.fields["for_variants"]
        self.helper = fields_only(*self._layout())

    def _layout(self) -> list[Any]:
        here = self.fields
        return [
            Fieldset(
                _("De eis"),
                Div("code", css_class="fields-in-row"),
                "text",
                Div("formulation", "part", css_class="fields-in-row"),
                Div("group", *(["lot"] if "lot" in here else []), css_class="fields-in-row"),
            ),
            Fieldset(_("Waarom"), "purpose", "ambition"),
            Fieldset(
                _("Bewijs en gevolg") if "consequence" in here else _("Bewijs"),
                "verification",
                "proof_moment",
                *(name for name in ("consequence", "for_variants") if name in here),
                Div("norm", css_class="fields-in-row"),
                "has_equivalent",
            ),
        ]

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).strip()

    def clean_group(self) -> str:
        return " ".join(str(self.cleaned_data["group"]).split())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("has_equivalent") and "gelijkwaardig" not in (data.get("text") or "").lower():
            self.add_error("text", _("U zegt dat de eis 'of gelijkwaardig' noemt, maar dat staat niet in de tekst."))
        return data


class GroundsForm(forms.Form):
    """The optional exclusion grounds of art. 2.87, each with its reason. The mandatory ones always stand."""

    def __init__(self, *args: Any, reasons: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ground in OPTIONAL:
            self.fields[f"use_{ground.code}"] = forms.BooleanField(
                label=GROUND_LABELS[ground.ground], required=False, initial=ground.code in reasons
            )
            self.fields[f"why_{ground.code}"] = forms.CharField(
                label=_("Waarom van belang voor deze opdracht"),
                required=False,
                initial=reasons.get(ground.code, ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for ground in OPTIONAL:
            if data.get(f"use_{ground.code}") and not data.get(f"why_{ground.code}"):
                self.add_error(
                    f"why_{ground.code}",
                    _("Leg uit waarom deze grond telt voor deze opdracht (Gids Proportionaliteit 3.5A)."),
                )
        return data

    def reasons(self) -> dict[str, str]:
        """Code -> reason of the grounds that were ticked."""
        data = self.cleaned_data
        return {g.code: data[f"why_{g.code}"] for g in OPTIONAL if data.get(f"use_{g.code}")}

    def rows(self) -> list[dict[str, Any]]:
        """Each ground with its two fields, for the page."""
        return [
            {"ground": ground, "use": self[f"use_{ground.code}"], "why": self[f"why_{ground.code}"]}
            for ground in OPTIONAL
        ]


class ClausesForm(ConflictForm):
    """The clauses of the draft contract on which growth, penalty and recalibration rest (rule CT-11)."""

    class Meta:
        model = Tender
        fields = ["growth_clause", "penalty_clause", "recalibration_clause", "equivalence_clause"]
        widgets = {
            "growth_clause": forms.Textarea(attrs={"rows": 6}),
            "penalty_clause": forms.Textarea(attrs={"rows": 6}),
            "recalibration_clause": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {
            "growth_clause": _("Welke doelen stijgen, wanneer, tot welke grens en wie dat vaststelt (art. 2.163c)."),
            "penalty_clause": _(
                "Wanneer een boete, hoe hoog, met welk maximum, en dat u de opdrachtnemer eerst hoort."
            ),
            "recalibration_clause": _("Aanleiding, reikwijdte, grens en procedure van de jaarlijkse herijking."),
            "equivalence_clause": _("Geldt dan voor elke norm in de stukken."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
