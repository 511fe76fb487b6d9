"""Forms of the planning: the day of the notice, and all dates together."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tenders.domain.planning_limits import TIMED
from tenders.domain.planning_steps import steps_of
from tenders.domain.vocabulary import Procedure, StepKind
from tenders.forms.procedure import date_input
from tenders.labels_drafting import LIMIT_FAULTS
from tenders.labels_procedure import step_label
from tenders.models import PlanningStep
from tenders.services.planning import PlanningRefusedError


class ProposalForm(forms.Form):
    """The day on which the notice will be sent; the rest follows."""

    notice = forms.DateField(
        label=_("Dag waarop u de aankondiging verzendt"),
        widget=date_input(),
        error_messages={"invalid": _("Dit is geen datum. Kies een dag of schrijf dd-mm-jjjj.")},
    )

    def refuse(self, refused: PlanningRefusedError) -> None:
        """Put the fault of the service at the day."""
        self.add_error("notice", _fault(*refused.faults[StepKind.NOTICE]))


class PlanningForm(forms.Form):
    """Every step with its date, and an hour where that matters."""

    def __init__(self, *args: Any, steps: Sequence[PlanningStep], procedure: Procedure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = steps_of(procedure)
        self.steps = {StepKind(step.kind): step for step in steps}
        for kind in self.kinds:
            step = self.steps.get(kind)
            self.fields[f"{kind}_day"] = forms.DateField(
                label=step_label(kind, procedure),
                required=False,
                initial=step.day if step else None,
                widget=date_input(css_class="form-control"),
                error_messages={"invalid": _("Dit is geen datum. Kies een dag of schrijf dd-mm-jjjj.")},
            )
            if kind in TIMED:
                self.fields[f"{kind}_hour"] = forms.TimeField(
                    label=_("Tijd"),
                    required=False,
                    initial=step.hour if step else None,
                    widget=forms.TimeInput(attrs={"type": "time", "class": "form-control"}, format="%H:%M"),
                    error_messages={"invalid": _("Dit is geen tijd. Schrijf uu:mm.")},
                )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        closing = StepKind.CLOSING
        if data.get(f"{closing}_day") and f"{closing}_hour" in data and not data[f"{closing}_hour"]:
            self.add_error(f"{closing}_hour", _("Vul het uur van de sluiting in: inschrijvers rekenen daarop."))
        return data

    def days(self) -> dict[StepKind, tuple[date | None, time | None]]:
        """The typed dates, as the service takes them."""
        data = self.cleaned_data
        return {kind: (data.get(f"{kind}_day"), data.get(f"{kind}_hour")) for kind in self.kinds}

    def point_at_passed(self, kinds: Iterable[StepKind]) -> None:
        """Let the fields of these steps name the remark under them, for who cannot see it."""
        for kind in kinds:
            self.fields[f"{kind}_day"].widget.attrs["aria-describedby"] = f"id_{kind}_day_passed"

    def refuse(self, refused: PlanningRefusedError, sources: dict[StepKind, str]) -> None:
        """Put each fault of the service at its date."""
        for kind, (code, limit) in refused.faults.items():
            self.add_error(f"{kind}_day", _fault(code, limit, sources.get(kind, "")))


def _fault(code: str, limit: date, source: str = "") -> forms.ValidationError:
    params = {"limit": date_format(limit, "l j F Y"), "source": source}
    return forms.ValidationError(LIMIT_FAULTS[code], code=code, params=params)
