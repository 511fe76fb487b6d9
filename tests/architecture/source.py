"""The source of Kring as the house rules look at it: every file once, parsed once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("procurement", "tenders", "criteria", "contracts")
CODE = sorted(
    path
    for package in (*APPS, "tests", "scripts")
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)
APP_CODE = [path for path in CODE if path.relative_to(ROOT).parts[0] in APPS]
MIGRATIONS = sorted(path for app in APPS for path in (ROOT / app).rglob("migrations/0*.py"))
TESTS = [path for path in CODE if path.name.startswith("test_")]


def place(path: Path, node: ast.AST | None = None) -> str:
    """Where something stands: the path from the top, and the line."""
    line = f":{node.lineno}" if node is not None and hasattr(node, "lineno") else ""
    return f"{path.relative_to(ROOT)}{line}"


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def within(layer: str) -> list[Path]:
    """Files of this layer in all apps: ``services/x.py`` or ``services.py``."""
    return [path for path in APP_CODE if layer in path.parts or path.stem == layer]


def dotted(node: ast.AST) -> str:
    """``a.b.c`` of a name or attribute; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """Every call below the node."""
    return (found for found in ast.walk(node) if isinstance(found, ast.Call))


def imported(path: Path) -> set[str]:
    """Names of all modules that the file imports, and of what it takes from them."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found
