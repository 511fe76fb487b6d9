"""Forms of stage 7 about questions: one that came in, its answer, who answers it, and the filters of the list."""

from typing import Any

from crispy_forms.layout import Div, Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import Company, User
from procurement.core import clock
from procurement.core.conflicts import ConflictForm
from procurement.core.form_parts import choice, fields_only, model_choice
from tenders.forms.anonymous import AnonymousMixin
from tenders.forms.publishing import CHANNELS, moment_field
from tenders.labels_questions import QUESTION_STATE_LABELS
from tenders.models import Question, Tender
from tenders.querysets import QuestionQuerySet

# Words in the address that stand for more than one state.
STATE_GROUPS = {"wacht": _("nog niet in een nota"), "schrijven": _("nog te schrijven")}
# Word in the address -> label and order; the pk keeps equal rows in one order over the pages.
ORDERS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "nummer": (_("nummer"), ("number", "private_number", "pk")),
    "gesteld": (_("laatst gesteld"), ("-asked_at", "-pk")),
    "uiterlijk": (_("eerst nodig"), ("due_on", "number", "pk")),
    "onderdeel": (_("onderdeel van de stukken"), ("document_part", "number", "pk")),
    "stand": (_("stand"), ("state", "number", "pk")),
}


class QuestionForm(AnonymousMixin, forms.Form):
    """A question as it came in on the channel."""

    asked_at = moment_field(_("Gesteld op"), _("Het tijdstip dat het platform noemt."))
    channel = forms.ChoiceField(label=_("Kanaal"), choices=CHANNELS)
    outside_number = forms.CharField(label=_("Nummer op het platform"), max_length=40, required=False)
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
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Laat weg wat naar de vrager leidt: namen, producten, eigen situatie."),
    )
    is_confidential = forms.BooleanField(
        label=_("De vrager wil niet dat deze vraag openbaar wordt (art. 2.53 lid 3)"), required=False
    )
    confidential_reason = forms.CharField(
        label=_("Welk belang noemt de vrager"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("U besluit daarna zelf: alleen aan de vrager antwoorden, of algemeen maken."),
    )
    anonymous_fields = ("document_part", "text")

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tender = tender
        model_choice(self, "company").queryset = tender.organisation.companies.all()
        self.helper = fields_only(
            Fieldset(
                _("Binnengekomen"),
                Div("asked_at", "channel", css_class="fields-in-row"),
                Div("outside_number", "company", css_class="fields-in-row"),
            ),
            Fieldset(_("De vraag"), "document_part", "text", *self.asks_to_confirm),
            Fieldset(_("Vertrouwelijk"), "is_confidential", "confidential_reason"),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        asked_at = data.get("asked_at")
        if asked_at and asked_at > clock.now():
            self.add_error("asked_at", _("Dit tijdstip ligt in de toekomst."))
        if data.get("is_confidential") and not data.get("confidential_reason"):
            self.add_error("confidential_reason", _("Schrijf op welk belang geschaad zou worden."))
        self.check_names(data)
        return data

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        data = dict(self.cleaned_data)
        return data | {"names_are_meant": data.pop("name_is_meant")}


class AnswerForm(AnonymousMixin, ConflictForm):
    """The anonymous wording of a question and its answer; who does not draft the documents writes the answer only."""

    anonymous_fields: tuple[str, ...] = ("document_part", "text", "answer")

    class Meta:
        model = Question
        fields = ["document_part", "text", "answer"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "answer": forms.Textarea(attrs={"rows": 8}),
        }
        help_texts = {"answer": _("Beantwoord de vraag zelf; een verwijzing alleen is geen antwoord.")}

    def __init__(self, *args: Any, tender: Tender, may_word: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tender = tender
        self.names_meant = tuple(self.instance.names_meant)
        if not may_word:
            del self.fields["document_part"], self.fields["text"]
        self.anonymous_fields = tuple(name for name in self.anonymous_fields if name in self.fields)
        self.helper = fields_only(*self.anonymous_fields, *self.asks_to_confirm)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self.check_names(data)
        return data


class DraftForm(AnswerForm):
    """The same while one types: a draft may hold anything, names are looked at when it is offered."""

    def check_names(self, data: dict[str, Any]) -> None:
        """Let a draft be a draft."""


class AssignForm(forms.Form):
    """Who answers the chosen questions, and before which day."""

    to = forms.ModelChoiceField(
        label=_("Wie antwoordt"), queryset=User.objects.none(), required=False, empty_label=_("niemand")
    )
    due_on = forms.DateField(
        label=_("Uiterlijk"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Dit is geen datum. Kies een dag.")},
    )
    question = forms.ModelMultipleChoiceField(
        queryset=Question.objects.none(),
        error_messages={"required": _("Kies eerst een of meer vragen.")},
        widget=forms.MultipleHiddenInput,
    )

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model_choice(self, "to").queryset = team_of(tender)
        model_choice(self, "question").queryset = tender.questions.all()
        self.helper = fields_only("to", "due_on")

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day and day < clock.today():
            raise forms.ValidationError(_("Deze dag is al voorbij."), code="past")
        return day


class CommentForm(forms.Form):
    """What one says to the team."""

    text = forms.CharField(
        label=_("Opmerking voor het team"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Blijft binnen het team."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


class ReturnForm(forms.Form):
    """What must be better in an answer that goes back."""

    reason = forms.CharField(label=_("Wat moet anders"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


class QuestionFilterForm(forms.Form):
    """Search, filters and order above the list of questions; a wrong value is as good as none."""

    q = forms.CharField(label=_("Zoek"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    stand = forms.ChoiceField(label=_("Stand"), required=False)
    onderdeel = forms.ChoiceField(label=_("Onderdeel"), required=False)
    wie = forms.ChoiceField(label=_("Wie antwoordt"), required=False)
    sorteer = forms.ChoiceField(label=_("Volgorde"), required=False)

    def __init__(self, *args: Any, tender: Tender, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.drafts = bool(user.has_perm("tenders.see_asker", tender))
        self.rows: QuestionQuerySet = tender.questions.all().open_to(user, drafts=self.drafts)
        states = [*STATE_GROUPS.items(), *((state.value, label) for state, label in QUESTION_STATE_LABELS.items())]
        choice(self, "stand").choices = [("", _("alle")), *states]
        read = self.rows if self.drafts else self.rows.filter(is_anonymous=True)
        parts = read.order_by("document_part").values_list("document_part", flat=True).distinct()
        choice(self, "onderdeel").choices = [("", _("alle")), *((part, part) for part in parts)]
        people = [(f"{person.pk}", person.name) for person in team_of(tender)]
        choice(self, "wie").choices = [("", _("iedereen")), ("mij", _("ik")), ("niemand", _("niemand")), *people]
        orders = [(word, label) for word, (label, _order) in ORDERS.items()]
        choice(self, "sorteer").choices = [("", _("wat wacht eerst")), *orders]
        self.helper = fields_only()

    def chosen(self) -> dict[str, str]:
        """What was chosen, without what means nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def found(self) -> QuestionQuerySet:
        """The questions that this person may know of and that fit, in the chosen order."""
        chosen = self.chosen()
        found = self.rows.searching(chosen.get("q", ""), drafts=self.drafts)
        state = chosen.get("stand", "")
        if state in STATE_GROUPS:
            found = found.waiting() if state == "wacht" else found.unanswered()
        elif state:
            found = found.filter(state=state)
        if "onderdeel" in chosen:
            found = found.filter(document_part=chosen["onderdeel"])
        who = chosen.get("wie", "")
        if who:
            person = {"mij": self.user.pk, "niemand": None}.get(who, who)
            found = found.filter(assigned_to=person)
        order = chosen.get("sorteer", "")
        return found.order_by(*ORDERS[order][1]) if order else found.waiting_first()


def team_of(tender: Tender) -> Any:
    """The people in the team, each once, by name."""
    return User.objects.filter(pk__in=tender.team.filter(is_active=True).values("user"), is_active=True).order_by(
        "name", "pk"
    )
