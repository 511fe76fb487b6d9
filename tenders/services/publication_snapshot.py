"""What stages 6 and 7 put into a publication: motivations and sent clarification notes, without a name of anybody."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import override

from procurement.core.domain.rule_table import Severity
from tenders.models import ClarificationNote, FindingDecision, Tender
from tenders.services import compliance
from tenders.services.amendments import place_of, shown_value
from tenders.services.findings import message_of


def motivation_parts(tender_ids: Sequence[int]) -> dict[int, list[dict[str, str]]]:
    """Return per tender what was explained about findings of severity MOTIVATE; who explained it stays inside."""
    texts = {
        (row.tender_id, row.key): row
        for row in FindingDecision.objects.filter(tender_id__in=tender_ids, is_current=True)
    }
    languages = dict(Tender.objects.filter(pk__in=tender_ids).values_list("pk", "language"))
    found: dict[int, list[dict[str, str]]] = {}
    for pk, findings in compliance.findings_of(tender_ids).items():
        with override(languages[pk]):
            found[pk] = [
                {"rule": one.rule_id, "source": one.source, "message": message_of(one), "text": texts[pk, one.key].text}
                for one in findings
                if one.severity is Severity.MOTIVATE
                and (pk, one.key) in texts
                and texts[pk, one.key].fingerprint == one.fingerprint
            ]
    return found


def clarification_parts(tender_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Return per tender the notes that were sent: questions and answers without the asker, and amendments."""
    found: dict[int, list[dict[str, Any]]] = {pk: [] for pk in tender_ids}
    notes = ClarificationNote.objects.filter(tender_id__in=tender_ids, sent_at__isnull=False).select_related("tender")
    for note in notes.prefetch_related("questions__duplicates", "amendments__question").order_by("number"):
        with override(note.tender.language):
            found[note.tender_id].append(note_part(note))
    return found


def note_part(note: ClarificationNote) -> dict[str, Any]:
    """Return one note as plain JSON; nothing in it leads to who asked, nor to the moment of asking.

    also: the numbers of other questions that the same answer answers.
    """
    return {
        "number": note.number,
        "questions": [
            {
                "number": question.number,
                "also": sorted(same.number for same in question.duplicates.all() if same.number),
                "document_part": question.document_part,
                "text": question.text,
                "answer": question.answer,
            }
            for question in sorted(note.questions.all(), key=lambda question: question.number or 0)
        ],
        "amendments": [
            {
                "part": row.part,
                "item": row.item,
                "field": row.field,
                "place": place_of(row.part, row.item, row.field),
                "old": row.old,
                "new": row.new,
                "old_text": shown_value(row.part, row.field, row.old),
                "new_text": shown_value(row.part, row.field, row.new),
                "reason": row.reason,
                "question": row.question.number if row.question else None,
            }
            for row in note.amendments.all()
        ],
    }
