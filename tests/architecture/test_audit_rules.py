"""House rules of the audit trail: each action has its words, and is recorded last."""

import ast
from collections.abc import Iterator
from pathlib import Path

from procurement.core.actions import ACTIONS
from tests.architecture.source import APP_CODE, calls, dotted, place, tree

RECORDERS = {"audit.record", "record"}


def recordings(path: Path) -> Iterator[ast.Call]:
    """Calls that append to the audit trail."""
    return (call for call in calls(tree(path)) if dotted(call.func) in RECORDERS and "services" in path.parts)


def actions_of(call: ast.Call) -> list[str]:
    """The actions a call may record, where they stand in the call itself."""
    first = call.args[0]
    options = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    return [option.value for option in options if isinstance(option, ast.Constant)]


def test_what_is_recorded_has_words() -> None:
    recorded = [(path, call) for path in APP_CODE for call in recordings(path)]
    unknown = [place(path, call) for path, call in recorded if not set(actions_of(call)) <= set(ACTIONS)]

    assert len(recorded) > 10
    assert unknown == []


def test_an_action_is_a_noun_and_a_verb() -> None:
    assert [action for action in ACTIONS if action.count(".") != 1] == []


def test_recording_is_the_last_thing_a_service_does() -> None:
    early = []
    for path in APP_CODE:
        recorded = set(recordings(path))
        for block in blocks(tree(path)):
            for number, statement in enumerate(block):
                after = [found for found in block[number + 1 :] if not isinstance(found, ast.Return)]
                if isinstance(statement, ast.Expr) and statement.value in recorded and after:
                    early.append(place(path, statement))
    assert early == []


def blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """Every list of statements below the node."""
    for inner in ast.walk(node):
        for part in ("body", "orelse", "finalbody"):
            found = getattr(inner, part, None)
            if isinstance(found, list):
                yield found
