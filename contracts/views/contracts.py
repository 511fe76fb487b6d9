"""The list of contracts, the stage in a tender, and the contract with its KPIs."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contracts.access import frame, open_contract
from contracts.domain.lifecycle import TransitionError
from contracts.domain.periods import PeriodError, parse
from contracts.domain.vocabulary import ContractState
from contracts.forms.contract import ContractFilterForm, ContractForm, managers_of
from contracts.labels import contract_state_choices
from contracts.models import Contract
from contracts.services import scorecard, start
from criteria.assessment_labels import refusal_message
from criteria.domain.lifecycle import EvaluationState
from criteria.domain.refusals import EvaluationError
from criteria.services.summonses import require_none_open
from procurement.core.http import Request
from tenders.models import Lot
from tenders.workspace import frame as workspace_frame
from tenders.workspace import open_tender

PAGE_SIZE = 25


@require_safe
def contracts(request: Request) -> HttpResponse:
    """List the contracts that this person may see."""
    sorts = [("-created_at", _("nieuwste eerst")), ("title", _("titel")), ("ends_on", _("einddatum"))]
    filters = ContractFilterForm(request.GET, states=contract_state_choices(), sorts=sorts)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    found = (
        Contract.objects.visible_to(request.user)
        .matching(q=chosen.get("q", ""), state=chosen.get("state", ""))
        .select_related("company", "manager", "organisation")
        .order_by(chosen.get("sort") or "-created_at", "-pk")
    )
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "filters": filters,
        "is_filtered": any(query.values()),
        "query": query.urlencode(),
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "contracts/contracts.html", context)


def stage(request: Request, pk: int) -> HttpResponse:
    """Stage 12 of a tender: make the contract once the award is final, then point to it."""
    tender = open_tender(request, pk)
    lot = tender.lots.select_related("evaluation").first()
    contract = Contract.objects.filter(lot=lot).select_related("company").first()
    is_final = lot is not None and hasattr(lot, "evaluation") and lot.evaluation.state == EvaluationState.FINAL
    may_create = request.user.has_perm("contracts.create_contract", tender)
    initial = {"reference": tender.reference}
    form = ContractForm(request.POST or None, managers=managers_of(tender.organisation_id), initial=initial)
    if request.method == "POST":
        if not (may_create and is_final and lot):
            raise PermissionDenied
        # Who clicked twice is brought to the contract that the first click made.
        made = contract or _create(request, lot, form)
        if made:
            return redirect(made)
    context = {"contract": contract, "is_final": is_final, "may_create": may_create, "form": form}
    if lot and is_final and contract is None:
        context["obstacle"] = _obstacle(lot)
    return render(request, "contracts/stage.html", {**workspace_frame(request, tender, "contract"), **context})


def _create(request: Request, lot: Lot, form: ContractForm) -> Contract | None:
    if not form.is_valid():
        return None
    try:
        made = start.create_contract(lot.pk, actor=request.user, **form.cleaned_data)
    except start.ReferenceTakenError as taken:
        words = _("Nummer %(reference)s is al van een ander contract. Hoofdletters maken geen verschil.")
        form.add_error("reference", words % {"reference": taken.reference})
        return None
    except EvaluationError as error:
        form.add_error(None, refusal_message(error))
        return None
    messages.success(request, _("Het contract is aangemaakt; de beloften zijn KPI's geworden."))
    return made


def _obstacle(lot: Lot) -> str:
    """Why no contract is signed although the award is final, in words."""
    try:
        require_none_open(lot.evaluation)
    except EvaluationError as error:
        return refusal_message(error)
    return ""


@require_safe
def contract(request: Request, pk: int) -> HttpResponse:
    """The KPIs of a quarter; while the contract is prepared, what is still to be set up."""
    found = open_contract(request, pk)
    if found.state == ContractState.PREPARING:
        lost = start.promises_without_kpi(found)
        kpis = found.kpis.with_target_count().select_related("promise__criterion", "requirement")
        setup = {"kpis": kpis, "lost_promises": lost}
        return render(request, "contracts/preparing.html", {**frame(request, found, "contract"), **setup})
    try:
        quarter = parse(request.GET.get("kwartaal", ""))
    except PeriodError:
        quarter = scorecard.shown_quarter(found)
    lines = scorecard.scorecard(found, quarter)
    context = {
        "quarter": quarter,
        "lines": lines,
        "counts": scorecard.counts(lines),
        "open_quarter": scorecard.open_quarter(found),
        "is_first": quarter <= scorecard.first_quarter(found),
        "is_last": quarter >= scorecard.last_quarter(found),
    }
    return render(request, "contracts/contract.html", {**frame(request, found, "contract"), **context})


@require_POST
def start_contract(request: Request, pk: int) -> HttpResponse:
    """Let a prepared contract run."""
    found = open_contract(request, pk, "contracts.change_contract")
    try:
        start.start_contract(found.pk, actor=request.user)
    except start.NotReadyError as refused:
        lacking = ", ".join(refused.codes + refused.promises)
        messages.error(
            request, _("Nog niet klaar: geef elke KPI een doel. Nog zonder: %(codes)s.") % {"codes": lacking}
        )
    except TransitionError:
        messages.info(request, _("Het contract liep al."))
    else:
        messages.success(request, _("Het contract loopt. Aan het eind van elk kwartaal meet u de KPI's."))
    return redirect(found)
