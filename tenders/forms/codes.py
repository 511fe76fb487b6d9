"""A field for codes of a closed list: codes and search words typed with commas, the main code first."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text
from tenders.domain.code_list import Code, split_codes
from tenders.domain.vocabulary import CodeKind
from tenders.services.code_lists import code_list, name_of, named, path_of

SUGGESTED = 8
LIST_NAMES: Mapping[CodeKind, Text] = {CodeKind.CPV: _("CPV-lijst"), CodeKind.NUTS: _("NUTS-lijst")}
# Of the areas only the smallest can stand in a notice (eForms BT-5071).
NUTS_LENGTH = 5


class CodesWidget(forms.TextInput):
    """The codes as text, their names below it, and what the words that are no code may mean."""

    template_name = "tenders/widgets/codes.html"

    def __init__(self, kind: CodeKind) -> None:
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false"})
        self.kind = kind
        self.suggestions: list[Code] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the names of the codes and the suggestions."""
        context = super().get_context(name, value, attrs)
        chosen = [{"code": one.code, "name": name_of(one)} for one in named(self.kind, value or "")]
        suggestions = [
            {"code": one.code, "name": name_of(one), "path": path_of(self.kind, one)} for one in self.suggestions
        ]
        context["widget"] |= {
            "kind": self.kind.value,
            "list_name": LIST_NAMES[self.kind],
            "chosen": chosen,
            "suggestions": suggestions,
            "picked_name": _picked(name),
        }
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """Return what was typed, with what was ticked among the suggestions in the place of the words."""
        typed = super().value_from_datadict(data, files, name) or ""
        picked = data.getlist(_picked(name)) if hasattr(data, "getlist") else []
        if not picked:
            return typed
        codes = [part for part in split_codes(typed) if code_list(self.kind).get(part)]
        return ", ".join([*codes, *picked])


class CodesField(forms.CharField):
    """Codes of one list. Cleans to the codes as they stand in the list, with ", " between them and each once."""

    widget: CodesWidget

    def __init__(self, kind: CodeKind, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(widget=CodesWidget(kind), **options)
        self.kind = kind

    def clean(self, value: Any) -> str:
        """Refuse what is no code, and keep what it may have meant for the widget to show."""
        text: str = super().clean(value)
        parts = split_codes(text)
        codes = [code_list(self.kind).get(part) for part in parts]
        unknown = [part for part, code in zip(parts, codes, strict=True) if code is None]
        if unknown:
            self.widget.suggestions = [hit for part in unknown for hit in code_list(self.kind).search(part)[:SUGGESTED]]
            raise forms.ValidationError(
                self._unknown(),
                code="unknown_code",
                params={"words": ", ".join(unknown), "list": LIST_NAMES[self.kind]},
            )
        found = [code for code in codes if code is not None]
        wide = [code for code in found if self.kind is CodeKind.NUTS and len(code.code) < NUTS_LENGTH]
        if wide:
            below = [small for code in wide for small in code_list(self.kind).below(code.code)]
            self.widget.suggestions = [small for small in below if len(small.code) == NUTS_LENGTH]
            raise forms.ValidationError(
                _("Een aankondiging kent alleen de kleinste gebieden (vijf tekens). Kies binnen: %(areas)s."),
                code="too_wide",
                params={"areas": ", ".join(f"{code.code} {name_of(code)}" for code in wide)},
            )
        return ", ".join(dict.fromkeys(code.code for code in found))

    def _unknown(self) -> Text:
        if self.widget.suggestions:
            return _("Niet in de %(list)s: %(words)s. Kies hieronder de code die u bedoelt.")
        return _("Niet in de %(list)s: %(words)s. Zoek met een ander woord of met het begin van een code.")


def _picked(name: str) -> str:
    return f"{name}-keuze"
