"""Forms of stage 3: value, duration and conditions, what changes the terms."""

from decimal import Decimal
from typing import Any

from crispy_forms.bootstrap import PrependedAppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.core.conflicts import ConflictForm
from procurement.core.form_parts import ask, fields_only
from tenders.domain.vocabulary import CodeKind
from tenders.forms.codes import CodesField
from tenders.models import Tender, TermFacts

LONG_MONTHS = 48
"""A framework of more than four years is exceptional (art. 2.140); any longer contract wants its reason."""


def date_input(css_class: str = "") -> forms.DateInput:
    """A date as the browser's own picker shows it; crispy gives a class of its own when none is named."""
    attrs = {"type": "date"} | ({"class": css_class} if css_class else {})
    return forms.DateInput(attrs=attrs, format="%Y-%m-%d")


class ValueForm(ConflictForm):
    """What is bought and what it is worth."""

    cpv_codes = CodesField(
        CodeKind.CPV,
        label=_("CPV-codes"),
        max_length=200,
        help_text=_("De eerste code is de hoofdcode. Weet u haar niet, typ dan een woord, zoals kantoormeubilair."),
    )
    nuts_codes = CodesField(
        CodeKind.NUTS,
        label=_("Gebieden (NUTS)"),
        max_length=200,
        help_text=_("Waar de opdracht wordt uitgevoerd; dit staat straks in de aankondiging."),
    )

    class Meta:
        model = Tender
        fields = [
            "occasion",
            "description",
            "contract_kind",
            "is_framework",
            "cpv_codes",
            "quantity",
            "place",
            "nuts_codes",
            "estimated_value_eur",
            "value_dated_on",
            "value_basis",
            "clustering_motivation",
            "no_lots_motivation",
        ]
        localized_fields = ["estimated_value_eur"]
        widgets = {
            "occasion": forms.Textarea(attrs={"rows": 4}),
            "description": forms.Textarea(attrs={"rows": 6}),
            "value_dated_on": date_input(),
            "value_basis": forms.Textarea(attrs={"rows": 3}),
            "clustering_motivation": forms.Textarea(attrs={"rows": 3}),
            "no_lots_motivation": forms.Textarea(attrs={"rows": 3}),
            "estimated_value_eur": forms.TextInput(attrs={"inputmode": "decimal"}),
        }
        help_texts = {
            "quantity": _("Bijvoorbeeld: 420 werkplekken, 5% minder tot 10% meer."),
            "estimated_value_eur": _("Hele looptijd, met alle opties en percelen (art. 2.14-2.15)."),
            "clustering_motivation": _(
                "Waarom horen deze onderdelen bij elkaar? Weeg toegang voor het mkb (art. 1.5)."
            ),
            "no_lots_motivation": _("Waarom geen percelen? Dit staat in de leidraad (art. 1.5 lid 3)."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self, "contract_kind", _("kies een soort"))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Fieldset(
                _("De opdracht"),
                "occasion",
                "description",
                Div("contract_kind", "is_framework", css_class="fields-in-row"),
                "cpv_codes",
                Div("quantity", "place", css_class="fields-in-row"),
                "nuts_codes",
            ),
            Fieldset(
                _("Geraamde waarde"),
                Div(
                    PrependedAppendedText("estimated_value_eur", "€", _("excl. btw")),
                    "value_dated_on",
                    css_class="fields-in-row",
                ),
                "value_basis",
            ),
            Fieldset(_("Samenvoegen en percelen"), "clustering_motivation", "no_lots_motivation"),
        )

    def clean_estimated_value_eur(self) -> Decimal | None:
        value: Decimal | None = self.cleaned_data["estimated_value_eur"]
        if value is not None and value <= 0:
            raise forms.ValidationError(_("De geraamde waarde moet hoger zijn dan nul."), code="not_positive")
        return value


class ConditionsForm(ConflictForm):
    """Duration, options, tender fee and how bids come in."""

    class Meta:
        model = Tender
        fields = [
            "duration_months",
            "option_count",
            "option_months",
            "duration_motivation",
            "tender_fee_eur",
            "tender_fee_motivation",
            "validity_days",
            "electronic_submission",
            "free_documents",
        ]
        localized_fields = ["tender_fee_eur"]
        widgets = {
            "duration_motivation": forms.Textarea(attrs={"rows": 3}),
            "tender_fee_motivation": forms.Textarea(attrs={"rows": 3}),
            "tender_fee_eur": forms.TextInput(attrs={"inputmode": "decimal"}),
        }
        help_texts = {
            "duration_motivation": _("Nodig als de looptijd met opties langer is dan vier jaar."),
            "tender_fee_eur": _("Per geldige inschrijving die niet wint. Leeg als u geen vergoeding geeft."),
            "tender_fee_motivation": _("Waarom dit bedrag, of waarom geen vergoeding (art. 1.10 lid 2)."),
            "validity_days": _("Hoe lang een inschrijving geldig blijft na de sluiting."),
            "electronic_submission": _("Verkort de termijn van 45 naar 40 dagen (art. 2.74b)."),
            "free_documents": _("Anders komen er 5 dagen bij (art. 2.72)."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Fieldset(
                _("Looptijd"),
                Div("duration_months", "option_count", "option_months", css_class="fields-in-row"),
                "duration_motivation",
            ),
            Fieldset(
                _("Inschrijven"),
                Div("validity_days", css_class="fields-in-row"),
                "electronic_submission",
                "free_documents",
            ),
            Fieldset(
                _("Tenderkostenvergoeding"),
                PrependedAppendedText("tender_fee_eur", "€", _("excl. btw")),
                "tender_fee_motivation",
            ),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        count, months = data.get("option_count") or 0, data.get("option_months") or 0
        if count and not months:
            self.add_error("option_months", _("Vul in hoeveel maanden één optie duurt."))
        total = (data.get("duration_months") or 0) + count * months
        if total > LONG_MONTHS and not data.get("duration_motivation"):
            self.add_error(
                "duration_motivation", _("Met opties duurt dit langer dan vier jaar. Leg uit waarom dat nodig is.")
            )
        fee = data.get("tender_fee_eur")
        if fee is not None and fee < 0:
            self.add_error("tender_fee_eur", _("Een vergoeding kan niet negatief zijn."))
        return data


class TermFactsForm(ConflictForm):
    """Urgency, a prior information notice and a notice of an intended award."""

    class Meta:
        model = TermFacts
        fields = ["urgency", "urgency_reason", "prior_notice_on", "veat"]
        widgets = {"urgency_reason": forms.Textarea(attrs={"rows": 3}), "prior_notice_on": date_input()}
        help_texts = {
            "urgency": _("Openbaar 15 dagen; verzoeken 15 en inschrijvingen 10 dagen (art. 2.74)."),
            "urgency_reason": _("Waarom de gewone termijn niet kan. Dit staat in de aankondiging."),
            "prior_notice_on": _(
                "Alleen als zij alle gegevens bevatte die al bekend waren. Zij verkort tot 29 dagen, van 52 dagen tot "
                "12 maanden na verzending (art. 2.71 lid 5 en 6)."
            ),
            "veat": _(
                "Bij onderhandelen zonder aankondiging: u kondigt het voornemen aan en wacht 20 dagen (art. 4.16)."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()

    def clean(self) -> dict[str, Any]:
        """Urgency is duly substantiated (TERM-12)."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("urgency") and not data.get("urgency_reason", "").strip():
            self.add_error("urgency_reason", _("Leg uit waarom de gewone termijn niet kan (art. 2.74)."))
        return data
