"""Forms of the choice of a procedure: the answers it rests on, and the words of the decision."""

from typing import Any

from crispy_bootstrap5.bootstrap5 import Field
from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.core.conflicts import ConflictForm
from procurement.core.extension_points import Text
from procurement.core.form_parts import fields_only
from tenders.models import ProcedureDecision, ProcedureFacts

YES_NO_UNKNOWN: list[tuple[str, Text]] = [("True", _("ja")), ("False", _("nee")), ("", _("weet ik nog niet"))]
ANSWERS = ("can_be_specified", "needs_negotiation", "earlier_failed", "cross_border", "repeats")
EMPTY: list[tuple[str, Text]] = [("", _("geen van deze"))]


class ProcedureFactsForm(ConflictForm):
    """The questions from which the verdict on every procedure follows."""

    class Meta:
        model = ProcedureFacts
        fields = [
            "regime",
            "can_be_specified",
            "innovation",
            "needs_negotiation",
            "earlier_failed",
            "capable_firms",
            "bid_effort",
            "cross_border",
            "repeats",
            "no_notice_ground",
            "exemption",
            "exemption_facts",
        ]
        labels = {"regime": _("Wat voor opdracht is het?"), "innovation": _("Wat moet er nieuw zijn?")}
        widgets = {
            "regime": forms.RadioSelect,
            "innovation": forms.RadioSelect,
            "bid_effort": forms.RadioSelect,
            "capable_firms": forms.TextInput(attrs={"inputmode": "numeric"}),
            "exemption_facts": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "regime": _("Voor sommige opdrachten geldt een ander deel van de wet, met een eigen drempel."),
            "capable_firms": _("Hoeveel ondernemingen de opdracht kunnen uitvoeren. Komt uit de marktconsultatie."),
            "bid_effort": _("Wat een onderneming moet doen om te kunnen inschrijven."),
            "no_notice_ground": _("Alleen als u wilt onderhandelen zonder aankondiging (art. 2.32-2.36)."),
            "exemption": _("Alleen als de opdracht buiten deel 2 van de wet valt (art. 2.24)."),
            "exemption_facts": _("Waarom de uitzondering hier geldt, met cijfers: aandelen, omzet, wie betaalt."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ANSWERS:
            self.fields[name] = forms.TypedChoiceField(
                label=QUESTIONS[name],
                help_text=ANSWER_HELP[name],
                choices=YES_NO_UNKNOWN,
                coerce=lambda value: value == "True",
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        for name in ("no_notice_ground", "exemption"):
            field = self.fields[name]
            field.widget.choices = [*EMPTY, *list(field.widget.choices)[1:]]  # type: ignore[attr-defined]
        self.helper = fields_only(
            Fieldset(
                _("De opdracht"),
                "regime",
                _in_row("can_be_specified"),
                "innovation",
                _in_row("needs_negotiation"),
                _in_row("earlier_failed"),
            ),
            Fieldset(_("De markt"), "capable_firms", "bid_effort", _in_row("cross_border"), _in_row("repeats")),
            Fieldset(_("Bijzondere gevallen"), "no_notice_ground", "exemption", "exemption_facts"),
        )

    def clean(self) -> dict[str, Any]:
        """An exemption is claimed with its facts."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("exemption") and not data.get("exemption_facts", "").strip():
            self.add_error("exemption_facts", _("Schrijf op welke feiten de uitzondering dragen (art. 2.24)."))
        return data


QUESTIONS: dict[str, Text] = {
    "can_be_specified": _("Is de opdracht vooraf precies te omschrijven?"),
    "needs_negotiation": _("Moet er over de opdracht onderhandeld worden?"),
    "earlier_failed": _("Is dit eerder aanbesteed zonder goede inschrijving?"),
    "cross_border": _("Is er een duidelijk grensoverschrijdend belang?"),
    "repeats": _("Zijn het gangbare inkopen die steeds terugkomen?"),
}
ANSWER_HELP: dict[str, Text] = {
    "can_be_specified": _("Met een norm, een technische beoordeling of een referentie (art. 2.28 lid 1 d)."),
    "needs_negotiation": _("Door de aard, de complexiteit, de juridische of financiële opzet, of de risico's."),
    "earlier_failed": _(
        "Een eerdere openbare of niet-openbare procedure bracht alleen onregelmatige of onaanvaardbare inschrijvingen."
    ),
    "cross_border": _(
        "Zouden ondernemingen uit andere lidstaten deze opdracht willen, gezien waarde, plaats en techniek? (art. 1.7b)"
    ),
    "repeats": _("U koopt dit vaker en de markt biedt het kant en klaar."),
}


def _in_row(name: str) -> Field:
    """A question whose few short answers stand beside one another."""
    return Field(name, wrapper_class="answers-in-row")


class DecisionForm(ConflictForm):
    """The words of the decision: why this procedure, and why not another."""

    class Meta:
        model = ProcedureDecision
        fields = ["motivation", "alternatives"]
        widgets = {
            "motivation": forms.Textarea(attrs={"rows": 7}),
            "alternatives": forms.Textarea(attrs={"rows": 9}),
        }
        help_texts = {
            "motivation": _("Staat in de leidraad; u geeft haar op verzoek aan wie erom vraagt (art. 1.4)."),
            "alternatives": _("Welke procedures ook konden, en waarom u ze niet koos. Blijft in het dossier."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
