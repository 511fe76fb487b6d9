"""The overview of one tender: its thread, what comes next, who is in the team and which dates count."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from procurement.core import clock
from procurement.core.http import Request
from procurement.core.templatetags.formats import dutch_date, dutch_datetime, euro
from tenders.domain.lifecycle import TRANSITIONS, TenderState
from tenders.domain.vocabulary import TeamRole
from tenders.extension_points import STAGES
from tenders.labels import TENDER_STATE_LABELS
from tenders.models import PlanningStep, Tender
from tenders.services import thread
from tenders.views.thread_strips import shown_threads
from tenders.workspace import OVERVIEW, ShownStage, current_stage, frame, kept_states, open_tender

# State of a tender -> look of its badge.
STATE_BADGES = {
    TenderState.DRAFT: "busy",
    TenderState.REVIEW: "waiting",
    TenderState.PUBLISHED: "done",
    TenderState.CLOSED: "waiting",
    TenderState.AWARDED: "done",
    TenderState.WITHDRAWN: "closed",
}


def overview(request: Request, pk: int) -> HttpResponse:
    """Show the tender as a whole."""
    tender = open_tender(request, pk)
    context = frame(request, tender, OVERVIEW)
    threads = shown_threads(thread.threads_of(tender))
    state = TenderState(tender.state)
    context |= {
        "badge": {"state": STATE_BADGES[state], "label": TENDER_STATE_LABELS[state]},
        "threads": threads,
        "gaps": [gap for item in threads for gap in item["gaps"]],
        "next_stage": _next_stage(tender, context["stages"]),
        "facts": _facts(tender),
        "steps": _steps(tender),
        "may_change": request.user.has_perm("tenders.change_tender", tender),
        "may_withdraw": request.user.has_perm("tenders.withdraw_tender", tender)
        and TenderState.WITHDRAWN in TRANSITIONS[state],
    }
    return render(request, "tenders/overview.html", context | _team(tender))


def _next_stage(tender: Tender, stages: list[ShownStage]) -> ShownStage | None:
    """Where the work is now, when this person may open that stage."""
    key = current_stage(tender, kept_states([tender])[tender.pk])
    found = next((stage for stage in stages if stage["key"] == key), None)
    return found if found and not found["is_locked"] and key in STAGES else None


def _facts(tender: Tender) -> list[dict[str, Any]]:
    months = tender.duration_months
    duration = _("%(fixed)s maanden vast") % {"fixed": months} if months else ""
    if months and tender.option_count:
        duration = _("%(fixed)s maanden, met opties ten hoogste %(most)s") % {
            "fixed": months,
            "most": tender.maximum_months,
        }
    return [
        {"label": _("Soort opdracht"), "value": tender.get_contract_kind_display()},
        {"label": _("Productgroep"), "value": tender.product_group},
        {
            "label": _("Geraamde waarde"),
            "value": euro(tender.estimated_value_eur, 0),
            "unit": _("excl. btw, inclusief opties") if tender.estimated_value_eur else "",
        },
        {"label": _("Procedure"), "value": tender.get_procedure_display()},
        {"label": _("Looptijd"), "value": duration},
        {"label": _("Omvang"), "value": tender.quantity},
    ]


def _steps(tender: Tender) -> list[dict[str, Any]]:
    """The planning as a timeline; the closing stands with its hour."""
    today = clock.today()
    rows = PlanningStep.objects.filter(tender=tender).order_by("day", "order")
    steps = [(step.day, step.get_kind_display()) for step in rows if step.day]
    upcoming = next((day for day, _title in steps if day >= today), None)
    found = [
        {
            "date": dutch_date(day, "medium"),
            "title": title,
            "state": "now" if day == upcoming else "past" if day < today else "future",
        }
        for day, title in steps
    ]
    if not found and tender.closing_at:
        found.append({"date": dutch_datetime(tender.closing_at, "medium"), "title": _("sluiting"), "state": "future"})
    return found


def _team(tender: Tender) -> dict[str, Any]:
    """One line a person with all their roles; who is only in the committee is named after them."""
    people: dict[int, dict[str, Any]] = {}
    committee = []
    for member in tender.team.filter(is_active=True).select_related("user"):
        if member.role == TeamRole.COMMITTEE:
            committee.append(str(member.user))
            continue
        line = people.setdefault(member.user_id, {"person": member.user, "roles": []})
        line["roles"].append(str(member.get_role_display()))
    return {"team": [line | {"roles": ", ".join(line["roles"])} for line in people.values()], "committee": committee}
