"""Forms of stage 11: advice, decision, letters, sending and standstill. They check input only."""

from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from criteria.domain.vocabulary import SummonsEnding
from criteria.forms.bids import SignForm, fields_only, moment_field
from criteria.labels import summons_ending_choices
from criteria.models import AwardAdvice, Letter, Summons
from procurement.core.conflicts import ConflictForm
from procurement.core.domain.file_types import FileRefused
from procurement.core.labels import file_refused_message
from procurement.core.services.files import read_upload


def _day(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **options)


class AdviceForm(ConflictForm):
    """The advice of the committee, and what the letters will tell of the winner."""

    class Meta:
        model = AwardAdvice
        fields = ["text", "disclosure"]
        labels = {"text": _("Advies aan de mandaathouder"), "disclosure": _("Wat de brieven over de winnaar vertellen")}
        widgets = {"text": forms.Textarea({"rows": 18}), "disclosure": forms.RadioSelect}
        help_texts = {
            "text": _("Kring begint met de feiten van de berekening. Vul aan waarom; het advies komt in het dossier."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The first draft is made of the facts and not stored yet; two people who begin with it can conflict as well.
        self._stored = model_to_dict(self.instance, fields=list(self.fields))
        self.helper = fields_only("text", "disclosure")


class DecisionForm(SignForm):
    """The decision of the mandate holder, with the reasons."""

    motivation = forms.CharField(
        label=_("Motivering van uw besluit"),
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Waarom u het advies volgt. Redenen kunnen later niet worden aangevuld."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only("motivation", "identity", "seen_sha256")


class ApproveForm(SignForm):
    """Approve letters that one has read."""

    has_read = forms.BooleanField(label=_("Ik heb elke brief gelezen die ik goedkeur"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only("has_read", "identity", "seen_sha256")


class NoteForm(ConflictForm):
    """An addition to the reasons in one letter."""

    class Meta:
        model = Letter
        fields = ["personal_note"]
        labels = {"personal_note": _("Aanvulling op de motivering")}
        widgets = {"personal_note": forms.Textarea({"rows": 4})}
        help_texts = {
            "personal_note": _(
                "Alleen over deze inschrijving, en over de winnaar voor zover dat niet vertrouwelijk is."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only("personal_note")


class PlanForm(forms.Form):
    """The day on which the letters go out."""

    send_on = _day(
        label=_("Dag van verzending"),
        help_text=_("Staat in elke brief. De opschortende termijn begint de dag erna."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only("send_on")


class SendForm(forms.Form):
    """How and when the letters went out."""

    channel = forms.CharField(label=_("Kanaal"), max_length=80, initial="TenderNed")
    outside_at = moment_field(
        label=_("Verzonden op"), help_text=_("Het tijdstip dat het platform noemt. Alle brieven op hetzelfde moment.")
    )
    reference = forms.CharField(label=_("Kenmerk op het platform"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only("channel", "outside_at", "reference")


class ProofForm(forms.Form):
    """A form with a proof, which may be left out. ``proof``: what the service takes of it."""

    evidence = forms.FileField(label=_("Bewijs"), required=False, help_text=_("Een pdf of een afbeelding."))
    proof: tuple[str, bytes] | None = None

    def clean_evidence(self) -> Any:
        """Read the file; refuse one that is empty or too large."""
        upload = self.cleaned_data["evidence"]
        if upload:
            try:
                self.proof = (upload.name, read_upload(upload))
            except FileRefused as refused:
                raise forms.ValidationError(file_refused_message(refused), refused.code) from refused
        return upload

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        return {**self.cleaned_data, "evidence": self.proof}


class SummonsForm(ProofForm):
    """A summons that was served."""

    prefix = "dagvaarding"
    served_on = _day(label=_("Betekend op"), help_text=_("De dag waarop de deurwaarder de dagvaarding bracht."))
    party = forms.CharField(label=_("Partij die dagvaardt"), max_length=200)
    court = forms.CharField(label=_("Rechtbank"), max_length=160)
    remark = forms.CharField(label=_("Kern van de dagvaarding"), required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only(Div("served_on", "party", css_class="fields-in-row"), "court", "remark", "evidence")


class SummonsEndForm(ProofForm):
    """How a summons ended. Give it ``summons``, so that forms of several can stand on one page."""

    how = forms.TypedChoiceField(
        label=_("Hoe het eindigde"), choices=summons_ending_choices, coerce=SummonsEnding, widget=forms.RadioSelect
    )
    ended_on = _day(label=_("Op"))
    note = forms.CharField(
        label=_("Uitkomst of toelichting"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Dit verandert niet meer. Is iets ten onrechte vastgelegd, schrijf dan op waarom."),
    )

    def __init__(self, *args: Any, summons: Summons, **kwargs: Any) -> None:
        kwargs["prefix"] = f"einde-{summons.pk}"
        super().__init__(*args, **kwargs)
        self.helper = fields_only("how", "ended_on", "note", "evidence")
