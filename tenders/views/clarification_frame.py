"""What every page of stage 7 shows around its content."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.core.http import Request
from tenders.domain.lifecycle import EDITABLE
from tenders.models import ClarificationNote, Tender
from tenders.querysets import QuestionQuerySet
from tenders.services.note_terms import note_terms, questions_until
from tenders.workspace import frame

STAGE = "clarifications"


def stage_context(request: Request, tender: Tender, current: str) -> dict[str, Any]:
    """The legal date of the note, what this person may do, and why nothing can be asked (any more)."""
    return {
        **frame(request, tender, STAGE),
        "terms": note_terms(tender),
        "questions_until": questions_until(tender),
        "not_yet": tender.state in EDITABLE,
        "may_register": request.user.has_perm("tenders.register_question", tender),
        "may_answer": request.user.has_perm("tenders.answer_question", tender),
        "may_send": request.user.has_perm("tenders.send_note", tender),
        "tabs": _tabs(request, tender, current),
    }


def known_questions(request: Request, tender: Tender) -> QuestionQuerySet:
    """The questions of the tender that this person may know of."""
    drafts = request.user.has_perm("tenders.see_asker", tender)
    return tender.questions.all().open_to(request.user, drafts=drafts)


def _tabs(request: Request, tender: Tender, current: str) -> list[dict[str, Any]]:
    notes = ClarificationNote.objects.filter(tender=tender)
    counts = notes.aggregate(changes=Count("amendments", filter=Q(sent_at=None)))
    pages = [
        ("clarifications", _("Vragen"), known_questions(request, tender).waiting().count()),
        ("amendments", _("Wijzigingen"), counts["changes"]),
        ("notes", _("Nota's"), 0),
    ]
    if request.user.has_perm("tenders.see_asker", tender):
        pages.append(("invited", _("Ondernemingen"), 0))
    return [
        {
            "label": label,
            "url": reverse(f"tenders:{name}", args=[tender.pk]),
            "current": name == current,
            "count": count,
        }
        for name, label, count in pages
    ]
