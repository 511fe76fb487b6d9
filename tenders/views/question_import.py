"""Stage 7: take over the questions of a platform's export, and hand out the list without who asked."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from procurement.core import clock
from procurement.core.domain.file_types import FACTS, FileRefused, FileType
from procurement.core.http import Request
from procurement.core.labels import file_refused_message
from procurement.core.services.files import read_upload
from tenders.domain.question_import import TableError
from tenders.forms.question_import import ColumnsForm, UploadForm
from tenders.labels_clarifications import CLARIFICATION_REFUSED
from tenders.labels_publishing import refused
from tenders.labels_questions import TABLE_ERRORS, row_fault_message
from tenders.models import QuestionImport, Tender
from tenders.services import question_export
from tenders.services import question_import as service
from tenders.services.clarification_lock import ClarificationRefusedError
from tenders.services.question_import import Preview, RowState
from tenders.views.clarification_frame import stage_context
from tenders.workspace import open_tender

PER_PAGE = 100
STATES = {
    RowState.NEW: ("done", _("nieuw")),
    RowState.KNOWN: ("closed", _("staat al in Kring")),
    RowState.CHANGED: ("warning", _("anders dan in Kring")),
}


def questions_upload(request: Request, pk: int) -> HttpResponse:
    """Choose the export of the platform."""
    tender = open_tender(request, pk, "tenders.register_question")
    form = UploadForm(request.POST or None, request.FILES or None, initial={"channel": "TenderNed"})
    if request.method == "POST" and form.is_valid():
        stored = _upload(request, tender, form)
        if stored is not None:
            return redirect("tenders:questions_import", pk, stored.pk)
    context = {"form": form, "waiting": _own(request, tender).filter(done_at=None)}
    return render(
        request, "tenders/question_upload.html", {**stage_context(request, tender, "clarifications"), **context}
    )


def questions_import(request: Request, pk: int, import_id: int) -> HttpResponse:
    """Look through what was read; on POST say which column is what."""
    tender = open_tender(request, pk, "tenders.register_question")
    stored = get_object_or_404(_own(request, tender), pk=import_id)
    if stored.done_at:
        return redirect("tenders:clarifications", pk)
    stored.tender = tender
    columns = service.columns_of(stored)
    form = ColumnsForm(request.POST or None, table=stored.table, columns=columns, head=stored.head)
    if request.method == "POST" and form.is_valid():
        service.choose_columns(stored.pk, form.columns(), form.cleaned_data["head"], actor=request.user)
        return redirect("tenders:questions_import", pk, import_id)
    context = {"stored": stored, "form": form, **_shown(request, service.preview(stored))}
    return render(
        request, "tenders/question_import.html", {**stage_context(request, tender, "clarifications"), **context}
    )


@require_POST
def questions_take(request: Request, pk: int, import_id: int) -> HttpResponse:
    """Take over all new questions of the export, or none."""
    tender = open_tender(request, pk, "tenders.register_question")
    stored = get_object_or_404(_own(request, tender), pk=import_id)
    try:
        made = service.run(stored.pk, actor=request.user)
    except ClarificationRefusedError as error:
        messages.error(request, refused(CLARIFICATION_REFUSED, error.code, error.params))
        return redirect("tenders:questions_import", pk, import_id)
    unsafe = sum(not question.is_anonymous for question in made)
    messages.success(
        request,
        ngettext("%(count)s vraag is overgenomen.", "%(count)s vragen zijn overgenomen.", len(made))
        % {"count": len(made)},
    )
    if unsafe:
        text = ngettext(
            "%(count)s vraag kan verraden wie haar stelde: maak haar eerst anoniem.",
            "%(count)s vragen kunnen verraden wie ze stelde: maak ze eerst anoniem.",
            unsafe,
        )
        messages.warning(request, text % {"count": unsafe})
    return redirect("tenders:clarifications", pk)


@require_POST
def questions_discard(request: Request, pk: int, import_id: int) -> HttpResponse:
    """Throw an upload away."""
    tender = open_tender(request, pk, "tenders.register_question")
    stored = get_object_or_404(_own(request, tender), pk=import_id)
    try:
        service.discard(stored.pk, actor=request.user)
    except ClarificationRefusedError as error:
        messages.error(request, refused(CLARIFICATION_REFUSED, error.code, error.params))
    else:
        messages.success(request, _("De export is weggegooid; er is niets overgenomen."))
    return redirect("tenders:questions_upload", pk)


@require_safe
def questions_export(request: Request, pk: int) -> HttpResponse:
    """The questions and answers as a sheet, without who asked or when."""
    tender = open_tender(request, pk)
    content = question_export.sheet(tender)
    name = f"vragen-{clock.today():%Y-%m-%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=FACTS[FileType.XLSX].media_type, headers=headers)


def _own(request: Request, tender: Tender) -> Any:
    """Uploads of this person: nobody else needs to see cells that may name who asked."""
    return QuestionImport.objects.filter(tender=tender, uploaded_by=request.user)


def _upload(request: Request, tender: Tender, form: UploadForm) -> QuestionImport | None:
    upload, channel = form.cleaned_data["file"], form.cleaned_data["channel"]
    try:
        content = read_upload(upload)
        return service.upload(tender.pk, actor=request.user, channel=channel, name=upload.name, content=content)
    except FileRefused as error:
        form.add_error("file", file_refused_message(error))
    except TableError as error:
        form.add_error("file", str(TABLE_ERRORS[error.code]))
    except ClarificationRefusedError as error:
        form.add_error(None, refused(CLARIFICATION_REFUSED, error.code, error.params))
    return None


def _shown(request: Request, seen: Preview) -> dict[str, Any]:
    page = Paginator(seen.rows, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "rows": [{"row": row, "badge": STATES[row.state][0], "label": STATES[row.state][1]} for row in page],
        "faults": [{"line": fault.line, "message": row_fault_message(fault)} for fault in seen.faults],
        "fresh": len(seen.fresh),
        "unknown": sorted({row.read.company for row in seen.rows if row.unknown_company}),
    }
