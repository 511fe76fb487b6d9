"""What the forms of goals and ambitions share: figures, and the refusal of what cannot be measured."""

from typing import Any

from django import forms
from django.utils.text import capfirst

from procurement.core.conflicts import ConflictForm
from procurement.core.form_fields import FigureField
from tenders.domain.smart import Measure, find_faults
from tenders.domain.vocabulary import Better
from tenders.labels import better_choices
from tenders.labels_preparation import SMART_FAULTS

FIELDS = ["indicator", "unit", "better", "baseline", "baseline_year", "target", "target_year"]


class MeasurableForm(ConflictForm):
    """A form of a model with the fields of ``FIELDS``; its faults stand at the field that mends them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("baseline", "target"):
            model_field = self._meta.model._meta.get_field(name)
            self.fields[name] = FigureField(
                label=capfirst(model_field.verbose_name),
                max_digits=model_field.max_digits,
                decimal_places=model_field.decimal_places,
            )
        for name in ("baseline_year", "target_year"):
            self.fields[name].required = True
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        self.fields["better"].widget = forms.RadioSelect(choices=better_choices())

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be measured, once all figures are there."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        # An empty text is said at its own field already.
        if any(cleaned.get(name) in (None, "") for name in FIELDS):
            return cleaned
        measure = Measure(**{name: cleaned[name] for name in FIELDS} | {"better": Better(cleaned["better"])})
        for fault in find_faults(measure):
            self.add_error(fault.field, forms.ValidationError(SMART_FAULTS[fault.code], code=fault.code))
        return cleaned
