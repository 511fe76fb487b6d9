"""What an organisation says about itself."""

from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.accounts.forms.layout import fields_only
from procurement.accounts.models import Organisation
from procurement.core.conflicts import ConflictForm


class OrganisationForm(ConflictForm):
    """The data that documents and letters print."""

    class Meta:
        model = Organisation
        fields = ["name", "authority_kind", "kvk", "oin", "address", "complaint_desk", "court_city"]
        widgets = {
            "authority_kind": forms.RadioSelect,
            "address": forms.Textarea(attrs={"rows": 3}),
            "complaint_desk": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "authority_kind": _("Bepaalt de Europese drempel voor leveringen en diensten."),
            "complaint_desk": _("Waar een ondernemer met een klacht terechtkan. Staat in elke leidraad."),
            "court_city": _(
                "De plaats van de rechtbank voor een kort geding, bijvoorbeeld Den Haag. Staat in brieven."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only(
            Fieldset(_("De organisatie"), "name", "authority_kind", "kvk", "oin"),
            Fieldset(_("In documenten en brieven"), "address", "complaint_desk", "court_city"),
        )
