"""Forms of labels: the register, and what a requirement demands."""

from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.core.conflicts import ConflictForm
from procurement.core.form_parts import fields_only, model_choice
from tenders.forms.procedure import date_input
from tenders.models import Label, LabelDemand, Requirement


class LabelForm(ConflictForm):
    """A label in the register, with the conditions that are the same for every contract."""

    class Meta:
        model = Label
        fields = [
            "name",
            "owner",
            "covers",
            "availability",
            "is_verifiable",
            "is_open_procedure",
            "is_open_to_all",
            "is_independent",
            "source",
            "assessed_on",
        ]
        widgets = {
            "name": forms.TextInput(attrs={"list": "known-labels", "autocomplete": "off"}),
            "covers": forms.Textarea(attrs={"rows": 2}),
            "availability": forms.Textarea(attrs={"rows": 2}),
            "source": forms.Textarea(attrs={"rows": 3}),
            "assessed_on": date_input(),
        }
        help_texts = {
            "name": _("Kies een bekend keurmerk of typ een naam. Van een bekend keurmerk vult Kring in wat het weet."),
            "availability": _("Hoeveel producten of bedrijven hebben het? Een zeldzaam keurmerk beperkt de markt."),
            "source": _("Waar u las dat de voorwaarden kloppen: het reglement, de site van de beheerder."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only(
            Fieldset(_("Het keurmerk"), "name", "owner", "covers", "availability"),
            Fieldset(
                _("Voorwaarden die voor elke opdracht gelden (art. 2.78a)"),
                "is_verifiable",
                "is_open_procedure",
                "is_open_to_all",
                "is_independent",
                "source",
                "assessed_on",
            ),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        ticked = ("is_verifiable", "is_open_procedure", "is_open_to_all", "is_independent")
        if any(data.get(name) for name in ticked) and not (data.get("source") or "").strip():
            self.add_error("source", _("Schrijf op waaruit blijkt dat deze voorwaarden kloppen."))
        return data


class DemandForm(ConflictForm):
    """A label that a requirement demands. For one that is demanded already, the label itself stands."""

    class Meta:
        model = LabelDemand
        fields = ["label", "is_linked", "unlinked", "accepts_equivalent", "accepts_other_proof"]
        widgets = {"unlinked": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "unlinked": _("Staat hier iets, vraag dan niet het keurmerk maar schrijf uit wat wel samenhangt (lid 4)."),
        }

    def __init__(self, *args: Any, requirement: Requirement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["label"]
        else:
            rows = Label.objects.filter(organisation=requirement.organisation_id)
            model_choice(self, "label").queryset = rows.exclude(demands__requirement=requirement)
            model_choice(self, "label").empty_label = _("kies een keurmerk")
        self.helper = fields_only()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("is_linked") and (data.get("unlinked") or "").strip():
            self.add_error("unlinked", _("U zegt dat alles samenhangt. Haal deze tekst weg of haal het vinkje weg."))
        return data
