"""Forms of grading: a grade with its motivation, the committee's conclusion, a promised value, a typed price."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from criteria.domain.model_case import plain
from criteria.domain.price_sheet import MAX_AMOUNT, SheetLine
from criteria.domain.vocabulary import Aggregate, CostCategory
from criteria.forms.bids import fields_only
from criteria.labels import cost_category_choices
from criteria.models import Assessment, Consensus, Promise, ScaleLevel
from procurement.core.conflicts import ConflictForm
from procurement.core.form_fields import FigureField


class GradeField(forms.TypedChoiceField):
    """A grade on the scale, as radio buttons; nothing chosen is no grade, not zero."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.RadioSelect)
        options.setdefault("error_messages", {"invalid_choice": _("Dit cijfer staat niet op de schaal.")})
        super().__init__(coerce=Decimal, empty_value=None, **options)

    def on(self, levels: Sequence[ScaleLevel]) -> None:
        """Offer the levels of the scale, highest first."""
        self.choices = [(plain(level.grade), f"{plain(level.grade)} {level.word}") for level in levels]

    def prepare_value(self, value: Any) -> Any:
        """Return the value as the choices spell it: 8.00 in the database is "8"."""
        return plain(value) if isinstance(value, Decimal) else value


class GradeForm(ConflictForm):
    """One assessor's grade and motivation for one bid on one criterion; half of it may be saved."""

    grade = GradeField(label=_("Cijfer"), required=False)

    class Meta:
        model = Assessment
        fields = ["grade", "motivation"]
        widgets = {"motivation": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, levels: Sequence[ScaleLevel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.levels = levels
        grade = self.fields["grade"]
        if isinstance(grade, GradeField):
            grade.on(levels)
        self.fields["motivation"].label = _("Toelichting")

    @property
    def options(self) -> list[dict[str, Any]]:
        """The radio buttons with word and meaning of each level beside them."""
        boxes = list(self["grade"])
        return [
            {"box": box, "grade": plain(level.grade), "word": level.word, "meaning": level.meaning}
            for box, level in zip(boxes, self.levels, strict=True)
        ]


class RevisionForm(GradeForm):
    """A new version of one's own grade, in the meeting: both parts are needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"].required = True
        self.fields["grade"].error_messages["required"] = _("Kies een cijfer.")
        self.fields["motivation"].required = True
        self.fields["motivation"].error_messages["required"] = _(
            "Schrijf waarom u uw cijfer herziet; zonder toelichting telt het niet."
        )


class ConsensusForm(ConflictForm):
    """What the committee concludes for one bid on one criterion. A draft may lack anything."""

    grade = GradeField(label=_("Cijfer van de commissie"), required=False)

    class Meta:
        model = Consensus
        fields = ["grade", "motivation", "strengths", "missing"]
        widgets = {name: forms.Textarea({"rows": 3}) for name in ("motivation", "strengths", "missing")}
        help_texts = {
            "motivation": _("Waarom dit cijfer. Komt in de brief aan deze inschrijver."),
            "strengths": _("Kenmerken en relatieve voordelen. Schrijf ze nu, voordat prijzen bekend zijn."),
            "missing": _("Alleen aspecten die in de stukken staan. Daarom is het niet meer geworden."),
        }

    def __init__(self, *args: Any, levels: Sequence[ScaleLevel], aggregate: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.levels = levels
        grade = self.fields["grade"]
        if aggregate == Aggregate.CONSENSUS and isinstance(grade, GradeField):
            grade.on(levels)
        else:
            del self.fields["grade"]
        self.helper = fields_only("motivation", "strengths", "missing")

    @property
    def options(self) -> list[dict[str, Any]]:
        """The radio buttons with the word of each level; none under the mean."""
        if "grade" not in self.fields:
            return []
        boxes = zip(list(self["grade"]), self.levels, strict=True)
        return [{"box": box, "grade": plain(one.grade), "word": one.word, "meaning": ""} for box, one in boxes]


class PromiseForm(ConflictForm):
    """A value that a bid promises, with the place where it stands."""

    value = FigureField(label=_("Beloofde waarde"), max_digits=14, decimal_places=4)

    class Meta:
        model = Promise
        fields = ["value", "source", "text"]
        widgets = {"text": forms.Textarea({"rows": 2})}
        help_texts = {
            "source": _("Document en pagina, zodat een ander het kan nakijken."),
            "text": _("Voorwaarden of definitie die erbij horen, als die er zijn."),
        }

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].help_text = _("In %(unit)s.") % {"unit": unit} if unit else ""
        self.fields["source"].required = True
        self.helper = fields_only("value", "source", "text")


class TypedPriceForm(forms.Form):
    """The price of a file that could not be read, typed over from it."""

    price_eur = FigureField(label=_("Inschrijfprijs in euro, excl. btw"), max_digits=14, decimal_places=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["price_eur"].widget.attrs["data-no-autosave"] = ""
        self.helper = fields_only("price_eur")

    def clean_price_eur(self) -> Decimal:
        """A price is above zero."""
        price: Decimal = self.cleaned_data["price_eur"]
        if price <= 0:
            raise forms.ValidationError(_("De inschrijfprijs moet hoger zijn dan nul."))
        return price


class CostLineForm(forms.Form):
    """One cost line, typed over; an empty row is passed over."""

    category = forms.ChoiceField(
        label=_("Kostensoort"), required=False, choices=lambda: [("", "–"), *cost_category_choices()]
    )
    description = forms.CharField(label=_("Omschrijving"), max_length=200, required=False)
    amount_eur = FigureField(label=_("Bedrag"), max_digits=14, decimal_places=2, required=False)
    from_year = forms.IntegerField(label=_("Van jaar"), min_value=0, required=False)
    to_year = forms.IntegerField(label=_("Tot en met"), min_value=0, required=False)
    every = forms.IntegerField(label=_("Om de"), min_value=1, required=False)
    is_guaranteed = forms.BooleanField(label=_("Gegarandeerd"), required=False)

    def __init__(self, *args: Any, years: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._years = years
        for field in self.fields.values():
            field.widget.attrs["data-no-autosave"] = ""

    def clean(self) -> dict[str, Any]:
        """A row is whole or empty, within the horizon, and only income is negative."""
        data = super().clean() or {}
        if not data.get("category") and data.get("amount_eur") is None:
            return data
        for name in ("category", "amount_eur", "from_year"):
            if data.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, _("Vul dit in, of maak de regel leeg."))
        amount, category = data.get("amount_eur"), data.get("category")
        if amount is not None and abs(amount) > MAX_AMOUNT:
            self.add_error("amount_eur", _("Dit bedrag is te groot."))
        if amount is not None and amount > 0 and category == CostCategory.RESIDUAL:
            self.add_error("amount_eur", _("Restwaarde is een opbrengst: zet er een minteken voor."))
        if amount is not None and amount < 0 and category not in (CostCategory.RESIDUAL, CostCategory.END_OF_LIFE, ""):
            self.add_error("amount_eur", _("Een negatief bedrag kan alleen bij een opbrengst."))
        first, last = data.get("from_year"), data.get("to_year")
        if first is not None and last is not None and last < first:
            self.add_error("to_year", _("Dit jaar ligt voor het eerste jaar."))
        if self._years is not None and max(first or 0, last or 0) > self._years:
            self.add_error("from_year", _("Dit jaar valt buiten de rekenperiode."))
        return data

    def line(self, row: int) -> SheetLine | None:
        """Return the cost line of this row, or None when it is empty."""
        data = self.cleaned_data
        if not data.get("category"):
            return None
        first = data["from_year"]
        return SheetLine(
            category=CostCategory(data["category"]),
            description=data["description"],
            amount_eur=data["amount_eur"],
            from_year=first,
            to_year=first if data["to_year"] is None else data["to_year"],
            every=data["every"] or 1,
            is_guaranteed=data["is_guaranteed"] or data["category"] != CostCategory.RESIDUAL,
            row=row,
        )


CostLineFormSet = forms.formset_factory(CostLineForm, extra=8, max_num=200, validate_max=True)
