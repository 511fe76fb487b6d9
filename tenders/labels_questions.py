"""Dutch wording of questions: their states, how they are handled, and what betrays an asker."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text
from tenders.domain.anonymity import LeakKind
from tenders.domain.question_import import Field, RowFault
from tenders.domain.questions import Handling, QuestionState
from tenders.labels import choices_of

QUESTION_STATE_LABELS: Mapping[QuestionState, Text] = {
    QuestionState.OPEN: _("nog te beantwoorden"),
    QuestionState.DRAFT: _("antwoord in concept"),
    QuestionState.RETURNED: _("terug om aan te passen"),
    QuestionState.OFFERED: _("wacht op goedkeuring"),
    QuestionState.APPROVED: _("klaar voor de nota"),
    QuestionState.SENT: _("beantwoord"),
    QuestionState.MERGED: _("samengevoegd"),
    QuestionState.WITHDRAWN: _("ingetrokken"),
}
# State -> look of its badge.
QUESTION_BADGES: Mapping[QuestionState, str] = {
    QuestionState.OPEN: "empty",
    QuestionState.DRAFT: "busy",
    QuestionState.RETURNED: "warning",
    QuestionState.OFFERED: "waiting",
    QuestionState.APPROVED: "done",
    QuestionState.SENT: "closed",
    QuestionState.MERGED: "closed",
    QuestionState.WITHDRAWN: "closed",
}
HANDLING_LABELS: Mapping[Handling, Text] = {
    Handling.GENERAL: _("beantwoorden voor iedereen"),
    Handling.INDIVIDUAL: _("alleen beantwoorden aan de vrager"),
    Handling.UNDECIDED: _("nog te besluiten"),
}
LEAK_LABELS: Mapping[LeakKind, Text] = {
    LeakKind.COMPANY: _("naam van een onderneming"),
    LeakKind.PERSON: _("naam van een persoon"),
    LeakKind.PRODUCT: _("merk of product"),
    LeakKind.REGISTER: _("KvK-nummer"),
    LeakKind.MAIL: _("e-mailadres of website"),
    LeakKind.PHONE: _("telefoonnummer"),
    LeakKind.POSITION: _("wijst naar de vrager"),
}
FIELD_LABELS: Mapping[Field, Text] = {
    Field.NUMBER: _("nummer"),
    Field.ASKED_ON: _("datum, of datum en tijd"),
    Field.ASKED_TIME: _("tijd"),
    Field.PART: _("document of onderwerp"),
    Field.PARAGRAPH: _("paragraaf of eis"),
    Field.PAGE: _("pagina"),
    Field.QUESTION: _("vraag"),
    Field.BACKGROUND: _("achtergrond van de vrager"),
    Field.COMPANY: _("wie vroeg"),
    Field.CONFIDENTIAL: _("vertrouwelijk (ja of nee)"),
    Field.REASON: _("reden van vertrouwelijkheid"),
}
ROW_FAULTS: Mapping[str, Text] = {
    "column_missing": _("Wijs de kolom “%(field)s” aan."),
    "question_missing": _("Hier staat geen vraag."),
    "moment_missing": _("Hier staat niet wanneer de vraag is gesteld."),
    "not_a_moment": _("“%(text)s” is geen datum die Kring herkent, zoals 8-2-2027 09:12."),
    "in_future": _("“%(text)s” ligt in de toekomst."),
    "before_notice": _("“%(text)s” ligt vóór de aankondiging."),
    "too_long": _("De kolom “%(field)s” is langer dan %(text)s tekens."),
    "number_twice": _("Nummer %(text)s staat twee keer in dit bestand."),
    "not_yes_or_no": _("“%(text)s” is geen ja of nee."),
}
TABLE_ERRORS: Mapping[str, Text] = {
    "no_rows": _("In dit bestand staan geen regels."),
    "too_many_rows": _("Dit bestand telt te veel regels. Splits het."),
    "not_text": _("Dit bestand is geen tekst die Kring kan lezen. Bewaar het als CSV in UTF-8, of als xlsx."),
}


def row_fault_message(fault: RowFault) -> str:
    """Return what is wrong with a row of an export, in the active language."""
    field = str(FIELD_LABELS[fault.field]) if fault.field else ""
    return str(ROW_FAULTS[fault.code]) % {"text": fault.text, "field": field}


def question_state_choices() -> list[tuple[str, Text]]:
    """Choices for the state of a question."""
    return choices_of(QUESTION_STATE_LABELS)


def handling_choices() -> list[tuple[str, Text]]:
    """Choices for how a confidential question is handled."""
    return choices_of(HANDLING_LABELS)
