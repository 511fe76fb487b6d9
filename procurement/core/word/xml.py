"""Small pieces of WordprocessingML that python-docx has no words for: text, fields, bookmarks, links."""

import re
from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

# What XML 1.0 cannot hold; a person may have pasted it.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element(tag: str, *children: Any, **attributes: str) -> Any:
    """Return an element such as ``w:tr`` with its children; attributes are of the same namespace: val="1"."""
    made = OxmlElement(tag)
    prefix = tag.split(":")[0]
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), value)
    made.extend(children)
    return made


def paragraph(style: str, text: str = "", *, align: str = "", run_style: str = "") -> Any:
    """Return a paragraph. style, run_style: ids of styles; align: "right" or "center", otherwise left."""
    made = element("w:p", element("w:pPr", element("w:pStyle", val=style)))
    if align in ("right", "center"):
        made.pPr.append(element("w:jc", val=align))
    if text:
        add_text(made, text, run_style=run_style)
    return made


def add_text(parent: Any, text: str, *, run_style: str = "") -> None:
    """Add a run with this text to a paragraph; a line break in it stays one. run_style: id of a character style."""
    run = Paragraph(parent, None).add_run(_UNWRITABLE.sub("", text.replace("\r\n", "\n")))  # type: ignore[arg-type]
    if run_style:
        run._r.insert(0, element("w:rPr", element("w:rStyle", val=run_style)))


def add_field(parent: Any, code: str, shown: str) -> None:
    """Add a field that Word computes itself, such as PAGE. shown: what stands there until it does."""
    for part in (field_mark("begin"), field_code(code), field_mark("separate")):
        parent.append(part)
    add_text(parent, shown)
    parent.append(field_mark("end"))


def field_mark(kind: str) -> Any:
    """Return the begin, separate or end of a field, in a run of its own."""
    return element("w:r", element("w:fldChar", fldCharType=kind))


def field_code(code: str) -> Any:
    """Return the code of a field, in a run of its own."""
    text = element("w:instrText")
    text.text = f" {code} "
    text.set(qn("xml:space"), "preserve")
    return element("w:r", text)


def add_bookmark(parent: Any, number: int, name: str) -> None:
    """Put a bookmark around all that stands in the paragraph."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    parent.insert(1 if parent.pPr is not None else 0, start)
    parent.append(element("w:bookmarkEnd", id=str(number)))


def add_link(parent: Any, name: str, text: str) -> None:
    """Add a link to a bookmark of the same file."""
    link = element("w:hyperlink", anchor=name, history="1")
    run = element("w:r", element("w:t"))
    run[0].text = _UNWRITABLE.sub("", text)
    run[0].set(qn("xml:space"), "preserve")
    link.append(run)
    parent.append(link)


def table(style: str, widths: Sequence[int], rows: Sequence[Any], *, title: str = "", has_header: bool) -> Any:
    """Return a table of fixed widths (twips). title: what a screen reader calls it."""
    look = element("w:tblLook", firstRow=_bit(has_header), lastRow="0", firstColumn=_bit(not has_header))
    properties = element(
        "w:tblPr",
        element("w:tblStyle", val=style),
        element("w:tblW", w=str(sum(widths)), type="dxa"),
        element("w:tblLayout", type="fixed"),
        look,
    )
    if title:
        properties.append(element("w:tblCaption", val=_UNWRITABLE.sub("", title)))
    grid = element("w:tblGrid", *(element("w:gridCol", w=str(width)) for width in widths))
    return element("w:tbl", properties, grid, *rows)


def row(cells: Sequence[Any], *, is_header: bool = False) -> Any:
    """Return a row that stays on one page; a header repeats on each page."""
    properties = element("w:trPr", element("w:cantSplit"))
    if is_header:
        properties.append(element("w:tblHeader"))
    return element("w:tr", properties, *cells)


def cell(width: int, *paragraphs: Any, is_last: bool = False) -> Any:
    """Return a cell; the last one of a row reaches up to the margin of the page."""
    properties = element("w:tcPr", element("w:tcW", w=str(width), type="dxa"))
    if is_last:
        properties.append(element("w:tcMar", element("w:right", w="0", type="dxa")))
    return element("w:tc", properties, *paragraphs)


def _bit(value: bool) -> str:
    return "1" if value else "0"
