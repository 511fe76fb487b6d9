"""Forms of selection: a criterion, all weights at once, the scale."""

from decimal import Decimal
from typing import Any

from crispy_forms.layout import Div, Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.core.conflicts import ConflictForm
from procurement.core.form_fields import FigureField
from procurement.core.form_parts import fields_only, model_choice
from tenders.models import SelectionCriterion, Tender


class SelectionCriterionForm(ConflictForm):
    """One selection criterion, with what is asked and what is looked at."""

    weight = FigureField(label=_("Weging"), min_value=Decimal(0), max_value=Decimal(100))

    class Meta:
        model = SelectionCriterion
        fields = ["code", "title", "asked", "looks_at", "weight", "max_pages", "ambition"]
        widgets = {
            "asked": forms.Textarea(attrs={"rows": 4}),
            "looks_at": forms.Textarea(attrs={"rows": 4}),
            "max_pages": forms.TextInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = {
            "asked": _(
                "Bijvoorbeeld een visie op circulariteit voor deze opdracht. Vraag niet alleen referenties: dan komen "
                "nieuwkomers er niet tussen."
            ),
            "looks_at": _("Waar u punten voor geeft, zo dat een gegadigde vooraf weet waar hij aan toe is."),
            "max_pages": _("Begrens wat u vraagt; dat scheelt beide kanten werk."),
        }

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weight"].help_text = _("In procent; alle wegingen zijn samen 100.")
        model_choice(self, "ambition").queryset = tender.ambitions.all()
        model_choice(self, "ambition").empty_label = _("geen")
        self.helper = fields_only(
            Fieldset(_("Het criterium"), Div("code", "weight", css_class="fields-in-row"), "title", "ambition"),
            Fieldset(_("Wat u vraagt en beoordeelt"), "asked", "looks_at", "max_pages"),
        )


class WeightsForm(forms.Form):
    """The weights of all selection criteria at once, so that one sees their sum."""

    def __init__(self, *args: Any, rows: list[SelectionCriterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        widget = {"inputmode": "decimal", "autocomplete": "off", "data-weight": ""}
        for row in rows:
            self.fields[f"weight_{row.pk}"] = FigureField(
                label=f"{row}",
                initial=row.weight,
                min_value=Decimal(0),
                max_value=Decimal(100),
                widget=forms.TextInput(attrs=widget),
            )
        self.helper = fields_only()

    def weights(self) -> dict[int, Decimal]:
        """Id of the criterion -> its weight in percent."""
        return {row.pk: self.cleaned_data[f"weight_{row.pk}"] for row in self.rows}


class SelectionLevelForm(forms.Form):
    """One level of the scale; an empty one is left out."""

    points = FigureField(label=_("Punten"), required=False, min_value=Decimal(0), max_digits=6, decimal_places=2)
    word = forms.CharField(label=_("Woord"), max_length=40, required=False)
    meaning = forms.CharField(
        label=_("Wanneer u deze punten geeft"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @property
    def is_filled(self) -> bool:
        """Something was typed in this row."""
        return any(self.cleaned_data.get(name) not in (None, "") for name in ("points", "word", "meaning"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_filled:
            for name, message in (
                ("points", _("Vul de punten in.")),
                ("word", _("Geef dit niveau een woord, zoals goed.")),
                ("meaning", _("Schrijf op wanneer u deze punten geeft.")),
            ):
                if data.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, message)
        return data


class BaseSelectionScale(forms.BaseFormSet):  # type: ignore[type-arg]
    """The scale as a whole: at least two levels, each with other points."""

    def clean(self) -> None:
        seen: set[Decimal] = set()
        for form in self.forms:
            points = form.cleaned_data.get("points") if hasattr(form, "cleaned_data") else None
            if points is None:
                continue
            if points in seen:
                form.add_error("points", _("Deze punten staan al op de schaal."))
            seen.add(points)
        if not any(form.errors for form in self.forms) and len(seen) < 2:
            raise forms.ValidationError(_("Een schaal heeft ten minste twee niveaus."), code="short")

    def levels(self) -> list[dict[str, Any]]:
        """The filled levels."""
        return [form.cleaned_data for form in self.forms if form.is_filled]


SelectionScaleFormSet: type[BaseSelectionScale] = forms.formset_factory(  # type: ignore[assignment]
    SelectionLevelForm, formset=BaseSelectionScale, extra=2, max_num=12
)
