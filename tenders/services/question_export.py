"""Stage 7: the questions and answers as a sheet: what is printed in a note, and nothing that leads to who asked."""

from decimal import Decimal

from django.utils.translation import gettext as _

from procurement.core.spreadsheets import SheetToWrite, write_sheets
from tenders.domain.questions import Handling, QuestionState
from tenders.labels_questions import QUESTION_STATE_LABELS
from tenders.models import Question, Tender

LEFT_OUT = frozenset({QuestionState.WITHDRAWN})


def sheet(tender: Tender) -> bytes:
    """Return the general questions of the tender, by number, as xlsx; without the asker and without any moment.

    A wording that nobody has made anonymous yet is left out, and so are questions for their asker alone.
    """
    rows = tender.questions.filter(handling=Handling.GENERAL, number__isnull=False).exclude(state__in=LEFT_OUT)
    headings = [_("Nummer"), _("Document en paragraaf"), _("Vraag"), _("Antwoord"), _("Stand"), _("Nota")]
    found = rows.select_related("note", "duplicate_of").order_by("number")
    return write_sheets([SheetToWrite(_("Vragen"), headings, [_row(row) for row in found])])


def _row(question: Question) -> list[str | Decimal]:
    hidden = _("nog niet anoniem")
    state = str(QUESTION_STATE_LABELS[QuestionState(question.state)])
    if question.duplicate_of:
        state = _("samen met vraag %(number)s") % {"number": question.duplicate_of.number}
    return [
        Decimal(question.number or 0),
        question.document_part if question.is_anonymous else hidden,
        question.text if question.is_anonymous else hidden,
        question.answer if question.state == QuestionState.SENT else "",
        state,
        str(question.note.number) if question.note else "",
    ]
