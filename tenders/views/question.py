"""Stage 7: one question: its wording, its answer, who approves it, and what the team says about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.http import Request
from tenders.domain.questions import WAITING, Handling, QuestionState
from tenders.forms.questions import AnswerForm, AssignForm, CommentForm, DraftForm, ReturnForm
from tenders.labels_clarifications import CLARIFICATION_REFUSED
from tenders.labels_publishing import refused
from tenders.labels_questions import HANDLING_LABELS
from tenders.models import Question, Tender
from tenders.services import question_work
from tenders.services import questions as service
from tenders.services.amendments import place_of
from tenders.services.clarification_lock import ClarificationRefusedError, held
from tenders.services.note_terms import note_terms, questions_until
from tenders.views.access import not_saved, open_row, saved
from tenders.views.clarification_frame import known_questions, stage_context
from tenders.views.questions import kept_form, shown_question
from tenders.workspace import open_tender

RELATED = ("answered_by", "approved_by", "note", "assigned_to", "duplicate_of", "company", "asked_by", "handled_by")


def question(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Show a question; write its answer while it waits."""
    tender = open_tender(request, pk)
    shown: Question = open_row(known_questions(request, tender).select_related(*RELATED), question_id)
    form = None
    if request.method == "POST":
        open_tender(request, pk, "tenders.answer_question")
        with held(pk):
            form = _answer_form(request, tender, question_id, AnswerForm)
            if form.is_valid() and _save(request, question_id, form, offer=request.POST.get("do") != "draft"):
                return redirect("tenders:question", pk, question_id)
    elif request.user.has_perm("tenders.answer_question", tender) and shown.state in WAITING:
        form = _answer_form(request, tender, question_id, AnswerForm)
    context = {**stage_context(request, tender, "clarifications"), **_context(request, tender, shown), "form": form}
    return render(request, "tenders/question.html", context, status=422 if form and form.is_bound else 200)


@require_POST
def question_autosave(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Take the draft as far as it was typed; what was offered or approved is changed with the button only."""
    tender = open_tender(request, pk, "tenders.answer_question")
    try:
        with held(pk):
            form = _answer_form(request, tender, question_id, DraftForm)
            is_draft = open_row(known_questions(request, tender), question_id).state in (
                QuestionState.OPEN,
                QuestionState.DRAFT,
            )
            if not is_draft or not form.is_valid():
                return not_saved()
            _store(request, question_id, form, offer=False)
    except ClarificationRefusedError:
        return not_saved()
    return saved()


@require_POST
def question_approve(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Approve an answer that somebody else wrote, and go on to the next one."""
    tender = open_tender(request, pk, "tenders.answer_question")
    shown = open_row(known_questions(request, tender), question_id)
    try:
        service.approve_answer(shown.pk, actor=request.user, seen_answer=request.POST.get("seen_answer", ""))
    except ClarificationRefusedError as error:
        messages.error(request, refused(CLARIFICATION_REFUSED, error.code, error.params))
        return redirect("tenders:question", pk, question_id)
    messages.success(request, _("Het antwoord is goedgekeurd en gaat mee in de volgende nota."))
    rows = tender.questions.filter(state=QuestionState.OFFERED).exclude(answered_by=request.user)
    following = rows.order_by("number", "pk").first()
    return redirect("tenders:question", pk, following.pk if following else question_id)


@require_POST
def question_return(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Send an answer back with what must be better."""
    tender = open_tender(request, pk, "tenders.answer_question")
    shown = open_row(known_questions(request, tender), question_id)
    reason = request.POST.get("reason", "")
    return _act(
        request,
        pk,
        question_id,
        lambda: service.return_answer(shown.pk, actor=request.user, reason=reason),
        _("Het antwoord is teruggestuurd; de schrijver ziet waarom."),
    )


@require_POST
def question_comment(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Say something to the team."""
    tender = open_tender(request, pk, "tenders.discuss_question")
    shown = open_row(known_questions(request, tender), question_id)
    text = request.POST.get("text", "")
    return _act(
        request,
        pk,
        question_id,
        lambda: question_work.comment(shown.pk, actor=request.user, text=text),
        _("Uw opmerking staat erbij."),
    )


@require_POST
def question_merge(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Give this question and another one answer."""
    tender = open_tender(request, pk, "tenders.register_question")
    shown = open_row(known_questions(request, tender), question_id)
    into = request.POST.get("into", "")
    target = tender.questions.filter(pk=into).first() if into.isdigit() else None
    if target is None:
        messages.error(request, _("Kies de vraag die het antwoord voor beide krijgt."))
        return redirect("tenders:question", pk, question_id)
    return _act(
        request,
        pk,
        question_id,
        lambda: question_work.merge(shown.pk, target.pk, actor=request.user),
        _("Samengevoegd: %(target)s krijgt het antwoord voor beide.") % {"target": target},
    )


@require_POST
def question_split(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Undo that this question has the answer of another."""
    tender = open_tender(request, pk, "tenders.register_question")
    shown = open_row(known_questions(request, tender), question_id)
    return _act(
        request,
        pk,
        question_id,
        lambda: question_work.split(shown.pk, actor=request.user),
        _("Niet meer samengevoegd: deze vraag wacht weer op een eigen antwoord."),
    )


def _act(request: Request, pk: int, question_id: int, act: Any, done: str) -> HttpResponse:
    try:
        act()
    except ClarificationRefusedError as error:
        messages.error(request, refused(CLARIFICATION_REFUSED, error.code, error.params))
    else:
        messages.success(request, done)
    return redirect("tenders:question", pk, question_id)


def _answer_form(request: Request, tender: Tender, question_id: int, kind: type[AnswerForm]) -> AnswerForm:
    # Read anew: what was typed is compared with what is stored now.
    stored: Question = open_row(known_questions(request, tender), question_id)
    stored.tender = tender
    may_word = request.user.has_perm("tenders.register_question", tender)
    return kind(request.POST or None, instance=stored, tender=tender, may_word=may_word)


def _save(request: Request, question_id: int, form: AnswerForm, *, offer: bool) -> bool:
    try:
        _store(request, question_id, form, offer=offer)
    except ClarificationRefusedError as error:
        form.add_error(None, refused(CLARIFICATION_REFUSED, error.code, error.params))
        return False
    said = _("Opgeslagen; een ander keurt het antwoord goed.") if offer else _("Opgeslagen als concept.")
    messages.success(request, said if form.cleaned_data["answer"] else _("Opgeslagen."))
    return True


def _store(request: Request, question_id: int, form: AnswerForm, *, offer: bool) -> None:
    data = form.cleaned_data
    meant = bool(data.get("name_is_meant"))
    if "text" in data:
        service.change_question(
            question_id,
            actor=request.user,
            document_part=data["document_part"],
            text=data["text"],
            names_are_meant=meant,
        )
    service.answer_question(question_id, actor=request.user, answer=data["answer"], offer=offer, names_are_meant=meant)


def _context(request: Request, tender: Tender, shown: Question) -> dict[str, Any]:
    user = request.user
    sees_asker = user.has_perm("tenders.see_asker", tender)
    may_discuss = user.has_perm("tenders.discuss_question", tender)
    before, after = _neighbours(request, tender, shown.pk)
    return {
        **_acts(request, tender, shown),
        "row": shown_question(shown, questions_until(tender), may_see=sees_asker),
        "sees_asker": sees_asker,
        "has_other_words": bool(shown.original_text) and shown.original_text != shown.text,
        "handling_label": HANDLING_LABELS[Handling(shown.handling)],
        "comments": shown.comments.select_related("author") if may_discuss else (),
        "comment_form": CommentForm() if may_discuss else None,
        "duplicates": shown.duplicates.all(),
        "changes": [
            {"note": change.note, "place": place_of(change.part, change.item, change.field)}
            for change in shown.amendments.select_related("note")
        ],
        "before": before,
        "after": after,
    }


def _acts(request: Request, tender: Tender, shown: Question) -> dict[str, Any]:
    """What this person may do with the question as it stands."""
    user, is_waiting, is_offered = request.user, shown.state in WAITING, shown.state == QuestionState.OFFERED
    drafts = user.has_perm("tenders.register_question", tender) and is_waiting
    start = {"question": [shown.pk], "to": shown.assigned_to, "due_on": shown.due_on or note_terms(tender).advised}
    may_judge = user.has_perm("tenders.answer_question", tender) and is_offered
    return {
        "may_approve": may_judge and shown.answered_by != user,
        "is_own": is_offered and shown.answered_by == user,
        "may_save_drafts": shown.state in (QuestionState.OPEN, QuestionState.DRAFT),
        "return_form": ReturnForm(),
        "assign_form": AssignForm(tender=tender, initial=start) if drafts else None,
        "may_handle": drafts and shown.is_confidential,
        "may_answer_alone": user.has_perm("tenders.send_note", tender) and _is_ready_alone(shown),
        "may_withdraw": drafts,
        "alike": question_work.alike_questions(shown) if drafts and _may_merge(shown) else [],
    }


def _is_ready_alone(shown: Question) -> bool:
    return shown.handling == Handling.INDIVIDUAL and shown.state == QuestionState.APPROVED


def _may_merge(shown: Question) -> bool:
    return shown.state in WAITING and shown.handling == Handling.GENERAL and not shown.duplicates.exists()


def _neighbours(request: Request, tender: Tender, question_id: int) -> tuple[int | None, int | None]:
    """The questions before and after this one in the list as this person keeps it."""
    ids = list(kept_form(request, tender).found().values_list("pk", flat=True))
    if question_id not in ids:
        return None, None
    place = ids.index(question_id)
    return ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None
