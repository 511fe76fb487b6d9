"""Forms of stage 7 about notes: a change of the documents, and sending the note."""

from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.core.form_parts import choice, fields_only, model_choice
from tenders.forms.anonymous import AnonymousMixin
from tenders.forms.publishing import OutsideForm
from tenders.models import Question, Tender
from tenders.services.amendments import Target, place_of, targets_of


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
        model_choice(self, "question").queryset = tender.questions.waiting()
        if target.part == "planning":
            kind = "date" if target.field == "day" else "time"
            self.fields["new"].widget = forms.TextInput(attrs={"type": kind})
        self.helper = fields_only("new", "reason", "question", *self.asks_to_confirm)

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
