"""The form in which an invited company asks."""

from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procurement.accounts.models import Company
from procurement.core.form_parts import fields_only, model_choice
from tenders.forms.anonymous import leak_words
from tenders.services.own_questions import Asked, leaks_for


class OwnQuestionForm(forms.Form):
    """A question of one's own company; stops once where its text betrays that company."""

    company = forms.ModelChoiceField(
        label=gettext_lazy("Namens"), queryset=Company.objects.none(), empty_label=gettext_lazy("kies uw onderneming")
    )
    document_part = forms.CharField(
        label=gettext_lazy("Document en paragraaf"),
        max_length=160,
        help_text=gettext_lazy("Waar gaat uw vraag over? Bijvoorbeeld: Bijlage A, eis E2."),
    )
    text = forms.CharField(
        label=gettext_lazy("Uw vraag"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Eén vraag per keer. Zij komt zonder uw naam in de nota van inlichtingen: laat weg wat naar u leidt."
        ),
    )
    name_is_meant = forms.BooleanField(
        label=gettext_lazy("Stuur mijn vraag toch zo in; ik weet dat zij naar ons kan leiden"), required=False
    )
    background = forms.CharField(
        label=gettext_lazy("Achtergrond"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Alleen voor wie uw vraag beantwoordt; komt in geen enkel stuk."),
    )
    is_confidential = forms.BooleanField(
        label=gettext_lazy("Bekendmaking van deze vraag schaadt ons; behandel haar vertrouwelijk (art. 2.53 lid 3)"),
        required=False,
    )
    confidential_reason = forms.CharField(
        label=gettext_lazy("Welk belang wordt geschaad"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "De aanbestedende dienst weegt dit. Deelt zij uw bezwaar niet, dan hoort u dat en kunt u de vraag "
            "intrekken."
        ),
    )

    def __init__(self, *args: Any, companies: list[Company], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.companies = companies
        model_choice(self, "company").queryset = Company.objects.filter(pk__in=[one.pk for one in companies])
        if len(companies) == 1:
            del self.fields["company"]
        who = ["company"] if "company" in self.fields else []
        confirm = ["name_is_meant"] if self.is_bound else []
        self.helper = fields_only(
            *who,
            Fieldset(_("De vraag"), "document_part", "text", *confirm, "background"),
            Fieldset(_("Vertrouwelijk"), "is_confidential", "confidential_reason"),
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("is_confidential") and not data.get("confidential_reason"):
            self.add_error("confidential_reason", _("Leg uit welk belang wordt geschaad."))
        company = self.company_chosen()
        if company is None or data.get("name_is_meant"):
            return data
        for name in ("document_part", "text"):
            found = leaks_for(company, data.get(name) or "")
            if found:
                message = _("Dit kan naar u leiden: %(names)s. Haal het weg, of bevestig hieronder.")
                params = {"names": leak_words(found)}
                self.add_error(name, forms.ValidationError(message, code="named", params=params))
        return data

    def company_chosen(self) -> Company | None:
        """The company that asks: the one there is, or the one that was chosen."""
        if len(self.companies) == 1:
            return self.companies[0]
        chosen: Company | None = self.cleaned_data.get("company")
        return chosen

    def asked(self) -> Asked:
        """What the service takes."""
        data = self.cleaned_data
        return Asked(
            document_part=data["document_part"],
            text=data["text"],
            background=data["background"],
            is_confidential=data["is_confidential"],
            confidential_reason=data["confidential_reason"],
        )
