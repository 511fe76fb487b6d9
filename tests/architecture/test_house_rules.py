"""House rules of the Python code. Each rule is one test, that lists every place where it is broken."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import (
    APP_CODE,
    CODE,
    MIGRATIONS,
    ROOT,
    TESTS,
    calls,
    dotted,
    imported,
    place,
    tree,
    within,
)

# Modules whose name does not say what is in them.
VAGUE = {"utils", "helpers", "common", "misc", "manager", "data", "info"}
# The only reader of the clock of the machine.
CLOCK = ROOT / "procurement" / "core" / "clock.py"
TELLS_TIME = ("timezone.now", "datetime.now", "datetime.today", "datetime.utcnow", "date.today", "timezone.localdate")
FORBIDDEN_IMPORTS = (
    "django.views.generic",
    "django.db.models.signals",
    "django.dispatch",
    "django.contrib.contenttypes.fields",
)
VIEW_LINES = 30
OFFERED = [
    (path, node)
    for path in sorted({*within("domain"), *within("services")})
    for node in tree(path).body
    if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
]


def test_the_import_contracts_hold() -> None:
    # In a process of its own: in this one it would change the logging of all tests after it.
    program = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_a_file_has_at_most_400_lines() -> None:
    long = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_a_module_says_what_is_in_it() -> None:
    silent = [
        place(path) for path in APP_CODE if path.read_text(encoding="utf-8") and not ast.get_docstring(tree(path))
    ]
    assert silent == []


def test_a_module_has_a_name_that_tells() -> None:
    assert [place(path) for path in APP_CODE if VAGUE & {path.stem, *path.relative_to(ROOT).parts}] == []


def test_imports_stand_at_the_top() -> None:
    inside = [
        place(path, node)
        for path in APP_CODE
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef) and not (function.name == "ready" and path.name == "apps.py")
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_there_are_no_class_views_no_signals_and_no_generic_keys() -> None:
    assert [
        place(path) for path in APP_CODE if any(name.startswith(FORBIDDEN_IMPORTS) for name in imported(path))
    ] == []


def test_a_view_is_a_function_of_a_few_lines() -> None:
    bodies = [(path, node) for path in within("views") for node in tree(path).body]
    long = [
        place(path, node) for path, node in bodies if isinstance(node, ast.FunctionDef) and lines_of(node) > VIEW_LINES
    ]
    classes = [place(path, node) for path, node in bodies if isinstance(node, ast.ClassDef) and not is_dataclass(node)]

    assert long == []
    assert classes == []


def lines_of(node: ast.FunctionDef) -> int:
    """Lines of the body, its docstring left out."""
    first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
    return (node.end_lineno or 0) - first.lineno + 1


def is_dataclass(node: ast.ClassDef) -> bool:
    """True for a class that only holds what a page shows."""
    decorators = [item.func if isinstance(item, ast.Call) else item for item in node.decorator_list]
    return "dataclass" in {dotted(item) for item in decorators}


def test_only_the_clock_tells_the_time() -> None:
    told = [place(path, call) for path in APP_CODE if path != CLOCK for call in calls(tree(path)) if tells_time(call)]
    assert told == []


def tells_time(call: ast.Call) -> bool:
    """True for a call that reads the time of the machine."""
    asked = dotted(call.func)
    return any(asked == way or asked.endswith(f".{way}") for way in TELLS_TIME)


def test_what_domain_and_services_offer_is_explained() -> None:
    assert [place(path, node) for path, node in OFFERED if not ast.get_docstring(node)] == []


def test_what_domain_and_services_offer_is_annotated() -> None:
    functions = [(path, node) for path, node in OFFERED if isinstance(node, ast.FunctionDef)]
    bare = [
        place(path, node)
        for path, node in functions
        for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        if argument.annotation is None
    ]

    assert bare == []
    assert [place(path, node) for path, node in functions if node.returns is None] == []


def test_every_test_asserts_something() -> None:
    count, silent = 0, []
    for path in TESTS:
        functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]
        asserting = asserting_names(functions)
        tests = [node for node in functions if node.name.startswith("test_")]
        count += len(tests)
        silent += [place(path, node) for node in tests if node.name not in asserting]

    assert count > 100
    assert silent == []


def asserting_names(functions: list[ast.FunctionDef]) -> set[str]:
    """The functions of a module that assert, themselves or through another one: a journey is told in small steps."""
    found = {node.name for node in functions if any(asserts(inner) for inner in ast.walk(node))}
    grown = True
    while grown:
        through = {node.name for node in functions if any(called(inner) in found for inner in ast.walk(node))}
        grown, found = not through <= found, found | through
    return found


def called(node: ast.AST) -> str:
    """The last name of what is called here, or nothing."""
    return dotted(node.func).rsplit(".", 1)[-1] if isinstance(node, ast.Call) else ""


def asserts(node: ast.AST) -> bool:
    """True for an assertion, or a call that asserts by its name."""
    if isinstance(node, ast.Assert):
        return True
    # "sees", "heading": what a visitor of the browser journeys expects to stand on the page.
    name = called(node)
    return name in {"raises", "sees", "heading"} or name.startswith(("assert", "django_assert", "expect", "check_"))


def test_no_test_is_skipped_or_waits_or_fakes_our_code() -> None:
    skipped = {
        "pytest.skip",
        "pytest.xfail",
        "pytest.mark.skip",
        "pytest.mark.skipif",
        "pytest.mark.xfail",
        "time.sleep",
    }
    wrong = [
        place(path, node)
        for path in TESTS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and dotted(node) in skipped
    ]

    assert wrong == []
    assert [place(path) for path in TESTS if any(name.startswith("unittest.mock") for name in imported(path))] == []


def test_a_migration_says_what_it_does() -> None:
    vague = [place(path) for path in MIGRATIONS if not re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", path.stem)]

    assert vague == []
    assert [place(path) for path in MIGRATIONS if "_auto_" in path.stem] == []


def test_choices_are_a_callable_so_that_a_new_word_makes_no_migration() -> None:
    fixed = [
        place(path, call)
        for path in within("models")
        for call in calls(tree(path))
        for keyword in call.keywords
        if keyword.arg == "choices" and not isinstance(keyword.value, ast.Name | ast.Attribute)
    ]
    assert fixed == []


def test_nothing_is_left_to_do_later() -> None:
    later = re.compile(r"#.*\b(?:TODO|FIXME|XXX|HACK)\b(?! #\d)")
    assert [place(path) for path in APP_CODE if later.search(path.read_text(encoding="utf-8"))] == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    suffixes = {".py", ".html", ".txt", ".md", ".toml", ".css", ".js", ".json", ".yml", ".in", ".po"}
    marks = [str(ROOT), "/Users/", "/home/"]
    folders = ("procurement", "tenders", "criteria", "contracts", "templates", "static", "docs", "requirements")
    texts = [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in suffixes and "vendor" not in path.parts
    ]

    assert len(texts) > 100
    assert [place(path) for path in texts if any(mark in path.read_text(encoding="utf-8") for mark in marks)] == []


def test_the_pinned_packages_name_no_place_to_get_them() -> None:
    lines = [line for path in (ROOT / "requirements").iterdir() for line in path.read_text().splitlines()]

    assert len(lines) > 100
    assert [line for line in lines if "://" in line or line.startswith(("-i ", "--index", "--extra", "--find"))] == []
