"""How far stage 7 is, and which questions wait for a person there."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.core import clock
from procurement.core.extension_points import WorkItem
from tenders.domain.lifecycle import EDITABLE, TenderState
from tenders.domain.questions import UNANSWERED, WAITING, QuestionState
from tenders.domain.vocabulary import StageState
from tenders.models import Tender
from tenders.services.note_terms import note_terms, questions_until


def clarification_states(tender_ids: Sequence[int]) -> dict[int, StageState]:
    """Return the state of stage 7: done when no question waits and none can come in time any more."""
    waiting = Count("questions", filter=Q(questions__state__in=WAITING))
    rows = Tender.objects.filter(pk__in=tender_ids).annotate(waiting=waiting).prefetch_related("planning")
    return {row.pk: _state(row, row.waiting) for row in rows}


def work_of(user: Any) -> list[WorkItem]:
    """Return which questions wait for this person: to answer, to write again, to approve."""
    return [item for tender in _tenders(user) for item in _items(user, tender)]


def _state(tender: Tender, waiting: int) -> StageState:
    if tender.state in EDITABLE or tender.notice_sent_at is None:
        return StageState.EMPTY
    if tender.state != TenderState.PUBLISHED:
        return StageState.FINDINGS if waiting else StageState.DONE
    until, latest = questions_until(tender), note_terms(tender).latest
    if waiting:
        return StageState.FINDINGS if latest and clock.today() > latest else StageState.BUSY
    return StageState.DONE if until and clock.now() > until else StageState.BUSY


def _tenders(user: Any) -> Any:
    """The published tenders of this person with questions that wait, counted in one query."""
    open_ones = Q(questions__state__in=UNANSWERED)
    mine = open_ones & Q(questions__assigned_to=user)
    offered = Q(questions__state=QuestionState.OFFERED) & ~Q(questions__answered_by=user)
    returned = Q(questions__state=QuestionState.RETURNED) & Q(questions__answered_by=user)
    counts = {
        "unassigned": Count("questions", filter=open_ones & Q(questions__assigned_to=None), distinct=True),
        "mine": Count("questions", filter=mine, distinct=True),
        "mine_due": Min("questions__due_on", filter=mine),
        "offered": Count("questions", filter=offered, distinct=True),
        "returned": Count("questions", filter=returned, distinct=True),
    }
    rows = Tender.objects.filter(state=TenderState.PUBLISHED).with_in_team(user).annotate(**counts)
    return rows.filter(Q(unassigned__gt=0) | Q(mine__gt=0) | Q(offered__gt=0)).prefetch_related("planning")


def _items(user: Any, tender: Any) -> list[WorkItem]:
    due = note_terms(tender).advised
    found = []
    if tender.returned:
        found.append(_item(tender, _("Pas een teruggestuurd antwoord aan"), "?stand=returned", tender.mine_due or due))
    if tender.mine:
        found.append(_item(tender, _("Beantwoord de vragen die u kreeg"), "?wie=mij", tender.mine_due or due))
    if tender.unassigned and user.has_perm("tenders.register_question", tender):
        found.append(_item(tender, _("Beantwoord vragen van inschrijvers"), "", due))
    if tender.offered:
        found.append(_item(tender, _("Keur antwoorden goed"), "?stand=offered", due))
    return found


def _item(tender: Tender, title: str, query: str, due: date | None) -> WorkItem:
    url = reverse("tenders:clarifications", args=[tender.pk]) + query
    return WorkItem(title, url, _("Vragen"), tender.title, due)
