"""One KPI: its path through time, its set-up, its measurements and their corrections."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts.access import frame, open_contract
from contracts.forms.contract import CODE_TAKEN, KpiForm, TargetsForm
from contracts.models import Contract, Kpi, Measurement
from contracts.services import kpis as service
from contracts.services.charts import kpi_chart, kpi_table
from contracts.services.kpis import KpiRefusedError
from contracts.services.scorecard import points_of
from contracts.services.thread import promise_title
from procurement.core.domain.charts.frame import both
from procurement.core.domain.charts.growth import growth_chart
from procurement.core.domain.decimals import format_unit
from procurement.core.http import Request
from tenders.domain.lifecycle import TenderState
from tenders.domain.thread import LinkKind, LinkState, Node
from tenders.labels_preparation import LINK_LABELS, LINK_LATER, LINK_MISSING
from tenders.services.thread import build_threads

REFUSALS = {
    "running": gettext_lazy("Het contract loopt. Een KPI wijzigt u nu met een herijking."),
    "no_source": gettext_lazy("Een KPI rust op een belofte of op een gepubliceerde voorwaarde."),
    "code_taken": CODE_TAKEN,
    "outside": gettext_lazy("Deze kwartalen vallen buiten de looptijd: %(quarters)s."),
}
# Code of a refusal -> the field it is about.
FIELDS = {"code_taken": "code"}


@require_safe
def kpi(request: Request, pk: int, kpi_id: int) -> HttpResponse:
    """The growth path of a KPI, its definition, all its measurements and where it comes from."""
    contract = open_contract(request, pk)
    found = _kpi(contract, kpi_id)
    points = points_of(contract, [found])[found.pk]
    rows = list(found.measurements.select_related("recorded_by", "evidence", "corrects").order_by("-period", "-pk"))
    context = {
        "kpi": found,
        "superseded": {row.corrects_id for row in rows if row.corrects_id},
        "correctable": {row.pk for row in rows if request.user.has_perm("contracts.correct_measurement", row)},
        # Nothing to draw while the KPI has neither a target nor a measurement.
        "points": both(growth_chart, kpi_chart(found, points)) if points else (),
        "table": kpi_table(found, points),
        "measurements": rows,
        "thread": _thread(request, contract, found),
    }
    return render(request, "contracts/kpi.html", {**frame(request, contract, "contract"), **context})


def add_kpi(request: Request, pk: int) -> HttpResponse:
    """Add a KPI that rests on an execution condition."""
    contract = open_contract(request, pk, "contracts.change_contract")
    first = contract.kpis.order_by("-order").first()
    number = (first.order if first else 0) + 1
    form = KpiForm(request.POST or None, contract=contract, initial={"code": f"KPI{number:02d}"})
    if request.method == "POST" and form.is_valid():
        first_period = str(service.quarters_of(contract)[0])
        try:
            made = service.add_kpi(pk, actor=request.user, first_period=first_period, order=number, **form.cleaned_data)
        except KpiRefusedError as refused:
            form.add_error(FIELDS.get(refused.code), REFUSALS[refused.code] % refused.params)
        else:
            messages.success(request, _("De KPI is toegevoegd. Leg nu de doelen vast."))
            return redirect("contracts:targets", pk=pk, kpi_id=made.pk)
    return _form_page(request, contract, form, _("Nieuwe KPI"))


def change_kpi(request: Request, pk: int, kpi_id: int) -> HttpResponse:
    """Change a KPI while the contract is prepared."""
    contract = open_contract(request, pk, "contracts.change_contract")
    found = _kpi(contract, kpi_id)
    form = KpiForm(request.POST or None, contract=contract, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            service.change_kpi(kpi_id, actor=request.user, **form.cleaned_data)
        except KpiRefusedError as refused:
            form.add_error(FIELDS.get(refused.code), REFUSALS[refused.code] % refused.params)
        else:
            messages.success(request, _("De KPI is opgeslagen."))
            return redirect(contract)
    return _form_page(request, contract, form, found.code)


def targets(request: Request, pk: int, kpi_id: int) -> HttpResponse:
    """Set the target of a KPI in each quarter while the contract is prepared."""
    contract = open_contract(request, pk, "contracts.change_contract")
    found = _kpi(contract, kpi_id)
    quarters = service.quarters_of(contract)
    known = {q: point.target for q, point in points_of(contract, [found])[found.pk].items() if point.target is not None}
    form = TargetsForm(request.POST or None, quarters=quarters, targets=known)
    if request.method == "POST" and form.is_valid():
        try:
            service.set_targets(kpi_id, form.targets(), actor=request.user)
        except KpiRefusedError as refused:
            form.add_error(None, REFUSALS[refused.code] % refused.params)
        else:
            messages.success(request, _("De doelen zijn vastgelegd."))
            return redirect(contract)
    years: dict[int, list[Any]] = {}
    for quarter in quarters:
        years.setdefault(quarter.year, []).append(form[str(quarter)])
    context = {"kpi": found, "form": form, "years": years.items()}
    return render(request, "contracts/targets.html", {**frame(request, contract, "contract"), **context})


def _thread(request: Request, contract: Contract, found: Kpi) -> list[dict[str, Any]]:
    """Where this KPI hangs, for who works at the authority."""
    if found.ambition is None or not request.user.has_perm("tenders.view_tender", contract.lot.tender):
        return []
    own = _own_nodes(contract, found)
    nodes = []
    for link in build_threads([found.ambition], TenderState(contract.lot.tender.state))[0].links:
        first = own.get(link.kind, next(iter(link.nodes), None))
        is_later = link.state is not LinkState.MISSING
        absent = LINK_LATER if is_later else LINK_MISSING
        is_here = link.kind is LinkKind.KPI
        not_promised = link.kind is LinkKind.PROMISE and found.requirement is not None
        words = _("geen: dit is een voorwaarde") if not_promised else absent[link.kind]
        nodes.append(
            {
                "kind": LINK_LABELS[link.kind],
                "title": str(found) if is_here else first.title if first else str(words),
                "url": first.url if first and not is_here else "",
                "state": "present" if first or is_here or not_promised else "later" if is_later else "missing",
                "is_here": is_here,
            }
        )
    return nodes


def _own_nodes(contract: Contract, found: Kpi) -> dict[LinkKind, Node | None]:
    """The links of this KPI itself, in the place of the first ones of its ambition."""
    newest = found.measurements.filter(corrected_by__isnull=True).order_by("-period").first()
    own: dict[LinkKind, Node | None] = {
        LinkKind.MEASUREMENT: Node("measurement", _value_of(newest, found)) if newest else None
    }
    if found.requirement:
        url = f"{reverse('tenders:specification', args=[contract.lot.tender_id])}#eis-{found.requirement_id}"
        own[LinkKind.DEMAND] = Node("requirement", f"{found.requirement.code} {found.requirement.group}".strip(), url)
        own[LinkKind.PROMISE] = None
    elif found.promise:
        url = reverse("criteria:award_model", args=[contract.lot.tender_id])
        own[LinkKind.DEMAND] = Node("criterion", str(found.promise.criterion), url)
        own[LinkKind.PROMISE] = Node("promise", promise_title(found.promise))
    return own


def _value_of(newest: Measurement, found: Kpi) -> str:
    language = get_language() or "nl"
    return f"{newest.period}: {format_unit(newest.value, found.unit, places=found.decimals, language=language)}"


def _kpi(contract: Contract, kpi_id: int) -> Kpi:
    rows: QuerySet[Kpi] = contract.kpis.select_related(
        "promise__criterion", "requirement", "ambition__policy_goal", "contract"
    )
    return get_object_or_404(rows, pk=kpi_id)


def _form_page(request: Request, contract: Contract, form: KpiForm, title: str) -> HttpResponse:
    context = {"form": form, "form_title": title}
    return render(request, "contracts/kpi_form.html", {**frame(request, contract, "contract"), **context})
