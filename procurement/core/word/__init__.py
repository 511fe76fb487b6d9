"""A document, a tree of blocks, as a Word file: real styles, numbering and tables, so that people can go on in it."""

from procurement.core.word.document import render_docx

__all__ = ["render_docx"]
