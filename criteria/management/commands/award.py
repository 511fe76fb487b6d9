"""``manage.py award CASE.json``: recompute awards from their files; needs no database, broker or key."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from criteria.domain import award

EXIT_FAULTS = 2


class Command(BaseCommand):
    """Print the award-result/1 of each award-case/1; exit status 2 when a case was refused."""

    help = (
        "Print one JSON line with the result of each award case, in the order given. A case that breaks the "
        "format is refused: one line a fault on standard error, with the JSON pointer of the value at fault."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("cases", metavar="CASE.json", nargs="+", help="a file in the format award-case/1")
        parser.add_argument("--analyse", action="store_true", help="add the object analysis to each result")

    def handle(self, *args: Any, cases: list[str], analyse: bool, **options: Any) -> None:
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
