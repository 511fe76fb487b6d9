"""Forms of stage 9: registering a bid, its documents, its price file, and what becomes of it. They check input only."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from criteria.domain.vocabulary import CriterionKind
from criteria.models import Bid, Criterion
from procurement.accounts.identity import IdentityForm
from procurement.accounts.models import Company, Organisation
from procurement.accounts.models.organisation import KVK
from procurement.core import clock
from procurement.core.domain.file_types import FileRefused
from procurement.core.extension_points import Text
from procurement.core.labels import file_refused_message
from procurement.core.services.files import read_upload


def fields_only(*parts: Any) -> FormHelper:
    """Return a helper that prints fields without form tag and token; the page writes those."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    if parts:
        helper.layout = Layout(*parts)
    return helper


def moment_field(**options: Any) -> forms.DateTimeField:
    """Return a field for a moment to the second, as a platform states it."""
    widget = forms.DateTimeInput({"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S")
    return forms.DateTimeField(widget=widget, **options)


class ReceiptForm(forms.Form):
    """When and where a bid came in, and what it is in one line."""

    received_at = moment_field(
        label=_("Ontvangen op"),
        help_text=_("Het tijdstip dat het platform noemt, op de seconde."),
    )
    channel = forms.CharField(label=_("Kanaal"), max_length=80, initial="TenderNed")
    concept = forms.CharField(
        label=_("Kern van het aanbod"),
        max_length=240,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_(
            "Eén zin, zonder naam en zonder prijs. Van een te late inschrijving bewaart Kring deze regel niet."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only(Div("received_at", "channel", css_class="fields-in-row"), "concept")

    def clean_received_at(self) -> Any:
        """Refuse a moment that has not been yet."""
        moment = self.cleaned_data["received_at"]
        if moment > clock.now():
            raise forms.ValidationError(_("Dit moment ligt in de toekomst. Neem het tijdstip over van het platform."))
        return moment


class BidForm(ReceiptForm):
    """Register a bid of a company in the address book, or of a new one."""

    new_name = forms.CharField(
        label=_("Of: naam van een nieuwe onderneming"),
        max_length=160,
        required=False,
    )
    new_kvk = forms.CharField(
        label=_("KvK-nummer"),
        max_length=8,
        required=False,
        validators=[KVK],
        widget=forms.TextInput({"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, organisation: Organisation, lot_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company"] = forms.ModelChoiceField(
            label=_("Onderneming uit het adresboek"),
            queryset=Company.objects.filter(organisation=organisation).exclude(bids__lot_id=lot_id),
            required=False,
            empty_label=_("kies een onderneming"),
        )
        self.helper = fields_only(
            Fieldset(_("Inschrijver"), "company", Div("new_name", "new_kvk", css_class="fields-in-row")),
            Fieldset(_("Ontvangst"), Div("received_at", "channel", css_class="fields-in-row"), "concept"),
        )

    def clean(self) -> dict[str, Any]:
        """Ask for one company: chosen or new."""
        data = super().clean() or {}
        name = data.get("new_name", "").strip()
        if data.get("company") and name:
            self.add_error("new_name", _("Kies een onderneming uit het adresboek óf vul een nieuwe in, niet beide."))
        elif not data.get("company") and not name and "company" not in self.errors:
            self.add_error("company", _("Kies de onderneming, of vul hieronder een nieuwe in."))
        return data


class UploadForm(forms.Form):
    """A form with one file, read and checked for size."""

    upload = forms.FileField(label=_("Bestand"))
    content = b""

    def clean_upload(self) -> Any:
        """Read the file; refuse one that is empty or too large."""
        upload = self.cleaned_data["upload"]
        try:
            self.content = read_upload(upload)
        except FileRefused as refused:
            raise forms.ValidationError(file_refused_message(refused), refused.code) from refused
        return upload


class DocumentForm(UploadForm):
    """A document of a bid that assessors will read."""

    prefix = "document"
    title = forms.CharField(label=_("Titel"), max_length=160, help_text=_("Zonder naam van de inschrijver."))

    def __init__(self, *args: Any, lot_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criterion"] = forms.ModelChoiceField(
            label=_("Hoort bij criterium"),
            queryset=Criterion.objects.filter(model__lot_id=lot_id).exclude(kind=CriterionKind.GROUP),
            required=False,
            empty_label=_("geen: algemeen document"),
        )
        self.fields["upload"].widget.attrs["accept"] = ".pdf"
        self.fields["upload"].help_text = _("Een PDF. Lezers zien een neutrale bestandsnaam.")
        self.helper = fields_only("title", "criterion", "upload")


class PriceFileForm(UploadForm):
    """The price file of a bid. Nothing of it is shown again: it is sealed at once."""

    prefix = "prijsblad"
    as_submitted = forms.BooleanField(
        label=_("Verzegel het blad zoals de inschrijver het heeft ingediend, ook al wijkt de vorm af"), required=False
    )

    def __init__(self, *args: Any, deviates: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        upload = self.fields["upload"]
        upload.label = _("Ingevuld prijsblad")
        upload.help_text = _("Een .xlsx van ten hoogste 2 MB. Kring kijkt alleen naar de vorm en leest geen bedragen.")
        upload.widget.attrs |= {"accept": ".xlsx", "data-no-autosave": ""}
        if not deviates:
            self.fields["as_submitted"].widget = forms.HiddenInput()
        self.helper = fields_only("upload", "as_submitted")


class CompletenessForm(forms.Form):
    """Is the bid complete, and what lacks."""

    complete = forms.TypedChoiceField(
        label=_("Is de inschrijving volledig?"),
        choices=[("ja", _("Ja, alles wat is gevraagd zit erbij")), ("nee", _("Nee, er ontbreekt iets"))],
        coerce=lambda word: word == "ja",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    remarks = forms.CharField(
        label=_("Opmerkingen"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Wat ontbreekt, en tot wanneer de inschrijver het mag aanvullen. Komt in het proces-verbaal."),
    )

    def __init__(self, *args: Any, bid: Bid, **kwargs: Any) -> None:
        word = None if bid.complete is None else ("ja" if bid.complete else "nee")
        kwargs["initial"] = {"complete": word, "remarks": bid.remarks}
        super().__init__(*args, **kwargs)
        self.helper = fields_only("complete", "remarks")

    def clean(self) -> dict[str, Any]:
        """Something that lacks is written down."""
        data = super().clean() or {}
        if data.get("complete") is False and not data.get("remarks", "").strip():
            self.add_error("remarks", _("Schrijf op wat er ontbreekt."))
        return data


# What happens to a bid -> label and help of its form; the key is the last word of the address.
GROUNDS: Mapping[str, tuple[Text, Text]] = {
    "terzijde": (_("Grond om terzijde te leggen"), _("De grond komt in het dossier en in de brief.")),
    "ingetrokken": (
        _("Waaruit de intrekking blijkt"),
        _("Bijvoorbeeld: bericht op het platform, met datum."),
    ),
    "toegelaten": (_("Waarom de inschrijving weer meedoet"), _("De eerdere grond blijft in het dossier.")),
}


class GroundForm(forms.Form):
    """Why a bid is set aside, withdrawn or let in again. how: a key of ``GROUNDS``."""

    ground = forms.CharField(widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, how: str, **kwargs: Any) -> None:
        kwargs["prefix"] = how
        super().__init__(*args, **kwargs)
        self.fields["ground"].label, self.fields["ground"].help_text = GROUNDS[how]
        self.helper = fields_only("ground")


class SeenForm(forms.Form):
    """A form that posts back the hash of what was on the page. seen_sha256: give it as ``initial``."""

    seen_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def show_again(self) -> None:
        """Take the hash of what the page shows now, after a refusal because that had changed."""
        data: Any = self.data
        data = data.copy()
        data[self.add_prefix("seen_sha256")] = self.get_initial_for_field(self.fields["seen_sha256"], "seen_sha256")
        self.data = data


class SignForm(SeenForm, IdentityForm):
    """Sign with password or code what was on the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


class OpeningForm(SignForm):
    """Sign the opening of the bids; only the first person writes remarks.

    typed_remarks: of who thought to be the first and was not; they are shown, so that nothing typed is lost.
    """

    typed_remarks = ""

    remarks = forms.CharField(
        label=_("Storingen, bezwaren of opmerkingen"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Komt in het proces-verbaal. Leeg betekent: geen."),
    )

    def __init__(self, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not first:
            del self.fields["remarks"]

    def show_again(self) -> None:
        """Take the hash of what the page shows now; who turns out to sign second gets the form of the second."""
        super().show_again()
        if self.has_error(NON_FIELD_ERRORS, "first_taken"):
            self.typed_remarks = self.cleaned_data.get("remarks", "")
            del self.fields["remarks"]
