"""Stage 7: the list of questions, entering one, and who answers which."""

from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from procurement.core import clock
from procurement.core.http import Request
from tenders.domain.questions import WAITING, Handling, QuestionState
from tenders.forms.questions import AssignForm, QuestionFilterForm, QuestionForm
from tenders.labels_clarifications import CLARIFICATION_REFUSED
from tenders.labels_publishing import refused
from tenders.labels_questions import QUESTION_BADGES, QUESTION_STATE_LABELS
from tenders.models import Question, Tender
from tenders.querysets import QuestionQuerySet
from tenders.services import question_work, questions
from tenders.services.clarification_lock import ClarificationRefusedError
from tenders.services.note_terms import note_terms, questions_until
from tenders.views.clarification_frame import stage_context
from tenders.workspace import open_tender

PER_PAGE = 50
KEPT_FILTERS = "question_filters"


def clarifications(request: Request, pk: int) -> HttpResponse:
    """List the questions; search, filters and order stay until they are cleared."""
    tender = open_tender(request, pk)
    kept = request.session.get(KEPT_FILTERS, {}).get(str(pk))
    if not request.GET and kept:
        return redirect(f"{request.path}?{kept}")
    form = QuestionFilterForm(request.GET, tender=tender, user=request.user)
    query = _remember(request, tender, form.chosen())
    page = Paginator(found_questions(form), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "groups": _grouped(request, tender, list(page.object_list), form.chosen().get("sorteer", "")),
        "query": query,
        "is_filtered": any(name != "sorteer" for name in form.chosen()),
        "counts": _counts(form),
        "assign_form": _assign_form(tender) if request.user.has_perm("tenders.register_question", tender) else None,
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
        try:
            question = questions.register_question(pk, actor=request.user, **form.values())
        except ClarificationRefusedError as error:
            field = "outside_number" if error.code == "number_taken" else None
            form.add_error(field, refused(CLARIFICATION_REFUSED, error.code, error.params))
        else:
            messages.success(request, _("%(question)s is ingevoerd.") % {"question": question})
            return redirect("tenders:question", pk, question.pk)
    context = {"form": form}
    return render(request, "tenders/question_new.html", {**stage_context(request, tender, "clarifications"), **context})


@require_POST
def questions_assign(request: Request, pk: int) -> HttpResponse:
    """Let somebody answer the chosen questions."""
    tender = open_tender(request, pk, "tenders.register_question")
    form = AssignForm(request.POST, tender=tender)
    if not form.is_valid():
        for faults in form.errors.get_json_data().values():
            messages.error(request, faults[0]["message"])
        return _back(request, pk)
    data = form.cleaned_data
    ids = [question.pk for question in data["question"]]
    try:
        assigned = question_work.assign(pk, ids, actor=request.user, to=data["to"], due_on=data["due_on"])
    except ClarificationRefusedError as error:
        messages.error(request, refused(CLARIFICATION_REFUSED, error.code, error.params))
    else:
        messages.success(request, _assigned_message(len(assigned), data["to"]))
    return _back(request, pk)


def found_questions(form: QuestionFilterForm) -> QuestionQuerySet:
    """The questions of the list as it is filtered and ordered."""
    rows = form.found().select_related("note", "assigned_to", "duplicate_of")
    return rows.annotate(comment_count=Count("comments"))


def kept_form(request: Request, tender: Tender) -> QuestionFilterForm:
    """The filters that this person keeps for this tender."""
    kept = QueryDict(request.session.get(KEPT_FILTERS, {}).get(str(tender.pk), ""))
    return QuestionFilterForm(kept, tender=tender, user=request.user)


def shown_question(question: Question, until: datetime | None, *, may_see: bool) -> dict[str, Any]:
    """A question as a row. may_see: this person may read a wording that may still betray the asker."""
    state = QuestionState(question.state)
    label = QUESTION_STATE_LABELS[state]
    if state is QuestionState.SENT and question.note:
        label = _("in nota %(number)s") % {"number": question.note.number}
    elif question.handling == Handling.INDIVIDUAL and state in (QuestionState.APPROVED, QuestionState.SENT):
        is_sent = state is QuestionState.SENT
        label = _("beantwoord aan de vrager") if is_sent else _("klaar om aan de vrager te sturen")
    elif state is QuestionState.MERGED and question.duplicate_of:
        label = _("samen met vraag %(number)s") % {"number": question.duplicate_of.number}
    return {
        "question": question,
        "state": state,
        "badge": QUESTION_BADGES[state],
        "label": label,
        "is_late": until is not None and question.asked_at > until,
        "is_hidden": not question.is_anonymous and not may_see,
        "is_undecided": question.handling == Handling.UNDECIDED,
        "may_choose": state in WAITING,
        "is_overdue": question.due_on is not None and question.due_on < clock.today(),
    }


def _remember(request: Request, tender: Tender, chosen: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(chosen)
    kept = request.session.get(KEPT_FILTERS, {})
    if kept.get(str(tender.pk), "") != query.urlencode():
        request.session[KEPT_FILTERS] = {**kept, str(tender.pk): query.urlencode()}
    return query.urlencode()


def _grouped(request: Request, tender: Tender, rows: list[Question], order: str) -> list[dict[str, Any]]:
    """The rows under a heading for each part of the documents when they are ordered so, else under none."""
    until, may_see = questions_until(tender), request.user.has_perm("tenders.see_asker", tender)
    shown = [shown_question(row, until, may_see=may_see) for row in rows]
    if order != "onderdeel":
        return [{"title": "", "rows": shown}] if shown else []
    pairs = groupby(shown, key=lambda row: row["question"].document_part)
    return [{"title": part, "rows": list(found)} for part, found in pairs]


def _counts(form: QuestionFilterForm) -> list[dict[str, Any]]:
    counts, chosen = form.rows.counting_by_state(), form.chosen().get("stand", "")
    states = [state for state in QuestionState if counts.get(state)]
    return [
        {"label": QUESTION_STATE_LABELS[one], "count": counts[one], "value": one.value, "current": chosen == one}
        for one in states
    ]


def _assign_form(tender: Tender) -> AssignForm:
    advised = note_terms(tender).advised
    return AssignForm(tender=tender, initial={"due_on": advised if advised and advised >= clock.today() else None})


def _assigned_message(count: int, person: Any) -> str:
    if person is None:
        return ngettext("%(count)s vraag is weer vrij.", "%(count)s vragen zijn weer vrij.", count) % {"count": count}
    return ngettext(
        "%(count)s vraag is toegewezen aan %(person)s.", "%(count)s vragen zijn toegewezen aan %(person)s.", count
    ) % {"count": count, "person": person}


def _back(request: Request, pk: int) -> HttpResponse:
    """To the question when it was assigned there, else to the list."""
    one = request.POST.get("back", "")
    if one.isdigit():
        return redirect("tenders:question", pk, int(one))
    return redirect(reverse("tenders:clarifications", args=[pk]))
