"""Stage 7: questions asked in confidence, those that an asker takes back, and which companies may ask here."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from procurement.core import clock
from procurement.core.domain.file_types import FileRefused
from procurement.core.http import Request
from procurement.core.labels import file_refused_message
from tenders.domain.questions import Handling, QuestionState
from tenders.forms.question_handling import AnswerAloneForm, HandlingForm, InviteCompaniesForm
from tenders.labels_clarifications import CLARIFICATION_FIELDS, CLARIFICATION_REFUSED
from tenders.labels_publishing import refused
from tenders.models import Question, Tender
from tenders.services import invited_companies, question_handling
from tenders.services.clarification_lock import ClarificationRefusedError
from tenders.services.formal_acts import OutsideTimeError
from tenders.views.access import open_row
from tenders.views.clarification_frame import stage_context
from tenders.workspace import open_tender


def question_handle(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Weigh the interest of who asked in confidence."""
    tender = open_tender(request, pk, "tenders.register_question")
    question = open_row(tender.questions.filter(is_confidential=True), question_id)
    decided = question.handling if question.handling != Handling.UNDECIDED else None
    form = HandlingForm(request.POST or None, initial={"handling": decided, "reason": question.handling_reason})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        handling = Handling(data["handling"])
        try:
            question_handling.decide(question.pk, handling, actor=request.user, reason=data["reason"])
        except ClarificationRefusedError as error:
            form.add_error(None, refused(CLARIFICATION_REFUSED, error.code, error.params))
        else:
            messages.success(request, _("Uw besluit is vastgelegd; de vrager kan het lezen."))
            return redirect("tenders:question", pk, question_id)
    context = {"form": form, "question": question}
    return render(
        request, "tenders/question_handle.html", {**stage_context(request, tender, "clarifications"), **context}
    )


def question_answer_alone(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Record that the answer went to the asker alone."""
    tender = open_tender(request, pk, "tenders.send_note")
    ready = tender.questions.filter(handling=Handling.INDIVIDUAL, state=QuestionState.APPROVED)
    question = open_row(ready, question_id)
    initial = {"outside_at": clock.now(), "channel": question.channel}
    form = AnswerAloneForm(request.POST or None, request.FILES or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid() and _answer_alone(request, question, form):
        return redirect("tenders:question", pk, question_id)
    context = {"form": form, "question": question}
    return render(
        request, "tenders/question_answer_alone.html", {**stage_context(request, tender, "clarifications"), **context}
    )


@require_POST
def question_withdraw(request: Request, pk: int, question_id: int) -> HttpResponse:
    """Record that the asker took the question back on the channel."""
    tender = open_tender(request, pk, "tenders.register_question")
    question = open_row(tender.questions, question_id)
    try:
        question_handling.withdraw_for_asker(question.pk, actor=request.user, reason=request.POST.get("reason", ""))
    except ClarificationRefusedError as error:
        messages.error(request, refused(CLARIFICATION_REFUSED, error.code, error.params))
    else:
        messages.success(request, _("De vraag is ingetrokken en komt in geen nota."))
    return redirect("tenders:question", pk, question_id)


def invited(request: Request, pk: int) -> HttpResponse:
    """Which companies may ask here; on POST invite more."""
    tender = open_tender(request, pk, "tenders.see_asker")
    form = None
    if request.user.has_perm("tenders.invite_company", tender) or request.method == "POST":
        open_tender(request, pk, "tenders.invite_company")
        form = InviteCompaniesForm(request.POST or None, tender=tender)
    if request.method == "POST" and form is not None and form.is_valid() and _invite(request, tender, form):
        return redirect("tenders:invited", pk)
    speaking = Count("company__contacts", filter=Q(company__contacts__is_active=True))
    rows = tender.invited_companies.filter(withdrawn_at=None).select_related("company", "invited_by")
    context = {"form": form, "rows": rows.annotate(contacts=speaking)}
    return render(request, "tenders/invited.html", {**stage_context(request, tender, "invited"), **context})


@require_POST
def invited_end(request: Request, pk: int, invitation_id: int) -> HttpResponse:
    """End that a company may ask here."""
    tender = open_tender(request, pk, "tenders.invite_company")
    invitation = get_object_or_404(tender.invited_companies, pk=invitation_id)
    try:
        invited_companies.end_invitation(invitation.pk, actor=request.user)
    except ClarificationRefusedError as error:
        messages.error(request, refused(CLARIFICATION_REFUSED, error.code, error.params))
    else:
        messages.success(request, _("De uitnodiging is beëindigd. Wat de onderneming vroeg blijft staan."))
    return redirect("tenders:invited", pk)


def _invite(request: Request, tender: Tender, form: InviteCompaniesForm) -> bool:
    ids = [company.pk for company in form.cleaned_data["companies"]]
    try:
        made = invited_companies.invite(tender.pk, ids, actor=request.user)
    except ClarificationRefusedError as error:
        form.add_error(None, refused(CLARIFICATION_REFUSED, error.code, error.params))
        return False
    text = ngettext("%(count)s onderneming is uitgenodigd.", "%(count)s ondernemingen zijn uitgenodigd.", len(made))
    messages.success(request, text % {"count": len(made)})
    return True


def _answer_alone(request: Request, question: Question, form: Any) -> bool:
    try:
        question_handling.answer_alone(question.pk, actor=request.user, outside=form.outside())
    except ClarificationRefusedError as error:
        form.refuse(CLARIFICATION_REFUSED, CLARIFICATION_FIELDS, error.code, error.params)
    except OutsideTimeError:
        form.refuse(CLARIFICATION_REFUSED, CLARIFICATION_FIELDS, "in_future", {})
    except FileRefused as error:
        form.add_error("evidence", file_refused_message(error))
    else:
        messages.success(request, _("Vastgelegd. Alleen de vrager kreeg dit antwoord."))
        return True
    return False
