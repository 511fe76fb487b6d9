"""Forms of stage 2: the market consultation."""

from typing import Any

from crispy_forms.layout import Div, Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.core.conflicts import ConflictForm
from procurement.core.form_parts import choice, fields_only
from tenders.domain.vocabulary import FollowUp
from tenders.labels import follow_up_choices
from tenders.models import (
    ConsultationConclusion,
    ConsultationQuestion,
    ConsultationResponse,
    MarketConsultation,
    Tender,
)

# The themes that market consultations usually have; others may be typed.
THEMES = (
    _("Haalbaarheid"),
    _("Levensduur en hergebruik"),
    _("Verdienmodel"),
    _("Data en paspoort"),
    _("Prijsmodel"),
    _("Percelen"),
    _("Planning"),
    _("Risico's"),
)

PARTY_TAKEN = _("Van %(party)s staat er al een reactie. Wijzig die.")


class DayInput(forms.DateInput):
    """A day as the browser's own picker wants it."""

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"type": "date"})


class ConsultationForm(ConflictForm):
    """How the market is consulted."""

    class Meta:
        model = MarketConsultation
        fields = [
            "purpose",
            "is_open",
            "invitation_motivation",
            "channel",
            "held_on",
            "respond_by",
            "level_field_measures",
            "report_published_on",
            "capable_firms",
        ]
        field_classes = {"is_open": forms.TypedChoiceField}
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 4}),
            "invitation_motivation": forms.Textarea(attrs={"rows": 3}),
            "level_field_measures": forms.Textarea(attrs={"rows": 4}),
            "held_on": DayInput,
            "respond_by": DayInput,
            "report_published_on": DayInput,
            "capable_firms": forms.TextInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = {
            "purpose": _("Wat u van de markt wilt weten en wat u ermee doet. Een consultatie is geen aanbesteding."),
            "invitation_motivation": _("Alleen nodig als u partijen uitnodigt in plaats van openbaar aankondigt."),
            "channel": _("Bijvoorbeeld: TenderNed."),
            "level_field_measures": _(
                "Hoe alle partijen dezelfde informatie en genoeg tijd krijgen (Aw 2012 art. 2.51). "
                "Dit komt in het verslag."
            ),
            "report_published_on": _("Uiterlijk bij de aankondiging van de aanbesteding."),
            "capable_firms": _(
                "Hoeveel partijen de opdracht kunnen uitvoeren, zoals de consultatie liet zien. Zijn dat er weinig, "
                "dan moeten de eisen daar rekening mee houden (proportionaliteit)."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_open"] = forms.TypedChoiceField(
            label=_("Wie kan meedoen"),
            choices=[("True", _("iedereen: openbaar aangekondigd")), ("False", _("alleen genodigde partijen"))],
            coerce=lambda value: value == "True",
            widget=forms.RadioSelect,
            initial=True,
        )
        self.helper = fields_only(
            Fieldset(_("Doel en deelnemers"), "purpose", "is_open", "invitation_motivation"),
            Fieldset(_("Kanaal en data"), "channel", Div("held_on", "respond_by", css_class="fields-in-row")),
            Fieldset(_("Gelijk speelveld"), "level_field_measures", "report_published_on"),
            Fieldset(_("Wat de markt liet zien"), "capable_firms"),
        )

    def clean(self) -> dict[str, Any]:
        """Selected parties need a reason; the last day to answer lies before or on the day itself."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("is_open") is False and not cleaned.get("invitation_motivation", "").strip():
            self.add_error(
                "invitation_motivation", _("Zeg waarom u alleen deze partijen uitnodigt en hoe anderen erbij kunnen.")
            )
        published, held = cleaned.get("report_published_on"), cleaned.get("held_on")
        if published and held and published < held:
            self.add_error("report_published_on", _("Het verslag kan niet voor de consultatie zijn gepubliceerd."))
        return cleaned


class WaiverForm(ConflictForm):
    """Why no consultation is held."""

    class Meta:
        model = Tender
        fields = ["no_consultation_reason"]
        widgets = {"no_consultation_reason": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "no_consultation_reason": _(
                "Bijvoorbeeld: de markt is voor een vergelijkbare opdracht minder dan een jaar geleden geraadpleegd."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["no_consultation_reason"].required = True
        self.helper = fields_only()


class QuestionForm(ConflictForm):
    """A question to the market, and later the summary of its answers."""

    class Meta:
        model = ConsultationQuestion
        fields = ["theme", "text", "why", "summary"]
        widgets = {
            "theme": forms.TextInput(attrs={"list": "consultation-themes"}),
            "text": forms.Textarea(attrs={"rows": 3}),
            "why": forms.Textarea(attrs={"rows": 3}),
            "summary": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "why": _("Partijen geven betere antwoorden als zij weten waarvoor u het vraagt."),
            "summary": _(
                "Zo geschreven dat niemand eruit kan lezen welke partij wat zei. Zonder samenvatting komen de "
                "antwoorden zelf in het verslag, zonder namen en in willekeurige volgorde."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = THEMES
        if not self.instance.pk:
            del self.fields["summary"]
        self.helper = fields_only()


class ResponseForm(ConflictForm):
    """What one party answered, one field a question."""

    class Meta:
        model = ConsultationResponse
        fields = ["party", "received_on", "may_be_named"]
        widgets = {"received_on": DayInput}
        labels = {"may_be_named": _("Deze partij mag in het verslag worden genoemd")}

    def __init__(
        self, *args: Any, consultation: MarketConsultation, questions: list[ConsultationQuestion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instance.consultation = consultation
        stored = {}
        if self.instance.pk:
            stored = dict(self.instance.answers.values_list("question_id", "text"))
        self.questions = {f"answer_{question.pk}": question for question in questions}
        # Answers are rows of their own; they conflict like fields of the response.
        self._stored |= {name: stored.get(question.pk, "") for name, question in self.questions.items()}
        for name, question in self.questions.items():
            self.fields[name] = forms.CharField(
                label=f"{question.number}. {question.text}",
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                initial=stored.get(question.pk, ""),
            )
        answers = [Fieldset(_("Antwoorden"), *self.questions)] if self.questions else []
        self.helper = fields_only(
            Fieldset(_("De partij"), "party", "received_on", "may_be_named"),
            *answers,
        )

    def clean_party(self) -> str:
        """Refuse a party that answered already."""
        party: str = self.cleaned_data["party"].strip()
        same = ConsultationResponse.objects.filter(consultation=self.instance.consultation, party__iexact=party)
        taken = same.exclude(pk=self.instance.pk).values_list("party", flat=True).first()
        if taken:
            raise forms.ValidationError(PARTY_TAKEN, code="taken", params={"party": taken})
        return party

    @property
    def answers(self) -> dict[int, str]:
        """Question id -> what was typed."""
        return {question.pk: self.cleaned_data[name] for name, question in self.questions.items()}

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the response itself."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ConclusionForm(ConflictForm):
    """A conclusion and what is done with it."""

    class Meta:
        model = ConsultationConclusion
        fields = ["text", "follow_up", "reason"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "follow_up": forms.RadioSelect,
            "reason": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "text": _("Wat u van de markt hebt geleerd, in één of twee zinnen."),
            "reason": _("Waarom u de conclusie wel of niet overneemt, en waar zij terechtkomt."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "follow_up").choices = follow_up_choices()
        self.helper = fields_only()

    def clean(self) -> dict[str, Any]:
        """What is adopted or rejected has its reason."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_decided = cleaned.get("follow_up") in (FollowUp.ADOPTED, FollowUp.REJECTED)
        if is_decided and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Zeg waarom u deze conclusie wel of niet overneemt."))
        return cleaned
