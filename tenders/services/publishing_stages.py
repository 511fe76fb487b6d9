"""How far stages 6 (review and publication) and 7 (clarifications) are, and what waits for a person there."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.core import clock
from procurement.core.extension_points import WorkItem
from procurement.core.models import ActState, SignedAct
from tenders.domain.lifecycle import EDITABLE, TenderState
from tenders.domain.vocabulary import StageState
from tenders.models import Tender
from tenders.services import findings
from tenders.services.clarifications import note_terms, questions_until
from tenders.services.publication import KIND


def review_states(tender_ids: Sequence[int]) -> dict[int, StageState]:
    """Return the state of stage 6: done once published; findings while any stands in the way of that."""
    rows = Tender.objects.filter(pk__in=tender_ids).annotate(published=Count("publications"))
    tenders = {row.pk: row for row in rows}
    rest = findings.open_of([pk for pk, row in tenders.items() if row.state in EDITABLE])
    return {pk: _review_state(row, bool(rest.get(pk))) for pk, row in tenders.items()}


def clarification_states(tender_ids: Sequence[int]) -> dict[int, StageState]:
    """Return the state of stage 7: done when no question waits and none can come in time any more."""
    waiting = Count("questions", filter=Q(questions__note=None))
    rows = Tender.objects.filter(pk__in=tender_ids).annotate(waiting=waiting).prefetch_related("planning")
    return {row.pk: _clarification_state(row, row.waiting) for row in rows}


def work_of(user: Any) -> list[WorkItem]:
    """Return what waits for this person: a second signature, questions without an answer, answers to approve."""
    return [*_signatures(user), *_questions(user)]


def _review_state(tender: Any, has_open: bool) -> StageState:
    if tender.published:
        return StageState.DONE
    if tender.state not in EDITABLE or not (tender.procedure or tender.estimated_value_eur):
        return StageState.EMPTY
    return StageState.FINDINGS if has_open else StageState.BUSY


def _clarification_state(tender: Tender, waiting: int) -> StageState:
    if tender.state in EDITABLE or tender.notice_sent_at is None:
        return StageState.EMPTY
    if tender.state != TenderState.PUBLISHED:
        return StageState.FINDINGS if waiting else StageState.DONE
    until, latest = questions_until(tender), note_terms(tender).latest
    if waiting:
        return StageState.FINDINGS if latest and clock.today() > latest else StageState.BUSY
    return StageState.DONE if until and clock.now() > until else StageState.BUSY


def _signatures(user: Any) -> list[WorkItem]:
    acts = SignedAct.objects.filter(kind=KIND, state=ActState.PENDING).exclude(signatures__person=user)
    ids = [int(pk) for pk in acts.values_list("target_id", flat=True)]
    tenders = Tender.objects.filter(pk__in=ids, state=TenderState.REVIEW).visible_to(user)
    return [
        WorkItem(
            title=_("Publiceer als tweede persoon"),
            url=reverse("tenders:publish", args=[tender.pk]),
            group=_("Tekenen"),
            subject=tender.title,
        )
        for tender in tenders
        if user.has_perm("tenders.publish_tender", tender)
    ]


def _questions(user: Any) -> list[WorkItem]:
    open_ones = Q(questions__note=None)
    unanswered = Count("questions", filter=open_ones & Q(questions__answer=""), distinct=True)
    unapproved = Count(
        "questions",
        filter=open_ones & ~Q(questions__answer="") & Q(questions__approved_by=None) & ~Q(questions__answered_by=user),
        distinct=True,
    )
    tenders = (
        Tender.objects.filter(state=TenderState.PUBLISHED)
        .with_in_team(user)
        .annotate(unanswered=unanswered, unapproved=unapproved)
        .filter(Q(unanswered__gt=0) | Q(unapproved__gt=0))
        .prefetch_related("planning")
    )
    items = []
    for tender in tenders:
        due = note_terms(tender).advised
        url = reverse("tenders:clarifications", args=[tender.pk])
        if tender.unanswered:
            items.append(WorkItem(_("Beantwoord vragen van inschrijvers"), url, _("Vragen"), tender.title, due))
        if tender.unapproved:
            items.append(WorkItem(_("Keur antwoorden goed"), url, _("Vragen"), tender.title, due))
    return items
