"""Form fields that read and show what Dutch people type."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from procurement.core.domain.decimals import NumberFormatError, format_number, parse_dutch

MESSAGES = {
    "not_a_number": _("Dit is geen getal. Gebruik cijfers en een komma, bijvoorbeeld 1.250,50."),
    "grouping": _("De punten staan niet goed. Schrijf duizendtallen als 1.250 en decimalen met een komma."),
    "too_long": _("Dit getal is te lang."),
}


class FigureField(forms.DecimalField):
    """A figure as it is written in Dutch: "1.250,5". Shown without needless zeros: 41,000 in the database is "41"."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs know whole numbers only
        """Return the figure, or None when nothing was typed."""
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, Decimal | int):
            return Decimal(value)
        try:
            return parse_dutch(str(value))
        except NumberFormatError as error:
            raise ValidationError(MESSAGES[error.code], code=error.code) from error

    def prepare_value(self, value: Any) -> Any:
        """Return the figure as it is typed; what was typed wrongly stays as it was typed."""
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            return format_number(Decimal(value), language=get_language() or "nl")
        return value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No step, minimum or maximum: the field is text."""
        return {}
