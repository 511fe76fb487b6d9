"""``manage.py list_rules``: the catalogue of every app, for a lawyer."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command

SOURCES = Path(__file__).parents[2] / "docs" / "sources.md"


def listed(*args):
    out = StringIO()
    call_command("list_rules", *args, stdout=out)
    return out.getvalue()


def test_the_catalogue_holds_every_rule_once_with_its_source():
    rules = json.loads(listed("--json"))

    ids = [rule["id"] for rule in rules]
    assert sorted(set(ids)) == ids
    assert {"VAL-01", "TERM-18", "DOC-10", "CT-11", "CRIT-03"} <= set(ids)
    assert all(rule["source"] and rule["condition"] and rule["certainty"] in "VSRM" for rule in rules)


def test_a_rule_from_memory_is_listed_as_a_warning():
    assert all(rule["runs_as"] != "block" for rule in json.loads(listed("--json")) if rule["certainty"] == "M")


def test_the_table_is_readable_and_counts():
    text = listed()

    assert text.splitlines()[0].split()[:4] == ["id", "phase", "scope", "severity"]
    assert text.rstrip().endswith("rules")


def test_every_rule_stands_in_the_list_of_sources():
    known = SOURCES.read_text(encoding="utf-8")

    assert [rule["id"] for rule in json.loads(listed("--json")) if rule["id"] not in known] == []
