"""Stage 7: changes of the documents, and the notes that put them in force."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core import clock
from procurement.core.domain.file_types import FileRefused
from procurement.core.http import Request
from procurement.core.labels import file_refused_message
from procurement.core.paper_answers import answer_request
from procurement.core.services.papers import offers
from tenders.domain.differences import woven
from tenders.domain.questions import QuestionState
from tenders.forms.notes import AmendmentForm, SendNoteForm, TargetForm
from tenders.labels_clarifications import AMENDMENT_REFUSED, CLARIFICATION_FIELDS, CLARIFICATION_REFUSED
from tenders.labels_publishing import refused
from tenders.models import Amendment, ClarificationNote, Tender
from tenders.services import note_document
from tenders.services import notes as service
from tenders.services.amendments import AmendmentRefusedError, Target, place_of, shown_value, target_of
from tenders.services.clarification_lock import ClarificationRefusedError
from tenders.services.formal_acts import OutsideTimeError
from tenders.services.questions import ready_questions
from tenders.views.clarification_frame import stage_context
from tenders.workspace import open_tender


def amendments(request: Request, pk: int) -> HttpResponse:
    """List the changes that the note in preparation will put in force."""
    tender = open_tender(request, pk)
    rows = Amendment.objects.filter(note__tender=tender, note__sent_at=None).select_related("question", "note")
    context = {"changes": [shown_amendment(row) for row in rows]}
    return render(request, "tenders/amendments.html", {**stage_context(request, tender, "amendments"), **context})


def amendment_new(request: Request, pk: int) -> HttpResponse:
    """Choose a part of the documents and write its new text."""
    tender = open_tender(request, pk, "tenders.send_note")
    chooser = TargetForm(request.GET if "target" in request.GET else None, tender=tender)
    target = target_of(tender, chooser.cleaned_data["target"]) if chooser.is_bound and chooser.is_valid() else None
    form = None
    if target:
        initial = {"new": target.value, "question": request.GET.get("question")}
        form = AmendmentForm(request.POST or None, tender=tender, target=target, initial=initial)
    if (
        request.method == "POST"
        and form is not None
        and target
        and form.is_valid()
        and _propose(request, pk, target, form)
    ):
        return redirect("tenders:amendments", pk)
    context = {
        "chooser": chooser,
        "form": form,
        "place": place_of(target.part, target.item, target.field) if target else "",
        "old": shown_value(target.part, target.field, target.value) if target else "",
    }
    return render(request, "tenders/amendment_new.html", {**stage_context(request, tender, "amendments"), **context})


@require_POST
def amendment_remove(request: Request, pk: int, amendment_id: int) -> HttpResponse:
    """Take a change out of the note in preparation."""
    tender = open_tender(request, pk, "tenders.send_note")
    row = get_object_or_404(Amendment, pk=amendment_id, note__tender=tender)
    try:
        service.remove_amendment(row.pk, actor=request.user)
    except ClarificationRefusedError as error:
        messages.error(request, refused(CLARIFICATION_REFUSED, error.code, error.params))
    else:
        messages.success(request, _("De wijziging is verwijderd."))
    return redirect("tenders:amendments", pk)


def notes(request: Request, pk: int) -> HttpResponse:
    """List the notes that were sent, and what the next one would hold."""
    tender = open_tender(request, pk)
    context = {
        "notes": list(tender.clarification_notes.exclude(sent_at=None).select_related("publication", "sent_by")),
        **_contents(tender),
    }
    return render(request, "tenders/notes.html", {**stage_context(request, tender, "notes"), **context})


def note_send(request: Request, pk: int) -> HttpResponse:
    """Show what the note will hold; on POST sign and send it."""
    tender = open_tender(request, pk, "tenders.send_note")
    initial = {"outside_at": clock.now(), "channel": "TenderNed"}
    form = SendNoteForm(request.POST or None, request.FILES or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid() and _send(request, tender, form):
        return redirect("tenders:notes", pk)
    context = {"form": form, **_contents(tender)}
    return render(request, "tenders/note_send.html", {**stage_context(request, tender, "notes"), **context})


def note(request: Request, pk: int, number: int) -> HttpResponse:
    """Show a note that was sent, as its publication holds it."""
    tender = open_tender(request, pk)
    shown = _sent(tender, number)
    part = next(row for row in service.publication_of(shown).snapshot["clarifications"] if row["number"] == number)
    changes = [row | {"pieces": woven(row["old_text"], row["new_text"])} for row in part["amendments"]]
    context = {
        "note": shown,
        "questions": part["questions"],
        "changes": changes,
        "offers": offers(note_document.note_paper(shown), person=request.user),
    }
    return render(request, "tenders/note.html", {**stage_context(request, tender, "notes"), **context})


@require_POST
def note_pdf(request: Request, pk: int, number: int) -> HttpResponse:
    """Ask for a note as a file."""
    tender = open_tender(request, pk)
    return answer_request(request, note_document.note_paper(_sent(tender, number)), organisation=tender.organisation)


def shown_amendment(row: Amendment) -> dict[str, Any]:
    """A change in words, old and new woven together."""
    old, new = (shown_value(row.part, row.field, value) for value in (row.old, row.new))
    return {
        "amendment": row,
        "place": place_of(row.part, row.item, row.field),
        "pieces": woven(old, new),
    }


def _contents(tender: Tender) -> dict[str, Any]:
    rows = Amendment.objects.filter(note__tender=tender, note__sent_at=None).select_related("question")
    waiting = tender.questions.waiting().exclude(state=QuestionState.APPROVED).count()
    return {
        "ready": ready_questions(tender),
        "changes": [shown_amendment(row) for row in rows],
        "unready": waiting,
    }


def _sent(tender: Tender, number: int) -> ClarificationNote:
    rows = ClarificationNote.objects.select_related("tender__organisation", "publication", "sent_by")
    return get_object_or_404(rows, tender=tender, number=number, sent_at__isnull=False)


def _propose(request: Request, pk: int, target: Target, form: AmendmentForm) -> bool:
    data = form.cleaned_data
    try:
        service.propose_amendment(
            pk, target.key, actor=request.user, new=data["new"], reason=data["reason"], question=data["question"]
        )
    except AmendmentRefusedError as error:
        form.add_error("new", str(AMENDMENT_REFUSED[error.code]))
    except ClarificationRefusedError as error:
        form.add_error(None, refused(CLARIFICATION_REFUSED, error.code, error.params))
    else:
        messages.success(request, _("De wijziging staat klaar voor de nota."))
        return True
    return False


def _send(request: Request, tender: Tender, form: SendNoteForm) -> bool:
    try:
        sent = service.send_note(tender.pk, actor=request.user, outside=form.outside())
    except ClarificationRefusedError as error:
        form.refuse(CLARIFICATION_REFUSED, CLARIFICATION_FIELDS, error.code, error.params)
    except OutsideTimeError:
        form.refuse(CLARIFICATION_REFUSED, CLARIFICATION_FIELDS, "in_future", {})
    except FileRefused as error:
        form.add_error("evidence", file_refused_message(error))
    else:
        messages.success(request, _("Nota %(number)s is verzonden en ligt vast.") % {"number": sent.number})
        return True
    return False
