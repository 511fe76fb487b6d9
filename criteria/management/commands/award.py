"""``manage.py award CASE.json``: recompute awards from their files; needs no database, broker or key.

Only ``--from-tender`` reads the database: it writes the case of a tender whose prices are open.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from criteria.domain import award
from criteria.domain.refusals import EvaluationError
from criteria.services.computation import case_of_tender

EXIT_FAULTS = 2


class Command(BaseCommand):
    """Print the award-result/1 of each award-case/1; exit status 2 when a case was refused."""

    help = (
        "Print one JSON line with the result of each award case, in the order given. A case that breaks the "
        "format is refused: one line a fault on standard error, with the JSON pointer of the value at fault."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("cases", metavar="CASE.json", nargs="*", help="a file in the format award-case/1")
        parser.add_argument("--from-tender", metavar="ID", type=int, help="print the award case of this tender")
        parser.add_argument("--analyse", action="store_true", help="add the object analysis to each result")

    def handle(
        self, *args: Any, cases: list[str], analyse: bool, from_tender: int | None = None, **options: Any
    ) -> None:
        if from_tender is not None:
            self._print_case(from_tender)
        elif not cases:
            raise CommandError("give a CASE.json, or --from-tender ID")
        refused = False
        for name in cases:
            try:
                result = award.evaluate_text(_read(name), analyse=analyse)
            except award.CaseRefused as refusal:
                refused = True
                for fault in refusal.faults:
                    self.stderr.write(_one_line(f"{name} {fault}"), style_func=str)
            else:
                self.stdout.write(json.dumps(result))
        if refused:
            raise SystemExit(EXIT_FAULTS)

    def _print_case(self, tender_id: int) -> None:
        try:
            case = case_of_tender(tender_id)
        except EvaluationError as refusal:
            raise CommandError(f"no case of tender {tender_id}: {refusal.code}") from None
        except DatabaseError as error:
            raise CommandError(f"the database cannot be read: {type(error).__name__}") from None
        self.stdout.write(json.dumps(case, ensure_ascii=False, indent=1))


def _read(name: str) -> bytes:
    """Not more than shows that the file is too large: it may be a device without end."""
    try:
        with Path(name).open("rb") as file:
            return file.read(award.MAX_BYTES + 1)
    except OSError as error:
        raise award.CaseRefused([award.Fault("", f"cannot be read: {error.strerror}")]) from None


def _one_line(text: str) -> str:
    """Names and keys come from outside: a line break in one must not look like another fault."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
