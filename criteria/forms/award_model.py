"""Forms of the award model: method, costs, scale and the division of points."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from crispy_forms.bootstrap import PrependedAppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from criteria.domain.points import first_above, points_fault, points_left
from criteria.domain.vocabulary import AwardMethod, Basis, CriterionKind, PriceFormula
from criteria.labels import award_method_choices, basis_choices
from criteria.model_labels import POINT_FAULTS, TIE_BREAK_LABELS
from criteria.models import AwardModel, Criterion
from procurement.core.conflicts import ConflictForm
from procurement.core.domain.decimals import format_number
from procurement.core.form_fields import FigureField
from procurement.core.form_parts import ask, choice

TIES = 3


def figure(model: Any, name: str, **options: Any) -> FigureField:
    """Return the field of a figure of the model, as it is written in Dutch."""
    field = model._meta.get_field(name)
    options = {"label": capfirst(field.verbose_name), "required": False} | options
    return FigureField(max_digits=field.max_digits, decimal_places=field.decimal_places, **options)


def fields_of(*parts: Any) -> FormHelper:
    """Return a helper that prints these parts; the page writes the form tag."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*parts)
    return helper


def points_error(
    points: Decimal | None, *, others: Sequence[Decimal | None], before: Decimal | None
) -> forms.ValidationError | None:
    """Return why something cannot have these points beside ``others``, in words for its field; None when it can."""
    left = points_left(others)
    fault = points_fault(points, left=left, before=before)
    if fault == "above_left" and left <= 0:
        fault = "none_left"
    return forms.ValidationError(POINT_FAULTS[fault], code=fault, params=numbers(left=left)) if fault else None


def numbers(**figures: Decimal) -> dict[str, str]:
    """Return figures as they are written in the active language, for a sentence."""
    return {name: format_number(figure, language=get_language() or "nl") for name, figure in figures.items()}


class MethodForm(ConflictForm):
    """How bids are compared, who grades, and what decides when totals are equal."""

    class Meta:
        model = AwardModel
        fields = ["method", "method_motivation", "aggregate", "assessor_count", "spread_tolerance", "rounding"]
        widgets = {"method": forms.RadioSelect, "method_motivation": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "method_motivation": _("Verplicht bij laagste prijs of laagste kosten (art. 2.114); komt in de stukken."),
            "aggregate": _("Zo ontstaat één cijfer. Beoordelaars geven altijd eerst ieder voor zich een cijfer."),
            "assessor_count": _("Het aantal dat u aankondigt is het aantal dat beoordeelt. Vijf is het advies."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "method").choices = award_method_choices()
        self.fields["spread_tolerance"] = figure(
            AwardModel,
            "spread_tolerance",
            help_text=_("Lopen cijfers verder uiteen dan dit verschil, dan bespreekt de commissie ze."),
        )
        self.fields["rounding"] = figure(
            AwardModel,
            "rounding",
            help_text=_("Stap waarop het totaal wordt afgerond, zoals 0,01. Leeg: niet afronden."),
        )
        codes = self.instance.criteria.exclude(kind=CriterionKind.GROUP) if self.instance.pk else ()
        choices = [("", _("(geen)")), *TIE_BREAK_LABELS.items(), *((row.code, f"{row}") for row in codes)]
        order = [*self.instance.tie_break, *[""] * TIES]
        for place in range(TIES):
            label = _("Bij gelijke stand beslist") if not place else _("daarna")
            self.fields[f"tie_{place}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=order[place]
            )
        self.helper = fields_of(
            Fieldset(_("Methode"), "method", "method_motivation"),
            Fieldset(
                _("Beoordelen"),
                "aggregate",
                Div("assessor_count", "spread_tolerance", css_class="fields-in-row"),
            ),
            Fieldset(
                _("Uitkomst"), "rounding", Div(*[f"tie_{place}" for place in range(TIES)], css_class="fields-in-row")
            ),
        )

    def clean_rounding(self) -> Decimal | None:
        step: Decimal | None = self.cleaned_data["rounding"]
        if step is not None and step <= 0:
            raise forms.ValidationError(_("Een stap is hoger dan nul, bijvoorbeeld 0,01."), code="not_positive")
        return step

    def clean_spread_tolerance(self) -> Decimal | None:
        tolerance: Decimal | None = self.cleaned_data["spread_tolerance"]
        if tolerance is not None and tolerance < 0:
            raise forms.ValidationError(_("Een verschil kan niet negatief zijn."), code="negative")
        return tolerance

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for place in range(TIES):
            code = data.get(f"tie_{place}", "")
            if code and code in seen:
                self.add_error(f"tie_{place}", _("Deze staat al eerder in de volgorde."))
            seen.add(code)
        if data.get("assessor_count") == 0:
            self.add_error("assessor_count", _("Kondig ten minste één beoordelaar aan."))
        return data

    def values(self) -> dict[str, Any]:
        """The fields of the model as they must be stored."""
        data = self.cleaned_data
        order = [data[f"tie_{place}"] for place in range(TIES)]
        return {name: data[name] for name in self._meta.fields or ()} | {"tie_break": [code for code in order if code]}


class CostsForm(ConflictForm):
    """How costs are measured and what they earn."""

    FIGURES = {
        "price_points": "",
        "price_floor_eur": _("Wie dit bedrag biedt of minder krijgt alle punten."),
        "price_ceiling_eur": _("Wie dit bedrag biedt of meer krijgt geen punten voor kosten."),
        "bid_ceiling_eur": _("Leeg als er geen plafond is. Een inschrijving erboven doet niet mee."),
        "zero_at": _("Aantal keer de laagste prijs waarbij de punten op zijn, bijvoorbeeld 1,5."),
        "exponent": _("Hoe hoger, hoe steiler; 1 is laagste gedeeld door eigen prijs."),
        "lcc_rate_pct": _("Reëel, per jaar. De standaard is 2,25 procent."),
    }

    class Meta:
        model = AwardModel
        fields = [
            "basis",
            "price_points",
            "formula",
            "price_floor_eur",
            "price_ceiling_eur",
            "bid_ceiling_eur",
            "zero_at",
            "exponent",
            "lcc_rate_pct",
            "lcc_rate_source",
            "lcc_years",
            "lcc_data_asked",
        ]
        widgets = {"basis": forms.RadioSelect, "lcc_data_asked": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "formula": _("Alleen de formule met vaste grenzen hangt niet af van andere inschrijvingen."),
            "lcc_rate_source": _("Waar de discontovoet vandaan komt, met de datum."),
            "lcc_data_asked": _(
                "Welke kosten per jaar de inschrijver opgeeft en hoe (art. 2.115a). Een restwaarde zonder garantie "
                "telt voor nul."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, help_text in self.FIGURES.items():
            self.fields[name] = figure(AwardModel, name, help_text=help_text)
        choice(self, "basis").choices = basis_choices()
        self.fields["formula"].required = False
        ask(self, "formula", _("kies een formule"))
        self.helper = fields_of(
            Fieldset(_("Wat telt als kosten"), "basis", PrependedAppendedText("bid_ceiling_eur", "€", _("excl. btw"))),
            Fieldset(
                _("Punten voor kosten"),
                "price_points",
                "formula",
                Div("price_floor_eur", "price_ceiling_eur", css_class="fields-in-row"),
                Div("zero_at", "exponent", css_class="fields-in-row"),
            ),
            Fieldset(
                _("Levenscycluskosten"),
                Div("lcc_rate_pct", "lcc_years", css_class="fields-in-row"),
                "lcc_rate_source",
                "lcc_data_asked",
            ),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("price_points", "price_floor_eur", "price_ceiling_eur", "bid_ceiling_eur"):
            if data.get(name) is not None and data[name] < 0:
                self.add_error(name, forms.ValidationError(_("Dit kan niet negatief zijn."), code="negative"))
        low, high = data.get("price_floor_eur"), data.get("price_ceiling_eur")
        if low is not None and high is not None and low >= high:
            self.add_error(
                "price_ceiling_eur",
                forms.ValidationError(_("De bovengrens moet hoger zijn dan de ondergrens."), code="band"),
            )
        if data.get("zero_at") is not None and data["zero_at"] <= 1:
            self.add_error("zero_at", forms.ValidationError(_("Deze factor is hoger dan 1."), code="zero_at"))
        if data.get("bid_ceiling_eur") == 0:
            self.add_error("bid_ceiling_eur", _("Een plafond is hoger dan nul; laat het leeg als er geen is."))
        rate = data.get("lcc_rate_pct")
        if rate is not None and not -100 < rate <= 100:
            self.add_error("lcc_rate_pct", _("Vul een percentage per jaar in, zoals 2,25."))
        if data.get("lcc_years") == 0:
            self.add_error("lcc_years", _("Reken over ten minste één jaar."))
        self._check_method(data)
        return data

    def _check_method(self, data: dict[str, Any]) -> None:
        method, basis = self.instance.method, data.get("basis")
        if method == AwardMethod.LOWEST_COST and basis == Basis.PRICE:
            self.add_error("basis", _("Bij laagste kosten tellen levenscycluskosten, niet de inschrijfprijs."))
        if method == AwardMethod.LOWEST_PRICE and basis not in (None, Basis.PRICE):
            self.add_error("basis", _("Bij laagste prijs telt de inschrijfprijs."))
        if method != AwardMethod.WEIGHTED_POINTS:
            return
        others = [row.max_points for row in self.instance.criteria.all()]
        wrong = points_error(data.get("price_points"), others=others, before=self.instance.price_points)
        if wrong and "price_points" not in self.errors:
            self.add_error("price_points", wrong)
        if not data.get("formula"):
            self.add_error("formula", _("Kies een prijsformule."))
        needed: dict[str, tuple[str, ...]] = {
            PriceFormula.LINEAR_ABSOLUTE: ("price_floor_eur", "price_ceiling_eur"),
            PriceFormula.LINEAR_FROM_LOWEST: ("zero_at",),
            PriceFormula.LOGARITHMIC: ("zero_at",),
            PriceFormula.POWER: ("exponent",),
        }
        for name in needed.get(data.get("formula") or "", ()):
            if data.get(name) is None and name not in self.errors:
                self.add_error(name, forms.ValidationError(_("Deze formule heeft dit getal nodig."), code="needed"))


class LevelForm(forms.Form):
    """One level of the scale; an empty one is left out."""

    grade = FigureField(label=_("Cijfer"), max_digits=6, decimal_places=2, required=False)
    word = forms.CharField(label=_("Woord"), max_length=40, required=False)
    meaning = forms.CharField(
        label=_("Wanneer u dit cijfer geeft"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @property
    def is_filled(self) -> bool:
        """Something was typed in this row."""
        return any(self.cleaned_data.get(name) not in (None, "") for name in ("grade", "word", "meaning"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        grade_ok = data.get("grade") is not None or "grade" in self.errors
        if (data.get("word") or data.get("meaning")) and not grade_ok:
            self.add_error("grade", _("Vul het cijfer in."))
        if data.get("grade") is not None and not data.get("word"):
            self.add_error("word", _("Geef dit cijfer een woord, zoals goed."))
        return data


class BaseScale(forms.BaseFormSet):  # type: ignore[type-arg]
    """The scale as a whole: at least two levels, each grade once, none below zero."""

    def clean(self) -> None:
        seen: set[Decimal] = set()
        for form in self.forms:
            grade = form.cleaned_data.get("grade") if hasattr(form, "cleaned_data") else None
            if grade is None:
                continue
            if grade in seen:
                form.add_error("grade", _("Dit cijfer staat al op de schaal."))
            if grade < 0:
                form.add_error("grade", _("Een cijfer kan niet negatief zijn."))
            seen.add(grade)
        if not any(form.errors for form in self.forms) and len(seen) < 2:
            raise forms.ValidationError(_("Een schaal heeft ten minste twee niveaus."), code="short")

    def levels(self) -> list[tuple[Decimal, str, str]]:
        """The filled levels: grade, word, meaning."""
        rows = [form.cleaned_data for form in self.forms if form.is_filled]
        return [(row["grade"], row["word"].strip(), row["meaning"].strip()) for row in rows]


ScaleFormSet: type[BaseScale] = forms.formset_factory(  # type: ignore[assignment]
    LevelForm, formset=BaseScale, extra=2, max_num=15
)


class PointsForm(forms.Form):
    """The points of all criteria and of costs at once, so that one sees their sum."""

    def __init__(self, *args: Any, model: AwardModel, rows: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        weight = {"inputmode": "decimal", "autocomplete": "off", "data-weight": ""}
        for row in rows:
            self.fields[f"points_{row.pk}"] = figure(
                Criterion, "max_points", label=f"{row}", initial=row.max_points, widget=forms.TextInput(attrs=weight)
            )
        self.with_costs = model.method == AwardMethod.WEIGHTED_POINTS
        if self.with_costs:
            self.fields["price_points"] = figure(
                AwardModel,
                "price_points",
                label=_("Kosten"),
                initial=model.price_points,
                widget=forms.TextInput(attrs=weight),
            )
        self.kept_price_points = model.price_points
        self.helper = fields_of(*self.fields)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in list(data.items()):
            if value is not None and value < 0:
                self.add_error(name, forms.ValidationError(_("Punten kunnen niet negatief zijn."), code="negative"))
        if self.with_costs and not self.errors:
            self._check_sum(data)
        return data

    def _check_sum(self, data: dict[str, Any]) -> None:
        """Above a hundred in all is refused at the field that goes over; below it the model is not finished."""
        for name, value in data.items():
            if wrong := points_error(value, others=(), before=None):
                self.add_error(name, wrong)
        names = list(self.fields)
        above = first_above(data.get(name) for name in names)
        stored = points_left(field.initial for field in self.fields.values())
        if above and not self.errors and -above[1] < stored:
            self.add_error(
                names[above[0]],
                forms.ValidationError(POINT_FAULTS["sum_above"], code="sum_above", params=numbers(over=above[1])),
            )

    def points(self) -> dict[int, Decimal | None]:
        """Id of the criterion -> its points."""
        return {row.pk: self.cleaned_data[f"points_{row.pk}"] for row in self.rows}

    def price_points(self) -> Decimal | None:
        """The points for costs; as they were for a method that has none."""
        return self.cleaned_data["price_points"] if self.with_costs else self.kept_price_points
