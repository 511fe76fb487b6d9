"""Stage 3: the chooser of procedures, and the record of what was decided."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.domain.rule_table import Certainty
from procurement.core.form_parts import changes_of
from procurement.core.http import Request
from tenders.domain.procedure_choice import Choice
from tenders.domain.procedure_reasons import Reason, Verdict
from tenders.domain.vocabulary import Procedure
from tenders.forms.procedure_choice import DecisionForm, ProcedureFactsForm
from tenders.labels import PROCEDURE_LABELS
from tenders.labels_findings import CERTAINTY_LABELS
from tenders.labels_procedure import PROCEDURE_HINTS, VERDICT_LABELS
from tenders.models import Tender
from tenders.services import procedure_choice as service
from tenders.services.procedure_texts import reason_text
from tenders.views.access import says_when_frozen
from tenders.views.procedure_tabs import can_change, tabs
from tenders.workspace import frame, open_tender

TAB = "procedure_choice"
BADGES = {Verdict.POSSIBLE: "done", Verdict.UNWISE: "warning", Verdict.IMPOSSIBLE: "closed"}


@says_when_frozen
def procedure_choice(request: Request, pk: int) -> HttpResponse:
    """Ask the facts and show every procedure as possible, unwise or impossible."""
    tender = open_tender(request, pk)
    facts = service.stored_facts(tender)
    form = ProcedureFactsForm(request.POST or None, instance=facts)
    if request.method == "POST":
        open_tender(request, pk, "tenders.change_tender")
        if form.is_valid():
            service.save_facts(pk, actor=request.user, **_answers(form, is_new=not facts.pk))
            messages.success(request, _("De antwoorden zijn opgeslagen. Hieronder staat wat zij betekenen."))
            return redirect(f"{request.path}#uitkomst")
    weighed = service.weigh(open_tender(request, pk))
    context = {
        "form": form,
        "weighed": weighed,
        "groups": _groups(weighed.choices, tender),
        "decision": service.current_decision(tender),
        "may_change": can_change(request, tender),
        "tabs": tabs(tender, TAB),
    }
    return render(request, "tenders/procedure_choice.html", {**frame(request, tender, "procedure"), **context})


@require_POST
@says_when_frozen
def procedure_adopt(request: Request, pk: int, procedure: str) -> HttpResponse:
    """Adopt a procedure; its motivation is written from the reasons and can be changed on the page that follows."""
    open_tender(request, pk, "tenders.change_tender")
    if procedure not in set(Procedure):
        raise Http404
    try:
        service.adopt(pk, Procedure(procedure), actor=request.user)
    except service.ProcedureImpossibleError as refused:
        reasons = " ".join(reason_text(reason) for reason in refused.choice.reasons)
        messages.error(request, _("Deze procedure kan niet. %(reasons)s") % {"reasons": reasons})
        return redirect("tenders:procedure_choice", pk)
    messages.success(request, _("De procedure is gekozen. Lees de motivering na en vul haar aan."))
    return redirect("tenders:procedure_decision", pk)


@says_when_frozen
def procedure_decision(request: Request, pk: int) -> HttpResponse:
    """Show the decision with its alternatives and let its words be changed."""
    tender = open_tender(request, pk)
    decision = service.current_decision(tender)
    form = DecisionForm(request.POST or None, instance=decision)
    if request.method == "POST":
        open_tender(request, pk, "tenders.change_tender")
        if decision and form.is_valid():
            service.change_decision(pk, actor=request.user, **changes_of(form))
            messages.success(request, _("De motivering is opgeslagen."))
            return redirect("tenders:procedure_decision", pk)
    context = {
        "form": form,
        "decision": decision,
        "considered": [_considered(row) for row in decision.considered] if decision else [],
        "earlier": tender.procedure_decisions.select_related("decided_by")[1 if decision else 0 :],
        "may_change": can_change(request, tender),
        "tabs": tabs(tender, TAB),
    }
    return render(request, "tenders/procedure_decision.html", {**frame(request, tender, "procedure"), **context})


def _answers(form: ProcedureFactsForm, *, is_new: bool) -> dict[str, Any]:
    return dict(form.cleaned_data) if is_new else changes_of(form)


def _groups(choices: Sequence[Choice], tender: Tender) -> list[dict[str, Any]]:
    titles = {
        Verdict.POSSIBLE: _("Dit kan"),
        Verdict.UNWISE: _("Dit kan, maar let op"),
        Verdict.IMPOSSIBLE: _("Dit kan niet"),
    }
    return [
        {
            "verdict": verdict,
            "title": titles[verdict],
            "rows": [_row(choice, tender) for choice in choices if choice.verdict is verdict],
        }
        for verdict in Verdict
    ]


def _row(choice: Choice, tender: Tender) -> dict[str, Any]:
    return {
        "procedure": choice.procedure.value,
        "name": PROCEDURE_LABELS[choice.procedure],
        "label": capfirst(str(PROCEDURE_LABELS[choice.procedure])),
        "hint": PROCEDURE_HINTS[choice.procedure],
        "badge": BADGES[choice.verdict],
        "verdict_label": VERDICT_LABELS[choice.verdict],
        "reasons": [_reason(reason) for reason in choice.reasons],
        "is_chosen": tender.procedure == choice.procedure,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    is_sure = reason.certainty is Certainty.V
    return {
        "text": reason_text(reason),
        "article": reason.article,
        "certainty": "" if is_sure else CERTAINTY_LABELS[reason.certainty],
        "speaks_against": reason.verdict is not Verdict.POSSIBLE,
    }


def _considered(row: dict[str, Any]) -> dict[str, Any]:
    verdict = Verdict(row["verdict"])
    return {
        "label": capfirst(str(PROCEDURE_LABELS[Procedure(row["procedure"])])),
        "badge": BADGES[verdict],
        "verdict_label": VERDICT_LABELS[verdict],
        "articles": "; ".join(dict.fromkeys(reason["article"] for reason in row["reasons"])),
    }
