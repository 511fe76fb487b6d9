"""A document as plain JSON and back: what was approved is kept as it was, whatever changes in Kring later."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from procurement.core.domain import blocks
from procurement.core.domain.blocks import Document

_KINDS: Mapping[str, Any] = {
    kind.__name__: kind
    for kind in (
        blocks.Heading,
        blocks.Paragraph,
        blocks.Bullets,
        blocks.Facts,
        blocks.Table,
        blocks.Figure,
        blocks.Signatures,
        blocks.PageBreak,
    )
}


def to_json(document: Document) -> dict[str, Any]:
    """Return the document as JSON: its own fields, and each block with the name of its kind."""
    found = asdict(document)
    found["facts"] = [list(pair) for pair in document.facts]
    found["blocks"] = [{"block": type(block).__name__, **_lists(asdict(block))} for block in document.blocks]
    return found


def from_json(data: Mapping[str, Any]) -> Document:
    """Return the document that ``to_json`` wrote.

    Raises:
        KeyError: a kind of block that does not exist.
    """
    values = dict(data)
    values["facts"] = [(term, text) for term, text in data["facts"]]
    values["blocks"] = [_block(dict(row)) for row in data["blocks"]]
    return Document(**values)


def _block(row: dict[str, Any]) -> Any:
    kind = _KINDS[row.pop("block")]
    for name in ("pairs", "items"):
        if kind in (blocks.Facts, blocks.Signatures) and name in row:
            row[name] = [tuple(item) for item in row[name]]
    return kind(**row)


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_lists(item) for item in value]
    return value
