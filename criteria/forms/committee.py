"""Forms of the committee: a place in it, the declaration of interests, a measure, a price that was seen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from criteria.domain.vocabulary import SeatKind
from criteria.forms.bids import SeenForm, fields_only, moment_field
from criteria.labels import seat_kind_choices
from criteria.models import Evaluation, Seat
from procurement.accounts.models import User
from procurement.core import clock
from tenders.domain.vocabulary import TeamRole
from tenders.models import TeamMember


class MemberChoice(forms.ModelChoiceField):
    """A member of the team with what they know of."""

    def label_from_instance(self, obj: TeamMember) -> str:
        words = [obj.user.get_full_name(), obj.expertise or obj.user.job_title]
        return ", ".join(word for word in words if word)


class SeatForm(forms.Form):
    """Give a member of the team a place in the committee."""

    kind = forms.TypedChoiceField(label=_("Plaats"), choices=seat_kind_choices, coerce=SeatKind)

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seated = Seat.objects.filter(evaluation_id=evaluation.pk).values("member__user")
        free = TeamMember.objects.filter(
            tender=evaluation.lot.tender_id, role=TeamRole.COMMITTEE, is_active=True
        ).exclude(user__in=seated)
        self.fields["member"] = MemberChoice(
            label=_("Teamlid"),
            queryset=free.select_related("user").order_by("user__name"),
            empty_label=_("kies een teamlid"),
            help_text=_("Teamleden met de rol beoordelingscommissie die nog geen plaats hebben."),
        )
        self.has_members = free.exists()
        self.helper = fields_only("member", "kind")


class DeclarationForm(SeenForm):
    """No interest, or an interest with what it is."""

    answer = forms.ChoiceField(
        label=_("Uw verklaring"),
        choices=[
            ("none", _("Ik verklaar dit en heb geen belang")),
            ("conflict", _("Ik heb een belang, of twijfel daarover")),
        ],
        widget=forms.RadioSelect,
    )
    details = forms.CharField(
        label=_("Welk belang, of waarover u twijfelt"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Alleen als u een belang meldt. U hebt dan geen toegang meer tot de beoordeling."),
    )

    def __init__(self, *args: Any, is_signed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_signed:  # then only an interest is left to report
            self.fields["answer"] = forms.ChoiceField(
                choices=[("conflict", "")], initial="conflict", widget=forms.HiddenInput
            )
        self.helper = fields_only("answer", "details", "seen_sha256")

    def clean(self) -> dict[str, Any]:
        """An interest is described."""
        data = super().clean() or {}
        if data.get("answer") == "conflict" and not data.get("details", "").strip():
            self.add_error("details", _("Beschrijf welk belang u hebt, of waarover u twijfelt."))
        return data


class MeasureForm(forms.Form):
    """What is done about a conflict."""

    measure = forms.CharField(
        label=_("Maatregel"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Wie neemt de plaats over, wat is afgeschermd. Komt in het proces-verbaal van gunning."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only("measure")


class PriceViewForm(forms.Form):
    """Somebody saw a price outside the price opening."""

    how = forms.CharField(
        label=_("Hoe"), max_length=200, help_text=_("Bijvoorbeeld: zag het prijsblad open bij het downloaden.")
    )
    seen_at = moment_field(label=_("Wanneer"))

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = User.objects.filter(team_memberships__tender=evaluation.lot.tender_id, team_memberships__is_active=True)
        staff = User.objects.filter(
            memberships__organisation=evaluation.lot.tender.organisation_id, memberships__is_active=True
        )
        self.fields["user"] = forms.ModelChoiceField(
            label=_("Wie"), queryset=(team | staff).distinct().order_by("name"), empty_label=_("kies een persoon")
        )
        self.helper = fields_only("user", "how", "seen_at")

    def clean_seen_at(self) -> Any:
        """Refuse a moment that has not been yet."""
        moment = self.cleaned_data["seen_at"]
        if moment > clock.now():
            raise forms.ValidationError(_("Dit moment ligt in de toekomst."))
        return moment
