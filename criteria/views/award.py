"""Stage 11: the computed award and its explanation, costs and sensitivity."""

import json
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from criteria.award_labels import warning_message
from criteria.domain.cost_view import budget_rows, costs_of
from criteria.domain.sensitivity import sensitivity_of
from criteria.models import CostLine, Criterion, Evaluation
from criteria.services import computation as computations
from criteria.services.outcome import Outcome, outcome_of
from criteria.views import award_tables as tables
from criteria.views.access import open_evaluation, says_refusals
from criteria.views.award_tabs import award_frame, document_panels
from procurement.core.http import Request
from procurement.core.templatetags.formats import euro, number, percent


@require_safe
def award(request: Request, pk: int) -> HttpResponse:
    """Show the result, or before it what is still to be done."""
    evaluation = open_evaluation(request, pk, "criteria.view_award")
    outcome = outcome_of(evaluation) if request.user.has_perm("criteria.view_result", evaluation) else None
    context: dict[str, Any] = {"evaluation": evaluation, "outcome": outcome}
    if outcome is not None:
        context |= {
            "rows": tables.ranking_rows(outcome),
            "out_rows": tables.out_rows(outcome),
            "points": tables.points_chart(outcome),
            "points_table": tables.points_table(outcome),
            "documents": document_panels(request, evaluation),
            "command": f"python manage.py award award-case-{pk}.json",
        }
    return render(request, "criteria/award.html", {**award_frame(request, evaluation, "award"), **context})


@require_POST
@says_refusals("criteria:award")
def compute(request: Request, pk: int) -> HttpResponse:
    """Compute the award."""
    evaluation = open_evaluation(request, pk, "criteria.compute_award")
    computations.compute(evaluation.pk, actor=request.user)
    messages.success(request, _("De gunning is berekend. De zaak en de uitkomst liggen vast."))
    return redirect("criteria:award", pk)


@require_safe
def award_explanation(request: Request, pk: int) -> HttpResponse:
    """Show per criterion how each bid came to its points."""
    evaluation, outcome = _computed(request, pk)
    units = dict(Criterion.objects.filter(model__lot_id=evaluation.lot_id).values_list("code", "unit"))
    context = {"explanations": tables.explanations(outcome, units)}
    frame = award_frame(request, evaluation, "award_explanation")
    return render(request, "criteria/award_explanation.html", {**frame, **context})


@require_safe
def award_costs(request: Request, pk: int) -> HttpResponse:
    """Show the costs over the years, and on a short budget."""
    evaluation, outcome = _computed(request, pk)
    costs = costs_of(outcome.case)
    budget = budget_rows(costs)
    lines = CostLine.objects.filter(bid__lot_id=evaluation.lot_id, counts=False).select_related("bid__company")
    context = {
        "costs": tables.cost_charts(costs, outcome),
        "budget": tables.budget_table(budget, outcome),
        "budget_points": tables.budget_chart(budget, outcome) if costs else None,
        "budget_figures": tables.budget_figures(budget, outcome),
        "years": outcome.case.get("lcc", {}).get("years"),
        "uncounted": [
            {"name": f"{line.bid.code} {line.bid.company.name}", "amount": euro(abs(line.amount_eur), 0)}
            for line in lines
        ],
    }
    return render(request, "criteria/award_costs.html", {**award_frame(request, evaluation, "award_costs"), **context})


@require_safe
def award_sensitivity(request: Request, pk: int) -> HttpResponse:
    """Show how firm the result is."""
    evaluation, outcome = _computed(request, pk)
    found = sensitivity_of(outcome.case, outcome.result)
    context: dict[str, Any] = {"found": found, **_analysis(outcome)}
    if found is not None:
        context |= {
            "points": tables.sensitivity_chart(found, outcome),
            "table": tables.sensitivity_table(found, outcome),
            "turns": [
                {
                    "weight": percent(turn.weight, 2),
                    "before": tables.name_of(outcome, turn.before),
                    "after": tables.name_of(outcome, turn.after),
                }
                for turn in found.turns
            ],
        }
    frame = award_frame(request, evaluation, "award_sensitivity")
    return render(request, "criteria/award_sensitivity.html", {**frame, **context})


@require_safe
def award_file(request: Request, pk: int, which: str) -> HttpResponse:
    """Hand out the stored case or result. which: the last word of the address."""
    evaluation, outcome = _computed(request, pk)
    found = {"zaak": ("case", outcome.case), "uitkomst": ("result", outcome.result)}.get(which)
    if found is None:
        raise Http404
    name, content = found
    answer = HttpResponse(json.dumps(content, ensure_ascii=False, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="award-{name}-{evaluation.lot.tender_id}.json"'
    return answer


def _computed(request: Request, pk: int) -> tuple[Evaluation, Outcome]:
    evaluation = open_evaluation(request, pk, "criteria.view_result")
    outcome = outcome_of(evaluation)
    if outcome is None:
        raise Http404
    return evaluation, outcome


def _analysis(outcome: Outcome) -> dict[str, Any]:
    """The analysis of the engine in words: what really weighed, what others could have asked, what a removal does."""
    found = outcome.analysis()
    names = {leaf["code"]: f"{leaf['code']} {leaf['name']}" for leaf in outcome.leaves} | {"price": _("Kosten")}
    published = {leaf["code"]: leaf["max"] for leaf in outcome.leaves} | {"price": outcome.price_max}
    return {
        "weights": [
            {
                "name": names.get(code, code),
                "published": number(published[code]) if published.get(code) is not None else "–",
                "effective": percent(100 * Decimal(share), 1),
            }
            for code, share in found["effective_weights"].items()
        ],
        "break_even": [
            {"name": tables.name_of(outcome, code), "basis": euro(Decimal(basis), 0) if basis else ""}
            for code, basis in found["break_even"].items()
        ],
        "reversals": [
            {
                "without": tables.name_of(outcome, one["without"]),
                "before": ", ".join(one["before"]),
                "after": ", ".join(one["after"]),
            }
            for one in found["rank_reversal"]
        ],
        "warnings": [warning_message(code) for code in found["warnings"]],
    }
