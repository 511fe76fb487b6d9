"""Stage 2: the questions to the market."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.form_parts import changes_of
from procurement.core.http import Request
from procurement.core.services.papers import offers
from tenders.forms.market import QuestionForm
from tenders.models import MarketConsultation
from tenders.services import consultation as service
from tenders.services import consultation_papers as papers
from tenders.views.access import open_row, says_when_frozen
from tenders.views.market import open_consultation, stage_frame
from tenders.workspace import open_tender

TAB = "market_questions"


def questions(request: Request, pk: int) -> HttpResponse:
    """Show the questions in their order, theme by theme."""
    tender = open_tender(request, pk)
    consultation = open_consultation(tender)
    shown = offers(papers.paper_of(papers.DOCUMENT, consultation), person=request.user)
    context = {"themes": _themes(consultation), "offers": shown}
    return render(request, "tenders/market_questions.html", {**stage_frame(request, tender, TAB), **context})


@says_when_frozen
def question_new(request: Request, pk: int) -> HttpResponse:
    """Add a question; saving may go on to the next one."""
    tender = open_tender(request, pk, "tenders.change_tender")
    consultation = open_consultation(tender)
    form = QuestionForm(request.POST or None, initial={"theme": request.GET.get("thema", "")})
    if request.method == "POST" and form.is_valid():
        added = service.add_question(consultation.pk, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Vraag %(number)s is toegevoegd.") % {"number": added.number})
        return redirect("tenders:market_questions", pk)
    return render(request, "tenders/market_question.html", {**stage_frame(request, tender, TAB), "form": form})


@says_when_frozen
def question_edit(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Change a question or the summary of its answers."""
    tender = open_tender(request, pk, "tenders.change_tender")
    question = open_row(open_consultation(tender).questions.select_related("library_version__item"), question_id)
    form = QuestionForm(request.POST or None, instance=question)
    if request.method == "POST" and form.is_valid():
        service.change_question(question_id, actor=request.user, **changes_of(form))
        messages.success(request, _("Vraag %(number)s is opgeslagen.") % {"number": question.number})
        return redirect("tenders:market_questions", pk)
    answers = question.answers.select_related("response")
    may_save = request.user.has_perm("tenders.save_to_library", tender)
    context = {"form": form, "question": question, "answers": answers, "may_save": may_save}
    return render(request, "tenders/market_question.html", {**stage_frame(request, tender, TAB), **context})


@require_POST
@says_when_frozen
def question_move(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Move a question one place up or down."""
    tender = open_tender(request, pk, "tenders.change_tender")
    consultation = open_consultation(tender)
    open_row(consultation.questions, question_id)
    by = 1 if request.POST.get("richting") == "omlaag" else -1
    service.move_question(question_id, actor=request.user, by=by)
    if not request.htmx:
        return redirect("tenders:market_questions", pk)
    context = {"themes": _themes(consultation), "moved": question_id}
    return render(request, "tenders/market_questions.html#list", {**stage_frame(request, tender, TAB), **context})


@says_when_frozen
def question_remove(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Ask, and on POST remove, a question with its answers."""
    tender = open_tender(request, pk, "tenders.change_tender")
    question = open_row(open_consultation(tender).questions, question_id)
    if request.method == "POST":
        service.remove_question(question_id, actor=request.user)
        messages.success(request, _("De vraag is verwijderd."))
        return redirect("tenders:market_questions", pk)
    count = question.answers.count()
    consequence = (
        _("De %(count)s antwoorden op deze vraag gaan mee. Dit kan niet ongedaan worden gemaakt.") % {"count": count}
        if count
        else _("Er zijn nog geen antwoorden op deze vraag.")
    )
    context = {
        "heading": _("Vraag verwijderen"),
        "question": _("Wilt u vraag %(number)s verwijderen: “%(text)s”?")
        % {"number": question.number, "text": question.text},
        "consequence": consequence,
        "cancel_url": reverse("tenders:market_questions", args=[pk]),
    }
    return render(request, "tenders/confirm_in_stage.html", {**stage_frame(request, tender, TAB), **context})


def _themes(consultation: MarketConsultation) -> list[dict[str, Any]]:
    """Questions in their order under the theme they have; a theme that comes back later is named again."""
    rows = list(consultation.questions.select_related("library_version__item").counting_answers())
    last = rows[-1].pk if rows else None
    found = []
    for theme, group in groupby(rows, key=lambda question: question.theme):
        questions = [{"question": one, "is_first": one.number == 1, "is_last": one.pk == last} for one in group]
        found.append({"theme": theme, "questions": questions})
    return found
