"""Stage 4: requirements written to a spreadsheet and read from one, with a look before they are taken over."""

from collections import Counter

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from procurement.core.domain.file_types import FileRefused
from procurement.core.http import Request
from procurement.core.labels import file_refused_message, row_fault_message
from procurement.core.services.files import read_upload
from tenders.domain.requirement_sheet import RowStatus, can_be_applied
from tenders.forms.requirement_list import SheetForm
from tenders.labels_requirement_sheet import COLUMNS, STATUS_LABELS, cell_fault_message
from tenders.models import RequirementImport
from tenders.services import requirement_sheet as service
from tenders.views.access import open_row, says_when_frozen
from tenders.views.specification import back_to_list
from tenders.workspace import frame, open_tender

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def export_requirements(request: Request, pk: int) -> HttpResponse:
    """Give all requirements as a spreadsheet."""
    tender = open_tender(request, pk)
    name = f"eisen-{slugify(tender.reference)}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(service.export(tender), content_type=XLSX, headers=headers)


@says_when_frozen
def import_requirements(request: Request, pk: int) -> HttpResponse:
    """Take a spreadsheet in, to be looked at before anything changes."""
    tender = open_tender(request, pk, "tenders.change_tender")
    form = SheetForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["sheet"]
        try:
            stored = service.store_upload(pk, read_upload(upload), name=upload.name, actor=request.user)
            return redirect("tenders:import_preview", pk, stored.pk)
        except FileRefused as refused:
            form.add_error("sheet", forms.ValidationError(file_refused_message(refused), code=refused.code))
        except service.SheetUnreadableError as unreadable:
            faults = [row_fault_message(fault) for fault in unreadable.faults]
    context = {"form": form, "faults": faults, "columns": list(COLUMNS.values())}
    return render(request, "tenders/requirement_import.html", {**frame(request, tender, "specification"), **context})


def import_preview(request: Request, pk: int, import_id: int) -> HttpResponse:
    """Show what each row of a sheet would become, and what is wrong with it."""
    tender = open_tender(request, pk, "tenders.change_tender")
    stored = open_row(RequirementImport.objects.filter(tender=tender).select_related("tender"), import_id)
    planned = service.plan_of(stored)
    counts = Counter(row.status for row in planned)
    context = {
        "stored": stored,
        "counts": [{"label": STATUS_LABELS[status], "count": counts[status]} for status in RowStatus],
        "rows": [
            {
                "row": row,
                "label": STATUS_LABELS[row.status],
                "faults": [cell_fault_message(fault) for fault in row.faults],
                "changes": [str(COLUMNS[name.removesuffix("_id")]) for name in row.values]
                if row.status is RowStatus.CHANGED
                else [],
            }
            for row in sorted(planned, key=lambda row: (row.status is not RowStatus.FAULTY, row.number))
        ],
        "can_apply": stored.applied_at is None and can_be_applied(planned),
    }
    return render(request, "tenders/import_preview.html", {**frame(request, tender, "specification"), **context})


@require_POST
@says_when_frozen
def apply_import(request: Request, pk: int, import_id: int) -> HttpResponse:
    """Take a sheet over, whole or not at all."""
    tender = open_tender(request, pk, "tenders.change_tender")
    stored = open_row(RequirementImport.objects.filter(tender=tender), import_id)
    try:
        step = service.apply(stored.pk, actor=request.user)
    except service.DoneBeforeError:
        messages.error(request, _("Dit blad is al overgenomen."))
        return redirect("tenders:specification", pk)
    except service.SheetFaultyError:
        messages.error(request, _("Er is niets overgenomen: kijk wat er per rij mis is."))
        return redirect("tenders:import_preview", pk, import_id)
    messages.success(request, _("%(count)s eisen zijn overgenomen.") % {"count": len(step.entries)})
    return redirect(back_to_list(request, tender, step=step))
