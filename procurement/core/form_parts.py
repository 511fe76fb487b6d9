"""Small parts that forms of all apps share."""

from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text

# What Django shows for a choice that is empty.
DASHES = "---------"


def fields_only(*fields: Any) -> FormHelper:
    """Return a helper that prints these fields, or all when none are named; the page writes the form tag."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    if fields:
        helper.layout = Layout(*fields)
    return helper


def choice(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """Return the field ``name``, which is a choice."""
    return cast("forms.ChoiceField", form.fields[name])


def ask(form: forms.BaseForm, name: str, words: Text) -> None:
    """Say in the choice ``name`` what is asked while nothing is chosen: "kies een procedure", and no row of dashes."""
    found = choice(form, name)
    found.choices = [("", words), *(pair for pair in cast("list[Any]", found.choices) if pair[0] not in ("", None))]


def ask_in_words(form: forms.BaseForm) -> None:
    """Put words where Django draws a row of dashes; a form that knows better words says them with ``ask``."""
    for name, field in form.fields.items():
        words = _("maak een keuze") if field.required else _("geen keuze")
        if isinstance(field, forms.ModelChoiceField):
            if field.empty_label == DASHES:
                field.empty_label = words
        elif isinstance(field, forms.ChoiceField) and any(pair[1] == DASHES for pair in cast("Any", field.choices)):
            ask(form, name, words)


def model_choice(form: forms.BaseForm, name: str) -> forms.ModelChoiceField:
    """Return the field ``name``, which is a choice of rows."""
    return cast("forms.ModelChoiceField", form.fields[name])


def changes_of(form: forms.ModelForm) -> dict[str, Any]:
    """Return the fields of the model that differ from what is stored; only those are written.

    So a field that this person left alone never goes back to what it was when the page was opened.
    """
    own = form._meta.fields or ()
    return {name: form.cleaned_data[name] for name in form.changed_data if name in own and name in form.cleaned_data}


def savable(form: forms.ModelForm) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what an autosave can store of a form, and name -> label of the changed fields that it cannot.

    A field with a fault, or in conflict with another person, waits for the button; the others need not wait for it.
    """
    if not form.is_bound:
        return {}, {}
    form.is_valid()
    values = {name: value for name, value in changes_of(form).items() if name not in form.errors}
    return values, {name: str(form[name].label) for name in form.changed_data if name in form.errors}
