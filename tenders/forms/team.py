"""Forms of the tender team."""

from typing import Any

from crispy_forms.bootstrap import PrependedAppendedText
from crispy_forms.layout import Div, Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from procurement.accounts.models import User
from procurement.core.conflicts import ConflictForm
from procurement.core.form_fields import FigureField
from procurement.core.form_parts import fields_only, model_choice
from tenders.domain.team import AUTHORITY_ROLES
from tenders.labels import team_role_choices
from tenders.labels_preparation import authority_words
from tenders.models import TeamMember, Tender
from tenders.services.team import AuthorityError, needs_giver, require_giver

PLACE = ("department", "expertise", "mandate", "mandate_eur")
HELP = {
    "department": _("Bij iemand van buiten: de organisatie."),
    "expertise": _("Wat deze persoon inbrengt, bijvoorbeeld: levenscycluskosten of circulair meubilair."),
    "mandate": _("Wat deze persoon mag beslissen, bijvoorbeeld: circulaire doelen en minimumeisen."),
    "mandate_eur": _(
        "Tot en met welk bedrag; leeg als het mandaat geen bedrag heeft. Een beheerder of inkoper legt dit vast, nooit "
        "voor zichzelf."
    ),
}


class PersonField(forms.ModelChoiceField):
    """A choice of people by name and job."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "M. Verhoeve, inkoper"."""
        return f"{obj.name}, {obj.job_title}".strip(", ")


class MemberForm(ConflictForm):
    """Department, expertise and mandate of somebody who is in the team."""

    class Meta:
        model = TeamMember
        fields = list(PLACE)
        help_texts = HELP

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["mandate_eur"] = mandate_field()
        self.helper = fields_only(
            Div("department", "expertise"), "mandate", PrependedAppendedText("mandate_eur", "€", _("excl. btw"))
        )

    def clean(self) -> dict[str, Any]:
        """What somebody may decide is changed by who may give it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        member = self.instance
        changed = [name for name in self.changed_data if name in cleaned and needs_giver(member, [name])]
        words = authority_refusal(member.tender, actor=self.actor, user=member.user) if changed else ""
        for name in changed if words else ():
            self.add_error(name, words)
        return cleaned


class NewMemberForm(forms.Form):
    """Somebody for the team: a colleague from the list, or somebody from outside by e-mail address."""

    role = forms.ChoiceField(
        label=_("Rol"),
        choices=team_role_choices,
        help_text=_(
            "Een beheerder of inkoper wijst de opdrachtgever, de budgethouder en de mandaathouder aan, nooit zichzelf."
        ),
    )
    user = PersonField(
        User.objects.none(),
        label=_("Persoon"),
        required=False,
        empty_label=_("kies een persoon"),
    )
    name = forms.CharField(label=_("Naam"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        help_text=_("Deze persoon krijgt bericht en meldt zich aan met een eenmalige code."),
    )
    department = forms.CharField(
        label=_("Afdeling of organisatie"), max_length=120, required=False, help_text=HELP["department"]
    )
    expertise = forms.CharField(label=_("Deskundigheid"), max_length=160, required=False, help_text=HELP["expertise"])
    mandate = forms.CharField(label=_("Mandaat"), max_length=240, required=False, help_text=HELP["mandate"])

    def __init__(self, *args: Any, tender: Tender, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tender, self.actor = tender, actor
        self.fields["mandate_eur"] = mandate_field()
        colleagues = User.objects.filter(
            is_active=True, memberships__is_active=True, memberships__organisation_id=tender.organisation_id
        )
        model_choice(self, "user").queryset = colleagues.distinct()
        self.helper = fields_only(
            Fieldset(_("Rol in het team"), "role"),
            Fieldset(_("Iemand van de organisatie"), "user"),
            Fieldset(_("Of iemand van buiten"), "name", "email"),
            Fieldset(
                _("Inbreng en mandaat"),
                "department",
                "expertise",
                "mandate",
                PrependedAppendedText("mandate_eur", "€", _("excl. btw")),
            ),
        )

    def clean(self) -> dict[str, Any]:
        """One person: from the list, or with name and address; and not twice in one role."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        user, email = cleaned.get("user"), cleaned.get("email")
        if user and email:
            self.add_error("email", _("Kies iemand uit de lijst óf vul een adres in, niet allebei."))
        elif not user and not email and "email" not in self.errors:
            self.add_error("user", _("Kies iemand uit de lijst, of vul hieronder naam en e-mailadres in."))
        elif email and not cleaned.get("name"):
            self.add_error("name", _("Vul de naam in."))
        if self._is_in_role(user, email, cleaned.get("role")):
            self.add_error("role", _("Deze persoon heeft deze rol al in dit team."))
        else:
            self._check_authority(user or User.objects.filter(email=(email or "").lower()).first())
        return cleaned

    @property
    def place(self) -> dict[str, Any]:
        """Role, department, expertise and mandate."""
        return {name: self.cleaned_data[name] for name in ("role", *PLACE)}

    def _check_authority(self, user: User | None) -> None:
        role, amount = self.cleaned_data.get("role"), self.cleaned_data.get("mandate_eur")
        field = "role" if role in AUTHORITY_ROLES else "mandate_eur" if amount is not None else ""
        words = authority_refusal(self.tender, actor=self.actor, user=user) if field else ""
        if words:
            self.add_error(field, words)

    def _is_in_role(self, user: User | None, email: str | None, role: str | None) -> bool:
        same = self.tender.team.filter(role=role, is_active=True)
        if user:
            return same.filter(user=user).exists()
        return bool(email) and same.filter(user__email__iexact=email).exists()


def authority_refusal(tender: Tender, *, actor: User, user: User | None) -> str:
    """Return why ``actor`` may not let this person decide, and whom to ask; empty when they may."""
    try:
        require_giver(tender, actor=actor, user=user)
    except AuthorityError as error:
        return authority_words(error.code, error.ask)
    return ""


def mandate_field() -> FigureField:
    """An amount of euro without VAT."""
    return FigureField(
        label=_("Mandaat tot en met"),
        help_text=HELP["mandate_eur"],
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
    )
