"""Forms of policy: vision and definition, and the goals."""

from typing import Any

from crispy_forms.layout import Div, Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import Organisation
from procurement.core.conflicts import ConflictForm
from procurement.core.form_parts import choice, fields_only, model_choice
from tenders.domain.vocabulary import PolicyLevel
from tenders.forms.measurable import FIELDS, MeasurableForm
from tenders.labels import policy_level_choices
from tenders.models import PolicyGoal


class PolicyForm(ConflictForm):
    """Vision and definition of the organisation; another definition becomes a new version."""

    decision = forms.CharField(
        label=_("Besluit"),
        max_length=200,
        required=False,
        help_text=_("Waarop de nieuwe definitie rust, bijvoorbeeld: college van B en W, 12 januari 2022."),
    )

    class Meta:
        model = Organisation
        fields = ["vision", "definition"]
        widgets = {
            "vision": forms.Textarea(attrs={"rows": 6}),
            "definition": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {
            "vision": _("Waar de organisatie met circulariteit naartoe wil, in een paar zinnen."),
            "definition": _(
                "Wat de organisatie onder circulariteit verstaat. Zeg ook wat voorgaat: CO2 of hergebruik. "
                "Inschrijvers lezen deze tekst in elke leidraad. Een gewijzigde definitie wordt een nieuwe versie; "
                "lopende aanbestedingen houden de versie die zij hebben overgenomen."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only("vision", "definition", "decision")


class PolicyGoalForm(MeasurableForm):
    """A policy goal with measure, unit and years, or it is refused."""

    class Meta:
        model = PolicyGoal
        fields = ["level", "parent", "title", "product_group", *FIELDS, "source"]
        widgets = {"level": forms.RadioSelect}
        help_texts = {
            "parent": _("Alleen bij een tactisch doel: het strategische doel dat het dient."),
            "title": _("In gewone taal, bijvoorbeeld: eerst voorraad, dan opknappen, dan nieuw."),
            "product_group": _("Alleen als het doel voor één productgroep geldt, bijvoorbeeld: kantoormeubilair."),
            "indicator": _("Wat u meet, bijvoorbeeld: aandeel van de leveringen uit hergebruik."),
            "unit": _("Waarin u telt, bijvoorbeeld: % van leveringen of kg per kwartaal."),
            "source": _("Waar het doel is vastgesteld, bijvoorbeeld: raadsbesluit 2021-114."),
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.organisation = organisation
        strategic = PolicyGoal.objects.filter(organisation=organisation, level=PolicyLevel.STRATEGIC)
        parent = model_choice(self, "parent")
        parent.queryset = strategic.exclude(pk=self.instance.pk)
        parent.empty_label = _("geen strategisch doel")
        choice(self, "level").choices = policy_level_choices()
        self.helper = fields_only(
            Fieldset(_("Het doel"), "title", "level", "parent", "product_group"),
            Fieldset(
                _("Zo meet u het"),
                "indicator",
                "unit",
                "better",
                Div("baseline", "baseline_year", css_class="fields-in-row"),
                Div("target", "target_year", css_class="fields-in-row"),
            ),
            Fieldset(_("Waar het staat"), "source"),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a parent above a strategic goal, and goals below it when it becomes tactical."""
        cleaned = super().clean()
        if cleaned.get("level") == PolicyLevel.STRATEGIC and cleaned.get("parent"):
            self.add_error("parent", _("Een strategisch doel hangt niet onder een ander doel. Laat dit veld leeg."))
        is_parent = self.instance.pk and self.instance.children.exists()
        if cleaned.get("level") == PolicyLevel.TACTICAL and is_parent:
            self.add_error("level", _("Onder dit doel hangen tactische doelen. Hang die eerst aan een ander doel."))
        return cleaned
