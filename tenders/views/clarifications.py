"""Stage 7: questions and their answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core import clock
from procurement.core.http import Request
from tenders.domain.lifecycle import EDITABLE
from tenders.forms.clarifications import AnswerForm, QuestionForm
from tenders.labels_publishing import CLARIFICATION_REFUSED, refused
from tenders.models import ClarificationNote, Question, Tender
from tenders.services import clarifications as service
from tenders.services.clarifications import ClarificationRefusedError
from tenders.views.access import open_row
from tenders.workspace import frame, open_tender

# What stands with a question -> (look of the badge, word).
NO_ANSWER, TO_APPROVE, READY, SENT = "no_answer", "to_approve", "ready", "sent"
BADGES = {NO_ANSWER: "empty", TO_APPROVE: "waiting", READY: "busy", SENT: "done"}


def tabs(tender: Tender, current: str) -> list[dict[str, Any]]:
    """The pages of the stage."""
    waiting = tender.questions.filter(note=None).count()
    note = tender.clarification_notes.filter(sent_at=None).first()
    changes = note.amendments.count() if note else 0
    pages = [
        ("clarifications", _("Vragen"), waiting),
        ("amendments", _("Wijzigingen"), changes),
        ("notes", _("Nota's"), 0),
    ]
    return [
        {
            "label": label,
            "url": reverse(f"tenders:{name}", args=[tender.pk]),
            "current": name == current,
            "count": count,
        }
        for name, label, count in pages
    ]


def stage_context(request: Request, tender: Tender, current: str) -> dict[str, Any]:
    """What every page of the stage shows: the legal date of the note, and why nothing can be asked (any more)."""
    return {
        **frame(request, tender, "clarifications"),
        "terms": service.note_terms(tender),
        "questions_until": service.questions_until(tender),
        "not_yet": tender.state in EDITABLE,
        "may_register": request.user.has_perm("tenders.register_question", tender),
        "may_answer": request.user.has_perm("tenders.answer_question", tender),
        "may_send": request.user.has_perm("tenders.send_note", tender),
        "tabs": tabs(tender, current),
    }


def clarifications(request: Request, pk: int) -> HttpResponse:
    """List the questions, those that wait first."""
    tender = open_tender(request, pk)
    until = service.questions_until(tender)
    rows = tender.questions.select_related("note", "answered_by", "approved_by")
    questions = [_row(question, until) for question in rows]
    context = {
        "waiting": [row for row in questions if row["state"] != SENT],
        "sent": [row for row in questions if row["state"] == SENT],
    }
    return render(
        request, "tenders/clarifications.html", {**stage_context(request, tender, "clarifications"), **context}
    )


def question_new(request: Request, pk: int) -> HttpResponse:
    """Enter a question that came in on the channel."""
    tender = open_tender(request, pk, "tenders.register_question")
    initial = {"asked_at": clock.now(), "channel": "TenderNed"}
    form = QuestionForm(request.POST or None, tender=tender, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "name_is_meant"}
        try:
            question = service.register_question(pk, actor=request.user, **values)
        except ClarificationRefusedError as error:
            form.add_error(None, refused(CLARIFICATION_REFUSED, error.code, error.params))
        else:
            messages.success(request, _("Vraag %(number)s is ingevoerd.") % {"number": question.number})
            return redirect("tenders:question", pk, question.pk)
    context = {"form": form}
    return render(request, "tenders/question_new.html", {**stage_context(request, tender, "clarifications"), **context})


def question(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Show a question; write its answer while it is not sent."""
    tender = open_tender(request, pk)
    shown: Question = open_row(tender.questions.select_related("answered_by", "approved_by", "note"), question_id)
    may_answer = request.user.has_perm("tenders.answer_question", tender) and shown.note is None
    form = None
    if may_answer or request.method == "POST":
        open_tender(request, pk, "tenders.answer_question")
        form = AnswerForm(request.POST or None, instance=open_row(tender.questions, question_id), tender=tender)
    if request.method == "POST" and form is not None and form.is_valid() and _answer(request, shown, form):
        return redirect("tenders:question", pk, question_id)
    context = {
        "row": _row(shown, service.questions_until(tender)),
        "form": form,
        "may_approve": may_answer
        and bool(shown.answer)
        and not shown.approved_by
        and shown.answered_by != request.user,
        "is_own": shown.answered_by == request.user,
    }
    return render(request, "tenders/question.html", {**stage_context(request, tender, "clarifications"), **context})


@require_POST
def question_approve(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Approve an answer that somebody else wrote."""
    tender = open_tender(request, pk, "tenders.answer_question")
    shown = open_row(tender.questions, question_id)
    try:
        service.approve_answer(shown.pk, actor=request.user, seen_answer=request.POST.get("seen_answer", ""))
    except ClarificationRefusedError as error:
        messages.error(request, refused(CLARIFICATION_REFUSED, error.code, error.params))
    else:
        messages.success(request, _("Het antwoord is goedgekeurd en gaat mee in de volgende nota."))
    return redirect("tenders:question", pk, question_id)


def _answer(request: Request, shown: Question, form: AnswerForm) -> bool:
    data = form.cleaned_data
    try:
        if (data["document_part"], data["text"]) != (shown.document_part, shown.text):
            service.change_question(
                shown.pk, actor=request.user, document_part=data["document_part"], text=data["text"]
            )
        service.answer_question(shown.pk, actor=request.user, answer=data["answer"])
    except ClarificationRefusedError as error:
        form.add_error(None, refused(CLARIFICATION_REFUSED, error.code, error.params))
        return False
    messages.success(request, _("Opgeslagen."))
    return True


def _row(shown: Question, until: Any) -> dict[str, Any]:
    state = SENT if shown.note_id else NO_ANSWER if not shown.answer else READY if shown.approved_by_id else TO_APPROVE
    note: ClarificationNote | None = shown.note
    labels = {
        NO_ANSWER: _("nog te beantwoorden"),
        TO_APPROVE: _("wacht op goedkeuring"),
        READY: _("klaar voor de nota"),
        SENT: _("in nota %(number)s") % {"number": note.number if note else ""},
    }
    return {
        "question": shown,
        "state": state,
        "badge": BADGES[state],
        "label": labels[state],
        "is_late": until is not None and shown.asked_at > until,
    }
