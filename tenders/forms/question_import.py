"""Forms of taking over the questions of an export: the file, and which column is what."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.core.form_parts import fields_only
from tenders.domain.question_import import HEAD_ROWS, Field
from tenders.forms.publishing import CHANNELS
from tenders.labels_questions import FIELD_LABELS

NONE = ""


class UploadForm(forms.Form):
    """The export of the platform."""

    channel = forms.ChoiceField(label=_("Kanaal"), choices=CHANNELS)
    file = forms.FileField(
        label=_("Export van het platform"),
        help_text=_("CSV of xlsx. U ziet eerst wat Kring leest; er komt nog niets in de lijst."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


class ColumnsForm(forms.Form):
    """Which column is what. table: the cells; columns: field -> column; head: row of the headings, from 0."""

    head = forms.TypedChoiceField(label=_("Regel met de kopjes"), coerce=int)

    def __init__(
        self, *args: Any, table: Sequence[Sequence[str]], columns: dict[Field, int], head: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        width = max((len(row) for row in table), default=0)
        shown = table[head] if head < len(table) else []
        names = [(str(place), _name(shown, place)) for place in range(width)]
        self.fields["head"].choices = [  # type: ignore[attr-defined]
            (row, f"{row + 1}: {', '.join(cell for cell in table[row] if cell)[:60]}")
            for row in range(min(HEAD_ROWS, len(table)))
        ]
        self.initial["head"] = head
        for field in Field:
            self.fields[field.value] = forms.ChoiceField(
                label=FIELD_LABELS[field],
                required=False,
                choices=[(NONE, _("niet in dit bestand")), *names],
                initial=str(columns[field]) if field in columns else NONE,
            )
        self.helper = fields_only()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for field in Field:
            place = data.get(field.value, NONE)
            if place != NONE and place in seen:
                self.add_error(field.value, _("Deze kolom is al voor iets anders gekozen."))
            seen.add(place)
        return data

    def columns(self) -> dict[Field, int]:
        """Field -> column, counted from 0."""
        data = self.cleaned_data
        return {field: int(data[field.value]) for field in Field if data.get(field.value, NONE) != NONE}


def _name(row: Sequence[str], place: int) -> str:
    letters = chr(ord("A") + place) if place < 26 else f"A{chr(ord('A') + place - 26)}"
    heading = row[place] if place < len(row) else ""
    return f"{letters}: {heading}" if heading else letters
