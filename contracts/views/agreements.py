"""What is agreed beside the reviews: recalibration, penalties, lessons."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from contracts.access import frame, open_contract
from contracts.domain.periods import parse, quarter_of
from contracts.domain.vocabulary import IncentiveState, RecalibrationKind
from contracts.forms.review import DecisionForm, HearingForm, LessonForm, NewKpiForm, RecalibrationForm, SeenForm
from contracts.models import Contract, Incentive
from contracts.services import incentives as incentive_service
from contracts.services import recalibration as service
from contracts.services.kpis import quarters_of
from contracts.services.lessons import write_lesson
from contracts.services.parties import SamePartyError, party_of
from procurement.core import clock
from procurement.core.http import Request
from procurement.core.labels import signature_refused_message
from procurement.core.models import ActState
from procurement.core.services.signatures import SignatureRefused
from tenders.models import Lesson

REFUSALS = {
    "not_running": gettext_lazy("Dit contract loopt niet."),
    "no_clause": gettext_lazy("De gepubliceerde overeenkomst kent geen herijkingsclausule (art. 2.163c)."),
    "from_promise": gettext_lazy("Deze KPI komt uit een belofte waarop is gegund en kan niet vervallen (art. 2.163g)."),
    "lowered": gettext_lazy("Een doel kan niet lager worden dan is afgesproken: nu %(old)s (art. 2.163g)."),
    "no_target": gettext_lazy("Vul het nieuwe doel in."),
    "complete": gettext_lazy("Beide partijen hebben getekend; dit besluit geldt."),
    "decided": gettext_lazy("Over deze boete is al besloten."),
    "heard": gettext_lazy("De reactie is al vastgelegd en blijft staan."),
    "stale": gettext_lazy("De metingen zijn gewijzigd: de regeling geeft dit bedrag niet meer. Zie af van deze boete."),
    "changed": gettext_lazy("Het voorstel is gewijzigd sinds u het las. Lees het opnieuw en teken daarna."),
    "code_taken": gettext_lazy(
        "Nummer %(number)s is al van een andere KPI of staat in een ander voorstel. Hoofdletters maken geen verschil."
    ),
    "not_heard": gettext_lazy("Hoor eerst de opdrachtnemer; zonder wederhoor geen boete."),
}


def recalibrations(request: Request, pk: int) -> HttpResponse:
    """Show the decisions of the yearly recalibration and propose one about an existing KPI."""
    contract = open_contract(request, pk)
    form = RecalibrationForm(request.POST or None, contract=contract, quarters=_coming(contract))
    if request.method == "POST":
        _need(request, "contracts.change_contract", contract)
        if form.is_valid() and _propose(request, contract, form):
            return redirect("contracts:recalibrations", pk=pk)
    rows = [
        _decision(row)
        for row in contract.recalibrations.select_related("kpi", "act").prefetch_related("act__signatures")
    ]
    context = {"decisions": rows, "form": form, "has_clause": bool(contract.recalibration_clause.strip())}
    return render(request, "contracts/recalibrations.html", {**frame(request, contract, "recalibrations"), **context})


def add_by_recalibration(request: Request, pk: int) -> HttpResponse:
    """Propose a new KPI."""
    contract = open_contract(request, pk, "contracts.change_contract")
    quarters = _coming(contract)
    form = NewKpiForm(request.POST or None, contract=contract, quarters=quarters)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            service.propose(
                pk,
                RecalibrationKind.ADD,
                parse(data["quarter"]),
                reason=data["reason"],
                actor=request.user,
                proposal=form.proposal(quarters),
            )
        except service.RecalibrationRefusedError as refused:
            form.add_error(
                "code" if refused.code == "code_taken" else None, str(REFUSALS[refused.code]) % refused.params
            )
        else:
            messages.success(request, _("Het voorstel wacht op beide handtekeningen."))
            return redirect("contracts:recalibrations", pk=pk)
    context = {"form": form}
    return render(request, "contracts/new_kpi.html", {**frame(request, contract, "recalibrations"), **context})


def sign_recalibration(request: Request, pk: int, decision_id: int) -> HttpResponse:
    """Sign a decision for one's own party."""
    contract = open_contract(request, pk, "contracts.sign")
    decision = get_object_or_404(contract.recalibrations.select_related("kpi"), pk=decision_id)
    form = SeenForm(request.POST or None, user=request.user, initial={"seen_sha256": service.sha256_of(decision)})
    party = party_of(request.user, contract)
    if request.method == "POST" and form.is_valid() and party:
        try:
            service.sign(decision_id, person=request.user, party=party, seen_sha256=form.cleaned_data["seen_sha256"])
        except SamePartyError:
            form.add_error(None, _("Uw partij heeft al getekend. De andere partij tekent nu."))
        except SignatureRefused as refused:
            form.add_error(None, signature_refused_message(refused.code))
        except service.RecalibrationRefusedError as refused:
            form.add_error(None, str(REFUSALS[refused.code]) % refused.params)
        else:
            messages.success(request, _("U hebt getekend."))
            return redirect("contracts:recalibrations", pk=pk)
    context = {"decision": decision, "form": form}
    return render(
        request, "contracts/sign_recalibration.html", {**frame(request, contract, "recalibrations"), **context}
    )


@require_POST
def withdraw_recalibration(request: Request, pk: int, decision_id: int) -> HttpResponse:
    """Take a proposal back."""
    contract = open_contract(request, pk, "contracts.change_contract")
    decision = get_object_or_404(contract.recalibrations, pk=decision_id)
    try:
        service.withdraw(decision.pk, actor=request.user)
    except service.RecalibrationRefusedError as refused:
        messages.error(request, str(REFUSALS[refused.code]))
    else:
        messages.success(request, _("Het voorstel is ingetrokken."))
    return redirect("contracts:recalibrations", pk=pk)


@require_safe
def incentives(request: Request, pk: int) -> HttpResponse:
    """Show the penalties that the clause gives, with hearing and decision."""
    contract = open_contract(request, pk)
    rows = list(contract.incentives.select_related("kpi", "decided_by"))
    imposed = sum(row.amount_eur for row in rows if row.state == IncentiveState.IMPOSED)
    context = {"incentives": rows, "imposed": imposed}
    return render(request, "contracts/incentives.html", {**frame(request, contract, "incentives"), **context})


@require_POST
def compute_incentives(request: Request, pk: int) -> HttpResponse:
    """Compute penalties on what is measured now."""
    contract = open_contract(request, pk, "contracts.change_contract")
    made = incentive_service.propose_incentives(contract.pk, actor=request.user)
    text = _("%(count)s nieuwe boete berekend.") if len(made) == 1 else _("%(count)s nieuwe boetes berekend.")
    messages.success(request, text % {"count": len(made)})
    return redirect("contracts:incentives", pk=pk)


def hear(request: Request, pk: int, incentive_id: int) -> HttpResponse:
    """Store what the contractor says about a penalty."""
    return _penalty_step(request, pk, incentive_id, HearingForm, "contracts.react")


def decide(request: Request, pk: int, incentive_id: int) -> HttpResponse:
    """Impose a penalty or not, with the reason."""
    return _penalty_step(request, pk, incentive_id, DecisionForm, "contracts.change_contract")


def lessons(request: Request, pk: int) -> HttpResponse:
    """Show and write what was learned, inside the authority."""
    contract = open_contract(request, pk, "contracts.view_lessons")
    form = LessonForm(request.POST or None, contract=contract)
    if request.method == "POST":
        _need(request, "contracts.change_contract", contract)
        if form.is_valid():
            write_lesson(contract, actor=request.user, **form.cleaned_data)
            messages.success(request, _("De les is vastgelegd en hangt aan de ambitie."))
            return redirect("contracts:lessons", pk=pk)
    rows = Lesson.objects.filter(tender=contract.lot.tender_id).select_related("ambition", "written_by")
    context = {"lessons": rows, "form": form}
    return render(request, "contracts/lessons.html", {**frame(request, contract, "lessons"), **context})


def _penalty_step(request: Request, pk: int, incentive_id: int, form_class: Any, perm: str) -> HttpResponse:
    contract = open_contract(request, pk, perm)
    row = get_object_or_404(Incentive.objects.select_related("kpi"), pk=incentive_id, contract=contract)
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        step = incentive_service.hear if form_class is HearingForm else incentive_service.decide
        try:
            step(incentive_id, actor=request.user, **form.cleaned_data)
        except incentive_service.IncentiveRefusedError as refused:
            form.add_error(None, str(REFUSALS[refused.code]))
        else:
            messages.success(request, _("Vastgelegd."))
            return redirect("contracts:incentives", pk=pk)
    context = {"incentive": row, "form": form, "is_hearing": form_class is HearingForm}
    return render(request, "contracts/penalty.html", {**frame(request, contract, "incentives"), **context})


def _propose(request: Request, contract: Contract, form: RecalibrationForm) -> bool:
    data = form.cleaned_data
    kind = RecalibrationKind(data["kind"])
    try:
        service.propose(
            contract.pk,
            kind,
            parse(data["quarter"]),
            reason=data["reason"],
            actor=request.user,
            kpi=data["kpi"],
            target=data["target"] if kind is RecalibrationKind.RAISE else None,
        )
    except service.RecalibrationRefusedError as refused:
        field = (
            "target" if refused.code in ("lowered", "no_target") else "kpi" if refused.code == "from_promise" else None
        )
        form.add_error(field, str(REFUSALS[refused.code]) % refused.params)
        return False
    messages.success(request, _("Het voorstel wacht op beide handtekeningen."))
    return True


def _decision(row: Any) -> dict[str, Any]:
    signed = list(row.act.signatures.all()) if row.act else []
    is_complete = row.act is not None and row.act.state == ActState.COMPLETE
    return {
        "row": row,
        "signatures": signed,
        "is_complete": is_complete,
        "name": row.kpi or row.proposal.get("name", ""),
    }


def _coming(contract: Contract) -> list[Any]:
    now = quarter_of(clock.today())
    return [quarter for quarter in quarters_of(contract) if quarter >= now][:8]


def _need(request: Request, perm: str, contract: Contract) -> None:
    if not request.user.has_perm(perm, contract):
        raise PermissionDenied
