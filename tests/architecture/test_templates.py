"""House rules of templates, stylesheets and scripts: strict policy, small files, documented components."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
ELEMENTS = sorted((ROOT / "static" / "js" / "elements").glob("*.js"))
COMPONENT_SHEETS = sorted((ROOT / "static" / "css" / "components").glob("*.css"))
SHEETS = [path for path in sorted((ROOT / "static" / "css").rglob("*.css")) if path.name != "icon.css"]
INLINE = re.compile(
    r"<style\b|<script\b(?![^>]*\b(?:src=|type=[\"']application/json))|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.I
)
# Tokens hold them; a document is rendered without the tokens.
WITH_COLOURS = {"tokens.css", "document.css"}
MAIL = ROOT / "templates" / "emails"


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def without_comments(text: str) -> str:
    return re.sub(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_at_most_150_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 150


@pytest.mark.parametrize("path", [path for path in TEMPLATES if MAIL not in path.parents], ids=name)
def test_a_template_has_nothing_inline(path: Path) -> None:
    assert not INLINE.search(without_comments(path.read_text()))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_asks_no_other_host(path: Path) -> None:
    text = without_comments(path.read_text())
    assert not re.search(r"<(?:script|link|img|iframe|use)\b[^>]*(?:src|href)=[\"'](?:https?:)?//", text)


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path not in COMPONENTS], ids=name)
def test_a_form_that_posts_carries_its_token(path: Path) -> None:
    for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", path.read_text(), flags=re.DOTALL | re.I):
        assert "csrf_token" in form or "form.as_" in form


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_at_most_five_utility_classes_on_an_element(path: Path) -> None:
    utility = re.compile(
        r"(?:[mp][tbsexy]?-\d|d-[a-z]+|flex-|justify-|align-|gap-\d|text-|fs-\d|fw-|w-\d|h-\d|bg-|border|rounded)"
    )
    for classes in re.findall(r'class="([^"{]*)"', path.read_text()):
        assert len([word for word in classes.split() if utility.match(word)]) <= 5, classes


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.parent.name != "blocks"], ids=name)
def test_a_table_of_many_columns_is_made_for_a_phone(path: Path) -> None:
    for wrap, classes, table in re.findall(
        r'<div class="(table-wrap[^"]*)"[^>]*>\s*<table class="([^"]*)">(.*?)</table>',
        path.read_text(),
        flags=re.DOTALL,
    ):
        head = table.split("<tbody>")[0]
        if head.count("<th ") > 3:
            assert "table--stack" in classes or "table-wrap--sticky" in wrap
        labels = set(re.findall(r'<td[^>]*? data-label="({% translate "[^"]*" %})"', table))
        assert labels == set() or "table--stack" in classes


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_a_component_says_how_it_is_used(path: Path) -> None:
    comment = re.search(r"\{% comment %\}(.*?)\{% endcomment %\}", path.read_text(), flags=re.DOTALL)
    assert comment is not None
    assert len(comment.group(1).split()) >= 3


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_a_component_stands_in_the_list(path: Path) -> None:
    assert f"| `{path.stem}` |" in (ROOT / "docs" / "design.md").read_text()


def test_the_list_holds_no_component_that_is_gone() -> None:
    listed = re.findall(r"^\| `([a-z_]+)` \|", (ROOT / "docs" / "design.md").read_text(), flags=re.MULTILINE)
    assert sorted(listed) == [path.stem for path in COMPONENTS]


@pytest.mark.parametrize("path", COMPONENT_SHEETS, ids=name)
def test_a_component_sheet_is_imported(path: Path) -> None:
    imported = f'@import url("components/{path.name}") layer(components);'
    assert imported in (ROOT / "static" / "css" / "app.css").read_text()


@pytest.mark.parametrize("path", [path for path in SHEETS if path.name not in WITH_COLOURS], ids=name)
def test_a_sheet_takes_its_colours_from_the_tokens(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/|var\(--kring-[a-z0-9-]+, [^)]*\)", "", path.read_text(), flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,8}\b", text, flags=re.I) == []


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_a_sheet_uses_only_tokens_that_exist(path: Path) -> None:
    made = set(re.findall(r"(--kring-[a-z0-9-]+):", (ROOT / "static" / "css" / "tokens.css").read_text()))
    text = path.read_text()
    own = set(re.findall(r"(--kring-[a-z0-9-]+):", text))
    assert set(re.findall(r"var\((--kring-[a-z0-9-]+)", text)) <= made | own


@pytest.mark.parametrize("path", ELEMENTS, ids=name)
def test_an_element_is_small_and_registered(path: Path) -> None:
    assert len(path.read_text().splitlines()) < 100
    assert f'customElements.define("{path.stem}", ' in (ROOT / "static" / "js" / "app.js").read_text()


@pytest.mark.parametrize("path", ELEMENTS, ids=name)
def test_an_element_speaks_only_what_a_template_gives_it(path: Path) -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\(", path.read_text())


@pytest.mark.parametrize(
    "readme", [ROOT / "static/vendor/README.md", ROOT / "tests/browser/vendor/README.md"], ids=name
)
def test_what_comes_from_others_is_what_the_readme_says(readme: Path) -> None:
    listed = dict(reversed(line.split()) for line in re.findall(r"^[0-9a-f]{64}  \S+$", readme.read_text(), re.M))
    present = {
        str(path.relative_to(readme.parent)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in readme.parent.rglob("*")
        if path.is_file() and path != readme
    }
    assert present == listed


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG 2.2 counts it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("ink", "paper", 7),
        ("ink-muted", "paper-shade", 4.5),
        ("thread", "thread-tint", 4.5),
        ("done", "done-tint", 4.5),
        ("info", "info-tint", 4.5),
        ("warning", "warning-tint", 4.5),
        ("block", "block-tint", 4.5),
        ("line-strong", "paper", 3),
        ("focus", "ink", 3),
        ("series-1", "paper", 3),
        ("series-2", "paper", 3),
        ("series-3", "paper", 3),
        ("series-4", "paper", 3),
        ("series-5", "paper", 3),
    ],
)
def test_colours_can_be_told_apart(front: str, back: str, least: float) -> None:
    colours = dict(
        re.findall(r"--kring-color-([a-z0-9-]+): (#[0-9a-f]{6})", (ROOT / "static/css/tokens.css").read_text())
    )
    assert contrast(colours[front], colours[back]) >= least
