"""Forms of stage 7: a question, its answer, a change of the documents, sending the note."""

from typing import Any

from crispy_forms.layout import Div, Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import Company
from procurement.core import clock
from procurement.core.conflicts import ConflictForm
from procurement.core.form_parts import choice, fields_only, model_choice
from tenders.forms.publishing import CHANNELS, OutsideForm, moment_field
from tenders.models import Question, Tender
from tenders.services.amendments import Target, place_of, targets_of
from tenders.services.clarifications import named_companies


class AnonymousMixin(forms.Form):
    """Stops once when a text that everybody will read names a company of the address book."""

    name_is_meant = forms.BooleanField(
        label=_("De naam mag blijven staan: zij verraadt niet wie de vraag stelde"), required=False
    )
    anonymous_fields: tuple[str, ...] = ()
    tender: Tender

    def check_names(self, data: dict[str, Any]) -> None:
        """Put a message at every field that names a company, unless the person says it is meant."""
        if data.get("name_is_meant"):
            return
        for name in self.anonymous_fields:
            found = named_companies(self.tender, data.get(name) or "")
            if found:
                self.names_found = True
                message = _("Hier staat de naam van een onderneming: %(names)s. Haal haar weg, of bevestig hieronder.")
                self.add_error(name, forms.ValidationError(message, code="named", params={"names": ", ".join(found)}))

    names_found = False


class QuestionForm(AnonymousMixin, forms.Form):
    """A question as it came in on the channel."""

    asked_at = moment_field(_("Gesteld op"), _("Het tijdstip dat het platform noemt."))
    channel = forms.ChoiceField(label=_("Kanaal"), choices=CHANNELS)
    company = forms.ModelChoiceField(
        label=_("Gesteld door"),
        queryset=Company.objects.none(),
        required=False,
        empty_label=_("niet bekend"),
        help_text=_("Blijft intern en komt in geen enkel stuk."),
    )
    document_part = forms.CharField(
        label=_("Document en paragraaf"), max_length=160, help_text=_("Bijvoorbeeld: Bijlage A, eis E2.")
    )
    text = forms.CharField(
        label=_("Vraag, anoniem"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Laat weg wat naar de vrager leidt: namen, producten, eigen situatie."),
    )
    anonymous_fields = ("document_part", "text")
    field_order = ["asked_at", "channel", "company", "document_part", "text", "name_is_meant"]

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tender = tender
        model_choice(self, "company").queryset = tender.organisation.companies.all()
        named = ["name_is_meant"] if self.data else []
        self.helper = fields_only(
            Fieldset(_("Binnengekomen"), Div("asked_at", "channel", css_class="fields-in-row"), "company"),
            Fieldset(_("De vraag"), "document_part", "text", *named),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        asked_at = data.get("asked_at")
        if asked_at and asked_at > clock.now():
            self.add_error("asked_at", _("Dit tijdstip ligt in de toekomst."))
        self.check_names(data)
        return data


class AnswerForm(AnonymousMixin, ConflictForm):
    """The anonymous wording of a question and its draft answer."""

    anonymous_fields = ("document_part", "text", "answer")

    class Meta:
        model = Question
        fields = ["document_part", "text", "answer"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "answer": forms.Textarea(attrs={"rows": 7}),
        }
        help_texts = {"answer": _("Beantwoord de vraag zelf; een verwijzing alleen is geen antwoord.")}

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tender = tender
        named = ["name_is_meant"] if self.data else []
        self.helper = fields_only("document_part", "text", "answer", *named)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_names(data)
        return data


class TargetForm(forms.Form):
    """Which part of the documents changes."""

    target = forms.ChoiceField(label=_("Onderdeel van de stukken"))

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.key, place_of(row.part, row.item, row.field)) for row in targets_of(tender)]
        choice(self, "target").choices = choices
        self.helper = fields_only()


class AmendmentForm(AnonymousMixin, forms.Form):
    """The new text of one part, and why."""

    new = forms.CharField(label=_("Wordt"), widget=forms.Textarea(attrs={"rows": 6}))
    reason = forms.CharField(label=_("Reden"), widget=forms.Textarea(attrs={"rows": 2}))
    question = forms.ModelChoiceField(
        label=_("Naar aanleiding van vraag"), queryset=Question.objects.none(), required=False, empty_label=_("geen")
    )
    anonymous_fields = ("new", "reason")
    field_order = ["new", "reason", "question", "name_is_meant"]

    def __init__(self, *args: Any, tender: Tender, target: Target, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tender = tender
        model_choice(self, "question").queryset = tender.questions.filter(note=None)
        if target.part == "planning":
            kind = "date" if target.field == "day" else "time"
            self.fields["new"].widget = forms.TextInput(attrs={"type": kind})
        named = ["name_is_meant"] if self.data else []
        self.helper = fields_only("new", "reason", "question", *named)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_names(data)
        return data


class SendNoteForm(OutsideForm):
    """Sign and send the note."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only(
            Fieldset(_("De nota op het platform"), "channel", "outside_at", "reference", "evidence"),
            Fieldset(_("Ondertekenen"), "identity"),
        )
