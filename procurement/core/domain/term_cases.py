"""A file of term cases, as developers and auditors feed it to ``manage.py terms``: reading it and answering it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from procurement.core.domain.term_table import TermKind, TermProcedure, TermStep
from procurement.core.domain.terms import (
    TermError,
    TermOptions,
    end_date,
    latest_sending,
    lookup,
    quarter_end,
    safe_date,
)
from procurement.core.domain.workdays import NATIONAL, WorkdayCalendar

P = TermProcedure
S = TermStep

PROCEDURE_NAMES: Mapping[str, TermProcedure] = {
    "openbaar": P.OPEN,
    "niet-openbaar": P.RESTRICTED,
    "mededingingsprocedure met onderhandeling": P.COMPETITIVE_NEGOTIATION,
    "concurrentiegerichte dialoog": P.COMPETITIVE_DIALOGUE,
    "innovatiepartnerschap": P.INNOVATION_PARTNERSHIP,
    "onderhandeling zonder aankondiging": P.NEGOTIATED_WITHOUT_NOTICE,
    "onderhandelingsprocedure zonder aankondiging": P.NEGOTIATED_WITHOUT_NOTICE,
    "prijsvraag": P.DESIGN_CONTEST,
    "sociale en andere specifieke diensten": P.SOCIAL_SERVICES,
    "dynamisch aankoopsysteem": P.DYNAMIC_PURCHASING,
    "raamovereenkomst, nadere opdracht": P.FRAMEWORK_CALL_OFF,
    "nadere opdracht": P.FRAMEWORK_CALL_OFF,
    "concessie": P.CONCESSION,
    "nationaal openbaar": P.NATIONAL_OPEN,
    "nationaal niet-openbaar": P.NATIONAL_RESTRICTED,
    "meervoudig onderhands": P.QUOTE,
    "enkelvoudig onderhands": P.SINGLE_QUOTE,
    "sbir": P.SBIR,
    "contract": P.CONTRACT,
}

STEP_NAMES: Mapping[str, TermStep] = {
    "sluiting inschrijvingen": S.BIDS_CLOSING,
    "sluiting offertes": S.BIDS_CLOSING,
    "sluiting inschrijving specifieke opdracht": S.BIDS_CLOSING,
    "sluiting eerste inschrijvingen": S.FIRST_BIDS_CLOSING,
    "sluiting verzoeken tot deelneming": S.REQUESTS_CLOSING,
    "sluiting verzoeken tot toelating": S.REQUESTS_CLOSING,
    "laatste nota van inlichtingen": S.LAST_CLARIFICATION,
    "kort verlengde sluiting na late nota van inlichtingen": S.EXTENDED_CLOSING,
    "einde standstill": S.STANDSTILL_END,
    "einde standstill bij verzending op verschillende dagen": S.STANDSTILL_END,
    "einde standstill na vrijwillige transparantie": S.VEAT_STANDSTILL_END,
    "aankondiging gegunde opdracht": S.AWARD_NOTICE,
    "gebundelde aankondiging gegunde opdrachten": S.BUNDLED_AWARD_NOTICE,
    "vroegste aankondiging na vooraankondiging": S.EARLIEST_NOTICE_AFTER_PRIOR,
    "laatste aankondiging na vooraankondiging": S.LATEST_NOTICE_AFTER_PRIOR,
    "vordering vernietiging na aankondiging gegunde opdracht": S.ANNULMENT_CLAIM,
    "vordering vernietiging zonder aankondiging gegunde opdracht": S.ANNULMENT_CLAIM_UNANNOUNCED,
    "beoordelen later verzoek tot toelating": S.ADMISSION_DECISION,
    "oudste toegestane gedragsverklaring aanbesteden": S.OLDEST_CONDUCT_STATEMENT,
    "oudste toegestane uittreksel handelsregister": S.OLDEST_TRADE_REGISTER,
    "oudste toegestane verklaring belastingdienst": S.OLDEST_TAX_STATEMENT,
    "inschrijving alsnog na hash bij storing": S.BID_AFTER_HASH,
    "redenen op verzoek": S.REASONS_ON_REQUEST,
    "voortgang op verzoek": S.PROGRESS_ON_REQUEST,
    "vroegste start elektronische veiling": S.AUCTION_START,
    "einde bewaartermijn": S.RETENTION_END,
    "einde gestanddoening": S.BID_VALIDITY_END,
    "proces-verbaal van opening": S.OPENING_RECORD,
    "herstel uniform europees aanbestedingsdocument": S.DECLARATION_REPAIR,
    "bezwaar afgewezen gegadigde": S.REJECTION_OBJECTION,
    "wettelijke uiterste betaaldag": S.PAYMENT,
}

_SWITCHES = (
    "electronic_submission",
    "free_electronic_documents",
    "prior_information_notice",
    "urgency",
    "works",
    "reasoned_extension",
)
_START_OPTIONS = ("closing_date", "sent_dates", "bundle_per_quarter")


class CaseError(ValueError):
    """A case cannot be answered; ``code`` names the fault, ``params`` fill its message."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code} {params}")
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class Answer:
    """The dates of one case; None where the law gives no number or the term knows no safe date."""

    id: str
    end_date: date | None
    safe_date: date | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why one case, or the whole file, cannot be answered; ``where`` is a case id, a position or empty."""

    where: str
    code: str
    params: Mapping[str, object]


def answer_file(content: object, *, calendar: WorkdayCalendar = NATIONAL) -> list[Answer | Fault]:
    """Return an answer or a fault for each case of a parsed file, in its order.

    content: {"cases": [...]}, or the list of cases itself.
    """
    cases = content.get("cases") if isinstance(content, dict) else content
    if not isinstance(cases, list):
        return [Fault("", "no_cases", {})]
    seen: set[str] = set()
    outcomes: list[Answer | Fault] = []
    for position, case in enumerate(cases, start=1):
        where = _name(case, position)
        try:
            answer = answer_case(case, calendar=calendar)
            if answer.id in seen:
                raise CaseError("id_twice")
            seen.add(answer.id)
            outcomes.append(answer)
        except (CaseError, TermError) as error:
            outcomes.append(Fault(where, error.code, error.params))
        except OverflowError:
            outcomes.append(Fault(where, "out_of_range", {}))
    return outcomes


def answer_case(case: object, *, calendar: WorkdayCalendar = NATIONAL) -> Answer:
    """Return the dates of one case: arithmetic when it has ``days`` and ``kind``, else looked up in the table.

    Raises:
        CaseError: a field is missing or of the wrong type.
        TermError: the table knows no such term, or the dates run out of the calendar.
    """
    if not isinstance(case, dict):
        raise CaseError("not_an_object")
    case_id = case.get("id")
    if not isinstance(case_id, str) or not case_id.strip():
        raise CaseError("missing", field="id")
    start = _date(case.get("start_date"), "start_date")
    if case.get("kind") is None and case.get("days") is None:
        start, days, kind = _looked_up(case, start)
    else:
        days, kind = _given(case)
    return Answer(
        id=case_id,
        end_date=end_date(start, days, kind, calendar=calendar),
        safe_date=safe_date(start, days, kind, calendar=calendar),
    )


def _given(case: dict[str, Any]) -> tuple[int | None, TermKind]:
    kind, days = case.get("kind"), case.get("days")
    if not isinstance(kind, str) or kind not in set(TermKind):
        raise CaseError("unknown_kind", kind=kind, known=[known.value for known in TermKind])
    if TermKind(kind) is TermKind.NONE:
        return None, TermKind.NONE
    if not isinstance(days, int) or isinstance(days, bool):
        raise CaseError("not_a_whole_number", field="days")
    return days, TermKind(kind)


def _looked_up(case: dict[str, Any], start: date) -> tuple[date, int | None, TermKind]:
    procedure = _known(case, "procedure", PROCEDURE_NAMES)
    step = _known(case, "step", STEP_NAMES)
    options = case.get("options", {})
    if not isinstance(options, dict):
        raise CaseError("not_an_object_field", field="options")
    unknown = sorted(set(options) - {*_SWITCHES, *_START_OPTIONS})
    if unknown:
        raise CaseError("unknown_option", option=unknown[0], known=[*_SWITCHES, *_START_OPTIONS])
    for name in (*_SWITCHES, "bundle_per_quarter"):
        if not isinstance(options.get(name, False), bool):
            raise CaseError("not_true_or_false", field=f"options.{name}")
    if options.get("bundle_per_quarter") and step == S.AWARD_NOTICE:
        step = S.BUNDLED_AWARD_NOTICE
    start = _start(start, step, options)
    switches = {name: options[name] for name in _SWITCHES if name in options}
    term = lookup(procedure, step, TermOptions(**switches), on=start)
    return start, term.days, term.kind


def _start(start: date, step: str, options: dict[str, Any]) -> date:
    """Return the day from which the term runs: the last letter, the end of the quarter, the closing date."""
    if "sent_dates" in options and step == S.STANDSTILL_END:
        sent = options["sent_dates"]
        if not isinstance(sent, list) or not sent:
            raise CaseError("not_a_list", field="options.sent_dates")
        return latest_sending([start, *(_date(day, "options.sent_dates") for day in sent)])
    if step == S.BUNDLED_AWARD_NOTICE:
        return quarter_end(start)
    if "closing_date" in options:
        closing = _date(options["closing_date"], "options.closing_date")
        if step == S.LAST_CLARIFICATION and closing != start:
            raise CaseError("closing_differs", closing=closing, start=start)
    return start


def _known(case: dict[str, Any], field: str, names: Mapping[str, TermProcedure] | Mapping[str, TermStep]) -> str:
    value = case.get(field)
    if value is None:
        raise CaseError("missing", field=field)
    if not isinstance(value, str):
        raise CaseError("not_text", field=field)
    name = " ".join(value.split()).lower()
    if name in names:
        return names[name].value
    if name in {known.value for known in names.values()}:
        return name
    raise CaseError(f"unknown_{field}", value=value)


def _date(value: object, field: str) -> date:
    if value is None:
        raise CaseError("missing", field=field)
    # fromisoformat takes week dates and basic notation as well; the file has one notation.
    if isinstance(value, str) and len(value) == 10 and value.isascii() and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise CaseError("not_a_date", field=field)


def _name(case: object, position: int) -> str:
    case_id = case.get("id") if isinstance(case, dict) else None
    return case_id if isinstance(case_id, str) and case_id.strip() else f"case {position}"
