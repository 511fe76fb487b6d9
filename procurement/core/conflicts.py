"""Two people changed the same thing: forms post what they started from, and say where somebody else was first."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.models import model_to_dict
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from procurement.core.form_parts import ask_in_words

MESSAGE = _("Iemand anders heeft dit intussen gewijzigd. Kies welke versie geldt en sla opnieuw op.")
Raw = str | tuple[str, ...]
_TRUE = {"True", "true", "on", "1"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that this person and somebody else changed. stored, typed: both versions as a person reads them;
    stored_value, typed_value: as the input holds them.
    """

    name: str
    label: str
    stored: str
    typed: str
    stored_value: str
    typed_value: str


class ConflictBoundField(BoundField):
    """A field of a form that knows what it started from."""

    form: "ConflictForm"

    @property
    def hidden_initial(self) -> SafeString | str:
        """Hidden inputs with the value that this form started from; posted with it."""
        raw = self.form.initial_raw(self.name)
        if raw is None:
            return ""
        # An empty choice is posted too, or it would look as if nothing was compared.
        inputs = _values(raw) or [""]
        tag = '<input type="hidden" name="{}" value="{}">'
        return format_html_join("", tag, [(self.html_initial_name, value) for value in inputs])

    @property
    def conflict(self) -> Conflict | None:
        """The conflict at this field, if there is one."""
        return next((found for found in self.form.conflicts if found.name == self.name), None)


class ConflictForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form whose fields conflict when stored ≠ initial, typed ≠ initial and stored ≠ typed.

    A field that only somebody else changed takes over what is stored; so two people who change different fields both
    keep their work. A conflict is an error at its field, shown with both versions; sending the form again keeps what
    is in the field. The view hands in the instance as it is stored now; inside ``transaction.atomic()`` with
    ``select_for_update()`` nobody can come between the check and the saving.

    The hidden values are rendered by ``bootstrap5/field.html``. Without them in the request nothing is compared.
    """

    bound_field_class = ConflictBoundField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.data: Any = self.data if hasattr(self.data, "getlist") else _many_valued(self.data)
        self.conflicts: list[Conflict] = []
        ask_in_words(self)
        # Read before the form puts what was typed into the instance.
        self._stored = model_to_dict(self.instance, fields=list(self.fields)) if self.instance.pk else {}

    def initial_raw(self, name: str) -> Raw | None:
        """Return what the field ``name`` starts from, spelled as its input posts it; None where nothing is compared."""
        if not self._is_compared(name):
            return None
        posted = None if name in {found.name for found in self.conflicts} else self._posted_initial(name)
        return self._stored_raw(name) if posted is None else posted

    def _clean_fields(self) -> None:
        for name in self.fields:
            if self._is_compared(name):
                self._take_over(name)
        super()._clean_fields()  # type: ignore[misc]
        for name in self.fields:
            if self._is_compared(name) and self._is_in_conflict(name):
                self.conflicts.append(self._conflict(name))
                self.add_error(name, ValidationError(MESSAGE, code="conflict"))

    def _take_over(self, name: str) -> None:
        """Put what is stored in the place of a value that this person left as it was."""
        initial, stored = self._posted_initial(name), self._stored_raw(name)
        if initial is None or stored == initial or not self._is_same(name, self._typed_raw(name), initial):
            return
        html_name = self[name].html_name
        self.data = self.data.copy()
        self.data.setlist(html_name, _values(stored))
        self.data.setlist(self[name].html_initial_name, _values(stored))

    def _is_in_conflict(self, name: str) -> bool:
        initial, stored = self._posted_initial(name), self._stored_raw(name)
        return initial is not None and stored != initial and not self._is_same(name, self._typed_raw(name), stored)

    def _conflict(self, name: str) -> Conflict:
        stored, typed = self._stored_raw(name), self._typed_raw(name)
        return Conflict(
            name=name,
            label=str(self[name].label),
            stored=self._words(name, stored),
            typed=self._words(name, typed),
            stored_value=",".join(_values(stored)),
            typed_value=",".join(_values(typed)),
        )

    def _is_compared(self, name: str) -> bool:
        field = self.fields[name]
        is_whole = not isinstance(field, forms.FileField) and not isinstance(field.widget, forms.MultiWidget)
        return name in self._stored and not field.disabled and is_whole

    def _posted_initial(self, name: str) -> Raw | None:
        html_name = self[name].html_initial_name
        if not self.is_bound or html_name not in self.data:
            return None
        return self._spelled(name, self.data.getlist(html_name))

    def _typed_raw(self, name: str) -> Raw:
        widget = self.fields[name].widget
        if _is_tick(widget):
            return str(bool(widget.value_from_datadict(self.data, self.files, self[name].html_name)))
        return self._spelled(name, self.data.getlist(self[name].html_name))

    def _stored_raw(self, name: str) -> Raw:
        field = self.fields[name]
        value = field.prepare_value(self._stored[name])
        if _is_tick(field.widget):
            return str(bool(value))
        if _has_many(field.widget):
            return self._spelled(name, [str(item) for item in value or ()])
        shown = field.widget.format_value(value)
        return self._spelled(name, [shown[0] if isinstance(shown, list) else shown])

    def _spelled(self, name: str, values: list[Any]) -> Raw:
        """Return posted or stored values in one spelling: browsers send line ends as two characters."""
        texts = ["" if value is None else str(value).replace("\r\n", "\n").strip() for value in values]
        widget = self.fields[name].widget
        if _has_many(widget):
            return tuple(sorted(text for text in texts if text))
        if _is_tick(widget):
            return str(texts[-1] in _TRUE)
        return texts[-1] if texts else ""

    def _is_same(self, name: str, first: Raw, second: Raw) -> bool:
        if first == second:
            return True
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField) or isinstance(first, tuple) or isinstance(second, tuple):
            return False
        try:
            return bool(field.to_python(first) == field.to_python(second))
        except ValidationError:
            return False

    def _words(self, name: str, raw: Raw) -> str:
        field = self.fields[name]
        if _is_tick(field.widget):
            return gettext("ja") if raw == "True" else gettext("nee")
        choices = {str(key): str(label) for key, label in getattr(field.widget, "choices", [])}
        texts = [choices.get(value, value) for value in _values(raw)]
        return ", ".join(text for text in texts if text) or gettext("(leeg)")


def _values(raw: Raw) -> list[str]:
    return list(raw) if isinstance(raw, tuple) else [raw]


def _is_tick(widget: forms.Widget) -> bool:
    return isinstance(widget, forms.CheckboxInput)


def _has_many(widget: forms.Widget) -> bool:
    return isinstance(widget, forms.SelectMultiple | forms.CheckboxSelectMultiple)


def _many_valued(data: Any) -> MultiValueDict[str, Any]:
    return MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in data.items()})
