"""Forms of one award criterion and of its curve."""

from decimal import Decimal
from typing import Any

from crispy_forms.layout import HTML, Div, Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from criteria.domain.curve_points import falling_at
from criteria.domain.model_case import plain
from criteria.domain.points import points_left
from criteria.domain.vocabulary import AwardMethod, CriterionKind
from criteria.forms.award_model import fields_of, figure, numbers, points_error
from criteria.labels import between_choices
from criteria.models import AwardModel, Criterion
from procurement.core.conflicts import ConflictForm
from procurement.core.domain.codes import taken_code
from procurement.core.form_fields import FigureField
from procurement.core.form_parts import ask, choice, model_choice
from tenders.labels import better_choices

CODE_TAKEN = _("Code %(code)s is al van een ander criterium. Hoofdletters maken geen verschil.")
RESERVED = frozenset({"quality", "price", "lot"})
HEAD = ["code", "name", "parent"]
TEXTS = ["asked", "looks_at", "subject_link", "verification", "firm_wide", "max_pages", "ambition"]
KPI = ["kpi_name", "kpi_unit", "kpi_definition", "kpi_evidence"]
FIELDS = {
    CriterionKind.GROUP: [*HEAD, "minimum"],
    CriterionKind.GRADED: [*HEAD, "aspect", "max_points", "minimum", *TEXTS, *KPI],
    CriterionKind.MEASURED: [
        *HEAD,
        "aspect",
        "max_points",
        "minimum",
        "better",
        "unit",
        "between",
        "is_growth",
        *TEXTS,
        *KPI,
    ],
}
LONG = ("asked", "looks_at", "subject_link", "verification", "kpi_definition", "kpi_evidence")


class CriterionForm(ConflictForm):
    """One criterion; which fields it has follows from its kind, which is chosen before."""

    class Meta:
        model = Criterion
        fields = FIELDS[CriterionKind.MEASURED]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in LONG} | {
            "better": forms.RadioSelect,
            "between": forms.RadioSelect,
        }
        help_texts = {
            "code": _("Kort, zoals K1. Zo heet het criterium in de stukken en in de brieven."),
            "unit": _("Waarin de inschrijver zijn waarde opgeeft, zoals % massa of contractjaar."),
            "is_growth": _("De waarde is het contractjaar waarin iets is bereikt; de punten dalen per jaar."),
            "asked": _("Wat de inschrijver hiervoor inlevert."),
            "looks_at": _("De aspecten die meewegen. Alleen hierop mag u beoordelen."),
            "subject_link": _("Waarom dit over deze opdracht gaat (art. 2.115)."),
            "verification": _(
                "Hoe u nagaat of het klopt en wat er gebeurt als het niet wordt waargemaakt (art. 2.113a)."
            ),
            "firm_wide": _("Algemeen beleid of de voetafdruk van het hele bedrijf mag niet meetellen."),
            "kpi_name": _("Zo wordt de belofte tijdens het contract gemeten."),
            "kpi_definition": _(
                "Wat er wordt geteld, gedeeld door wat, en wanneer. Dezelfde cijfers geven anders een ander oordeel."
            ),
        }

    def __init__(self, *args: Any, model: AwardModel, kind: CriterionKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.model, self.kind = model, kind
        self.instance.kind = kind
        self.model = model
        for name in [name for name in self.fields if name not in FIELDS[kind]]:
            del self.fields[name]
        groups = model.criteria.filter(kind=CriterionKind.GROUP).exclude(pk=self.instance.pk)
        model_choice(self, "parent").queryset = groups
        model_choice(self, "parent").empty_label = _("(niets: staat op zichzelf)")
        self.fields["minimum"] = self._minimum(kind)
        if "max_points" in self.fields:
            is_money = model.method == AwardMethod.QUALITY_VALUE
            label = _("Maximale waarde in euro") if is_money else _("Punten")
            self.fields["max_points"] = figure(Criterion, "max_points", label=label, help_text=self._points_help())
            model_choice(self, "ambition").queryset = model.lot.tender.ambitions.all()
            model_choice(self, "ambition").empty_label = _("(geen)")
        if "aspect" in self.fields:
            ask(self, "aspect", _("kies een soort"))
        if kind == CriterionKind.MEASURED:
            choice(self, "better").choices = better_choices()
            choice(self, "between").choices = between_choices()
        self.helper = fields_of(*self._layout(groups.exists()))

    def _points_help(self) -> str:
        left = points_left(self._other_points()) if self.model.method == AwardMethod.WEIGHTED_POINTS else Decimal(0)
        words = _("De andere criteria en kosten laten %(left)s van de 100 punten over.")
        return words % numbers(left=left) if left > 0 else ""

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip()
        if code.lower() in RESERVED:
            raise forms.ValidationError(
                _("Deze code heeft een eigen betekenis bij gelijke stand. Kies een andere, zoals K1."), code="reserved"
            )
        others = self.model.criteria.exclude(pk=self.instance.pk).values_list("code", flat=True)
        if taken := taken_code(code, others):
            raise forms.ValidationError(CODE_TAKEN, code="taken", params={"code": taken})
        return code

    def clean_max_points(self) -> Decimal | None:
        points: Decimal | None = self.cleaned_data["max_points"]
        if points is not None and points <= 0:
            raise forms.ValidationError(_("Vul hoger dan nul in."), code="not_positive")
        if self.model.method == AwardMethod.WEIGHTED_POINTS and (wrong := self._points_error(points)):
            raise wrong
        return points

    def _points_error(self, points: Decimal | None) -> forms.ValidationError | None:
        return points_error(points, others=self._other_points(), before=self.instance.max_points)

    def _other_points(self) -> list[Decimal | None]:
        others = self.model.criteria.exclude(pk=self.instance.pk).values_list("max_points", flat=True)
        return [*others, self.model.price_points]

    def clean_minimum(self) -> Decimal | None:
        minimum: Decimal | None = self.cleaned_data["minimum"]
        if minimum is None or self.kind != CriterionKind.GRADED:
            return minimum
        grades = [level.grade for level in self.model.scale.all()]
        if grades and not min(grades) <= minimum <= max(grades):
            raise forms.ValidationError(
                _("Het minimum ligt buiten de schaal: die loopt van %(low)s tot %(high)s."),
                code="off_scale",
                params={"low": plain(min(grades)), "high": plain(max(grades))},
            )
        return minimum

    def values(self) -> dict[str, Any]:
        """The fields of the criterion as they must be stored."""
        found = {name: self.cleaned_data[name] for name in self.fields}
        return found | {"kind": self.kind}

    @staticmethod
    def _minimum(kind: CriterionKind) -> FigureField:
        texts = {
            CriterionKind.GRADED: (_("Minimumcijfer"), _("Een lager cijfer maakt de inschrijving ongeldig.")),
            CriterionKind.MEASURED: (
                _("Uiterste waarde"),
                _("Voorbij deze waarde is de inschrijving ongeldig: een minimum, of een maximum als lager beter is."),
            ),
            CriterionKind.GROUP: (_("Minimum aan punten"), _("Minder punten samen maakt de inschrijving ongeldig.")),
        }
        label, help_text = texts[kind]
        return figure(Criterion, "minimum", label=label, help_text=help_text)

    def _layout(self, has_groups: bool) -> list[Any]:
        head: list[Any] = ["code", "name"]
        head += ["parent"] if has_groups else []
        if not has_groups:
            del self.fields["parent"]
        if self.kind == CriterionKind.GROUP:
            return [Fieldset(_("Groep"), *head, "minimum")]
        score: list[Any] = [Div("aspect", "max_points", "minimum", css_class="fields-in-row")]
        if self.kind == CriterionKind.MEASURED:
            score += ["unit", "better", "is_growth", "between"]
        return [
            Fieldset(_("Criterium"), *head, *score),
            HTML('{% include "criteria/_award_model_curve.html" %}'),
            Fieldset(_("Vraag en beoordeling"), "asked", "max_pages", "looks_at"),
            Fieldset(_("Grond"), "subject_link", "verification", "firm_wide", "ambition"),
            Fieldset(
                _("KPI in het contract"),
                Div("kpi_name", "kpi_unit", css_class="fields-in-row"),
                "kpi_definition",
                "kpi_evidence",
            ),
        ]


class KnotForm(forms.Form):
    """One point of the curve: a value and which part of the points it earns, in percent."""

    x = FigureField(label=_("Waarde"), max_digits=14, decimal_places=4, required=False)
    share = FigureField(label=_("Deel van de punten"), max_digits=9, decimal_places=4, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return data
        if data.get("x") is None and data.get("share") is not None:
            self.add_error("x", _("Vul de waarde in."))
        if data.get("share") is None and data.get("x") is not None:
            self.add_error("share", _("Vul in hoeveel procent van de punten deze waarde krijgt."))
        return data


class BaseKnots(forms.BaseFormSet):  # type: ignore[type-arg]
    """The curve as a whole: values rise."""

    def clean(self) -> None:
        if any(form.errors for form in self.forms):
            return
        filled = [form for form in self.forms if form.cleaned_data.get("x") is not None]
        place = falling_at([(form.cleaned_data["x"], form.cleaned_data["share"]) for form in filled])
        if place is not None:
            filled[place].add_error("x", _("Deze waarde moet hoger zijn dan die in de rij erboven."))

    def knots(self) -> list[list[str]]:
        """The curve as it is stored: value and fraction as text."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("x") is not None]
        return [[plain(row["x"]), plain(row["share"] / 100)] for row in rows]


KnotFormSet: type[BaseKnots] = forms.formset_factory(  # type: ignore[assignment]
    KnotForm, formset=BaseKnots, extra=3, min_num=2, max_num=30
)


def knot_initial(criterion: Criterion | None) -> list[dict[str, Decimal]]:
    """Return what the curve editor starts from."""
    knots = criterion.knots if criterion else []
    return [{"x": Decimal(x), "share": Decimal(fraction) * 100} for x, fraction in knots]
