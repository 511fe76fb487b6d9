"""Print the catalogue of compliance rules of all apps, for a lawyer to review."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tenders.extension_points import RULE_TABLES

COLUMNS = ("id", "phase", "scope", "severity", "certainty", "source", "condition")


class Command(BaseCommand):
    """id, phase, scope, severity, condition, source and certainty of every rule, by id."""

    help = "Print the compliance rules of all apps: id, phase, scope, severity, condition, source, certainty."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON list instead of a table")

    def handle(self, *_args: Any, **options: Any) -> None:
        rules = [rule | {"app": app} for app, table in RULE_TABLES.items() for rule in table.catalogue()]
        rules.sort(key=lambda rule: str(rule["id"]))
        if options["json"]:
            self.stdout.write(json.dumps(rules, ensure_ascii=False, indent=2))
            return
        rows = [[_shown(rule, column) for column in COLUMNS] for rule in rules]
        widths = [max(len(row[place]) for row in [list(COLUMNS), *rows]) for place in range(len(COLUMNS))]
        for row in [list(COLUMNS), *rows]:
            self.stdout.write("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
        self.stdout.write(f"\n{len(rules)} rules")


def _shown(rule: dict[str, Any], column: str) -> str:
    if column == "scope":
        return ", ".join(rule["scope"])
    if column == "severity":
        softer = ", ".join(f"{code}: {soft}" for code, soft in rule["softer"].items())
        return f"{rule['runs_as']} ({softer})" if softer else str(rule["runs_as"])
    return str(rule[column])
