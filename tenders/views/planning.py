"""Stage 3: the planning, computed and typed, and as a calendar file."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core import clock
from procurement.core.domain.terms import TermError
from procurement.core.domain.workdays import NATIONAL
from procurement.core.http import Request
from tenders.domain.planning import limits
from tenders.domain.planning_limits import Limit
from tenders.domain.vocabulary import Procedure, StepKind
from tenders.forms.planning import PlanningForm, ProposalForm
from tenders.labels_drafting import ORIGIN_LABELS
from tenders.labels_procedure import step_label
from tenders.models import PlanningStep, Tender
from tenders.services import planning as service
from tenders.services.calendar_file import planning_calendar
from tenders.views.procedure_tabs import can_change, tabs
from tenders.workspace import frame, open_tender


def planning(request: Request, pk: int) -> HttpResponse:
    """Show the planning as a timeline and let its dates be typed."""
    tender = open_tender(request, pk)
    steps = list(tender.planning.all())
    form = PlanningForm(request.POST or None, steps=steps, procedure=service.facts_of(tender).procedure)
    if request.method == "POST":
        open_tender(request, pk, "tenders.change_tender")
        if form.is_valid() and _store(request, tender, form):
            messages.success(request, _("De planning is opgeslagen."))
            return redirect("tenders:planning", pk=pk)
    return _page(request, tender, steps, form, ProposalForm(initial={"notice": clock.today()}))


@require_POST
def propose_planning(request: Request, pk: int) -> HttpResponse:
    """Replace the planning by the proposal of the terms engine."""
    tender = open_tender(request, pk, "tenders.change_tender")
    proposal = ProposalForm(request.POST)
    if proposal.is_valid():
        try:
            service.propose(pk, actor=request.user, notice=proposal.cleaned_data["notice"])
        except service.PlanningRefusedError as refused:
            proposal.refuse(refused)
        except TermError:
            proposal.add_error("notice", _("Voor deze datum kent Kring geen termijnen. Kies een latere datum."))
        else:
            messages.success(request, _("De planning is berekend. Pas aan wat anders moet."))
            return redirect("tenders:planning", pk=pk)
    steps = list(tender.planning.all())
    form = PlanningForm(steps=steps, procedure=service.facts_of(tender).procedure)
    return _page(request, tender, steps, form, proposal)


def planning_ics(request: Request, pk: int) -> HttpResponse:
    """Hand out the planning as an iCalendar file."""
    tender = open_tender(request, pk)
    answer = HttpResponse(planning_calendar(tender), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="planning-{tender.pk}.ics"'
    return answer


def _store(request: Request, tender: Tender, form: PlanningForm) -> bool:
    try:
        service.set_days(tender.pk, form.days(), actor=request.user)
    except service.PlanningRefusedError as refused:
        found = limits(
            service.facts_of(tender), {kind: day for kind, (day, _hour) in form.days().items() if day is not None}
        )
        form.refuse(refused, {kind: limit.source for kind, limit in found.items()})
    except TermError:
        form.add_error(f"{StepKind.NOTICE}_day", _("Voor deze datum kent Kring geen termijnen."))
    return not form.errors


def _page(
    request: Request, tender: Tender, steps: list[PlanningStep], form: PlanningForm, proposal: ProposalForm
) -> HttpResponse:
    facts = service.facts_of(tender)
    days = {StepKind(s.kind): s.day for s in steps if s.day and s.kind in form.kinds}
    found = limits(facts, days)
    may_change = can_change(request, tender)
    passed = service.passed_days(days, {}) if may_change and not form.is_bound else {}
    form.point_at_passed(passed)
    context = {
        "form": form,
        "proposal": proposal,
        "has_planning": any(step.day for step in steps),
        "may_change": may_change,
        "rows": [
            _row(form, kind, found[kind], facts.procedure) | {"has_passed": kind in passed} for kind in form.kinds
        ],
        "timeline": [_bead(step, step.day, facts.procedure) for step in steps if step.day],
        "tabs": tabs(tender, "planning"),
    }
    return render(request, "tenders/planning.html", {**frame(request, tender, "procedure"), **context})


def _row(form: PlanningForm, kind: StepKind, limit: Limit, procedure: Procedure) -> dict[str, Any]:
    timed = f"{kind}_hour" in form.fields
    return {
        "label": step_label(kind, procedure),
        "day": form[f"{kind}_day"],
        "hour": form[f"{kind}_hour"] if timed else None,
        "limit": limit,
        "origin": ORIGIN_LABELS[limit.origin],
    }


def _bead(step: PlanningStep, day: date, procedure: Procedure) -> dict[str, Any]:
    free = NATIONAL.free_day(day)
    note = _("Valt op een dag waarop niet gewerkt wordt.") if free else ""
    today = clock.today()
    state = "warning" if free else "past" if day < today else "now" if day == today else "future"
    hour = f", {step.hour:%H:%M}" if step.hour else ""
    return {
        "date": date_format(day, "l j F Y") + hour,
        "title": capfirst(step_label(StepKind(step.kind), procedure)),
        "note": note,
        "state": state,
    }
