"""Forms about questions asked in confidence, and about who may ask in Kring."""

from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import Company
from procurement.core.form_parts import choice, fields_only
from tenders.domain.questions import Handling
from tenders.forms.publishing import OutsideForm
from tenders.labels_questions import HANDLING_LABELS
from tenders.models import Tender


class HandlingForm(forms.Form):
    """Answer the asker alone or everybody, and why."""

    handling = forms.ChoiceField(label=_("Hoe u deze vraag behandelt"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Waarom"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De vrager leest dit. Weeg zijn belang tegen gelijke kansen voor de anderen (art. 1.8, 2.53)."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = (Handling.INDIVIDUAL, Handling.GENERAL)
        choice(self, "handling").choices = [(one.value, HANDLING_LABELS[one]) for one in wanted]
        self.helper = fields_only()


class AnswerAloneForm(OutsideForm):
    """The answer as it went to the asker alone, on the channel."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only(
            Fieldset(_("Het antwoord op het platform"), "channel", "outside_at", "reference", "evidence"),
            Fieldset(_("Ondertekenen"), "identity"),
        )


class InviteCompaniesForm(forms.Form):
    """Which companies of the address book may ask here."""

    companies = forms.ModelMultipleChoiceField(
        label=_("Ondernemingen uit het adresboek"),
        queryset=Company.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies een of meer ondernemingen.")},
    )

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invited = tender.invited_companies.filter(withdrawn_at=None).values("company_id")
        rows = Company.objects.filter(organisation_id=tender.organisation_id).exclude(pk__in=invited)
        self.fields["companies"].queryset = rows.order_by("name")  # type: ignore[attr-defined]
        self.helper = fields_only()
