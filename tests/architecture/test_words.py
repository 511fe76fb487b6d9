"""What people read is wrapped for translation, in Python and in templates."""

import ast
import re

from tests.architecture.source import APP_CODE, ROOT, calls, dotted, place, tree

TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))
# Keywords and first arguments that people read.
READ_KEYWORDS = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label"}
READ_FIRST = {"forms.ValidationError", "ValidationError", "Fieldset"}
READ_SECOND = {"messages.success", "messages.info", "messages.warning", "messages.error"}
# Names and signs that are the same in every language.
SAME_EVERYWHERE = re.compile(r"Kring|TenderNed|KvK|OIN|KPI|LCC|MKI|CO2|SHA-256|PDF|CSV|XLSX|BPKV|R\d|&\w+;")
WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
READ_ATTRIBUTES = re.compile(r"\s(?:aria-label|alt|title|placeholder)=\"([^\"]*)\"")


def is_bare_text(node: ast.AST) -> bool:
    """True for a text with words that is not handed to gettext."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return any(isinstance(part, ast.Constant) and WORD.search(str(part.value)) for part in parts if is_text(part))


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_words_in_python_are_wrapped() -> None:
    bare = [
        place(path, node)
        for path in APP_CODE
        for call in calls(tree(path))
        for node in read_by_people(call)
        if is_bare_text(node)
    ]
    assert bare == []


def read_by_people(call: ast.Call) -> list[ast.AST]:
    """The arguments of a call that people read."""
    read: list[ast.AST] = [keyword.value for keyword in call.keywords if keyword.arg in READ_KEYWORDS]
    read += call.args[:1] if dotted(call.func) in READ_FIRST else []
    return read + (call.args[1:2] if dotted(call.func) in READ_SECOND else [])


def test_words_in_templates_are_wrapped() -> None:
    bare = {place(path): bare_words(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert {where: words for where, words in bare.items() if words} == {}


def bare_words(text: str) -> list[str]:
    """The words of a template that stand in no translate tag, no variable and no comment."""
    for wrapped in ("comment", "blocktranslate", "verbatim"):
        text = re.sub(rf"\{{% {wrapped}\b.*?\{{% end{wrapped} %\}}", " ", text, flags=re.DOTALL)
    text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", " ", text, flags=re.DOTALL)
    shown = " ".join(READ_ATTRIBUTES.findall(text))
    text = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", " ", text, flags=re.DOTALL)
    return WORD.findall(SAME_EVERYWHERE.sub(" ", f"{text} {shown}"))


def test_the_search_for_bare_words_finds_them() -> None:
    assert bare_words('<p>{% translate "Ja" %} {{ naam }} nee</p>') == ["nee"]
    assert bare_words('<p aria-label="bewaar">KPI 3</p>') == ["bewaar"]
    assert is_bare_text(ast.parse('"Fout"').body[0].value)
    assert not is_bare_text(ast.parse('_("Fout")').body[0].value)
