"""What an invited company sees: its own questions and the notes that were sent, and nothing else."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from procurement.core.http import Request
from procurement.core.paper_answers import answer_request
from procurement.core.services.papers import offers
from tenders.domain.differences import woven
from tenders.domain.questions import WAITING, Handling, QuestionState
from tenders.forms.own_questions import OwnQuestionForm
from tenders.labels_clarifications import CLARIFICATION_REFUSED
from tenders.labels_publishing import refused
from tenders.models import ClarificationNote, Question, Tender
from tenders.services import note_document, notes
from tenders.services import own_questions as service
from tenders.services.clarification_lock import ClarificationRefusedError
from tenders.services.note_terms import note_terms
from tenders.workspace import close_when_due


@require_safe
def own_tenders(request: Request) -> HttpResponse:
    """List the tenders about which this person may ask."""
    tenders = Tender.objects.asking(request.user).select_related("organisation").order_by("-notice_sent_at", "pk")
    rows = [
        {"tender": tender, "until": service.may_ask_until(tender)} for tender in tenders.prefetch_related("planning")
    ]
    return render(request, "tenders/own_tenders.html", {"rows": rows})


@require_safe
def own_questions(request: Request, pk: int) -> HttpResponse:
    """The own questions of one tender, its dates and its notes."""
    tender = open_invited(request, pk)
    companies = service.companies_of(request.user, tender)
    rows = service.questions_of(tender, [company.pk for company in companies])
    until = service.may_ask_until(tender) if _may_ask(request, tender) else None
    context = {
        "tender": tender,
        "rows": [_row(question, may_ask=until is not None) for question in rows],
        "has_more_companies": len(companies) > 1,
        "notes": tender.clarification_notes.exclude(sent_at=None),
        "may_ask_until": until,
        "terms": note_terms(tender),
    }
    return render(request, "tenders/own_questions.html", context)


def own_question_new(request: Request, pk: int) -> HttpResponse:
    """Ask a question."""
    tender = open_invited(request, pk, "tenders.ask_question")
    companies = service.companies_of(request.user, tender)
    form = OwnQuestionForm(request.POST or None, companies=companies, initial=_again(request, tender, companies))
    if request.method == "POST" and form.is_valid() and _ask(request, tender, form):
        return redirect("tenders:own_questions", pk)
    context = {"tender": tender, "form": form, "may_ask_until": service.may_ask_until(tender)}
    return render(request, "tenders/own_question_new.html", context)


@require_safe
def own_question(request: Request, pk: int, question_id: int) -> HttpResponse:
    """One own question, and what became of it."""
    tender = open_invited(request, pk)
    may_ask = _may_ask(request, tender) and service.may_ask_until(tender) is not None
    row = _row(_own(request, tender, question_id), may_ask=may_ask)
    return render(request, "tenders/own_question.html", {"tender": tender, "row": row})


@require_POST
def own_question_withdraw(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Take an own question back."""
    tender = open_invited(request, pk, "tenders.ask_question")
    question = _own(request, tender, question_id)
    try:
        service.withdraw(question.pk, actor=request.user)
    except ClarificationRefusedError as error:
        messages.error(request, refused(CLARIFICATION_REFUSED, error.code, error.params))
    else:
        messages.success(request, _("Uw vraag is ingetrokken. Zij komt in geen enkele nota."))
    return redirect("tenders:own_questions", pk)


@require_safe
def own_note(request: Request, pk: int, number: int) -> HttpResponse:
    """A note that was sent, as everybody got it."""
    tender = open_invited(request, pk)
    note = _sent(tender, number)
    part = next(row for row in notes.publication_of(note).snapshot["clarifications"] if row["number"] == number)
    context = {
        "tender": tender,
        "note": note,
        "questions": part["questions"],
        "changes": [row | {"pieces": woven(row["old_text"], row["new_text"])} for row in part["amendments"]],
        "offers": offers(note_document.note_paper(note), person=request.user),
    }
    return render(request, "tenders/own_note.html", context)


@require_POST
def own_note_pdf(request: Request, pk: int, number: int) -> HttpResponse:
    """Ask for a note as a document."""
    tender = open_invited(request, pk)
    return answer_request(request, note_document.note_paper(_sent(tender, number)), organisation=tender.organisation)


def open_invited(request: Request, pk: int, perm: str = "tenders.read_notes") -> Tender:
    """Return the tender about which this person was invited to ask: 404 when they were not, 403 when it is too late."""
    tender = get_object_or_404(Tender.objects.asking(request.user).select_related("organisation"), pk=pk)
    close_when_due(tender)
    if not request.user.has_perm(perm, tender):
        raise PermissionDenied
    return tender


def _own(request: Request, tender: Tender, question_id: int) -> Question:
    ids = [company.pk for company in service.companies_of(request.user, tender)]
    return get_object_or_404(service.questions_of(tender, ids), pk=question_id)


def _sent(tender: Tender, number: int) -> ClarificationNote:
    rows = ClarificationNote.objects.select_related("tender__organisation", "publication")
    return get_object_or_404(rows, tender=tender, number=number, sent_at__isnull=False)


def _may_ask(request: Request, tender: Tender) -> bool:
    return bool(request.user.has_perm("tenders.ask_question", tender))


def _again(request: Request, tender: Tender, companies: list[Any]) -> dict[str, Any]:
    """A question that was withdrawn may be asked again in other words."""
    wanted = request.GET.get("opnieuw", "")
    rows = service.questions_of(tender, [company.pk for company in companies])
    old = rows.filter(pk=wanted).first() if wanted.isdigit() else None
    if old is None:
        return {}
    return {
        "company": old.company_id,
        "document_part": old.document_part,
        "text": old.original_text,
        "background": old.background,
        "is_confidential": old.is_confidential,
        "confidential_reason": old.confidential_reason,
    }


def _ask(request: Request, tender: Tender, form: OwnQuestionForm) -> bool:
    company = form.company_chosen()
    if company is None:
        raise Http404
    try:
        asked = service.ask(tender.pk, company.pk, actor=request.user, asked=form.asked())
    except ClarificationRefusedError as error:
        form.add_error(None, refused(CLARIFICATION_REFUSED, error.code, error.params))
        return False
    messages.success(request, _("Uw vraag %(number)s is ontvangen.") % {"number": asked.own_number})
    return True


def _row(question: Question, *, may_ask: bool) -> dict[str, Any]:
    """A question as its asker sees it: what the team does with it meanwhile stays inside."""
    answered = question.duplicate_of or question
    note = answered.note
    badge, label = "busy", _("ontvangen")
    if question.state == QuestionState.WITHDRAWN:
        badge, label = "closed", _("door u ingetrokken")
    elif note is not None:
        values = {"note": note.number, "number": answered.number}
        badge, label = "done", _("beantwoord in nota %(note)s, bij vraag %(number)s") % values
    elif question.state == QuestionState.SENT:
        badge, label = "done", _("alleen aan u beantwoord")
    return {
        "question": question,
        "badge": badge,
        "label": label,
        "note": note,
        "answer": answered.answer if note or question.state == QuestionState.SENT else "",
        "is_individual": question.handling == Handling.INDIVIDUAL,
        "is_undecided": question.handling == Handling.UNDECIDED,
        "may_withdraw": _may_withdraw(question, may_ask=may_ask),
        "may_ask_again": question.state == QuestionState.WITHDRAWN,
    }


def _may_withdraw(question: Question, *, may_ask: bool) -> bool:
    is_answered = question.duplicate_of is not None and question.duplicate_of.state not in WAITING
    if is_answered or question.state not in service.WITHDRAWABLE:
        return False
    return question.is_confidential or may_ask
