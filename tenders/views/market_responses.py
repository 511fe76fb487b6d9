"""Stage 2: what parties answered, what follows from it, and the report."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from procurement.core.form_parts import changes_of
from procurement.core.http import Request
from procurement.core.paper_answers import answer_request
from procurement.core.services.papers import offers
from tenders.forms.market import PARTY_TAKEN, ConclusionForm, ResponseForm
from tenders.models import MarketConsultation
from tenders.services import consultation as service
from tenders.services import consultation_papers as papers
from tenders.services.consultation_report import find_leaks
from tenders.views.access import open_row, says_when_frozen
from tenders.views.market import open_consultation, stage_frame
from tenders.workspace import open_tender

RESPONSES, CONCLUSIONS = "market_responses", "market_conclusions"


def responses(request: Request, pk: int) -> HttpResponse:
    """Show which parties answered, and per question what they said."""
    tender = open_tender(request, pk)
    consultation = open_consultation(tender)
    context = {
        "rows": list(consultation.responses.counting_answers()),
        "question_count": consultation.questions.count(),
        "answered": _answered(consultation),
    }
    return render(request, "tenders/market_responses.html", {**stage_frame(request, tender, RESPONSES), **context})


@says_when_frozen
def response_new(request: Request, pk: int) -> HttpResponse:
    """Register what a party answered."""
    tender = open_tender(request, pk, "tenders.change_tender")
    consultation = open_consultation(tender)
    form = _response_form(request, consultation)
    if request.method == "POST" and form.is_valid() and _save_response(request, consultation, form):
        messages.success(request, _("De reactie van %(party)s is vastgelegd.") % {"party": form.instance.party})
        return redirect("tenders:market_responses", pk)
    return render(request, "tenders/market_response.html", {**stage_frame(request, tender, RESPONSES), "form": form})


@says_when_frozen
def response_edit(request: Request, pk: int, response_id: int) -> HttpResponse:
    """Change what a party answered."""
    tender = open_tender(request, pk, "tenders.change_tender")
    consultation = open_consultation(tender)
    stored = open_row(consultation.responses, response_id)
    form = _response_form(request, consultation, instance=stored)
    if request.method == "POST" and form.is_valid() and _save_response(request, consultation, form):
        messages.success(request, _("De reactie van %(party)s is opgeslagen.") % {"party": stored.party})
        return redirect("tenders:market_responses", pk)
    context = {"form": form, "response_id": response_id}
    return render(request, "tenders/market_response.html", {**stage_frame(request, tender, RESPONSES), **context})


@says_when_frozen
def response_remove(request: Request, pk: int, response_id: int) -> HttpResponse:
    """Ask, and on POST remove, a response."""
    tender = open_tender(request, pk, "tenders.change_tender")
    stored = open_row(open_consultation(tender).responses, response_id)
    if request.method == "POST":
        service.remove_response(response_id, actor=request.user)
        messages.success(request, _("De reactie is verwijderd."))
        return redirect("tenders:market_responses", pk)
    context = {
        "heading": _("Reactie verwijderen"),
        "question": _("Wilt u de reactie van %(party)s verwijderen?") % {"party": stored.party},
        "consequence": _("Alle antwoorden van deze partij gaan mee. Dit kan niet ongedaan worden gemaakt."),
        "cancel_url": reverse("tenders:market_response_edit", args=[pk, response_id]),
    }
    return render(request, "tenders/confirm_in_stage.html", {**stage_frame(request, tender, RESPONSES), **context})


def conclusions(request: Request, pk: int) -> HttpResponse:
    """Show the conclusions with what is done with each, and the report."""
    tender = open_tender(request, pk)
    consultation = open_consultation(tender)
    context = {
        "rows": list(consultation.conclusions.all()),
        "leaks": find_leaks(consultation),
        "offers": offers(papers.paper_of(papers.REPORT, consultation), person=request.user),
    }
    return render(request, "tenders/market_conclusions.html", {**stage_frame(request, tender, CONCLUSIONS), **context})


@says_when_frozen
def conclusion_new(request: Request, pk: int) -> HttpResponse:
    """Add a conclusion."""
    tender = open_tender(request, pk, "tenders.change_tender")
    consultation = open_consultation(tender)
    form = ConclusionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        service.save_conclusion(consultation.pk, actor=request.user, **form.cleaned_data)
        messages.success(request, _("De conclusie is toegevoegd."))
        return redirect("tenders:market_conclusions", pk)
    return render(
        request, "tenders/market_conclusion.html", {**stage_frame(request, tender, CONCLUSIONS), "form": form}
    )


@says_when_frozen
def conclusion_edit(request: Request, pk: int, conclusion_id: int) -> HttpResponse:
    """Change a conclusion or what is done with it."""
    tender = open_tender(request, pk, "tenders.change_tender")
    consultation = open_consultation(tender)
    stored = open_row(consultation.conclusions, conclusion_id)
    form = ConclusionForm(request.POST or None, instance=stored)
    if request.method == "POST" and form.is_valid():
        changes = changes_of(form)
        service.save_conclusion(consultation.pk, actor=request.user, conclusion_id=conclusion_id, **changes)
        messages.success(request, _("De conclusie is opgeslagen."))
        return redirect("tenders:market_conclusions", pk)
    context = {"form": form, "conclusion": stored}
    return render(request, "tenders/market_conclusion.html", {**stage_frame(request, tender, CONCLUSIONS), **context})


@says_when_frozen
def conclusion_remove(request: Request, pk: int, conclusion_id: int) -> HttpResponse:
    """Ask, and on POST remove, a conclusion."""
    tender = open_tender(request, pk, "tenders.change_tender")
    stored = open_row(open_consultation(tender).conclusions, conclusion_id)
    if request.method == "POST":
        service.remove_conclusion(conclusion_id, actor=request.user)
        messages.success(request, _("De conclusie is verwijderd."))
        return redirect("tenders:market_conclusions", pk)
    context = {
        "heading": _("Conclusie verwijderen"),
        "question": _("Wilt u conclusie %(number)s verwijderen?") % {"number": stored.number},
        "consequence": _("De conclusies erna schuiven op. Dit kan niet ongedaan worden gemaakt."),
        "cancel_url": reverse("tenders:market_conclusion_edit", args=[pk, conclusion_id]),
    }
    return render(request, "tenders/confirm_in_stage.html", {**stage_frame(request, tender, CONCLUSIONS), **context})


@require_POST
def paper(request: Request, pk: int, kind: str) -> HttpResponse:
    """Ask for the consultation document or the report as a file."""
    tender = open_tender(request, pk)
    return answer_request(request, papers.paper_of(kind, open_consultation(tender)), organisation=tender.organisation)


def _response_form(request: Request, consultation: MarketConsultation, instance: Any = None) -> ResponseForm:
    return ResponseForm(
        request.POST or None,
        instance=instance,
        consultation=consultation,
        questions=list(consultation.questions.all()),
    )


def _save_response(request: Request, consultation: MarketConsultation, form: ResponseForm) -> bool:
    try:
        service.save_response(
            consultation.pk,
            actor=request.user,
            response_id=form.instance.pk,
            answers=form.answers,
            **form.values,
        )
    except service.PartyTakenError as taken:
        form.add_error("party", PARTY_TAKEN % {"party": taken.party})
        return False
    return True


def _answered(consultation: MarketConsultation) -> list[dict[str, Any]]:
    """Per question the answers, with who gave them; inside the authority only."""
    rows = consultation.questions.prefetch_related("answers__response")
    return [{"question": question, "answers": list(question.answers.all())} for question in rows]
