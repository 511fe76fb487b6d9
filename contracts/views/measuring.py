"""Entering measurements: a whole quarter, one KPI with evidence, a correction."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.access import frame, open_contract
from contracts.domain.periods import PeriodError, Quarter, parse
from contracts.forms.measuring import MeasurementForm, QuarterForm, refusal_message
from contracts.models import Contract, Measurement
from contracts.services import measuring as service
from contracts.services.evidence import store_evidence
from contracts.services.measuring import MeasurementRefusedError
from contracts.services.scorecard import scorecard
from procurement.core.domain.file_types import FileRefused
from procurement.core.http import Request
from procurement.core.labels import file_refused_message


def quarter_or_404(text: str) -> Quarter:
    """Return the quarter of an address."""
    try:
        return parse(text)
    except PeriodError as error:
        raise Http404 from error


def measure(request: Request, pk: int, period: str) -> HttpResponse:
    """Enter the values of all KPIs of a quarter at once."""
    contract, quarter = open_contract(request, pk, "contracts.record_measurement"), quarter_or_404(period)
    lines = scorecard(contract, quarter)
    form = QuarterForm(request.POST or None, lines=lines)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = service.record_quarter(
                quarter, form.values(), measured_on=data["measured_on"], source=data["source"], actor=request.user
            )
        except MeasurementRefusedError as refused:
            kpi_id = refused.params.pop("kpi", None)
            form.add_error(f"kpi_{kpi_id}" if f"kpi_{kpi_id}" in form.fields else None, refusal_message(refused))
        else:
            messages.success(request, _("%(count)s metingen zijn vastgelegd.") % {"count": len(made)})
            return redirect(f"{contract.get_absolute_url()}?kwartaal={quarter}")
    context = {"quarter": quarter, "form": form, "lines": lines}
    return render(request, "contracts/measure.html", {**frame(request, contract, "contract"), **context})


def record(request: Request, pk: int, kpi_id: int, period: str) -> HttpResponse:
    """Enter one measurement, with evidence."""
    contract, quarter = open_contract(request, pk, "contracts.record_measurement"), quarter_or_404(period)
    kpi = get_object_or_404(contract.kpis, pk=kpi_id)
    form = MeasurementForm(request.POST or None, request.FILES or None, is_correction=False)
    if request.method == "POST" and form.is_valid() and _store(request, contract, form, quarter, kpi_id, None):
        messages.success(request, _("De meting is vastgelegd."))
        return redirect(kpi)
    context = {"kpi": kpi, "quarter": quarter, "form": form}
    return render(request, "contracts/record.html", {**frame(request, contract, "contract"), **context})


def correct(request: Request, pk: int, measurement_id: int) -> HttpResponse:
    """Put a correction beside a measurement."""
    contract = open_contract(request, pk, "contracts.record_measurement")
    rows = Measurement.objects.filter(kpi__contract=contract).select_related("kpi")
    old = get_object_or_404(rows, pk=measurement_id)
    initial = {"value": old.value, "source": old.source}
    form = MeasurementForm(request.POST or None, request.FILES or None, is_correction=True, initial=initial)
    if request.method == "POST" and form.is_valid() and _store(request, contract, form, None, old.kpi_id, old):
        messages.success(request, _("De correctie staat naast de eerdere meting."))
        return redirect(reverse("contracts:kpi", args=[pk, old.kpi_id]))
    context = {"kpi": old.kpi, "old": old, "form": form}
    return render(request, "contracts/record.html", {**frame(request, contract, "contract"), **context})


def _store(
    request: Request,
    contract: Contract,
    form: MeasurementForm,
    quarter: Quarter | None,
    kpi_id: int,
    old: Measurement | None,
) -> bool:
    data = form.cleaned_data
    values = {key: data[key] for key in ("value", "measured_on", "source", "note")} | {"actor": request.user}
    try:
        if data["evidence"]:
            values["evidence"] = store_evidence(contract, data["evidence"], actor=request.user)
        if old:
            service.correct_measurement(old.pk, **values)
        elif quarter:
            service.record_measurement(kpi_id, quarter, **values)
    except FileRefused as refused:
        form.add_error("evidence", file_refused_message(refused))
    except MeasurementRefusedError as refused:
        form.add_error("measured_on" if refused.code in ("future", "before") else "value", refusal_message(refused))
    return not form.errors
