"""Stage 11: the letters of a decision, from concept to sending."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import LetterState
from criteria.forms.award import ApproveForm, NoteForm, PlanForm, SendForm
from criteria.models import Evaluation, Letter
from criteria.services import award_documents
from criteria.services import letters as service
from criteria.services.decision import decision_of
from criteria.services.standstill_terms import counted
from criteria.views.access import capacity_of, open_evaluation, reason_of, says_refusals
from criteria.views.award_tabs import DOCUMENTS, award_frame
from criteria.views.letter_rows import approvals, finding_rows, letter_rows, sending_form
from criteria.views.signing import refuse_signature
from procurement.core.documents import render_parts
from procurement.core.http import Request
from procurement.core.paper_answers import answer_request
from procurement.core.services.papers import offers
from procurement.core.services.signatures import SignatureRefused


@require_safe
def letters(request: Request, pk: int) -> HttpResponse:
    """Show the letters of the decision with what is still to be done for them."""
    return _page(request, open_evaluation(request, pk, "criteria.view_letters"))


@require_safe
def letter(request: Request, pk: int, letter_id: int) -> HttpResponse:
    """Show one letter as its reader will see it."""
    evaluation = open_evaluation(request, pk, "criteria.view_letters")
    return _letter_page(request, evaluation, _open_letter(evaluation, letter_id))


@require_POST
def letter_note(request: Request, pk: int, letter_id: int) -> HttpResponse:
    """Store an addition to the reasons of one letter."""
    evaluation = open_evaluation(request, pk, "criteria.write_letters")
    found = _open_letter(evaluation, letter_id)
    with service.letter_to_write(found.pk) as stored:
        form = NoteForm(request.POST, instance=stored)
        if form.is_valid():
            try:
                service.change_note(found.pk, actor=request.user, note=form.cleaned_data["personal_note"])
            except EvaluationError as error:
                form.add_error(None, reason_of(error))
    if not form.errors:
        messages.success(request, _("Opgeslagen."))
        return redirect("criteria:letter", pk, found.pk)
    return _letter_page(request, evaluation, found, form)


@require_POST
@says_refusals("criteria:letters")
def letter_pdf(request: Request, pk: int, letter_id: int) -> HttpResponse:
    """Ask for a letter as a file; the same letter is made once."""
    evaluation = open_evaluation(request, pk, "criteria.view_letters")
    paper = service.letter_paper(_open_letter(evaluation, letter_id))
    return answer_request(request, paper, organisation=evaluation.lot.tender.organisation)


@require_POST
def letters_plan(request: Request, pk: int) -> HttpResponse:
    """Choose the day on which all letters go out."""
    evaluation = open_evaluation(request, pk, "criteria.write_letters")
    form = PlanForm(request.POST)
    if form.is_valid():
        try:
            service.plan_sending(evaluation.pk, actor=request.user, **form.cleaned_data)
        except EvaluationError as error:
            form.add_error(None, reason_of(error))
        else:
            messages.success(request, _("De brieven noemen nu deze dag en het einde van de termijn."))
            return redirect("criteria:letters", pk)
    return _page(request, evaluation, plan_form=form)


@require_POST
def letters_approve(request: Request, pk: int) -> HttpResponse:
    """Approve all letters that wait for this person."""
    evaluation = open_evaluation(request, pk, "criteria.approve_letters")
    found = service.letters_of(evaluation)
    form = _approve_form(request, found, request.POST)
    if form.is_valid():
        ids = [one.pk for one in found if one.state == LetterState.DRAFT]
        signer = {"actor": request.user, "capacity": capacity_of(request, evaluation)}
        try:
            service.approve(evaluation.pk, ids, **signer, seen_sha256=form.cleaned_data["seen_sha256"])
        except (EvaluationError, SignatureRefused) as error:
            refuse_signature(form, error)
        else:
            messages.success(request, _("Uw goedkeuring staat onder de brieven."))
            return redirect("criteria:letters", pk)
    return _page(request, evaluation, approve_form=form)


@require_POST
@says_refusals("criteria:letters")
def letters_reopen(request: Request, pk: int) -> HttpResponse:
    """Take back the approvals, so that letters can be changed."""
    evaluation = open_evaluation(request, pk, "criteria.write_letters")
    service.withdraw_approval(evaluation.pk, actor=request.user)
    messages.success(request, _("De goedkeuring is ingetrokken. U kunt de brieven weer wijzigen."))
    return redirect("criteria:letters", pk)


@require_POST
def letters_send(request: Request, pk: int) -> HttpResponse:
    """Record that all letters went out."""
    evaluation = open_evaluation(request, pk, "criteria.send_letters")
    form = SendForm(request.POST)
    if form.is_valid():
        try:
            service.send(evaluation.pk, actor=request.user, **form.cleaned_data)
        except EvaluationError as error:
            form.add_error(None, reason_of(error))
        else:
            messages.success(request, _("De verzending is vastgelegd. De opschortende termijn loopt."))
            return redirect("criteria:standstill", pk)
    return _page(request, evaluation, send_form=form)


@require_POST
def award_document(request: Request, pk: int, which: str) -> HttpResponse:
    """Ask for the evaluation report or the award record as a file."""
    evaluation = open_evaluation(request, pk, "criteria.view_result")
    if which not in DOCUMENTS:
        raise Http404
    paper = award_documents.paper_of(evaluation, DOCUMENTS[which])
    return answer_request(request, paper, organisation=evaluation.lot.tender.organisation)


def _approve_form(request: Request, found: Sequence[Letter], data: Any = None) -> ApproveForm:
    return ApproveForm(data, user=request.user, initial={"seen_sha256": service.drafts_sha256(found)})


def _open_letter(evaluation: Evaluation, letter_id: int) -> Letter:
    found = next((one for one in service.letters_of(evaluation) if one.pk == letter_id), None)
    if found is None:
        raise Http404
    return found


def _letter_page(request: Request, evaluation: Evaluation, found: Letter, form: Any = None) -> HttpResponse:
    (document,) = service.documents_of([found])
    may_write = request.user.has_perm("criteria.write_letters", evaluation) and found.content is None
    context = {
        "letter": found,
        "document": document,
        "parts": render_parts(document)[1],
        "offers": offers(service.letter_paper(found), person=request.user),
        "note_form": form or (NoteForm(instance=found) if may_write else None),
    }
    return render(request, "criteria/letter.html", {**award_frame(request, evaluation, "letters"), **context})


def _page(request: Request, evaluation: Evaluation, **forms: Any) -> HttpResponse:
    found = service.letters_of(evaluation)
    decision = decision_of(evaluation)
    if decision is None:
        raise Http404
    standstill = decision.standstill
    is_signed = any(one.content is not None for one in found)
    waiting = [one for one in found if one.state == LetterState.DRAFT]
    may = {name: request.user.has_perm(f"criteria.{name}_letters", evaluation) for name in ("write", "approve", "send")}
    people = approvals(found)
    context = {
        "letters": letter_rows(found),
        "findings": finding_rows(decision, found),
        "standstill": standstill,
        "counted": counted(evaluation.lot.tender, standstill.send_on),
        "decision": decision,
        "people": people,
        "is_signed": is_signed and standstill.sent_at is None,
        "may_reopen": may["write"] and is_signed,
        "plan_form": forms.get("plan_form")
        or (PlanForm(initial={"send_on": standstill.send_on}) if may["write"] and not is_signed else None),
        "approve_form": forms.get("approve_form")
        or (_approve_form(request, found) if may["approve"] and waiting and not _signed_by(request, people) else None),
        "send_form": forms.get("send_form") or (sending_form(standstill) if may["send"] and not waiting else None),
    }
    return render(request, "criteria/letters.html", {**award_frame(request, evaluation, "letters"), **context})


def _signed_by(request: Request, people: list[dict[str, Any]]) -> bool:
    return any(person["person_id"] == request.user.pk for person in people)
