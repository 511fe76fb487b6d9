"""Stage 6: the findings of all rules, and what people decide about them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.domain.rule_table import Severity
from procurement.core.http import Request
from tenders.domain.compliance import ASKS_DECISION
from tenders.forms.publishing import DecisionForm, FindingFilterForm
from tenders.labels_findings import CERTAINTY_LABELS, SEVERITY_LABELS, SEVERITY_MEANINGS, STATUS_LABELS
from tenders.models import Tender
from tenders.services import findings as service
from tenders.services.findings import Seen
from tenders.views.access import says_when_frozen
from tenders.views.procedure_tabs import can_change
from tenders.workspace import frame, open_tender

# Severity -> look of the finding in the design.
LOOKS = {Severity.WARN: "warning"}


def tabs(tender: Tender, current: str, open_count: int) -> list[dict[str, Any]]:
    """The pages of the stage."""
    pages = [("review", _("Bevindingen"), open_count), ("publish", _("Publiceren"), 0)]
    if tender.publications.exists():
        pages.append(("publications", _("Publicaties"), 0))
    return [
        {
            "label": label,
            "url": reverse(f"tenders:{name}", args=[tender.pk]),
            "current": name == current,
            "count": count,
        }
        for name, label, count in pages
    ]


def review(request: Request, pk: int) -> HttpResponse:
    """Show all findings, the hardest first, with a filter that stays in the address."""
    tender = open_tender(request, pk)
    return _page(request, tender)


@require_POST
@says_when_frozen
def decide_finding(request: Request, pk: int) -> HttpResponse:
    """Motivate a finding or tick it off."""
    tender = open_tender(request, pk, "tenders.change_tender")
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, tender, failed=form)
    try:
        service.decide(pk, form.cleaned_data["key"], actor=request.user, text=form.cleaned_data["text"])
    except service.NoSuchFindingError:
        messages.info(request, _("Deze bevinding geldt niet meer."))
    except service.MotivationMissingError:
        form.add_error("text", _("Leg uit waarom; uw uitleg komt in de stukken."))
        return _page(request, tender, failed=form)
    else:
        messages.success(request, _("Uw besluit is vastgelegd."))
    return redirect(_back(request, pk))


@require_POST
@says_when_frozen
def revoke_finding(request: Request, pk: int) -> HttpResponse:
    """Take back a decision; it stays in the history."""
    open_tender(request, pk, "tenders.change_tender")
    form = DecisionForm(request.POST)
    if form.is_valid():
        service.revoke(pk, form.cleaned_data["key"], actor=request.user)
        messages.success(request, _("Het besluit is ingetrokken."))
    return redirect(_back(request, pk))


def _page(request: Request, tender: Tender, failed: DecisionForm | None = None) -> HttpResponse:
    filters = FindingFilterForm(request.GET)
    board = service.board_of(tender.pk)
    valid = filters.is_valid()
    kept = [seen for seen in board if not valid or filters.keeps(seen.finding.severity, seen.status, seen.is_open)]
    open_count = sum(seen.is_open for seen in board)
    may_change = can_change(request, tender)
    context = {
        "filters": filters,
        "query": request.GET.urlencode(),
        "is_filtered": any(request.GET.values()),
        "total": len(board),
        "open_count": open_count,
        "counts": _counts(board),
        "rows": [_row(seen, may_change, failed) for seen in kept],
        "may_change": may_change,
        "tabs": tabs(tender, "review", open_count),
    }
    status = 422 if failed else 200
    return render(request, "tenders/review.html", {**frame(request, tender, "review"), **context}, status=status)


def _counts(board: list[Seen]) -> list[dict[str, Any]]:
    found = []
    for severity in Severity:
        rows = [seen for seen in board if seen.finding.severity is severity]
        if rows:
            found.append(
                {
                    "severity": severity,
                    "label": SEVERITY_LABELS[severity],
                    "meaning": SEVERITY_MEANINGS[severity],
                    "count": len(rows),
                    "asks": severity is Severity.BLOCK or severity in ASKS_DECISION,
                    "open": sum(seen.is_open for seen in rows),
                }
            )
    return found


def _row(seen: Seen, may_change: bool, failed: DecisionForm | None) -> dict[str, Any]:
    finding = seen.finding
    form = None
    if may_change and finding.severity in ASKS_DECISION and seen.is_open:
        is_failed = failed is not None and failed.data.get("key") == finding.key
        form = (
            failed
            if is_failed
            else DecisionForm(initial={"key": finding.key}, auto_id=f"id_%s_{finding.fingerprint[:8]}")
        )
    return {
        "seen": seen,
        "key": finding.key,
        "anchor": finding.fingerprint[:8],
        "look": LOOKS.get(finding.severity, finding.severity.value),
        "severity_label": SEVERITY_LABELS[finding.severity],
        "certainty": CERTAINTY_LABELS[finding.certainty],
        "status_label": STATUS_LABELS[seen.status],
        "is_motivation": finding.severity is Severity.MOTIVATE,
        "may_revoke": may_change and seen.decision is not None and not seen.is_open,
        "form": form,
    }


def _back(request: Request, pk: int) -> str:
    query = request.GET.urlencode()
    return reverse("tenders:review", args=[pk]) + (f"?{query}" if query else "")
