"""Forms of a tender as a whole: its head, the filters of the list, and its state."""

from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import Organisation
from procurement.core.conflicts import ConflictForm
from procurement.core.form_parts import choice, fields_only
from tenders.domain.lifecycle import TRANSITIONS, TenderState
from tenders.labels import contract_kind_choices, tender_state_choices
from tenders.models import Tender

# What a person does with a button; the other moves belong to publication, closing and award.
BY_HAND = frozenset({TenderState.DRAFT, TenderState.REVIEW})

REFERENCE_TAKEN = _("Kenmerk %(reference)s is al in gebruik. Kies een ander; hoofdletters maken geen verschil.")


class TenderForm(ConflictForm):
    """The head of a tender: title, reference, kind, product group and description."""

    class Meta:
        model = Tender
        fields = ["title", "reference", "contract_kind", "product_group", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "title": _(
                "Zoals inschrijvers haar straks lezen, bijvoorbeeld: Circulaire kantoorinrichting stadskantoor."
            ),
            "reference": _("Uw eigen kenmerk of zaaknummer."),
            "product_group": _(
                "Bijvoorbeeld: kantoormeubilair. Beleidsdoelen voor deze groep krijgt u als eerste te zien."
            ),
            "description": _("Wat er gekocht wordt, in een paar zinnen. Dit kan later nog worden aangevuld."),
        }

    def __init__(self, *args: Any, organisation: Organisation, product_groups: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation
        self.product_groups = product_groups
        choice(self, "contract_kind").choices = contract_kind_choices()
        self.fields["product_group"].widget.attrs["list"] = "product-groups"
        self.helper = fields_only(
            "title", Div("reference", "contract_kind", css_class="fields-in-row"), "product_group", "description"
        )

    def clean_reference(self) -> str:
        """Refuse a reference that another tender of the organisation has."""
        reference: str = self.cleaned_data["reference"].strip()
        same = Tender.objects.filter(organisation=self.instance.organisation, reference__iexact=reference)
        taken = same.exclude(pk=self.instance.pk).values_list("reference", flat=True).first()
        if taken:
            raise forms.ValidationError(REFERENCE_TAKEN, code="taken", params={"reference": taken})
        return reference


class TenderFilterForm(forms.Form):
    """Search and filters above the list; a wrong value is as good as none."""

    q = forms.CharField(label=_("Zoeken"), required=False, max_length=100)
    status = forms.ChoiceField(label=_("Status"), required=False)
    stap = forms.TypedChoiceField(label=_("Nu bij stap"), required=False, coerce=str)
    wie = forms.ChoiceField(
        label=_("Van wie"), required=False, choices=[("", _("iedereen")), ("mij", _("waar ik in het team zit"))]
    )
    sorteer = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, stages: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "status").choices = [("", _("alle")), *tender_state_choices()]
        choice(self, "stap").choices = [("", _("alle")), *stages]


class TransitionForm(forms.Form):
    """Another state by hand: to review, or back to draft."""

    target = forms.ChoiceField()

    def __init__(self, *args: Any, tender: Tender, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moves = sorted(TRANSITIONS[TenderState(tender.state)] & BY_HAND)
        choice(self, "target").choices = [(move.value, move.value) for move in moves]


class WithdrawForm(forms.Form):
    """Why a tender is withdrawn."""

    reason = forms.CharField(
        label=_("Reden"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Is de aanbesteding al gepubliceerd, dan hebben inschrijvers recht op de reden. Zij komt in het dossier."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()
