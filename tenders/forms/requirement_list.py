"""Forms around the list of requirements: search and filters, many at once, the name of a group."""

from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text
from procurement.core.form_parts import choice, fields_only
from tenders.domain.vocabulary import RequirementKind
from tenders.labels import (
    FORMULATION_LABELS,
    REQUIREMENT_KIND_LABELS,
    choices_of,
    formulation_choices,
    proof_moment_choices,
)
from tenders.labels_specification import part_choices
from tenders.models import Requirement, Tender

WRITTEN_KINDS = {kind: REQUIREMENT_KIND_LABELS[kind] for kind in RequirementKind if kind != RequirementKind.EXCLUSION}
LEAVE, CLEAR = "", "-"
Choices = list[tuple[str, Text]]


class RequirementFilterForm(forms.Form):
    """Search and filters above the list of requirements; a choice of one is not shown."""

    q = forms.CharField(label=_("Zoek"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label=_("Soort"), required=False)
    formulation = forms.ChoiceField(label=_("Formulering"), required=False)
    group = forms.ChoiceField(label=_("Groep"), required=False)
    lot = forms.ChoiceField(label=_("Perceel"), required=False)
    ambition = forms.ChoiceField(label=_("Ambitie"), required=False)

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything: Choices = [("", _("alle"))]
        choice(self, "kind").choices = everything + choices_of(WRITTEN_KINDS)
        choice(self, "formulation").choices = everything + choices_of(FORMULATION_LABELS)
        self._offer("group", [(name, name) for name in group_names(tender) if name])
        self._offer("lot", lot_choices(tender))
        self._offer("ambition", ambition_choices(tender))
        self.helper = fields_only()

    def chosen(self) -> dict[str, str]:
        """Return what is searched and filtered; a wrong value is as good as none."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def _offer(self, name: str, choices: Choices) -> None:
        if len(choices) < (1 if name == "ambition" else 2):
            del self.fields[name]
        else:
            choice(self, name).choices = [("", _("alle")), *choices]


class ManyForm(forms.Form):
    """What changes in all requirements that were ticked; a field left alone changes nothing."""

    group = forms.CharField(label=_("Zet in groep"), required=False, max_length=60)
    lot = forms.ChoiceField(label=_("Perceel"), required=False)
    ambition = forms.ChoiceField(label=_("Hoort bij ambitie"), required=False)
    formulation = forms.ChoiceField(label=_("Formulering"), required=False)
    part = forms.ChoiceField(label=_("Onderdeel"), required=False)
    proof_moment = forms.ChoiceField(label=_("Bewijsmoment"), required=False)

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tender = tender
        leave: Choices = [(LEAVE, _("(laat staan)"))]
        choice(self, "formulation").choices = leave + formulation_choices()
        choice(self, "part").choices = leave + part_choices()
        choice(self, "proof_moment").choices = leave + proof_moment_choices()
        choice(self, "lot").choices = [*leave, (CLEAR, _("alle percelen")), *lot_choices(tender)]
        choice(self, "ambition").choices = [*leave, (CLEAR, _("geen")), *ambition_choices(tender)]
        self.fields["group"].widget.attrs["list"] = "groups"
        if tender.lots.count() < 2:
            del self.fields["lot"]
        self.helper = fields_only(Div(*self.fields, css_class="filter-bar"))

    def values(self) -> dict[str, Any]:
        """Return the fields to store, as the model has them."""
        found: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if value == LEAVE:
                continue
            if name in ("lot", "ambition"):
                found[f"{name}_id"] = None if value == CLEAR else int(value)
            else:
                found[name] = value.strip()
        return found


class PlaceForm(forms.Form):
    """Where a requirement was dropped. eis: what was moved; voor: before which one, empty for the end of the group."""

    eis = forms.IntegerField()
    voor = forms.IntegerField(required=False)
    groep = forms.CharField(required=False, max_length=60)


class SheetForm(forms.Form):
    """A spreadsheet with requirements."""

    sheet = forms.FileField(label=_("Rekenblad"), help_text=_("Een bestand dat eindigt op .xlsx, ten hoogste 2 MB."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].widget.attrs["accept"] = ".xlsx"
        self.helper = fields_only()


class GroupForm(forms.Form):
    """The new name of a group."""

    name = forms.CharField(label=_("Naam van de groep"), max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


def group_names(tender: Tender) -> list[str]:
    """Return the names of the groups of the tender in reading order; "" for requirements without one."""
    written = Requirement.objects.filter(tender=tender).exclude(kind=RequirementKind.EXCLUSION)
    return list(dict.fromkeys(written.in_reading_order().values_list("group", flat=True)))


def lot_choices(tender: Tender) -> Choices:
    """Return the lots of the tender as choices."""
    return [(str(lot.pk), f"{lot.number} {lot.title}") for lot in tender.lots.all()]


def ambition_choices(tender: Tender) -> Choices:
    """Return the ambitions of the tender as choices."""
    return [(str(ambition.pk), str(ambition)) for ambition in tender.ambitions.all()]
