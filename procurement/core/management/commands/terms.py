"""``manage.py terms FILE.json``: the dates of a file of term cases, one JSON line each."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from procurement.core.domain.term_cases import Answer, Fault, answer_file

EXIT_FAULTS = 2

MESSAGES = {
    "no_cases": 'there is no list "cases"',
    "not_an_object": "a case must be a JSON object",
    "missing": "{field} is missing",
    "not_text": "{field} must be text",
    "not_a_date": "{field} must be a date such as 2027-01-12",
    "not_a_list": "{field} must be a list of dates, not empty",
    "not_a_whole_number": "{field} must be a whole number",
    "not_an_object_field": "{field} must be a JSON object",
    "not_true_or_false": "{field} must be true or false",
    "unknown_kind": "kind must be one of {known}",
    "unknown_option": "option {option!r} is not one of {known}",
    "unknown_procedure": "procedure {value!r} is not known",
    "unknown_step": "step {value!r} is not known",
    "closing_differs": "options.closing_date {closing} is not start_date {start}, from which is counted back",
    "id_twice": "the id stands twice in this file",
    "no_term": "the table has no term for step {step} of procedure {procedure}",
    "not_in_force": "the table has no term for step {step} of procedure {procedure} on {on}",
    "needs_option": "the term for step {step} of procedure {procedure} depends on options.{option}",
    "bad_days": "days {days} does not fit kind {kind}",
    "out_of_range": "the dates run out of the calendar",
}


class Command(BaseCommand):
    """Print {"id", "end_date", "safe_date"} for each case; exit status 2 when a case cannot be answered."""

    help = (
        "Print one JSON line with id, end_date and safe_date for each case of FILE. "
        "A case with days and kind is arithmetic; one without is looked up in the table of statutory terms."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a JSON file with a list of cases")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            content = json.loads(Path(file).read_bytes().decode("utf-8-sig"))
        except OSError as error:
            self._fail(f"{file}: cannot be read: {error.strerror}")
        except (ValueError, RecursionError) as error:
            self._fail(f"{file}: is not valid JSON in UTF-8: {error}")
        outcomes = answer_file(content)
        answers = [_json_line(outcome) for outcome in outcomes if isinstance(outcome, Answer)]
        faults = [_sentence(outcome) for outcome in outcomes if isinstance(outcome, Fault)]
        if answers:
            self.stdout.write("\n".join(answers))
        for fault in faults:
            self.stderr.write(_one_line(f"{file}: {fault}"))
        if faults:
            raise SystemExit(EXIT_FAULTS)

    def _fail(self, message: str) -> None:
        self.stderr.write(_one_line(message))
        raise SystemExit(EXIT_FAULTS)


def _json_line(answer: Answer) -> str:
    dates = {"end_date": answer.end_date, "safe_date": answer.safe_date}
    shown = {name: day.isoformat() if day else None for name, day in dates.items()}
    return json.dumps({"id": answer.id, **shown})


def _sentence(fault: Fault) -> str:
    params = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value for name, value in fault.params.items()
    }
    message = MESSAGES[fault.code].format(**params)
    return f"{fault.where}: {message}" if fault.where else message


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
