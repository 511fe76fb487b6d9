"""Forms of stage 6: a decision about a finding, the filter, offering and publishing."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.accounts.identity import IdentityForm
from procurement.core.domain.rule_table import Severity
from procurement.core.extension_points import Text
from procurement.core.form_parts import choice, fields_only
from procurement.core.services.files import read_upload
from tenders.domain.compliance import Status
from tenders.labels import choices_of
from tenders.labels_findings import SEVERITY_LABELS
from tenders.labels_publishing import refused
from tenders.services.formal_acts import OutsideAct

CHANNELS = [("TenderNed", "TenderNed"), ("Mercell", "Mercell"), ("e-mail", _("e-mail (alleen onderhands)"))]
STATES: Mapping[str, Text] = {"open": _("nog open"), "settled": _("besloten")}


def moment_field(label: Text, help_text: Text = "") -> forms.DateTimeField:
    """Return a field for a moment, in Dutch time, as the browser's own picker shows it."""
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("Dit is geen tijdstip. Kies een dag en een uur.")},
    )


class FindingFilterForm(forms.Form):
    """Which findings are shown; the choice stays in the address."""

    severity = forms.ChoiceField(label=_("Zwaarte"), required=False)
    state = forms.ChoiceField(label=_("Stand"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "severity").choices = [("", _("alle")), *choices_of(SEVERITY_LABELS)]
        choice(self, "state").choices = [("", _("alle")), *STATES.items()]
        self.helper = fields_only()

    def keeps(self, severity: Severity, status: Status, is_open: bool) -> bool:
        """Whether a finding is shown."""
        data = self.cleaned_data
        wanted = data.get("state")
        fits = not wanted or (is_open if wanted == "open" else status is Status.SETTLED)
        return fits and data.get("severity") in ("", severity)


class DecisionForm(forms.Form):
    """A motivation or a tick-off. key: of the finding."""

    key = forms.CharField(max_length=200, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Motivering"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class OfferForm(IdentityForm):
    """Sign first. seen_sha256: of the documents that were on the page."""

    seen_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


class OutsideForm(IdentityForm):
    """What was done on the channel, and the identity asked again."""

    channel = forms.ChoiceField(label=_("Kanaal"), choices=CHANNELS)
    outside_at = moment_field(_("Verzonden op"), _("Het tijdstip dat het platform noemt; daar tellen termijnen vanaf."))
    reference = forms.CharField(label=_("Kenmerk op het platform"), required=False, max_length=120)
    evidence = forms.FileField(
        label=_("Bewijs"), required=False, help_text=_("Bevestiging van het platform: pdf of schermafbeelding.")
    )

    def outside(self) -> OutsideAct:
        """What the service takes; reads the proof."""
        data = self.cleaned_data
        upload = data.get("evidence")
        proof = (upload.name, read_upload(upload)) if upload else None
        return OutsideAct(data["channel"], data["outside_at"], data["reference"], proof)

    def refuse(
        self, texts: Mapping[str, Text], fields: Mapping[str, str], code: str, params: Mapping[str, Any]
    ) -> None:
        """Show a refusal of the service at its field, or above the form."""
        self.add_error(fields.get(code), forms.ValidationError(refused(texts, code, params), code=code))


class PublishForm(OutsideForm):
    """Sign second and publish."""

    seen_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only(
            Fieldset(_("De aankondiging op het platform"), "channel", "outside_at", "reference", "evidence"),
            Fieldset(_("Ondertekenen"), "identity", "seen_sha256"),
        )
